"""The rows of a text: what stands on one line of it, with list marks and underlines recognised."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from cxroles.scoring.sentences import INNER_BULLET, RULE, bullet_end, trim


@dataclass(slots=True)
class Row:
    """One line of the text without its list mark; lines with several marks make several rows."""

    start: int
    body: int  # where the words begin, after a list mark
    end: int
    indent: int
    after_gap: bool
    bullet: bool
    underlined: bool = False


def read_rows(text: str) -> Iterator[Row]:
    """The rows of a text that hold anything, in order."""
    held: Row | None = None
    offset, gap = 0, True
    for raw in text.split("\n"):
        start, end = trim(text, offset, offset + len(raw))
        if start >= end or RULE.fullmatch(text, start, end):
            if held and end - start > 2 and not gap:
                held.underlined = not held.bullet and text[start] in "-="
            gap = True
        else:
            for row in _row_parts(text, start, end, start - offset, gap):
                if held:
                    yield held
                held, gap = row, False
        offset += len(raw) + 1
    if held:
        yield held


def _row_parts(text: str, start: int, end: int, indent: int, gap: bool) -> Iterator[Row]:
    """One row, or several where list marks stand inside a line, as after copying from a web page."""
    body = bullet_end(text, start, end)
    marks = list(INNER_BULLET.finditer(text, body, end))
    if len(marks) + (body > start) < 2:
        marks = []
    bounds = [*(mark.start() for mark in marks), end]
    first_end = trim(text, body, bounds[0])[1]
    yield Row(start, body, first_end, indent, gap, body > start)
    for mark, bound in zip(marks, bounds[1:], strict=True):
        yield Row(mark.start(), *trim(text, mark.end(), bound), indent, False, True)


def wrap_width(text: str, rows: list[Row]) -> int:
    """The width a text was hard-wrapped at, 0 when it was not: nearly every row is as full as can be."""
    pairs = [(one, two) for one, two in pairwise(rows) if not (two.after_gap or two.bullet)]
    width = max((one.end - one.start + one.indent for one, _two in pairs), default=0)
    if len(pairs) < 4 or not 40 <= width <= 120:
        return 0
    full = sum(is_full(text, one, two, width) for one, two in pairs)
    return width if full >= 0.75 * len(pairs) else 0


def is_full(text: str, row: Row, following: Row, width: int) -> bool:
    """Whether the next row's first word would not have fitted on this one."""
    first_word = text[following.start : min(following.end, following.start + 40)].split(maxsplit=1)[0]
    return row.end - row.start + row.indent + 1 + len(first_word) > width
