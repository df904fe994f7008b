"""What can be counted about the clarity of a draft, and the score these counts make."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cxroles.scoring.notes import remember
from cxroles.scoring.readability import Size, Syllables, size_of
from cxroles.scoring.sentences import EDGES, bullet_end
from cxroles.scoring.tagging import tag_line
from cxroles.scoring.types import Evidence, Rubric, Tagged, TaggedStatement

RULES = "clarity"
PARTS = ("length", "bullets", "asks", "responsibilities", "grade", "vague", "jargon", "abbreviations", "repeats")
_SHORT_FORM = re.compile(r"(?<![\w&])[A-Z](?:[A-Z0-9]|&(?=[A-Z])){1,5}(?=s?(?![\w&]))")


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of a line; offsets count from the start of the line."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one line shows, wherever it stands."""

    size: Size
    vague: int
    jargon: int
    second_ask: Span | None
    short_forms: tuple[Span, ...]
    explained: frozenset[str]  # short forms that the line explains


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of a draft that its clarity is judged by."""

    size: Size = field(default_factory=Size)
    listed_words: int = 0
    list_lines: int = 0
    overloaded: int = 0  # list lines that are too long or ask for two things
    responsibilities: int = 0
    vague: int = 0
    jargon: int = 0
    abbreviations: int = 0
    repeats: int = 0
    executive: bool = False

    @property
    def bullets_share(self) -> float:
        """Share 0-1 of the words that stand in lists."""
        return self.listed_words / self.size.words if self.size.words else 0.0


def rules_of(rubric: Rubric) -> Mapping[str, Any]:
    """The rule file of this dimension."""
    return rubric.rules.get(RULES, {})


def read(each: TaggedStatement, rubric: Rubric) -> Reading:
    """The reading of a line, from memory when the line was read before."""
    return remember(rubric, RULES, each.statement.text, lambda: _read(each, rubric))


def _read(each: TaggedStatement, rubric: Rubric) -> Reading:
    text = each.statement.text
    syllables = remember(rubric, "syllables", "", lambda: Syllables(rules_of(rubric).get("syllables", {})))
    forms = tuple(Span(*m.span(), m.group()) for m in _SHORT_FORM.finditer(text)) if not text.isupper() else ()
    return Reading(
        size=size_of(text, syllables),
        vague=len(marks_of(each, "vague")),
        jargon=len(marks_of(each, "jargon")),
        second_ask=_second_ask(each),
        short_forms=forms,
        explained=_explained(each, forms, rubric),
    )


def marks_of(each: TaggedStatement, group: str) -> list[Evidence]:
    """The wordings of one group of this rule file in a line."""
    return [mark for mark in each.marks if mark.source.startswith(f"{RULES}/{group}/")]


def _second_ask(each: TaggedStatement) -> Span | None:
    """Where a line turns to something else; two verbs with one object ask once."""
    doublets = marks_of(each, "doublet")
    for mark in marks_of(each, "second_ask"):
        if not any(other.start < mark.end and mark.start < other.end for other in doublets):
            return Span(mark.start - each.statement.start, mark.end - each.statement.start, mark.text)
    return None


def _explained(each: TaggedStatement, forms: tuple[Span, ...], rubric: Rubric) -> frozenset[str]:
    text = each.statement.text
    bracketed = {
        form.text
        for form in forms
        if (text[: form.start].endswith("(") and form.start > 1) or text[form.end :].lstrip("s ").startswith("(")
    }
    return frozenset(bracketed | _shortened(each, rubric))


def _shortened(each: TaggedStatement, rubric: Rubric) -> set[str]:
    entries = rules_of(rubric).get("wordings", {}).get("long_forms", ())
    return {entries[int(mark.source.rsplit("/", 1)[1])]["short"] for mark in marks_of(each, "long_forms")}


# --- Counting a draft -----------------------------------------------------------------------


def count(tagged: Tagged, rubric: Rubric) -> Counts:
    """All counts of a draft; a repeated line counts as words and as a repeat, and as no duty of its own."""
    rules = rules_of(rubric)
    words = sentences = syllables = listed = lines = bad = vague = jargon = 0
    for each in tagged.statements:
        reading = read(each, rubric)
        words, sentences = words + reading.size.words, sentences + reading.size.sentences
        syllables += reading.size.syllables
        vague, jargon = vague + reading.vague, jargon + reading.jargon
        listed += reading.size.words if is_listed(each, tagged, rules) else 0
        if each.statement.section in rules.get("list_sections", ()):
            lines, bad = lines + 1, bad + is_overloaded(reading, rules)
    return Counts(
        size=Size(words, sentences, syllables),
        listed_words=listed,
        list_lines=lines,
        overloaded=bad,
        responsibilities=sum(
            each.statement.section == "responsibilities" and each.repeats is None for each in tagged.statements
        ),
        vague=vague,
        jargon=jargon,
        abbreviations=sum(1 for _ in unexplained(tagged, rubric)),
        repeats=sum(each.repeats is not None for each in tagged.statements),
        executive=_is_executive(tagged, rubric),
    )


def is_overloaded(reading: Reading, rules: Mapping[str, Any]) -> bool:
    """Whether a list line is too long or asks for two things."""
    return reading.second_ask is not None or reading.size.words > rules.get("line", {}).get("longest", 35)


def is_listed(each: TaggedStatement, tagged: Tagged, rules: Mapping[str, Any]) -> bool:
    """Whether a line stands in a list: behind a list mark, or alone on its row in a section of lists."""
    text, statement = tagged.draft.text, each.statement
    row = text.rfind("\n", 0, statement.start) + 1
    before = text[row : statement.start]
    if before == "- ":
        return True  # by far the commonest
    if before and before.strip(EDGES):
        body = row + len(before) - len(before.lstrip(EDGES))
        return bullet_end(text, body, statement.end) > body
    return statement.section in rules.get("list_sections", ()) and text[statement.end : statement.end + 1] in ("", "\n")


def unexplained(tagged: Tagged, rubric: Rubric) -> Iterator[tuple[TaggedStatement, Span]]:
    """The first use of each short form that the draft does not explain and not everybody knows."""
    rules = rules_of(rubric)
    known = set(rules.get("common_abbreviations", ()))
    known |= _shortened(tag_line(tagged.draft.title, rubric), rubric) if tagged.draft.title else set()
    readings = [(each, read(each, rubric)) for each in tagged.statements]
    known.update(form for _, reading in readings for form in reading.explained)
    for each, reading in readings:
        for form in reading.short_forms:
            if form.text not in known and each.statement.section in rules.get("judged_abbreviations", ()):
                known.add(form.text)
                yield each, form


def _is_executive(tagged: Tagged, rubric: Rubric) -> bool:
    if rubric.template:
        return rubric.template.level >= float(rules_of(rubric).get("length", {}).get("executive_from", 4))
    return bool(tagged.draft.title and marks_of(tag_line(tagged.draft.title, rubric), "executive_title"))


# --- The score of the counts ----------------------------------------------------------------


def score_of(counts: Counts, rules: Mapping[str, Any]) -> float:
    """The score 0-100; a text too short to judge earns its share of it only."""
    if not rules:
        return 0.0
    weights = {part: float(rules.get("parts", {}).get(part, 1.0)) for part in PARTS}
    reached = parts_of(counts, rules)
    evidence = min(1.0, counts.size.words / max(1.0, float(rules.get("enough_words", 60))))
    total = sum(weights.values())
    return 100.0 * evidence * sum(weights[part] * reached[part] for part in PARTS) / total if total else 0.0


def parts_of(counts: Counts, rules: Mapping[str, Any]) -> dict[str, float]:
    """How far each part is reached, 0-1."""
    words = counts.size.words
    half = {part: float(each) for part, each in rules.get("half_rate", {}).items()}
    worst = {part: float(each) for part, each in rules.get("worst_count", {}).items()}
    bad_share = counts.overloaded / counts.list_lines if counts.list_lines else 0.0
    return {
        "length": _within(words, *bounds_of_length(counts, rules)),
        "bullets": min(1.0, counts.bullets_share / float(rules.get("bullets_share", 0.33))),
        "asks": _left(bad_share, float(rules.get("line", {}).get("worst_share", 0.5))) if counts.list_lines else 0.0,
        "responsibilities": _within(counts.responsibilities, *bounds_of_duties(rules)),
        "grade": _grade_part(counts.size.grade, rules),
        "vague": _halved(counts.vague, words, half.get("vague", 1.5)),
        "jargon": _halved(counts.jargon, words, half.get("jargon", 1.0)),
        "abbreviations": _left(counts.abbreviations, worst.get("abbreviations", 5.0)),
        "repeats": _left(counts.repeats, worst.get("repeats", 4.0)),
    }


def bounds_of_length(counts: Counts, rules: Mapping[str, Any]) -> tuple[int, int]:
    """Fewest and most words of a good description; an executive's may be longer."""
    length = rules.get("length", {})
    most = "executive_most" if counts.executive else "most"
    return int(length.get("least", 300)), int(length.get(most, 700))


def bounds_of_duties(rules: Mapping[str, Any]) -> tuple[int, int]:
    """Fewest and most responsibilities of a good description."""
    duties = rules.get("responsibilities", {})
    return int(duties.get("least", 6)), int(duties.get("most", 14))


def _within(number: float, least: float, most: float) -> float:
    """1 within the bounds; below in proportion, above down to 0 at twice the upper bound."""
    if number < least:
        return number / least
    return max(0.0, 1.0 - max(0.0, number - most) / max(most, 1.0))


def _left(number: float, worst: float) -> float:
    return max(0.0, 1.0 - number / worst) if worst > 0 else float(number <= 0)


def _halved(number: float, words: int, half: float) -> float:
    """Each further wording costs a little less than the one before it."""
    rate = 100.0 * number / max(words, 1)
    return 0.5 ** (rate / half) if half > 0 else float(number <= 0)


def _grade_part(grade: float, rules: Mapping[str, Any]) -> float:
    bounds = rules.get("grade", {})
    good, worst = float(bounds.get("good", 12.0)), float(bounds.get("worst", 20.0))
    return 1.0 - min(1.0, max(0.0, grade - good) / max(worst - good, 0.1))
