"""The cue language, compiled: patterns over words and stems, found in one pass over a line.

Elements are separated by spaces (a hyphen is a space): ``word`` any inflection, ``=word`` exactly
that word, ``a|b`` one of these, ``@class`` a word class, ``@figure`` anything that begins with a digit,
``~`` a gap of 0-4 words, ``~2`` a gap of 0-2 words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cxroles.scoring.text import Line, Stems

WIDEST_GAP = 4
FIGURE = "figure"
_GAP = re.compile(r"~(\d*)$")
_SYMBOLS_LIMIT = 50_000

T = TypeVar("T")
Symbols = frozenset[str]


@dataclass(frozen=True, slots=True)
class Step:
    """One element of a pattern: the symbols it accepts after at most ``gap`` other words."""

    symbols: Symbols
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A pattern found: what it stands for, from token ``first`` up to and without ``last``."""

    payload: T
    first: int
    last: int


def parse_pattern(pattern: str, stems: Stems, classes: Iterable[str] = ()) -> tuple[Step, ...]:
    """A pattern in steps. Raises ValueError for an empty pattern, a stray gap or an unknown class."""
    steps: list[Step] = []
    gap = 0
    for element in re.sub(r"(?<=\w)-(?=[\w=@])", " ", pattern.lower()).split():
        found = _GAP.match(element)
        if found:
            gap = int(found[1] or WIDEST_GAP)
            continue
        symbols = frozenset(_symbol(part, stems, classes, pattern) for part in element.split("|"))
        steps.append(Step(symbols, gap))
        gap = 0
    if not steps or gap or steps[0].gap:
        raise ValueError(f"the pattern “{pattern}” needs a word at its start and at its end")
    return tuple(steps)


def _symbol(part: str, stems: Stems, classes: Iterable[str], pattern: str) -> str:
    if part.startswith("@"):
        if part[1:] not in classes:
            raise ValueError(f"the pattern “{pattern}” names a word class that is not there: {part}")
        return part
    word = part.removeprefix("=")
    if not word:
        raise ValueError(f"the pattern “{pattern}” has an empty element")
    return f"={word}" if part.startswith("=") else stems.of(word)


class Matcher(Generic[T]):
    """Many patterns looked up together, by the symbols their first element accepts."""

    def __init__(
        self,
        patterns: Iterable[tuple[str, T]],
        *,
        stems: Stems,
        classes: Mapping[str, Sequence[str]],
    ) -> None:
        self._stems = stems
        self._single: dict[str, set[str]] = {}
        self._longer: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._symbols: dict[str, Symbols] = {}
        for name, members in classes.items():
            for member in members:
                self._add_member(f"@{name.lower()}", member)
        names = {FIGURE, *(name.lower() for name in classes)}
        self._starts: dict[str, list[tuple[tuple[Step, ...], T]]] = {}
        for pattern, payload in patterns:
            steps = parse_pattern(pattern, stems, names)
            for symbol in steps[0].symbols:
                self._starts.setdefault(symbol, []).append((steps, payload))

    def _add_member(self, symbol: str, member: str) -> None:
        words = member.replace("-", " ").lower().split()
        keys = tuple(w if w.startswith("=") else self._stems.of(w) for w in words)
        if len(keys) == 1:
            self._single.setdefault(keys[0], set()).add(symbol)
        elif keys:
            self._longer.setdefault(keys[0], []).append((keys, symbol))

    def find(self, line: Line) -> list[Hit[T]]:
        """Every pattern found in the line, from left to right."""
        symbols = [self._symbols_of(w, s) for w, s in zip(line.words, line.stems, strict=True)]
        wide = self._wide_members(line, symbols)
        possible = self._possible(symbols, wide)
        hits: list[Hit[T]] = []
        for i, here in enumerate(symbols):
            for symbol, end in self._begin(i, here, wide):
                for steps, payload in possible.get(symbol, ()):
                    last = _follow(steps, 1, end, line.segment_ends[i], symbols, wide)
                    if last:
                        hits.append(Hit(payload, i, last))
        return hits

    def _possible(
        self, symbols: list[Symbols], wide: Mapping[int, list[tuple[str, int]]]
    ) -> dict[str, list[tuple[tuple[Step, ...], T]]]:
        """Patterns by first symbol, without those whose last element is nowhere in the line."""
        present = set().union(*symbols, (symbol for spans in wide.values() for symbol, _ in spans))
        return {
            symbol: [pattern for pattern in self._starts[symbol] if not pattern[0][-1].symbols.isdisjoint(present)]
            for symbol in present & self._starts.keys()
        }

    def class_tokens(self, line: Line, name: str) -> list[int]:
        """Positions of the words of one class."""
        symbols = [self._symbols_of(w, s) for w, s in zip(line.words, line.stems, strict=True)]
        found = {i for i, here in enumerate(symbols) if f"@{name}" in here}
        for i, spans in self._wide_members(line, symbols).items():
            found.update(i for symbol, _ in spans if symbol == f"@{name}")
        return sorted(found)

    def _symbols_of(self, word: str, stem: str) -> Symbols:
        known = self._symbols.get(word)
        if known is None:
            if len(self._symbols) >= _SYMBOLS_LIMIT:
                self._symbols.clear()
            own = {stem, f"={word}"} | ({f"@{FIGURE}"} if word[0].isdigit() else set())
            classes = self._single.get(stem, set()) | self._single.get(f"={word}", set())
            known = self._symbols[word] = frozenset(own | classes)
        return known

    def _wide_members(self, line: Line, symbols: list[Symbols]) -> dict[int, list[tuple[str, int]]]:
        wide: dict[int, list[tuple[str, int]]] = {}
        for i, (word, stem) in enumerate(zip(line.words, line.stems, strict=True)):
            for keys, symbol in (*self._longer.get(stem, ()), *self._longer.get(f"={word}", ())):
                end = i + len(keys)
                if end <= line.segment_ends[i] and all(key in symbols[i + k] for k, key in enumerate(keys)):
                    wide.setdefault(i, []).append((symbol, end))
        return wide

    @staticmethod
    def _begin(i: int, here: Symbols, wide: Mapping[int, list[tuple[str, int]]]) -> Iterator[tuple[str, int]]:
        for symbol in here:
            yield symbol, i + 1
        yield from wide.get(i, ())


def _follow(
    steps: tuple[Step, ...],
    done: int,
    at: int,
    limit: int,
    symbols: list[Symbols],
    wide: Mapping[int, list[tuple[str, int]]],
) -> int:
    """The token after the match of the steps from ``done`` on, or 0: nearest words first."""
    if done == len(steps):
        return at
    step = steps[done]
    for i in range(at, min(at + step.gap + 1, limit)):
        ends = [i + 1] if not step.symbols.isdisjoint(symbols[i]) else []
        ends += [end for symbol, end in wide.get(i, ()) if symbol in step.symbols]
        for end in ends:
            last = _follow(steps, done + 1, end, limit, symbols, wide)
            if last:
                return last
    return 0
