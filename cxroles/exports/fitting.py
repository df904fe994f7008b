"""How large the type may be: an estimate of the height of a page's text, before it is typeset.

Trying every size would cost a full rendering each. The estimate is good to a few percent, so
the first size tried is nearly always the largest that does not cost another page.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cxroles.exports.brief import QUOTES_A_PROFILE, explained_reasons, mandate_of, sourcing_titles_of
from cxroles.exports.document import Document, Line, Profile

_MM_A_POINT = 0.3528
_GLYPH = 0.462  # mean width of a character of running text, in em
_BODY_HEIGHT = {"A4": 266.0, "Letter": 248.4}  # mm between the margins
_BODY_WIDTH = {"A4": 176.0, "Letter": 181.9}
_LONGEST_BESIDE = 40  # rows of the required list
_AT_BEST = 0.93  # of the estimated height, where the estimate was most too high
_EMPTY = 0.3  # of the last page: less than that looks like a mistake
_NEAR = 1.04  # a size is worth a try when it is estimated this close to its pages


@dataclass(frozen=True, slots=True)
class Size:
    """A size of type: its class in the stylesheet and what that class sets.

    ``gap`` is the space under a line and ``heading`` what a section takes besides its lines, both in mm.
    """

    name: str
    points: float
    leading: float
    gap: float
    heading: float

    @property
    def row(self) -> float:
        """Height of a row in millimetres."""
        return self.points * self.leading * _MM_A_POINT

    def rows(self, text: str, width: float) -> int:
        """Rows that the text takes in a column that wide (mm)."""
        fitting = max(1.0, width / (self.points * _GLYPH * _MM_A_POINT))
        return max(1, math.ceil(len(text) / fitting))


BRIEF_SIZES = (
    Size("roomy", 10.2, 1.42, 0.9, 11.0),
    Size("even", 9.6, 1.36, 0.9, 11.0),
    Size("dense", 9.2, 1.32, 0.9, 10.0),
    Size("tight", 8.8, 1.27, 0.6, 8.2),
    Size("fine", 8.4, 1.25, 0.45, 7.6),
)
DESCRIPTION_SIZES = (
    Size("roomy", 10.6, 1.42, 1.5, 4.5),
    Size("even", 10.1, 1.38, 1.5, 3.5),
    Size("dense", 9.6, 1.35, 1.5, 2.5),
)

Height = Callable[[Document, Size, float], float]


def sizes_to_try(document: Document, *, kind: str, page_size: str) -> Iterator[tuple[str, int]]:
    """Sizes worth typesetting, each with the pages it has to fit into; the last one fits by definition.

    Mostly the first does. A text that nearly fills its pages may need a second try, because a
    page more with two lines on it is what a reader notices.
    """
    body, width = _BODY_HEIGHT[page_size], _BODY_WIDTH[page_size]
    sizes = BRIEF_SIZES if kind == "brief" else DESCRIPTION_SIZES
    heights = {size.name: _HEIGHTS[kind](document, size, width) / body for size in sizes}
    pages = math.ceil(heights[sizes[-1].name] * _AT_BEST)
    kept = _with_whole_summary(document, width, body) if kind == "brief" else sizes
    for size in kept:
        if heights[size.name] <= pages * _NEAR:
            yield size.name, pages
    yield _for_a_page_more(heights, [size.name for size in kept], pages + 1), 0


def _with_whole_summary(document: Document, width: float, body: float) -> tuple[Size, ...]:
    """Sizes at which a brief's summary fits on its page, if there are any: it is read as one."""
    fitting = tuple(size for size in BRIEF_SIZES if _summary_height(document, size, width) <= body)
    return fitting or BRIEF_SIZES[-1:]


def _for_a_page_more(heights: dict[str, float], kept: list[str], pages: int) -> str:
    """The largest type for so many pages; one that breaks the summary only to fill an almost empty page."""
    largest = next((name for name in kept if heights[name] <= pages), kept[-1])
    if heights[largest] >= pages - 1 + _EMPTY:
        return largest
    return next((name for name, height in heights.items() if height <= pages * _AT_BEST), largest)


def _listed(lines: Iterable[Line], size: Size, width: float) -> float:
    """A section's height: heading, lines, gaps; nothing for no lines."""
    heights = [size.rows(line.text, width - 5) * size.row + size.gap for line in lines]
    return sum(heights) + size.heading if heights else 0.0


def required_beside(document: Document) -> bool:
    """Whether the required list stands on the summary page of a brief: unless it alone would fill a column."""
    rows = sum(BRIEF_SIZES[-1].rows(line.text, _column(_BODY_WIDTH["A4"])) for line in document.section("required"))
    return rows < _LONGEST_BESIDE


def sourcing_beside(document: Document) -> bool:
    """Whether "Where to look" stands in the right column of a brief's summary: wherever there is more room."""
    size, width = BRIEF_SIZES[-1], _column(_BODY_WIDTH["A4"])
    return _main(document, size, width) > _side(document, size, width)


def _column(width: float) -> float:
    return width / 2 - 5


def _brief_height(document: Document, size: Size, width: float) -> float:
    column = _column(width)
    return _summary_height(document, size, width) + _detail(document, size, column) + _evidence(document, size, column)


def _summary_height(document: Document, size: Size, width: float) -> float:
    main, side = (part(document, size, _column(width)) for part in (_main, _side))
    sourcing = _sourcing(document)
    columns = max(main, side + sourcing) if sourcing_beside(document) else max(main + sourcing, side)
    return _head(document) + columns


def _head(document: Document) -> float:
    title_rows = math.ceil(len(document.title) / 38)
    facts = sum(1 for value in document.facts.values() if value)
    return 10 + 10 * title_rows + 6 * 2 + 9 + 11 * math.ceil(facts / (5 if facts == 5 else 4))


def _main(document: Document, size: Size, width: float) -> float:
    required = document.section("required") if required_beside(document) else ()
    lists = (document.first_year, required, document.section("preferred"))
    return sum(_listed(lines, size, width) for lines in lists) + 9 + 4 * size.row


def _side(document: Document, size: Size, width: float) -> float:
    row = 0.93 * size.row + 1.4
    bars = sum(len(each.competencies) + 1.6 for each in _reference(document))
    explained = explained_reasons(document)
    sentences = [each.summary for each in document.reasons if each.code in explained]
    reasons = sum(size.rows(each, width / 0.93 - 21) * 0.93 * size.row for each in sentences)
    reasons += len(document.reasons) * row
    return (bars + len(document.mandate)) * row + reasons + 36


def _detail(document: Document, size: Size, width: float) -> float:
    codes = ("required", "responsibilities", "purpose", "scope", "about", "offer", "other")
    lists = [document.section(code) for code in codes if code != "required" or not required_beside(document)]
    total = sum(_listed(lines, size, width) for lines in [*lists, document.measures])
    quotes = [row.quote + row.place for row in mandate_of(document) if row.quote or row.place]
    total += sum(size.rows(26 * "x" + quote, width - 5) * size.row + size.gap for quote in quotes)
    notes = document.template.background
    total += sum(size.rows(note, width - 5) * size.row + size.gap for note in notes)
    return (total + size.heading * bool(quotes) + size.heading * bool(notes)) / 2


def _sourcing(document: Document) -> float:
    titles = sourcing_titles_of(document)
    return 6 * math.ceil(len(titles) / 2) + 11 * bool(titles)


def _evidence(document: Document, size: Size, width: float) -> float:
    words = [
        each.name
        + "".join(quote.text + 12 * "x" for quote in each.evidence.quotes[:quotes])
        + 6 * "x" * min(len(each.evidence.more), 6)
        for profile, quotes in zip(_reference(document), QUOTES_A_PROFILE, strict=False)
        for each in profile.competencies
        if each.evidence
    ]
    height = sum(size.rows(text, width / 0.95 - 3) * 0.95 * size.row + size.gap for text in words)
    return (height + 24.0 * bool(words)) / 2


def _reference(document: Document) -> list[Profile]:
    return [each for each in document.profiles if each.reference]


def _description_height(document: Document, size: Size, width: float) -> float:
    sections: dict[str, list[Line]] = {}
    for line in document.lines:
        sections.setdefault(line.section, []).append(line)
    text = sum(_listed(lines, size, width - 46) for lines in sections.values())
    return 44.0 + text


_HEIGHTS: dict[str, Height] = {"brief": _brief_height, "description": _description_height}
