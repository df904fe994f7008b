"""What a revision looks like to an exporter: one frozen document, free of tables and requests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

KINDS = ("description", "brief")
PAGE_SIZES = ("A4", "Letter")

MandateState = Literal["granted", "stated", "missing"]


@dataclass(frozen=True, slots=True)
class Imprint:
    """Which revision this is. ``number`` is None for a text that was never saved."""

    at: datetime
    number: int | None = None
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the description. ``number`` counts from 1 inside its section; offsets are into the text."""

    index: int
    section: str
    number: int
    text: str
    mandate: str = ""
    level: int | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the description that count for something, and where they stand."""

    text: str
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one competency: the strongest words, then the other lines that count."""

    quotes: tuple[Quote, ...] = ()
    more: tuple[Line, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.quotes or self.more)


@dataclass(frozen=True, slots=True)
class CompetencyShare:
    """One competency: its share of the description and the target, both in percent; ``depth`` is 0-100."""

    code: str
    name: str
    short_name: str
    hue: str
    share: float
    target: float
    depth: float
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, slots=True)
class Profile:
    """One framework: every competency's share against its target. ``coverage`` is 0-100 or None."""

    code: str
    name: str
    short_name: str
    noun: str
    reference: bool
    coverage: float | None
    competencies: tuple[CompetencyShare, ...]

    @property
    def scale(self) -> float:
        """Percent at the right end of its bars: the largest number in it, rounded up to a ten, at least 30."""
        largest = max((max(each.share, each.target) for each in self.competencies), default=0.0)
        return max(30.0, -(-largest // 10) * 10)


@dataclass(frozen=True, slots=True)
class MandateFact:
    """One element of the mandate: found by the scorer, stated by a fact or a line, or not stated."""

    code: str
    state: MandateState
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One dimension of the score, 0-100, with its band and its sentence."""

    code: str
    score: int
    band: str
    summary: str


@dataclass(frozen=True, slots=True)
class TemplateNotes:
    """What the role template tells a recruiter."""

    code: str = ""
    title: str = ""
    summary: str = ""
    level: int | None = None
    aliases: tuple[str, ...] = ()
    background: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A description with its report, ready to be printed. ``content`` and ``report`` are the source of all else."""

    title: str
    facts: Mapping[str, str]  # company, sector, company_size, location, reports_to, team, budget
    lines: tuple[Line, ...]
    template: TemplateNotes
    imprint: Imprint
    level: int | None = None
    level_name: str = ""
    breadth: str = ""  # generalist | specialist | mixed
    focus: str = ""  # code of the duty that takes more than half, if any
    overall: int | None = None
    band: str = ""
    reasons: tuple[Reason, ...] = ()
    profiles: tuple[Profile, ...] = ()
    mandate: tuple[MandateFact, ...] = ()
    content: Mapping[str, Any] = field(default_factory=dict)
    report: Mapping[str, Any] = field(default_factory=dict)

    def section(self, code: str) -> tuple[Line, ...]:
        """The lines of one section, in order."""
        return tuple(line for line in self.lines if line.section == code)

    @property
    def first_year(self) -> tuple[Line, ...]:
        """The success lines that say what must be achieved in the first year."""
        return tuple(line for line in self.section("success") if line.mandate == "first_year_outcomes")

    @property
    def measures(self) -> tuple[Line, ...]:
        """The other success lines."""
        return tuple(line for line in self.section("success") if line.mandate != "first_year_outcomes")
