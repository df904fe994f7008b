"""How large the type may be: an estimate of the height of a page's text, before it is typeset.

Trying every size would cost a full rendering each. The estimate is good to a few percent, so
the first size tried is nearly always the largest that does not cost another page.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cxroles.exports.brief import QUOTES_A_PROFILE, mandate_of, sourcing_titles_of
from cxroles.exports.document import Document, Line, Profile

_MM_A_POINT = 0.3528
_GLYPH = 0.462  # mean width of a character of running text, in em
_BODY_HEIGHT = {"A4": 261.0, "Letter": 243.4}  # mm between the margins
_BODY_WIDTH = {"A4": 174.0, "Letter": 179.9}
_LONGEST_BESIDE = 40  # rows of the required list
_AT_BEST = 0.93  # of the estimated height, where the estimate was most too high
_NEAR = 1.04  # a size is worth a try when it is estimated this close to its pages


@dataclass(frozen=True, slots=True)
class Size:
    """A size of type; ``name`` is its class in the stylesheet, ``points`` and ``leading`` what that class sets."""

    name: str
    points: float
    leading: float

    @property
    def row(self) -> float:
        """Height of a row in millimetres."""
        return self.points * self.leading * _MM_A_POINT

    def rows(self, text: str, width: float) -> int:
        """Rows that the text takes in a column that wide (mm)."""
        fitting = max(1.0, width / (self.points * _GLYPH * _MM_A_POINT))
        return max(1, math.ceil(len(text) / fitting))


BRIEF_SIZES = (Size("roomy", 10.2, 1.42), Size("even", 9.6, 1.36), Size("dense", 9.2, 1.32), Size("tight", 8.8, 1.28))
DESCRIPTION_SIZES = (Size("roomy", 10.6, 1.42), Size("even", 10.1, 1.38), Size("dense", 9.6, 1.35))

Height = Callable[[Document, Size, float], float]


def sizes_to_try(document: Document, *, kind: str, page_size: str) -> Iterator[tuple[str, int]]:
    """Sizes worth typesetting, each with the pages it has to fit into; the last one fits by definition.

    Mostly the first does. A text that nearly fills its pages may need a second try, because a
    page more with two lines on it is what a reader notices.
    """
    sizes = BRIEF_SIZES if kind == "brief" else DESCRIPTION_SIZES
    heights = [_HEIGHTS[kind](document, size, _BODY_WIDTH[page_size]) / _BODY_HEIGHT[page_size] for size in sizes]
    pages = math.ceil(heights[-1] * _AT_BEST)
    for size, height in zip(sizes, heights, strict=True):
        if height <= pages * _NEAR:
            yield size.name, pages
    yield (
        next((size.name for size, height in zip(sizes, heights, strict=True) if height <= pages + 1), sizes[-1].name),
        0,
    )


def _listed(lines: Iterable[Line], size: Size, width: float, gap: float) -> float:
    """A section's height: heading, lines, gaps; nothing for no lines."""
    heights = [size.rows(line.text, width - 5) * size.row + gap for line in lines]
    return sum(heights) + 11.0 if heights else 0.0


def required_beside(document: Document) -> bool:
    """Whether the required list stands on the summary page of a brief: unless it alone would fill a column."""
    rows = sum(BRIEF_SIZES[-1].rows(line.text, _column(_BODY_WIDTH["A4"])) for line in document.section("required"))
    return rows < _LONGEST_BESIDE


def sourcing_beside(document: Document, *, page_size: str) -> bool:
    """Whether "Where to look" stands in the right column of a brief: wherever there is more room."""
    size, width = BRIEF_SIZES[1], _column(_BODY_WIDTH[page_size])
    return _main(document, size, width) > _side(document, size)


def _column(width: float) -> float:
    return width / 2 - 5


def _brief_height(document: Document, size: Size, width: float) -> float:
    main, side = _main(document, size, _column(width)), _side(document, size)
    sourcing = _sourcing(document, size, _column(width))
    columns = max(main, side + sourcing) if main > side else max(main + sourcing, side)
    detail, evidence = _detail(document, size, _column(width)), _evidence(document, size, _column(width))
    return _head(document) + columns + detail + evidence


def _head(document: Document) -> float:
    title_rows = math.ceil(len(document.title) / 38)
    facts = sum(1 for value in document.facts.values() if value)
    return 10 + 10 * title_rows + 6 * 2 + 9 + 11 * math.ceil(facts / 4)


def _main(document: Document, size: Size, width: float) -> float:
    required = document.section("required") if required_beside(document) else ()
    lists = (document.first_year, required, document.section("preferred"))
    return sum(_listed(lines, size, width, 0.9) for lines in lists) + 9 + 4 * size.row


def _side(document: Document, size: Size) -> float:
    bars = sum(len(each.competencies) + 1.6 for each in _reference(document))
    return (bars + len(document.mandate)) * (0.93 * size.row + 1.4) + 5 * size.row + 30


def _detail(document: Document, size: Size, width: float) -> float:
    codes = ("required", "responsibilities", "purpose", "scope", "about", "offer", "other")
    lists = [document.section(code) for code in codes if code != "required" or not required_beside(document)]
    total = sum(_listed(lines, size, width, 0.9) for lines in [*lists, document.measures])
    quotes = [row.quote for row in mandate_of(document) if row.worth_quoting]
    total += sum(size.rows(26 * "x" + quote, width - 5) * size.row + 0.9 for quote in quotes)
    return (total + 11 * bool(quotes)) / 2


def _sourcing(document: Document, size: Size, width: float) -> float:
    notes, titles = document.template.background, sourcing_titles_of(document)
    heights = [size.rows(text, width - 5) * size.row + 0.9 for text in notes]
    return sum(heights) + 6 * math.ceil(len(titles) / 2) + (15 if notes or titles else 0)


def _evidence(document: Document, size: Size, width: float) -> float:
    words = [
        each.name
        + "".join(quote.text + 12 * "x" for quote in each.evidence.quotes[:quotes])
        + 4 * "x" * len(each.evidence.more)
        for profile, quotes in zip(_reference(document), QUOTES_A_PROFILE, strict=False)
        for each in profile.competencies
        if each.evidence
    ]
    height = sum(size.rows(text, width / 0.95 - 3) * 0.95 * size.row + 0.9 for text in words)
    reasons = sum((1 + size.rows(each.summary, width / 0.93 - 21)) * 0.93 * size.row + 1.2 for each in document.reasons)
    return (height + reasons + 24.0 * bool(words) + 11.0 * bool(document.reasons)) / 2


def _reference(document: Document) -> list[Profile]:
    return [each for each in document.profiles if each.reference]


def _description_height(document: Document, size: Size, width: float) -> float:
    sections: dict[str, list[Line]] = {}
    for line in document.lines:
        sections.setdefault(line.section, []).append(line)
    text = sum(_listed(lines, size, width - 46, 1.5) - 6.5 for lines in sections.values())
    return 44.0 + text


_HEIGHTS: dict[str, Height] = {"brief": _brief_height, "description": _description_height}
