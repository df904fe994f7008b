"""A pasted job description taken apart: title, sections and statements, with nothing lost.

Offsets are characters into ``ParsedDescription.text``: the text as given, after line ends became
``\\n`` and characters no document may hold (such as NUL) were left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, Literal

from cxroles.scoring.headings import (
    Heading,
    Position,
    Wordings,
    label_section,
    read_wordings,
    recognise,
    recognise_listed,
    section_by_wording,
)
from cxroles.scoring.rows import Row, is_full, read_rows, wrap_width
from cxroles.scoring.sentences import sentence_spans
from cxroles.scoring.types import Draft, Statement

Kind = Literal["bullet", "sentence", "heading"]

_LINE_END = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LISTS = ("responsibilities", "required", "preferred", "mandate", "success")
_STOPS = ".!?…:;"
_ASIDE = re.compile(r"(?<=\w)[ )]*[;(]")  # "degree in psychology; a doctorate preferred"


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """One line; ``text`` equals ``ParsedDescription.text[start:end]``, ``heading`` is what it stands under.

    A heading has the section it opens; the title is a heading with the section "".
    """

    section: str
    text: str
    start: int
    end: int
    kind: Kind
    heading: str = ""
    recognised: bool = True  # False for a heading of unknown wording: its words say something of their own


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader should know: ``control_characters``, ``no_title``, ``no_headings``, ``other_lines``."""

    code: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class ParsedDescription:
    """A job description in parts. Every visible character of ``text`` is in a line, list marks excepted."""

    title: str
    text: str
    lines: tuple[ParsedLine, ...]
    notes: tuple[Note, ...] = ()


def split_description(text: str, rules: Mapping[str, Any]) -> ParsedDescription:
    """Split a text by the rule file ``sections``; takes time linear in the text and refuses nothing."""
    wordings = read_wordings(rules)
    text, dropped = _cleaned(text)
    rows = list(read_rows(text))
    title, title_row = _find_title(text, rows, wordings)
    blocks = _blocks(text, rows, title_row, wordings)
    lines = tuple(_Sorter(text, wordings).sort(blocks))
    return ParsedDescription(title, text, lines, tuple(_notes(title, lines, dropped)))


def draft_from_text(text: str, rules: Mapping[str, Any], title: str | None = None) -> Draft:
    """The text as a draft ready to be scored; a ``title`` given wins over the one found."""
    parsed = split_description(text, rules)
    kept = (line for line in parsed.lines if line.kind != "heading")
    statements = tuple(
        Statement(index, line.section, line.text, line.start, line.end) for index, line in enumerate(kept)
    )
    return Draft(parsed.text, statements, parsed.title if title is None else title)


def _cleaned(text: str) -> tuple[str, int]:
    # Line ends of two characters stay two, so that offsets are those of the text as given.
    text = _LINE_END.sub("\n", text.removeprefix("\ufeff").replace("\r\n", " \n"))
    return _UNPRINTABLE.subn("", text)


def _notes(title: str, lines: tuple[ParsedLine, ...], dropped: int) -> Iterator[Note]:
    if dropped:
        yield Note("control_characters", dropped)
    if not title:
        yield Note("no_title")
    if not any(line.kind == "heading" and line.section for line in lines):
        yield Note("no_headings")
    other = sum(line.section == "other" and line.kind != "heading" for line in lines)
    if other:
        yield Note("other_lines", other)


# --- Title ----------------------------------------------------------------------------------


def _find_title(text: str, rows: list[Row], wordings: Wordings) -> tuple[str, int | None]:
    for index, row in enumerate(rows[: wordings.limits["title_rows"]]):
        label, separator, rest = text[row.body : row.end].partition(":")
        labelled = bool(separator) and wordings.key(label[:60]) in wordings.title_labels
        rest = rest.strip(" \t*_")
        if labelled and rest and len(rest) <= wordings.limits["title_characters"]:
            return rest, index
    for index, row in enumerate(rows[: wordings.limits["title_rows"]]):
        if recognise_listed(text, row.body, row.end, wordings):
            break
        if _is_title(text[row.start : row.end], row, index, wordings):
            return text[row.start : row.end].strip("#*_=: \t"), index
    return "", None


def _is_title(line: str, row: Row, index: int, wordings: Wordings) -> bool:
    if row.bullet or len(line) > wordings.limits["title_characters"] or line[-1] in ".!?;,":
        return False
    words = wordings.words(line)
    if not 0 < len(words) <= wordings.limits["title_words"]:
        return False
    marked = index == 0 and (row.underlined or line.startswith("# "))
    return marked or (not line.endswith(":") and any(word in wordings.title_words for word in words))


# --- Blocks: headings, list items and paragraphs --------------------------------------------


@dataclass(slots=True)
class _Block:
    kind: Literal["title", "heading", "bullet", "prose"]
    start: int
    end: int
    heading: Heading | None = None
    indent: int = 0


def _blocks(text: str, rows: list[Row], title_row: int | None, wordings: Wordings) -> list[_Block]:
    width = wrap_width(text, rows)
    blocks: list[_Block] = []
    for index, row in enumerate(rows):
        before_list = index + 1 < len(rows) and rows[index + 1].bullet
        heading = None if index == title_row else _heading(text, row, before_list, blocks, wordings)
        if index == title_row:
            blocks.append(_Block("title", row.start, row.end))
        elif heading:
            blocks.append(_Block("heading", row.start, heading.end, heading))
            if heading.end < row.end:
                blocks.append(_Block("prose", heading.end, row.end))
        elif row.bullet:
            blocks.append(_Block("bullet", row.body, row.end, indent=row.indent))
        elif blocks and _continues(text, rows[index - 1], row, blocks[-1], width, wordings):
            blocks[-1].end = row.end
        else:
            blocks.append(_Block("prose", row.start, row.end))
    return blocks


def _heading(text: str, row: Row, before_list: bool, blocks: list[_Block], wordings: Wordings) -> Heading | None:
    if row.bullet:
        return recognise_listed(text, row.body, row.end, wordings)
    amid = blocks and not row.after_gap and blocks[-1].kind in ("bullet", "prose")
    if amid and text[row.start].islower() and text[blocks[-1].end - 1] not in _STOPS and not before_list:
        return None  # the rest of a wrapped sentence
    place = Position(row.after_gap, before_list, row.underlined)
    return recognise(text, row.start, row.end, place, wordings)


def _continues(text: str, previous: Row, row: Row, block: _Block, width: int, wordings: Wordings) -> bool:
    """Whether a row goes on with the list item or paragraph before it."""
    if row.after_gap or block.kind not in ("bullet", "prose"):
        return False
    inside = block.kind == "bullet" and row.indent > block.indent
    if inside or (width and is_full(text, previous, row, width)):
        return True
    if text[previous.end - 1] in _STOPS:
        return False
    last = text[max(previous.start, previous.end - 12) : previous.end].lower().split()[-1:]
    if text[previous.end - 1] == "," or (last and last[0] in wordings.joiners):
        return True
    return text[row.start].islower() and not (block.kind == "prose" and text[block.start].islower())


# --- Sections -------------------------------------------------------------------------------


@dataclass(slots=True)
class _Sorter:
    """Walks over the blocks and says which section each line belongs to."""

    text: str
    wordings: Wordings
    section: str | None = None  # None before the first heading
    loose: bool = False
    style: str = ""
    heading: str = ""
    nested: bool = False
    filled: bool = False  # something stands under the heading
    finished: bool = False  # its list, or its one paragraph, is over: prose now needs a reason to belong
    introduced: bool = False  # the role's purpose has been said
    lines: list[ParsedLine] = field(default_factory=list)

    def sort(self, blocks: list[_Block]) -> list[ParsedLine]:
        for block, following in zip_longest(blocks, blocks[1:]):
            if block.kind == "title":
                self._add("", block.start, block.end, "heading")
            elif block.kind == "heading" and block.heading:
                self._open(block, block.heading, following)
            elif block.kind == "bullet":
                self._list_item(block)
            else:
                self._paragraph(block)
            if block.kind in ("bullet", "prose"):
                self.filled = True
                self.finished = self.finished or block.kind == "bullet" or self.style == "inline"
        return self.lines

    def _add(self, section: str, start: int, end: int, kind: Kind, recognised: bool = True) -> None:
        heading = "" if kind == "heading" else self.heading
        self.lines.append(ParsedLine(section, self.text[start:end], start, end, kind, heading, recognised))

    def _words(self, start: int, end: int) -> list[str]:
        return self.wordings.words(self.text[start:end])

    def _open(self, block: _Block, heading: Heading, following: _Block | None) -> None:
        section = heading.section
        if section is None:
            self.nested = self._goes_on(following) or (self._nests(heading) and not self._asks(block))
            section = (self.section if self.nested else None) or "other"
        else:
            self.nested = False
            self.style = heading.style
        self.section, self.loose = section, heading.loose
        self.filled = self.finished = False
        self.heading = self.text[block.start : block.end].strip("#*_=-–—: \t\n")
        self._add(section, block.start, block.end, "heading", heading.section is not None)

    def _asks(self, block: _Block) -> bool:
        """Whether a heading asks something ("How we eat"), which no part of a list of duties does."""
        return self._words(block.start, block.end)[0] in self.wordings.openings

    def _nests(self, heading: Heading) -> bool:
        """Whether a heading of unknown wording parts the section above it instead of ending it."""
        if self.section is None or self.section == "other":
            return False
        if heading.style.startswith("#") and self.style.startswith("#"):
            return len(heading.style) > len(self.style) or not self.filled
        return heading.style != self.style or heading.style == "plain" or not self.filled or self.nested

    def _goes_on(self, following: _Block | None) -> bool:
        """Whether the line after an unknown heading reads like the section before it."""
        if not following or following.kind != "bullet" or self.section not in _LISTS:
            return False
        return section_by_wording(self._words(following.start, following.end), self.wordings) == self.section

    def _list_item(self, block: _Block) -> None:
        """One line, or one a sentence where each asks for something of its own."""
        spans: list[tuple[int, int]] = []
        for start, end in sentence_spans(self.text, block.start, block.end, self.wordings.abbreviations):
            words = self._words(start, min(end, start + 80))
            goes_on = bool(spans) and (len(words) < 3 or words[0] in self.wordings.commentary)
            spans.append((spans.pop()[0] if goes_on else start, end))
        for start, end in spans:
            self._add(self._item_section(start, end), start, end, "bullet")

    def _item_section(self, start: int, end: int) -> str:
        if self.section and not self.loose:
            return self._refined(self.section, start, end)
        words = self._words(start, end)
        label = label_section(self.text, start, end, self.wordings)
        return label or section_by_wording(words, self.wordings) or self.section or self._before() or "other"

    def _refined(self, section: str, start: int, end: int) -> str:
        """A line of the required list that asks softly for all it asks belongs to the preferred ones."""
        if section != "required":
            return section
        whole = section_by_wording(self._words(start, end), self.wordings, strong=True)
        aside = _ASIDE.search(self.text, start, end)
        if whole != "preferred" or not aside:
            return "preferred" if whole == "preferred" else section
        first = section_by_wording(self._words(start, aside.start()), self.wordings, strong=True)
        return "preferred" if first == "preferred" else section

    def _before(self) -> str | None:
        return self.lines[-1].section or None if self.lines else None

    def _paragraph(self, block: _Block) -> None:
        spans = list(sentence_spans(self.text, block.start, block.end, self.wordings.abbreviations))
        label = self._label(block)
        before: str | None = label
        for start, end in spans:
            before = label or self._sentence_section(start, end, before, alone=len(spans) == 1)
            self._add(before, start, end, "sentence")

    def _label(self, block: _Block) -> str | None:
        label = label_section(self.text, block.start, block.end, self.wordings)
        amid = self.section in _LISTS and not self.finished
        if amid and (label != "mandate" or self.section in ("required", "preferred")):
            return None  # "Language: German" is a requirement like its neighbours
        return label

    def _sentence_section(self, start: int, end: int, before: str | None, *, alone: bool) -> str:
        if self.section and not self.loose and not self.finished:
            return self._refined(self.section, start, end)
        if before == "other" and self.finished and self.section:
            return before  # a comment stays one to the end of its paragraph
        words = self._words(start, end)
        first_paragraph = self.loose and not self.filled
        found = section_by_wording(words, self.wordings, strong=first_paragraph or bool(self.section and self.finished))
        if self.section is None:
            return self._unheaded(words, found, before)
        if found or first_paragraph or before:
            return found or (self.section if first_paragraph else before) or self.section
        return self.section if self._belongs(words, alone=alone) else "other"

    def _belongs(self, words: list[str], *, alone: bool) -> bool:
        if not self.finished:
            return True
        return alone and not (words and words[0] in self.wordings.commentary)

    def _unheaded(self, words: list[str], found: str | None, before: str | None) -> str:
        """Before any heading: what describes the role first is its purpose."""
        names_role = any(word in self.wordings.title_words for word in words[:8])
        if not self.introduced and (found == "responsibilities" or (found is None and names_role)):
            self.introduced = True
            return "purpose"
        self.introduced = self.introduced or found == "purpose"
        return found or before or "other"
