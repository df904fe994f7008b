"""Where sentences end and what marks a list item; every scan is linear in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_INVISIBLE = "".join(map(chr, (0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A))))
_SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
EDGES = _SPACES + _INVISIBLE  # white space and characters without a picture of their own
_DOTS = "•·‣◦▪▫●○■□◆◇►▶▸▹➢➤➔→⇒✓✔✅☑★☆✦✧❖❯∙⁃"
_PICTURES = "\u2600-\u26ff\u2700-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_TAIL = "\ufe0e\ufe0f\u20e3\u200d\U0001f3fb-\U0001f3ff"  # what an emoji may drag along
BULLET = re.compile(
    rf"(?:[{_DOTS}\uf0b7\uf0a7][ \t\u00a0]{{0,40}}"
    rf"|(?:[{_PICTURES}][{_TAIL}]{{0,4}}){{1,4}}[ \t\u00a0]{{0,40}}"
    r"|[-*+–—―‐‑−»›o][ \t\u00a0]{1,40}"
    r"|[-–—](?=[^\W\d_])"
    r"|(?:\d{1,3}[.)]|\(\d{1,3}\))[ \t\u00a0]{1,40}"
    r"|\(?[a-zA-Z]\)[ \t\u00a0]{1,40}"
    r"|\((?:[ivx]{1,5})\)[ \t\u00a0]{1,40}"
    r"|\[[ xX]\][ \t\u00a0]{1,40})+(?=\S)"
)
RULE = re.compile(r"[-=_*~#+|–—•·\s]+")
INNER_BULLET = re.compile(r"\s[•●▪‣■◦]\s*(?=\S)")
_END = re.compile(r"[.!?…؟۔。！？]+[\"'”’»)\]*_]{0,4}")
_WIDE = "。！？"
_LAST_WORD = re.compile(r"[^\s(\[\"“‘'«,;:/]{1,24}$")
_NEXT = re.compile(r"\s{1,8}[\"'“‘«(\[*_¿¡]{0,4}(\w?)(\w{0,24})")


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words whose full stop is (mostly) no end of a sentence; all in lower case, without the last stop."""

    never: frozenset[str]
    numbered: frozenset[str]
    open: frozenset[str]
    openings: frozenset[str]


def bullet_end(text: str, start: int, end: int) -> int:
    """Where the words after a list mark begin; ``start`` when the line has no mark."""
    mark = BULLET.match(text, start, end)
    return mark.end() if mark else start


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The slice without white space and invisible characters at its ends."""
    piece = text[start:end]
    return end - len(piece.lstrip(EDGES)), start + len(piece.rstrip(EDGES))


def sentence_spans(text: str, start: int, end: int, words: Abbreviations) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph as (start, end); together they cover all its words."""
    begin = start
    for stop in _END.finditer(text, start, end):
        if _ends_sentence(text, stop, end, words):
            yield from _span(text, begin, stop.end())
            begin = stop.end()
    yield from _span(text, begin, end)


def _span(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first, last = trim(text, start, end)
    if first < last:
        yield first, last


def _ends_sentence(text: str, stop: re.Match[str], end: int, words: Abbreviations) -> bool:
    after = stop.end()
    if after >= end or stop.group()[0] in _WIDE:
        return True
    if not text[after].isspace():
        return False
    following = _NEXT.match(text, after, end)
    if not following or following.group(1).islower():
        return False
    return stop.group()[0] != "." or not _abbreviates(text, stop.start(), following, words)


def _abbreviates(text: str, stop: int, following: re.Match[str], words: Abbreviations) -> bool:
    last = _LAST_WORD.search(text, max(0, stop - 24), stop)
    word = last.group().lower() if last else ""
    if word in words.never:
        return True
    if word in words.numbered:
        return following.group(1).isdigit()
    if word in words.open or (len(word) == 1 and word.isalpha()):
        return (following.group(1) + following.group(2)).lower() not in words.openings
    return False
