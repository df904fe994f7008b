"""Words of a line: tokens with character offsets, clauses and stems.

Nothing here changes the text. Offsets count characters of the text as it was given, so that
evidence can always be quoted and highlighted.
"""

import re
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import snowballstemmer

_TOKEN = re.compile(r"[^\W_]+(?:[&'’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
# Hard stops end a thought; soft stops (a comma, a bracket, "but") only bound what a negation reaches.
_HARD_STOP = re.compile(r"[.;:!?\n\r•●▪◦·|]|\s[-–—]\s")
_SOFT_STOP = re.compile(r"[,()\[\]–—]")
_LONGEST_WORD = 40  # longer runs of letters are no words; stemming them would only cost time
_CACHE_LIMIT = 50_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line in words. ``segment_ends[i]`` is the token after the sentence part that holds i."""

    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    segment_ends: tuple[int, ...]
    clauses: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def quote(self, first: int, last: int) -> str:
        """The text from token ``first`` up to and without token ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]]


class Stems:
    """Word -> stem, with spellings unified and the exceptions of stems.yaml. Safe across threads."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        self._words: dict[str, str] = dict(rules.get("words", {}))
        self._endings = [(re.compile(f"(?<=...){rule['from']}"), rule["to"]) for rule in rules.get("endings", ())]
        self._exceptions: dict[str, str] = {
            word: stem for stem, words in rules.get("families", {}).items() for word in words
        }
        self._stemmer = snowballstemmer.stemmer("english")
        self._lock = threading.Lock()
        self._known: dict[str, str] = {}

    def of(self, word: str) -> str:
        """The stem of a lower-case word."""
        stem = self._known.get(word)
        if stem is None:
            if len(self._known) >= _CACHE_LIMIT:
                self._known.clear()
            stem = self._known[word] = self._work_out(word)
        return stem

    def _work_out(self, word: str) -> str:
        if len(word) > _LONGEST_WORD:
            return word
        word = self._words.get(word, word)
        for ending, replacement in self._endings:
            word = ending.sub(replacement, word)
        if word in self._exceptions:
            return f"{self._exceptions[word]}!"
        with self._lock:  # the stemmer keeps its state in itself
            return str(self._stemmer.stemWord(word))


def read_line(text: str, stems: Stems) -> Line:
    """Split a line into words with offsets, sentence parts and clauses."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    hard: list[int] = []
    soft: list[int] = []
    segment = clause = previous = 0
    for match in _TOKEN.finditer(text):
        between = text[previous : match.start()]
        previous = match.end()
        if between == " ":
            pass  # by far the commonest
        elif _HARD_STOP.search(between):
            segment += 1
            clause += 1
        elif _SOFT_STOP.search(between):
            clause += 1
        word = _POSSESSIVE.sub("", match.group().lower())
        words.append(word)
        starts.append(match.start())
        ends.append(match.end())
        hard.append(segment)
        soft.append(clause)
    return Line(
        text=text,
        words=tuple(words),
        stems=tuple(stems.of(word) for word in words),
        starts=tuple(starts),
        ends=tuple(ends),
        segment_ends=_ends_of_runs(hard),
        clauses=tuple(soft),
    )


def _ends_of_runs(segments: list[int]) -> tuple[int, ...]:
    ends = [len(segments)] * len(segments)
    for i in range(len(segments) - 2, -1, -1):
        ends[i] = ends[i + 1] if segments[i] == segments[i + 1] else i + 1
    return tuple(ends)


def shingles(words: Iterable[str], size: int = 5) -> frozenset[tuple[str, ...]]:
    """All runs of ``size`` words; a shorter line is one run."""
    sequence = tuple(words)
    if len(sequence) <= size:
        return frozenset({sequence}) if sequence else frozenset()
    return frozenset(sequence[i : i + size] for i in range(len(sequence) - size + 1))


def count_words(text: str) -> int:
    """Number of words in a text."""
    return sum(1 for _ in _TOKEN.finditer(text))
