"""What a dimension worked out from the words of one line, kept as long as the rubric lives.

Every trial change judges all lines again; only what stands in none of them before is read anew.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from cxroles.scoring.types import Evidence, Rubric, TaggedStatement

_SIZE_KEPT = 1_000_000  # characters of lines whose notes are kept

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mark:
    """A wording of one group of a rule file; ``start`` and ``end`` count from the start of its line."""

    group: str
    start: int
    end: int
    text: str
    reason: str


@dataclass(slots=True)
class _Notes:
    known: dict[tuple[str, str], Any] = field(default_factory=dict)
    size: int = 0


_kept: WeakKeyDictionary[Rubric, _Notes] = WeakKeyDictionary()


def remember(rubric: Rubric, topic: str, text: str, work_out: Callable[[], T]) -> T:
    """What ``work_out`` says of a text, asked only once; it must depend on the text and the rubric alone."""
    notes = _kept.get(rubric)
    if notes is None:
        notes = _kept[rubric] = _Notes()
    key = (topic, text)
    if key not in notes.known:
        found = work_out()
        if notes.size > _SIZE_KEPT:
            notes.known, notes.size = {}, 0
        notes.size += len(text)
        notes.known[key] = found
        return found
    return cast(T, notes.known[key])


def marks_of(each: TaggedStatement, file: str) -> list[Mark]:
    """The wordings of one rule file in a line, from left to right."""
    start = each.statement.start
    return [_mark(mark, start) for mark in each.marks if mark.source.startswith(f"{file}/")]


def _mark(mark: Evidence, start: int) -> Mark:
    return Mark(mark.source.split("/")[1], mark.start - start, mark.end - start, mark.text, mark.reason)
