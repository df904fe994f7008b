"""How hard a text is to read: syllables, and the Flesch-Kincaid grade made from them.

The grade (Kincaid, Fishburne, Rogers & Chissom 1975) is the number of school years a reader needs:
0.39 * words per sentence + 11.8 * syllables per word - 15.59.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_VOWELS = re.compile("[aeiouy]+")
_LONGEST_WORD = 40  # longer runs of letters are no words
# Endings and inner letters whose vowels are written and not spoken.
_SILENT = (
    re.compile("(?<=[^aeiouy])e$(?<![^aeiouy]le)(?<![^aeiouy]re)"),
    re.compile("(?<=[^aeiouy])es$(?<![sxzcg]es)(?<!sh.s)(?<!ch.s)(?<![^aeiouy]les)(?<![^aeiouy]res)"),
    re.compile("(?<=[^aeiouytd])ed$(?<![^aeiouylr][lr]ed)"),
    re.compile("[gq]ues?$"),
    re.compile("(?<=[^aeiouy])e(?<![^aeiouy]le)(?=(?:ment|ful|less|ness|ly)(?:s|al)?$)"),
)
# Vowels that stand together and are spoken one after the other.
_PARTED = (
    re.compile("[^ct]ia|[ct]iat(?!iv)"),
    re.compile("[^tscgxnl]io(?!ur)|[^l]lio|tio$|^io"),
    re.compile("iu"),
    re.compile("iety|(?<![ct])ie(?=n[ct]|t(?:ly|s)?$|rs?$|st$|rarch)"),
    re.compile("crea(?!m|s|k)|[^aeiouy]ea$|areas?$|ideas?$|idea[ls]|lineal?r|nuclear|realit|^react"),
    re.compile("eos?$|eog"),
    re.compile("[^qgs]ua|sual"),
    re.compile("[^qg]uen|[^q]uit[iy]|intuit|uou"),
    re.compile("^coo(?=p|rd)"),
    re.compile("[aeou]y[aeiou]|[^aeiou]ying"),
    re.compile("[eiou](?=ing)"),
    re.compile("ism$"),
)
_SENTENCE_END = re.compile(r"[.!?]++[\"'”’)\]]*+\s{1,8}(?=[\"'“‘(\[]?[A-Z0-9])")
_WORD = re.compile(r"[^\W_]+(?:[&'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is to read; sizes of several lines can be added."""

    words: int = 0
    sentences: int = 0
    syllables: int = 0

    def __add__(self, other: "Size") -> "Size":
        return Size(self.words + other.words, self.sentences + other.sentences, self.syllables + other.syllables)

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade, at least 0; 0 for no words."""
        if not self.words or not self.sentences:
            return 0.0
        return max(0.0, 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59)


class Syllables:
    """Counts syllables of English words by rule, with the exceptions of the rule file."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        self._exceptions: Mapping[str, int] = rules.get("exceptions", {})
        parts = "|".join(sorted(map(re.escape, rules.get("silent_parts", ())), key=len, reverse=True))
        self._compound = re.compile(f"^(?:{parts})(?=[^aeiouy]..)") if parts else None

    def of(self, word: str) -> int:
        """Syllables of one word, at least 1; letters of an abbreviation are spelt out."""
        if word.isupper() and 1 < len(word) <= 5 and (len(word) < 4 or not _VOWELS.search(word.lower())):
            return sum(3 if letter == "W" else 1 for letter in word)
        plain = re.sub("[^a-z]", "", word.lower()[:_LONGEST_WORD])
        known = self._exceptions.get(plain)
        return known if known is not None else max(1, self._by_rule(plain))

    def _by_rule(self, word: str) -> int:
        if word.endswith("s") and word[:-1] in self._exceptions:
            return self._exceptions[word[:-1]]
        first = self._compound.match(word) if self._compound else None
        if first:  # a word made of two, such as "lifetime": the first keeps its silent e
            return max(1, self._count(first.group())) + max(1, self._count(word[first.end() :]))
        return self._count(word)

    @staticmethod
    def _count(word: str) -> int:
        silent = any(pattern.search(word) for pattern in _SILENT[:4]) + bool(_SILENT[4].search(word))
        parted = sum(len(pattern.findall(word)) for pattern in _PARTED)
        return len(_VOWELS.findall(word)) - silent + parted


def size_of(text: str, syllables: Syllables) -> Size:
    """Words, sentences and syllables of a text; a line without a full stop is a sentence too."""
    words = _WORD.findall(text)
    if not words:
        return Size()
    ends = sum(1 for _ in _SENTENCE_END.finditer(text))
    return Size(len(words), ends + 1, sum(syllables.of(word) for word in words))
