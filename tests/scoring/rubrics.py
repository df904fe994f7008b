"""The project's own fixtures as a rubric, without the database."""

from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from cxroles.scoring.rubric import rubric_from_documents
from cxroles.scoring.types import Draft, Rubric, Statement

FIXTURES = Path(__file__).parents[2] / "fixtures"


@cache
def read_documents(folder: str) -> dict[str, dict[str, Any]]:
    """The parsed files of one fixture folder by code."""
    yaml = YAML(typ="safe")
    paths = sorted((FIXTURES / folder).glob("*.yaml"))
    documents = [yaml.load(path.read_text(encoding="utf-8")) for path in paths]
    return {document["code"]: document for document in documents}


@cache
def make_rubric(template: str | None = "vp") -> Rubric:
    """A rubric of all frameworks, templates and rules in the project's fixtures."""
    frameworks = [d for d in read_documents("frameworks").values() if d["kind"] == "framework"]
    templates = [d for d in read_documents("roles").values() if d["kind"] == "role_template"]
    return rubric_from_documents(frameworks, templates, read_documents("scoring"), template)


def make_draft(*lines: str | tuple[str, str], title: str = "") -> Draft:
    """A draft of lines, each a text (a responsibility) or a pair of section and text."""
    statements: list[Statement] = []
    text = ""
    for line in lines:
        section, words = ("responsibilities", line) if isinstance(line, str) else line
        start = len(text)
        text += f"{words}\n"
        statements.append(Statement(len(statements), section, words, start, start + len(words)))
    return Draft(text=text, statements=tuple(statements), title=title)
