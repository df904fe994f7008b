"""What one line of requirements asks for: separate asks, years, degrees and certificates.

A line such as "strong analytical, presentation and selling skills" asks for several capabilities;
each counts. Examples ("such as ...") and alternatives ("marketing or sales") do not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cxroles.scoring.lexicon import lexicon_for
from cxroles.scoring.notes import Mark, marks_of, remember
from cxroles.scoring.types import Rubric, TaggedStatement

CODE = "feasibility"
_PART_END = re.compile(r"[.;:!?](?=\s|$)|\s[-–—]\s|\n")
_ALTERNATIVE = re.compile(r"\bor\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")
_PAPERS = ("degree_", "certificate_")
_CAPABILITIES = ("skill_", *_PAPERS)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked for; ``key`` is equal where the same is asked in other words of the same stems."""

    text: str
    key: frozenset[str]


@dataclass(frozen=True, slots=True)
class Years:
    """Years of experience asked for, at least; ``subject`` tells what they are years of."""

    least: int
    descends: bool
    text: str
    start: int
    subject: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line asks for; offsets count from the start of the line."""

    asks: tuple[Ask, ...]
    marks: Mapping[str, tuple[Mark, ...]]
    years: tuple[Years, ...]
    degree: str  # group of the highest degree asked for without a way round it, or ""
    degree_named: str  # group of the highest degree named
    certificates: tuple[str, ...]

    def first(self, group: str) -> Mark | None:
        """The first wording of a group."""
        return next(iter(self.marks.get(group, ())), None)


def read_asks(each: TaggedStatement, rubric: Rubric) -> Reading:
    """What a line asks for, from memory when the line was read before."""
    return remember(rubric, CODE, each.statement.text, lambda: _read(each, rubric))


def _read(each: TaggedStatement, rubric: Rubric) -> Reading:
    text, rules = each.statement.text, rubric.rules.get(CODE, {})
    marks: dict[str, list[Mark]] = {}
    for mark in marks_of(each, CODE):
        if not mark.reason:
            marks.setdefault(mark.group, []).append(mark)
    named = _highest_degree(marks, rules)
    return Reading(
        asks=tuple(_Parting(text, marks, rubric).asks()),
        marks={group: tuple(found) for group, found in marks.items()},
        years=tuple(_years(text, marks, rubric)),
        degree="" if "equivalent" in marks else named,
        degree_named=named,
        certificates=tuple(mark.text for mark in marks.get("certificate_name", marks.get("certificate_word", ())[:1])),
    )


def _highest_degree(marks: Mapping[str, Any], rules: Mapping[str, Any]) -> str:
    steps: Mapping[str, int] = rules.get("degrees", {})
    named = [group for group in steps if group in marks]
    return max(named, key=lambda group: (steps[group], group), default="")


# --- Years ----------------------------------------------------------------------------------


def _years(text: str, marks: Mapping[str, Sequence[Mark]], rubric: Rubric) -> Iterator[Years]:
    numbers: Mapping[str, int] = rubric.rules.get(CODE, {}).get("numbers", {})
    others = marks.get("not_years", ())
    for mark in marks.get("years", ()):
        if any(other.start < mark.end and mark.start < other.end for other in others):
            continue
        found = [_number(word, numbers) for word in _WORD.findall(mark.text.lower())]
        counts = [number for number in found if number is not None]
        if counts:
            subject = key_of(text[: mark.start] + text[mark.end :], rubric)
            yield Years(counts[0], counts[-1] < counts[0] != counts[-1], mark.text, mark.start, subject)


def _number(word: str, numbers: Mapping[str, int]) -> int | None:
    digits = _DIGITS.match(word)
    return int(digits[0][:4]) if digits else numbers.get(word)


def key_of(text: str, rubric: Rubric) -> frozenset[str]:
    """The stems of a text without its small words."""
    stems = lexicon_for(rubric).stems
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(stems.of(word) for word in words) - _small_stems(rubric)


def _small_stems(rubric: Rubric) -> frozenset[str]:
    stems = lexicon_for(rubric).stems
    words: Sequence[str] = rubric.rules.get(CODE, {}).get("small_words", ())
    return remember(rubric, f"{CODE} small words", "", lambda: frozenset(stems.of(word) for word in words))


# --- Separate asks --------------------------------------------------------------------------


@lru_cache(maxsize=16)
def _separator(joins: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(join) for join in joins) or "and"
    return re.compile(rf"\s*(?:,|/|&)\s*(?:\b(?:{words})\b\s*)?|\s+\b(?:{words})\b\s+", re.IGNORECASE)


class _Parting:
    """Parts one line into what it asks for."""

    def __init__(self, text: str, marks: Mapping[str, Sequence[Mark]], rubric: Rubric) -> None:
        rules = rubric.rules.get(CODE, {})
        self.text = text
        self.rubric = rubric
        self.separator = _separator(tuple(rules.get("joins", ())))
        self.pronouns = frozenset(rules.get("pronouns", ()))
        self.openers = {mark.start: mark.end for mark in marks.get("opener", ())}
        self.verbs = {mark.start: mark.end for mark in marks.get("verb", ())}
        self.skills = [mark for group in marks if group.startswith(_CAPABILITIES) for mark in marks[group]]
        self.skills.sort(key=lambda mark: (mark.start, -mark.end))
        self.partners = [m.start for m in marks.get("partners", ()) if not self._is_opened(m.start)]
        signs = [text.lower().find(sign) for sign in rules.get("example_signs", ())]
        examples = [*(mark.start for mark in marks.get("example", ())), *(place for place in signs if place > 0)]
        self.end = min([len(text), int(rules.get("longest_line", 3000)), *examples])

    def asks(self) -> Iterator[Ask]:
        """The separate asks, in order; a line that holds any word asks for at least one thing."""
        start, found = 0, False
        for stop in [*(match.end() for match in _PART_END.finditer(self.text, 0, self.end)), self.end]:
            for ask in self._of_part(start, stop, first=not found):
                found = True
                yield ask
            start = stop

    def _of_part(self, start: int, end: int, *, first: bool) -> Iterator[Ask]:
        items = list(self._items(start, end))
        if not items:
            return
        told = self._families(*items[0])
        if first:
            yield self._ask(*items[0])
        elif self._opener_in(*items[0]) is None:
            return
        else:
            yield self._ask(*items[0])
        yield from self._further(items, start, end, told)

    def _further(self, items: list[tuple[int, int]], start: int, end: int, told: set[str]) -> Iterator[Ask]:
        """Asks after the first: new verbs, new openers, and capabilities listed after an opener."""
        opened = self._opener_in(*items[0])
        limit = min([end, *(place for place in self.partners if place >= start)])
        either = bool(_ALTERNATIVE.search(self.text, items[0][0], end))
        gerunds = opened is not None or _is_gerund(self.text, items[0][0])
        for item in items[1:]:
            opener, families = self._opener_in(*item), self._families(*item)
            new = families - told
            named = not either and item[0] < limit and bool(new)
            listed = named and (opened is not None or any(family.startswith(_PAPERS) for family in new))
            if opener is not None or listed or self._begins_with_verb(item, gerunds=gerunds):
                yield self._ask(*item)
            told |= families
            opened = opener if opener is not None else opened

    def _items(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for match in self.separator.finditer(self.text, start, end):
            if _WORD.search(self.text, start, match.start()):
                yield _first_word(self.text, start), match.start()
                start = match.end()
        if _WORD.search(self.text, start, end):
            yield _first_word(self.text, start), end

    def _families(self, start: int, end: int) -> set[str]:
        found = [mark for mark in self.skills if start <= mark.start < end]
        return {f"{mark.group} {mark.text}" if mark.group == "certificate_name" else mark.group for mark in found}

    def _is_opened(self, place: int) -> bool:
        return any(first <= place < last for first, last in self.openers.items())

    def _opener_in(self, start: int, end: int) -> int | None:
        """The end of the last opener of an item: "has a strong background in" holds three."""
        return max((last for first, last in self.openers.items() if start <= first < end), default=None)

    def _begins_with_verb(self, item: tuple[int, int], *, gerunds: bool) -> bool:
        start = item[0] + (3 if self.text.startswith("to ", item[0]) else 0)
        if start not in self.verbs or (_is_gerund(self.text, start) and not gerunds):
            return False
        following = _WORD.search(self.text, self.verbs[start], item[1])
        return following is not None and following[0].lower() not in self.pronouns

    def _ask(self, start: int, end: int) -> Ask:
        opener = self._opener_in(start, end)
        if opener is not None and _WORD.search(self.text, opener, end):
            start = _first_word(self.text, opener)
        text = self.text[start:end].strip(" .,;:")
        return Ask(text, key_of(text, self.rubric))


def _first_word(text: str, start: int) -> int:
    match = _WORD.search(text, start)
    return match.start() if match else start


def _is_gerund(text: str, start: int) -> bool:
    match = _WORD.match(text, start)
    return bool(match) and text[start : match.end()].lower().endswith("ing") if match else False
