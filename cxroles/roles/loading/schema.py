"""The shape of a role template fixture."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from cxroles.frameworks.loading.schema import (
    Code,
    DashedCode,
    Name,
    Part,
    Percent,
    Position,
    Sentence,
    Shape,
    Source,
    Text,
)

LineCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Level = Annotated[int, Field(ge=1, le=5)]
SectionCode = Literal["purpose", "scope", "mandate", "responsibilities", "required", "preferred", "success"]
ElementCode = Literal[
    "",
    "reports_to",
    "executive_access",
    "decision_rights",
    "budget",
    "team",
    "cross_functional",
    "success_measures",
    "first_year_outcomes",
    "peer_accountability",
]
LINE_FIELDS = ("code", "section", "text", "level", "mandate")


class Statement(Shape):
    """A line; every further key is a framework code with the competencies the line asks for."""

    model_config = ConfigDict(extra="allow", strict=True)
    __pydantic_extra__: dict[str, Annotated[list[Code], Field(min_length=1, max_length=3)]]

    code: LineCode
    section: SectionCode
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
    level: Level
    mandate: ElementCode = ""


class Fact(Part):
    """Something worth knowing for who picks this template."""

    text: Text
    source: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class Variant(Part):
    """A trade or stage in which the job differs, with the lines it adds."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    note: Text
    statements: list[Statement] = []


class LevelRange(Part):
    """The usual level and the span around it."""

    typical: Level
    lowest: Level = Field(alias="from")
    highest: Level = Field(alias="to")


class RoleTemplate(Part):
    """A whole role template."""

    kind: Literal["role_template"]
    code: DashedCode
    position: Position = 0
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    title: Name
    aliases: Annotated[list[Name], Field(min_length=1)]
    summary: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=110)]
    reports_to: Annotated[list[Name], Field(min_length=1)]
    level: LevelRange
    emphasis: dict[DashedCode, dict[Code, Percent]]
    facts: list[Fact] = []
    background: list[Sentence] = []
    variants: list[Variant] = []
    sources: Annotated[list[Source], Field(min_length=1)]
    statements: Annotated[list[Statement], Field(min_length=1)]
