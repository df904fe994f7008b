"""What the composer shows: a scored description as sections, lines with marked words, and a panel."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cxroles.frameworks.models import Competency
from cxroles.jobs.drafts import Scored
from cxroles.jobs.models import JobDescription, Statement
from cxroles.jobs.wording import word_for
from cxroles.roles.models import Section
from cxroles.scoring.text import count_words
from cxroles.scoring.types import Dimension, Finding, Tag, TaggedStatement

UNSURE_BELOW = 0.65  # confidence under which a tag is shown with a question mark
HINTS: dict[str, Promise] = {
    "purpose": gettext_lazy("why the job exists, in one or two lines"),
    "mandate": gettext_lazy("what this person may decide, spend and lead"),
    "responsibilities": gettext_lazy("6–14 is right"),
    "required": gettext_lazy("in order of priority; the first counts most"),
    "preferred": gettext_lazy("welcome, in order of priority"),
    "success": gettext_lazy("measures and first-year outcomes"),
    "other": gettext_lazy("fits no section yet; nothing of it is lost"),
}
# What a complete description has lines in; the others may stay empty without a word.
EXPECTED = ("purpose", "scope", "mandate", "responsibilities", "required", "preferred", "success")

Hues = Mapping[tuple[str, str], Competency]


@dataclass(frozen=True, slots=True)
class Chip:
    """A competency of a line. ``kind``: person (her word), tagger, or unsure (shown with a question mark)."""

    framework: str
    code: str
    name: str
    hue: str
    kind: str

    @property
    def key(self) -> str:
        """The competency's name among all frameworks."""
        return f"{self.framework}.{self.code}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; ``marks`` lists "framework.code:hue" for each competency it counts for."""

    text: str
    marks: str = ""
    hue: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as the composer shows it."""

    row: Statement
    pieces: tuple[Piece, ...]
    chips: tuple[Chip, ...]
    after: int  # the line before it in its section, 0 for the first


@dataclass(frozen=True, slots=True)
class SectionSheet:
    """A section with its lines and how complete it is (``state``: done, count, missing, empty)."""

    code: str
    name: str
    hint: str
    lines: tuple[Line, ...]
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A framework in the panel: emphasis against target."""

    code: str
    name: str
    reference: bool
    rows: tuple[dict[str, Any], ...]
    scale: int  # percent at the full width of a bar


@dataclass(frozen=True, slots=True)
class Fix:
    """A finding with the one action that mends it."""

    finding: Finding
    points: int
    kind: str  # insert_line | move | replace | remove_line | show_line | name_fact | "" (advice only)
    code: str  # of the template line to insert
    text: str  # the line to insert, or the words that replace others
    row: Statement | None  # the line it is about
    to: str = ""  # the section to move the line to
    to_name: str = ""
    whole: str = ""  # the line as it reads with the words replaced

    @property
    def line(self) -> int | None:
        """Key of the line it is about."""
        return self.row.pk if self.row else None


class Sheet:
    """A scored description, ready to be shown."""

    def __init__(self, description: JobDescription, scored: Scored, framework: str = "") -> None:
        self.description = description
        self.report = scored.report
        self.rows = scored.rows
        self.rubric = scored.rubric
        self.hues = hues_of(description)
        codes = [each.code for each in scored.rubric.frameworks]
        self.framework = framework if framework in codes else next(iter(codes), "")
        self.detail: dict[str, Any] = {}
        for dimension in scored.report.dimensions:
            self.detail.update(dimension.detail)
        self.words = self.detail.get("clarity", {}).get("words") or count_words(scored.draft.text)
        self.lines = self._lines()

    def _lines(self) -> dict[int, Line]:
        lines: dict[int, Line] = {}
        before: dict[str, int] = {}
        for row, tagged in zip(self.rows, self.report.statements, strict=True):
            lines[row.pk] = Line(row, self._pieces(tagged), self._chips(tagged), before.get(row.section, 0))
            before[row.section] = row.pk
        return lines

    def _pieces(self, tagged: TaggedStatement) -> tuple[Piece, ...]:
        start, text = tagged.statement.start, tagged.statement.text
        marks = [
            (each.start - start, each.end - start, framework, tag.code)
            for framework, tags in tagged.tags.items()
            for tag in tags
            for each in tag.evidence
            if not each.reason
        ]
        edges = sorted({0, len(text), *(edge for mark in marks for edge in mark[:2] if 0 <= edge <= len(text))})
        keyed = [
            (frozenset(mark[2:] for mark in marks if mark[0] <= first and last <= mark[1]), text[first:last])
            for first, last in pairwise(edges)
        ]
        # Cues that overlap count for the same competencies: one mark, not two side by side.
        grouped = groupby(keyed, key=itemgetter(0))
        return tuple(self._piece("".join(part for _keys, part in group), keys) for keys, group in grouped)

    def _piece(self, text: str, keys: Iterable[tuple[str, str]]) -> Piece:
        known = [(key, self.hues[key].hue) for key in sorted(keys) if key in self.hues]
        shown = next((hue for (framework, _code), hue in known if framework == self.framework), "")
        return Piece(text, " ".join(f"{framework}.{code}:{hue}" for (framework, code), hue in known), shown)

    def _chips(self, tagged: TaggedStatement) -> tuple[Chip, ...]:
        return tuple(
            Chip(
                framework,
                tag.code,
                short_name(self.hues[framework, tag.code]),
                self.hues[framework, tag.code].hue,
                kind_of(tag),
            )
            for framework, tags in tagged.tags.items()
            for tag in tags
            if (framework, tag.code) in self.hues
        )

    @property
    def sections(self) -> list[SectionSheet]:
        """All sections in printing order; ``other`` only when something is in it."""
        grouped: dict[str, list[Line]] = {code: [] for code in Section.values}
        for line in self.lines.values():
            grouped[line.row.section].append(line)
        return [self._section(code, lines) for code, lines in grouped.items() if lines or code != "other"]

    def section(self, code: str) -> SectionSheet:
        """One section."""
        return self._section(code, [line for line in self.lines.values() if line.row.section == code])

    def _section(self, code: str, lines: Sequence[Line]) -> SectionSheet:
        state, note = self._state(code, len(lines))
        return SectionSheet(code, word_for("section", code), str(HINTS.get(code, "")), tuple(lines), state, note)

    def _state(self, code: str, count: int) -> tuple[str, str]:
        missing = self.missing_mandate if code == "mandate" else 0
        if missing:
            return "missing", ngettext("%(count)d missing", "%(count)d missing", missing) % {"count": missing}
        if not count:
            return ("missing", _("empty")) if code in EXPECTED else ("empty", "–")
        return "count", str(count)

    @property
    def missing_mandate(self) -> int:
        """How many mandate elements nothing in the description settles."""
        elements = self.detail.get("mandate", {}).get("elements", [])
        return sum(not element["found"] for element in elements)

    @property
    def dimensions(self) -> list[tuple[Dimension, str]]:
        """The dimensions with their words."""
        return [(each, word_for("dimension", each.code)) for each in self.report.dimensions]

    @property
    def profiles(self) -> list[Profile]:
        """Emphasis against target for each framework."""
        details = self.detail.get("frameworks", {})
        return [self._profile(each.code, each.reference, details.get(each.code, {})) for each in self.rubric.frameworks]

    def _profile(self, code: str, reference: bool, detail: Mapping[str, Any]) -> Profile:
        rows = tuple(self._profile_row(code, each) for each in detail.get("competencies", ()))
        most = max((max(row["share"], row["target"]) for row in rows), default=0)
        scale = max(30, -(-int(most + 1) // 10) * 10)
        names = {
            version.framework.code: version.framework.short_name
            for version in self.description.framework_versions.all()
        }
        return Profile(code, names.get(code, code), reference, rows, scale)

    def _profile_row(self, framework: str, each: Mapping[str, Any]) -> dict[str, Any]:
        competency = self.hues.get((framework, each["code"]))
        lines = [self.rows[index].pk for index in each["statements"]]
        return {
            "code": each["code"],
            "name": short_name(competency) if competency else each["code"],
            "full_name": competency.name if competency else each["code"],
            "hue": competency.hue if competency else "slate",
            "share": each["emphasis"],
            "target": each["target"],
            "depth": each["depth"],
            "lines": len(lines),
            "href": f"#line-{lines[0]}" if lines else "",
        }

    @property
    def fixes(self) -> list[Fix]:
        """Findings by points gained, each with its action."""
        return [self._fix(finding) for finding in self.report.findings]

    def _fix(self, finding: Finding) -> Fix:
        values = finding.action.values if finding.action else {}
        index = values.get("statement", finding.statement)
        row = self.rows[index] if isinstance(index, int) and index < len(self.rows) else None
        to = str(values.get("to", ""))
        return Fix(
            finding=finding,
            points=round(finding.points),
            kind=_action_kind(finding, row),
            code=str(values.get("code", "")),
            text=str(values.get("text", "")),
            row=row,
            to=to,
            to_name=word_for("section", to) if to else "",
            whole=self._replaced(row, index, values) if row else "",
        )

    def _replaced(self, row: Statement, index: int, values: Mapping[str, Any]) -> str:
        """The line with the words of a ``replace`` action in place of its own."""
        begin = self.report.statements[index].statement.start
        start, end = int(values.get("start", begin)) - begin, int(values.get("end", begin)) - begin
        return f"{row.text[:start]}{values.get('text', '')}{row.text[end:]}"


def _action_kind(finding: Finding, row: Statement | None) -> str:
    kind = finding.action.kind if finding.action else ""
    if kind in ("insert_line", "name_fact"):
        return kind
    if row is None:
        return ""
    return kind if kind in ("move", "replace", "remove_line") else "show_line"


def hues_of(description: JobDescription) -> Hues:
    """(framework code, competency code) -> the competency, in the versions pinned to a description."""
    pinned = [version.pk for version in description.framework_versions.all()]
    found = Competency.objects.filter(version__in=pinned).select_related("version__framework")
    return {(each.version.framework.code, each.code): each for each in found.order_by("version", "position")}


def short_name(competency: Competency) -> str:
    """The name for chips and charts."""
    return competency.short_name or competency.name


def kind_of(tag: Tag) -> str:
    """How a tag is drawn: person, tagger or unsure."""
    if tag.decided_by == "person":
        return "person"
    return "unsure" if tag.confidence < UNSURE_BELOW else "tagger"
