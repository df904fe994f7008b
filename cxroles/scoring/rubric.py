"""From plain parsed YAML to a Rubric: the one door for fixtures, whoever reads them."""

from collections.abc import Iterable, Mapping
from typing import Any

from cxroles.scoring.types import (
    Competency,
    Cue,
    Framework,
    Rubric,
    Template,
    TemplateLine,
)

Document = Mapping[str, Any]


def rubric_from_documents(
    frameworks: Iterable[Document],
    templates: Iterable[Document],
    rules: Mapping[str, Document],
    template_code: str | None = None,
    *,
    version: int = 1,
) -> Rubric:
    """A rubric from documents in the shape of the fixture files; each may carry ``version``.

    Raises KeyError when no template has ``template_code``.
    """
    built = tuple(template_from_document(each) for each in templates)
    by_code = {template.code: template for template in built}
    return Rubric(
        version=version,
        frameworks=tuple(framework_from_document(each) for each in frameworks),
        rules={code: dict(content) for code, content in rules.items()},
        template=by_code[template_code] if template_code else None,
        templates=built,
    )


def framework_from_document(document: Document) -> Framework:
    """A framework from the shape of ``fixtures/frameworks/*.yaml``."""
    return Framework(
        code=document["code"],
        name=document["name"],
        version=int(document.get("version", 1)),
        reference=bool(document.get("reference", False)),
        competencies=tuple(_competency(each) for each in document["competencies"]),
        crosswalk=tuple(_link(each) for each in document.get("crosswalk") or ()),
        short_name=document.get("short_name") or "",
    )


def _competency(document: Document) -> Competency:
    cues = document.get("cues") or {}
    return Competency(
        code=document["code"],
        name=document["name"],
        weight=float(document["weight"]),
        cues=tuple(
            Cue(each["text"], float(each["weight"]), bool(each.get("customer", True)))
            for each in cues.get("phrases") or ()
        ),
        facets={code: float(weight) for code, weight in (cues.get("facets") or {}).items()},
        orientation=document.get("orientation", "both"),
        short_name=document.get("short_name", ""),
        definition=str(document.get("definition", "")).strip(),
    )


def _link(document: Document) -> tuple[str, str, str, str]:
    framework, _, code = document["to"].partition(".")
    return document["from"], framework, code, document["link"]


def template_from_document(document: Document) -> Template:
    """A role template from the shape of ``fixtures/roles/*.yaml``, without its variants."""
    emphasis = document.get("emphasis") or {}
    return Template(
        code=document["code"],
        title=document["title"],
        version=int(document.get("version", 1)),
        level=int(document["level"]["typical"]),
        emphasis={code: dict(shares) for code, shares in emphasis.items()},
        lines=tuple(_template_line(each, emphasis) for each in document.get("statements") or ()),
    )


def _template_line(document: Document, frameworks: Iterable[str]) -> TemplateLine:
    return TemplateLine(
        code=document["code"],
        section=document["section"],
        text=document["text"],
        level=int(document["level"]),
        competencies={code: tuple(document.get(code) or ()) for code in frameworks},
        mandate=document.get("mandate") or "",
    )
