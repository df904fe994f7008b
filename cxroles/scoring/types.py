"""The words the scorer speaks: what goes in (draft, rubric) and what comes out (report).

Everything here is frozen, free of Django, clock and I/O, so that the panel, a revision, the
PDF and the command line can share one result. Offsets are characters into ``Draft.text``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

SECTIONS = (
    "about",
    "purpose",
    "scope",
    "mandate",
    "responsibilities",
    "required",
    "preferred",
    "success",
    "offer",
    "other",
)
MANDATE_ELEMENTS = (
    "reports_to",
    "executive_access",
    "decision_rights",
    "budget",
    "team",
    "cross_functional",
    "success_measures",
    "first_year_outcomes",
    "peer_accountability",
)
SCHEMA = "cxroles.report/1"

Verdict = Literal["confirmed", "added", "rejected"]
DecidedBy = Literal["tagger", "person"]
Severity = Literal["error", "warning", "notice"]
Shares = Mapping[str, float]  # competency code -> percent, summing to 100


# --- What goes in ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on one tag of one statement; it overrides the tagger."""

    framework: str
    code: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of a job description. ``text`` equals ``Draft.text[start:end]``."""

    index: int
    section: str
    text: str
    start: int
    end: int
    level: int | None = None  # 1-5, as set by a person or a template
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A job description to be scored. ``targets`` overrides the template's emphasis per framework.

    ``facts`` are mandate elements that were filled in as facts of the job: element -> (start, end).
    """

    text: str
    statements: tuple[Statement, ...]
    title: str = ""
    targets: Mapping[str, Shares] = field(default_factory=dict)
    facts: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cue:
    """A wording (cue pattern) that evidences a competency; ``weight`` 0-1."""

    pattern: str
    weight: float
    needs_customer: bool = True


@dataclass(frozen=True, slots=True)
class Competency:
    """One competency: its own cues and the shared facets (code -> weight 0-1) that point to it."""

    code: str
    name: str
    weight: float  # percent of its framework
    cues: tuple[Cue, ...] = ()
    facets: Mapping[str, float] = field(default_factory=dict)
    orientation: str = "both"  # people | process | both
    short_name: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Framework:
    """One published version of a competency framework."""

    code: str
    name: str
    version: int
    reference: bool
    competencies: tuple[Competency, ...]
    crosswalk: tuple[tuple[str, str, str, str], ...] = ()  # (from code, framework, to code, link)
    short_name: str = ""

    @property
    def label(self) -> str:
        """The short name where there is one; for messages and chart titles."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A line of a role template; ``competencies`` maps framework code to competency codes."""

    code: str
    section: str
    text: str
    level: int
    competencies: Mapping[str, tuple[str, ...]]
    mandate: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """One published version of a role template."""

    code: str
    title: str
    version: int
    level: int
    emphasis: Mapping[str, Shares]
    lines: tuple[TemplateLine, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Rubric:
    """Everything a score depends on besides the draft. ``rules`` maps a rule file's code to its content.

    Compared and hashed by identity, so that what is compiled from it can be kept beside it.
    """

    version: int
    frameworks: tuple[Framework, ...]
    rules: Mapping[str, Mapping[str, Any]]
    template: Template | None = None
    templates: tuple[Template, ...] = ()

    def framework(self, code: str) -> Framework:
        """The framework of that code. Raises KeyError when the rubric has none."""
        for framework in self.frameworks:
            if framework.code == code:
                return framework
        raise KeyError(code)

    def targets(self, draft: Draft, framework: Framework) -> dict[str, float]:
        """Target emphasis in percent: the draft's own, else the template's, else the weights."""
        chosen = draft.targets.get(framework.code)
        if not chosen and self.template:
            chosen = self.template.emphasis.get(framework.code)
        if chosen:
            return {c.code: float(chosen.get(c.code, 0.0)) for c in framework.competencies}
        return {c.code: c.weight for c in framework.competencies}


# --- What the tagger says -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that count. ``source`` names the cue or facet; ``reason`` is set when they do not count."""

    start: int
    end: int
    text: str
    source: str
    weight: float = 0.0
    reason: str = ""  # "", "negated", "no_customer", "other_duty", "stuffed", "repeated"


@dataclass(frozen=True, slots=True)
class Tag:
    """One competency of one statement. ``confidence`` 0-1; a person's tag has 1.0."""

    code: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    decided_by: DecidedBy = "tagger"
    verdict: Verdict | None = None  # what the person said, if anything


@dataclass(frozen=True, slots=True)
class TaggedStatement:
    """A statement with its tags per framework and the evidence that was turned down."""

    statement: Statement
    tags: Mapping[str, tuple[Tag, ...]]
    rejected: Mapping[str, tuple[Tag, ...]] = field(default_factory=dict)
    repeats: int | None = None  # index of the earlier statement that says nearly the same
    mandate: Mapping[str, Evidence] = field(default_factory=dict)  # mandate elements it settles
    vocabulary: frozenset[str] = frozenset()  # stems of its words
    marks: tuple[Evidence, ...] = ()  # wordings other rule files ask for; source: file/group/number


@dataclass(frozen=True, slots=True)
class Tagged:
    """A whole draft after tagging: what every dimension looks at."""

    draft: Draft
    statements: tuple[TaggedStatement, ...]


# --- What comes out -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Action:
    """One click that mends a finding; ``kind``: insert_line | show_line | replace | move | name_fact."""

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to fix. ``points`` is what the overall score (0-100) would gain."""

    code: str
    dimension: str
    severity: Severity
    points: float
    message: str
    statement: int | None = None
    start: int | None = None
    end: int | None = None
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class Dimension:
    """One explained judgement, 0-100. ``detail`` goes into the report under its own keys."""

    code: str
    score: float
    weight: float
    band: str
    summary: str
    findings: tuple[Finding, ...] = ()
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """The explained score of one draft; ``as_dict`` is the JSON contract (schema 1)."""

    overall: int
    band: str
    title: str
    template: str
    dimensions: tuple[Dimension, ...]
    statements: tuple[TaggedStatement, ...]
    findings: tuple[Finding, ...]
    versions: Mapping[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """The report as plain JSON values, per the published schema."""
        from cxroles.scoring.reporting import report_as_dict

        return report_as_dict(self)
