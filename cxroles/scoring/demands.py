"""All that a description demands of one person, added up over its lines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cxroles.scoring.altitude import advertised_level
from cxroles.scoring.asks import CODE, Ask, Reading, Years, read_asks
from cxroles.scoring.types import Rubric, Tagged, TaggedStatement


@dataclass(frozen=True, slots=True)
class Demand:
    """A line that demands something; ``asks`` are those that no line before it made."""

    line: TaggedStatement
    reading: Reading
    asks: tuple[Ask, ...]
    listed: bool  # stands in the list of requirements, so it can be moved


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Words (offsets into the text) that do not go together with the rest; ``values`` fill the message."""

    code: str
    statement: int
    start: int
    end: int
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Demands:
    """What is demanded in all; ``count`` separate essential asks, ``preferred`` further ones."""

    empty: bool
    lines: tuple[Demand, ...]
    preferred: int
    level: int | None
    contradictions: tuple[Contradiction, ...]
    usual_years: int

    @property
    def count(self) -> int:
        """Number of separate essential asks."""
        return sum(len(each.asks) for each in self.lines)

    @property
    def experts(self) -> list[Demand]:
        """Lines that ask for expert level."""
        return [each for each in self.lines if each.asks and "expert" in each.reading.marks]

    @property
    def most_years(self) -> int:
        """The most years of experience asked for, 0 when none are."""
        return max((years.least for each in self.lines for years in each.reading.years), default=0)

    @property
    def degree_named(self) -> str:
        """The highest degree named, with or without a way round it."""
        return max((each.reading.degree_named for each in self.lines), key=_DEGREES.index, default="")

    @property
    def degree(self) -> str:
        """The highest degree without which nobody is wanted."""
        return max((each.reading.degree for each in self.lines), key=_DEGREES.index, default="")

    @property
    def certificates(self) -> tuple[str, ...]:
        """Certificates demanded, each once."""
        return tuple(dict.fromkeys(name for each in self.lines for name in each.reading.certificates))

    def strains(self, rules: Mapping[str, Any]) -> dict[str, float]:
        """Amount of each kind of strain."""
        return {
            "expert": sum(len(each.asks) for each in self.experts),
            "years": max(0, self.most_years - self.usual_years),
            "degree": rules.get("degrees", {}).get(self.degree, 0),
            "certificates": len(self.certificates),
            "contradictions": len(self.contradictions),
        }


_DEGREES = ("", "degree_any", "degree_bachelor", "degree_master", "degree_doctorate")


def collect_demands(tagged: Tagged, rubric: Rubric) -> Demands:
    """Read every line once; what two lines ask alike counts once."""
    rules = rubric.rules.get(CODE, {})
    lines, preferred, duties = _sorted_lines(tagged, rubric)
    level = advertised_level(tagged, rubric)
    usual = rules.get("usual_years", {})
    return Demands(
        empty=not tagged.statements,
        lines=tuple(lines),
        preferred=sum(len(each.reading.asks) for each in preferred),
        level=level,
        contradictions=tuple(_contradictions(lines, preferred, duties, level, rules)),
        usual_years=int(usual["most"][level - 1] if level and "most" in usual else usual.get("unknown", 10)),
    )


def _sorted_lines(tagged: Tagged, rubric: Rubric) -> tuple[list[Demand], list[Demand], list[Demand]]:
    """Lines that demand, lines that prefer, and duties."""
    rules = rubric.rules.get(CODE, {})
    places = {
        section: kind
        for kind in ("required", "preferred", "loose")
        for section in rules.get(f"{kind}_sections", (kind,))
    }
    found: dict[str, list[Demand]] = {"required": [], "preferred": [], "loose": []}
    known: set[frozenset[str]] = set()
    sections = {each.statement.index: each.statement.section for each in tagged.statements}
    for each in tagged.statements:
        kind = places.get(each.statement.section)
        # What is said again elsewhere says something: demanded here and only preferred there.
        if kind and (each.repeats is None or sections.get(each.repeats) != each.statement.section):
            reading = read_asks(each, rubric)
            sort = _sort_of(kind, reading)
            asks = tuple(ask for ask in reading.asks if ask.key not in known) if sort == "required" else ()
            known.update(ask.key for ask in asks if ask.key)
            found[sort].append(Demand(each, reading, asks, kind == "required"))
    return found["required"], found["preferred"], found["loose"]


def _sort_of(kind: str, reading: Reading) -> str:
    if kind == "loose":
        return "required" if "essential" in reading.marks and "nice" not in reading.marks else "loose"
    return "preferred" if "nice" in reading.marks else kind


# --- Contradictions -------------------------------------------------------------------------


def _contradictions(
    lines: Sequence[Demand],
    preferred: Sequence[Demand],
    duties: Sequence[Demand],
    level: int | None,
    rules: Mapping[str, Any],
) -> Iterator[Contradiction]:
    yield from _of_years(lines, level, rules)
    yield from _of_duties(duties, level, rules)
    yield from _of_lists(lines, preferred)


def _of_years(lines: Sequence[Demand], level: int | None, rules: Mapping[str, Any]) -> Iterator[Contradiction]:
    asked = [(each, years) for each in lines for years in each.reading.years]
    most = max((years.least for _, years in asked), default=0)
    usual = rules.get("usual_years", {}).get("least")
    least = int(usual[level - 1]) if usual and level else 0
    subjects: dict[frozenset[str], int] = {}
    for each, years in asked:
        other = subjects.setdefault(years.subject, years.least)
        if years.descends:
            yield _at_years("years_descend", each, years, {"text": years.text})
        elif other != years.least:
            yield _at_years("years_differ", each, years, {"years": years.least, "other": other})
        elif most < least and years.least == most:
            yield _at_years("too_few_years", each, years, {"years": most, "least": least, "level": level})
    if most >= int(rules.get("entry_level_years", 4)):
        yield from (_at("entry_level", each, years=most) for each in lines if "entry_level" in each.reading.marks)


def _of_duties(duties: Sequence[Demand], level: int | None, rules: Mapping[str, Any]) -> Iterator[Contradiction]:
    if level is None:
        return
    group = "junior_duty" if level >= int(rules.get("senior_from", 4)) else ""
    group = "board_duty" if level <= int(rules.get("junior_to", 2)) else group
    for each in duties:
        if each.line.statement.section == "responsibilities" and group in each.reading.marks:
            yield _at(group, each, level=level)


def _of_lists(lines: Sequence[Demand], preferred: Sequence[Demand]) -> Iterator[Contradiction]:
    """Lines that demand what is only preferred elsewhere."""
    wished = {ask.key: ask.text for each in preferred for ask in each.reading.asks if len(ask.key) > 1}
    for each in lines:
        both = next((wished[ask.key] for ask in each.asks if ask.key in wished), None)
        if both is not None:
            statement = each.line.statement
            yield Contradiction("both_lists", statement.index, statement.start, statement.end, {"other": both})


def _at(group: str, each: Demand, **values: object) -> Contradiction:
    mark, statement = each.reading.marks[group][0], each.line.statement
    start = statement.start + mark.start
    return Contradiction(group, statement.index, start, start + len(mark.text), {"text": mark.text, **values})


def _at_years(code: str, each: Demand, years: Years, values: Mapping[str, object]) -> Contradiction:
    start = each.line.statement.start + years.start
    return Contradiction(code, each.line.statement.index, start, start + len(years.text), values)
