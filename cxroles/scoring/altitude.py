"""How high a line reaches, and at which level (1-5) a job is advertised."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cxroles.scoring.notes import Mark, marks_of, remember
from cxroles.scoring.tagging import tag_line
from cxroles.scoring.types import Rubric, Tagged, TaggedStatement

RULES = "level"


# --- The job --------------------------------------------------------------------------------


def title_level(title: str, rubric: Rubric) -> int | None:
    """The level a title promises, or None when the title says nothing of it."""
    return remember(rubric, "title level", title, lambda: _read_title(title, rubric))


def _read_title(title: str, rubric: Rubric) -> int | None:
    marks = marks_of(tag_line(title, rubric), RULES)
    levels = [_number(mark.group) for mark in marks if mark.group.startswith("title_")]
    return max(levels, default=None)


def advertised_level(tagged: Tagged, rubric: Rubric) -> int | None:
    """The level of the chosen template, else of the title, else None."""
    if rubric.template:
        return rubric.template.level
    return title_level(tagged.draft.title, rubric)


# --- One line -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """Words that show a level 1-5; offsets count from the start of the line."""

    level: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Reach:
    """How high a line reaches, 1-5, by its verb and its scope words."""

    level: float
    words: tuple[Word, ...]


def read_reach(each: TaggedStatement, rubric: Rubric) -> Reach | None:
    """The level of a line by its words, or None when they show none; from memory when read before."""
    return remember(rubric, RULES, each.statement.text, lambda: _read(each, rubric))


def _read(each: TaggedStatement, rubric: Rubric) -> Reach | None:
    rules = rubric.rules.get(RULES, {})
    marks = [mark for mark in marks_of(each, RULES) if not mark.reason]
    verb = _leading_verb(each.statement.text, marks, int(rules.get("verb_words", 4)))
    scopes = [*_scope_words(marks), *_mandate_words(each, rules)]
    scope = max(scopes, key=lambda word: word.level, default=None)
    if verb and scope:
        share = float(rules.get("verb_share", 0.4))
        return Reach(share * verb.level + (1 - share) * scope.level, (verb, scope))
    alone = verb or scope
    return Reach(float(alone.level), (alone,)) if alone else None


def _leading_verb(text: str, marks: Sequence[Mark], words: int) -> Word | None:
    """The ladder verb that opens the line, or that follows words such as "will"."""
    subjects = {mark.end for mark in marks if mark.group == "subject"}
    for mark in marks:
        if mark.group.startswith("verb_"):
            before = text[: mark.start].rstrip()
            if len(before.split(None, words)) < words or len(before) in subjects:
                return _word(mark)
    return None


def _scope_words(marks: Sequence[Mark]) -> Iterator[Word]:
    return (_word(mark) for mark in marks if mark.group.startswith("scope_"))


def _mandate_words(each: TaggedStatement, rules: Mapping[str, Any]) -> Iterator[Word]:
    """Mandate elements that a line settles say how far it reaches."""
    start = each.statement.start
    for code, level in rules.get("mandate_levels", {}).items():
        found = each.mandate.get(code)
        if found:
            yield Word(int(level), found.start - start, found.end - start, found.text)


def _word(mark: Mark) -> Word:
    return Word(_number(mark.group), mark.start, mark.end, mark.text)


def _number(group: str) -> int:
    return int(group.rsplit("_", 1)[-1])
