"""Wordings that tell the sections of a job description: headings, labels and turns of phrase."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cxroles.scoring.sentences import Abbreviations

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_HASHES = re.compile(r"(#{1,6})\s")
_BOLD = re.compile(r"(?:\*\*|__).*(?:\*\*|__):?\s*$", re.DOTALL)
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})?[.)]?|[IVXivx]{1,4}[.)]|[A-Za-z][.)])\s{1,9}")
_SEPARATOR = re.compile(r":|\s[-–—]\s")
_LABEL_REACH = 60  # characters within which "Label:" has to end

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of phrase; ``rank`` orders the families, ``section`` is empty when it only misleads."""

    words: Phrase
    section: str
    rank: int
    opening: bool
    strong: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A recognised heading; ``section`` is None when its wording is unknown, ``end`` where the label ends."""

    section: str | None
    style: str  # "#".."######", bold, caps, underlined, colon, numbered, inline, plain
    end: int
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """Where a line stands: what a plain line needs to know before it may be a heading."""

    after_gap: bool
    before_list: bool
    underlined: bool


@dataclass(frozen=True, slots=True)
class Wordings:
    """The content of ``fixtures/scoring/sections.yaml``, made ready for look-ups."""

    headings: Mapping[str, str]
    prefixes: tuple[tuple[str, str], ...]
    suffixes: tuple[tuple[str, str], ...]
    loose: frozenset[str]
    labels: Mapping[str, str]
    title_labels: frozenset[str]
    title_words: frozenset[str]
    turns: Mapping[str, tuple[Turn, ...]]
    openings: frozenset[str]
    firm: frozenset[str]
    commentary: frozenset[str]
    contractions: tuple[tuple[str, str], ...]
    joiners: frozenset[str]
    abbreviations: Abbreviations
    limits: Mapping[str, int]

    def words(self, text: str) -> list[str]:
        """The words in lower case with contractions written out; hyphens part words."""
        return _WORD.findall(_written_out(text, self.contractions))

    def key(self, text: str) -> str:
        """The words joined by single spaces: what headings and labels are looked up by."""
        return " ".join(self.words(text))


def read_wordings(rules: Mapping[str, Any]) -> Wordings:
    """Prepare the rule file ``sections``. Raises KeyError when a part is missing."""
    contractions = _longest_first({str(short): str(full) for short, full in rules["contractions"].items()})
    headings = _by_wording(rules["headings"], contractions)
    return Wordings(
        headings={key: code for key, code in headings.items() if "*" not in key},
        prefixes=_longest_first({key[:-1]: code for key, code in headings.items() if key.endswith("*")}),
        suffixes=_longest_first({key[1:]: code for key, code in headings.items() if key.startswith("*")}),
        loose=frozenset(_key(one, contractions) for one in rules["loose"]),
        labels=_by_wording(rules["labels"], contractions),
        title_labels=frozenset(rules["titles"]["labels"]),
        title_words=frozenset(rules["titles"]["words"]),
        turns=_turns(rules, contractions),
        openings=frozenset(rules["heading_openings"]),
        firm=frozenset(rules["firm"]),
        commentary=frozenset(rules["commentary_starts"]),
        contractions=contractions,
        joiners=frozenset(rules["joiners"]),
        abbreviations=_abbreviations(rules),
        limits=dict(rules["limits"]),
    )


def _longest_first(pairs: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    # Not in the order of the file: a database may hand the keys back in another one.
    return tuple(sorted(pairs.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _abbreviations(rules: Mapping[str, Any]) -> Abbreviations:
    kinds = rules["abbreviations"]
    return Abbreviations(
        never=frozenset(kinds["never"]),
        numbered=frozenset(kinds["numbered"]),
        open=frozenset(kinds["open"]),
        openings=frozenset(rules["sentence_openings"]),
    )


def _written_out(text: str, contractions: Iterable[tuple[str, str]]) -> str:
    text = text.lower().replace("’", "'")
    for short, full in contractions:
        text = text.replace(short, full)
    return text


def _key(text: str, contractions: Iterable[tuple[str, str]]) -> str:
    text = _written_out(str(text), contractions)
    return " ".join("*" if part == "*" else " ".join(_WORD.findall(part)) for part in text.split())


def _by_wording(groups: Mapping[str, Sequence[str]], contractions: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {_key(one, contractions): code for code, wordings in groups.items() for one in wordings}


def _turns(rules: Mapping[str, Any], contractions: tuple[tuple[str, str], ...]) -> dict[str, tuple[Turn, ...]]:
    families = [{"section": "", "phrases": rules["neutral"]}, *rules["cues"]]
    turns: dict[str, list[Turn]] = {}
    for rank, family in enumerate(families):
        for opening, part in ((False, "phrases"), (True, "starts")):
            for wording in family.get(part, ()):
                words = tuple(_key(wording, contractions).split())
                turn = Turn(words, family["section"], rank, opening, bool(family.get("strong")))
                turns.setdefault(words[0], []).append(turn)
    return {first: tuple(sorted(some, key=lambda turn: turn.rank)) for first, some in turns.items()}


def section_by_wording(words: Sequence[str], wordings: Wordings, *, strong: bool = False) -> str | None:
    """The section a line's own wording points to, if any; ``strong`` looks at the plainest turns only."""
    best: Turn | None = None
    index = 0
    firm = False
    while index < len(words):
        turn = _turn_at(words, index, wordings, strong)
        firm = firm or (words[index] in wordings.firm and not (turn and not turn.section))
        if turn and turn.section and (best is None or turn.rank < best.rank):
            best = turn
        index += len(turn.words) if turn and not turn.section else 1
    if best is None:
        return None
    return "required" if best.section == "preferred" and firm else best.section


def _turn_at(words: Sequence[str], index: int, wordings: Wordings, strong: bool) -> Turn | None:
    for turn in wordings.turns.get(words[index], ()):
        allowed = not turn.section or ((turn.strong or not strong) and not (turn.opening and index))
        if allowed and tuple(words[index : index + len(turn.words)]) == turn.words:
            return turn
    return None


# --- Headings -------------------------------------------------------------------------------


def recognise(text: str, start: int, end: int, place: Position, wordings: Wordings) -> Heading | None:
    """The heading a line is or begins with; None for an ordinary line. Unknown wording: section None."""
    if end - start <= wordings.limits["heading_characters"] + 20:
        whole = _whole_line(text[start:end], end, place, wordings)
        if whole:
            return whole
    return _inline(text, start, end, wordings)


def recognise_listed(text: str, body: int, end: int, wordings: Wordings) -> Heading | None:
    """The heading behind a list mark ("1. Requirements", "• Nice to have:"): known wordings only."""
    if end - body > wordings.limits["heading_characters"]:
        return None
    key = wordings.key(text[body:end])
    section = wordings.headings.get(key)
    return Heading(section, "numbered", end, key in wordings.loose) if section else None


def label_section(text: str, start: int, end: int, wordings: Wordings) -> str | None:
    """The section of a "Label: fact" line that keeps its label, such as "Reports to: the CEO"."""
    separator = _SEPARATOR.search(text, start, min(end, start + _LABEL_REACH))
    if not separator or separator.group() != ":" or separator.end() >= end:
        return None
    return wordings.labels.get(wordings.key(text[start : separator.start()]))


def _whole_line(line: str, end: int, place: Position, wordings: Wordings) -> Heading | None:
    style, body = _style(line, place)
    words = wordings.words(body)
    key = " ".join(words)
    if not words or len(words) > wordings.limits["lead_in_words"]:
        return None
    section = wordings.headings.get(key)
    if section is None and (style != "plain" or _may_be_plain(line, words, place, wordings)):
        section = _by_pattern(key, wordings)
    if section is None and style == "numbered":
        return None
    if section is None and _looks_like_heading(line, style, words, place, wordings):
        return Heading(section_by_wording(words, wordings), style, end)
    return Heading(section, style, end, key in wordings.loose) if section else None


def _style(line: str, place: Position) -> tuple[str, str]:
    """How a line is dressed as a heading, and the line without a leading number."""
    hashes = _HASHES.match(line)
    if hashes:
        return hashes.group(1), line[hashes.end() :]
    numbered = _NUMBERED.match(line)
    bare = line[numbered.end() :] if numbered else line
    dressed = {
        "underlined": place.underlined,
        "bold": bool(_BOLD.match(line)),
        "caps": line.isupper() and sum(map(str.isalpha, line)) > 3,
        "colon": line.rstrip("*_ ").endswith(":"),
        "numbered": bool(numbered),
    }
    return next((style for style, worn in dressed.items() if worn), "plain"), bare


def _may_be_plain(line: str, words: Sequence[str], place: Position, wordings: Wordings) -> bool:
    first = _turn_at(words, 0, wordings, False)
    if len(words) > wordings.limits["heading_words"] - 2 or (first and first.opening):
        return False  # long, or a duty such as "Gather customer requirements"
    return line[-1] not in ".,;" and (place.after_gap or place.before_list)


def _looks_like_heading(line: str, style: str, words: Sequence[str], place: Position, wordings: Wordings) -> bool:
    if style == "colon":
        short = len(words) <= wordings.limits["heading_words"] - 3
        return place.before_list or short or section_by_wording(words, wordings, strong=True) is not None
    if len(words) > wordings.limits["heading_words"] or line[-1] in ".,;!":
        return False
    if style == "plain":
        asks = words[0] in wordings.openings
        return (place.before_list or asks) and place.after_gap and not line[0].islower() and len(words) <= 7
    return style == "underlined" or style.startswith("#") or len(words) > 1 or place.before_list


def _by_pattern(key: str, wordings: Wordings) -> str | None:
    for prefix, section in wordings.prefixes:
        if key.startswith(prefix) and key.count(" ") - prefix.count(" ") < 4:
            return section
    for suffix, section in wordings.suffixes:
        if key.endswith(suffix) and key.count(" ") - suffix.count(" ") < 4:
            return section
    return None


def _inline(text: str, start: int, end: int, wordings: Wordings) -> Heading | None:
    separator = _SEPARATOR.search(text, start, min(end, start + _LABEL_REACH))
    if not separator or not text[separator.end() : end].strip("*_ \t\u00a0"):
        return None
    key = wordings.key(_style(text[start : separator.start()], Position(False, False, False))[1])
    section = wordings.headings.get(key)
    if section is None or key in wordings.labels:
        return None
    after = separator.end()
    while after < end and text[after] in "*_ \t\u00a0":
        after += 1
    return Heading(section, "inline", after, key in wordings.loose)
