"""A revision's stored content and report as one page reads them; nothing is computed anew."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cxroles.jobs.models import Revision

FACTS = ("company", "sector", "company_size", "location", "reports_to", "team", "budget")


@dataclass(frozen=True, slots=True)
class Chip:
    """A competency that a line asks for; ``by_person`` when somebody said so."""

    name: str
    hue: str
    by_person: bool


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A line with its level (1-5 or none) and the competencies it counts for."""

    text: str
    level: int | None
    mandate: str
    chips: list[Chip]


@dataclass(frozen=True, slots=True)
class RecordSection:
    """The lines of one section."""

    code: str
    lines: list[RecordLine]


@dataclass(frozen=True, slots=True)
class Share:
    """One row of the coverage table: depth 0-100, emphasis (share) and target in percent."""

    name: str
    hue: str
    depth: float
    share: float
    target: float
    lines: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """One framework's coverage (0-100), and the percent that fills a bar."""

    name: str
    version: int
    reference: bool
    coverage: float
    rows: list[Share]
    scale: int


@dataclass(frozen=True, slots=True)
class Record:
    """Everything the revision page prints."""

    facts: list[tuple[str, str]]
    template: Mapping[str, Any]
    sections: list[RecordSection]
    overall: int
    band: str
    dimensions: list[Mapping[str, Any]]
    coverage: list[Coverage]
    mandate: list[Mapping[str, Any]]
    findings: list[Mapping[str, Any]]
    versions: Mapping[str, Any]


def read_record(revision: Revision) -> Record:
    """The record of a stored revision; what an older one lacks is empty."""
    content, report = revision.content, revision.report
    return Record(
        facts=[(name, content[name]) for name in FACTS if content.get(name)],
        template=content.get("template") or {},
        sections=_sections(content, report),
        overall=int(report.get("overall") or 0),
        band=str(report.get("band") or ""),
        dimensions=list(report.get("dimensions") or ()),
        coverage=[_coverage(framework, report) for framework in content.get("frameworks") or ()],
        mandate=list((report.get("mandate") or {}).get("elements") or ()),
        findings=list(report.get("findings") or ()),
        versions=report.get("versions") or {},
    )


def _sections(content: Mapping[str, Any], report: Mapping[str, Any]) -> list[RecordSection]:
    known = _names(content)
    sections: list[RecordSection] = []
    for line, judged in _pairs(content, report):
        if not sections or sections[-1].code != line["section"]:
            sections.append(RecordSection(line["section"], []))
        chips = list(_chips(judged.get("competencies") or {}, known))
        sections[-1].lines.append(RecordLine(line["text"], line.get("level"), line.get("mandate") or "", chips))
    return sections


def _pairs(content: Mapping[str, Any], report: Mapping[str, Any]) -> Iterable[tuple[Any, Mapping[str, Any]]]:
    judged = report.get("statements") or ()
    for index, line in enumerate(content.get("statements") or ()):
        yield line, judged[index] if index < len(judged) else {}


def _names(content: Mapping[str, Any]) -> dict[tuple[str, str], Mapping[str, Any]]:
    """(framework, competency) -> notes, of the reference frameworks: chips of all six would drown the text."""
    return {
        (framework["code"], competency["code"]): competency
        for framework in content.get("frameworks") or ()
        if framework.get("reference")
        for competency in framework["competencies"]
    }


def _chips(tags: Mapping[str, Any], known: Mapping[tuple[str, str], Mapping[str, Any]]) -> Iterable[Chip]:
    asked = {(framework, tag["code"]): tag for framework, found in tags.items() for tag in found}
    told: set[str] = set()
    for code, competency in known.items():
        name = competency["short_name"] or competency["name"]
        if code in asked and name not in told:
            told.add(name)
            yield Chip(name, competency["hue"], asked[code].get("decided_by") == "person")


def _coverage(framework: Mapping[str, Any], report: Mapping[str, Any]) -> Coverage:
    judged = (report.get("frameworks") or {}).get(framework["code"]) or {}
    names = {each["code"]: each for each in framework["competencies"]}
    rows = [
        Share(
            name=names[each["code"]]["short_name"] or names[each["code"]]["name"],
            hue=names[each["code"]]["hue"],
            depth=each["depth"],
            share=each["emphasis"],
            target=each["target"],
            lines=len(each["statements"]),
        )
        for each in judged.get("competencies") or ()
        if each["code"] in names
    ]
    longest = max((value for row in rows for value in (row.share, row.target)), default=10)
    return Coverage(
        name=framework["short_name"],
        version=framework["version"],
        reference=bool(framework.get("reference")),
        coverage=judged.get("coverage") or 0,
        rows=rows,
        scale=max(10, 5 * round(longest / 5 + 0.5)),
    )
