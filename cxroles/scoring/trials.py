"""Trying out an action: the tagged draft as it would be afterwards, with nothing read twice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from cxroles.scoring.findings import template_lines, with_line
from cxroles.scoring.lexicon import lexicon_for
from cxroles.scoring.repeats import near_repeats
from cxroles.scoring.tagging import tag_statement
from cxroles.scoring.text import read_line
from cxroles.scoring.types import Action, Rubric, Tagged, TaggedStatement


def with_action(tagged: Tagged, rubric: Rubric, action: Action) -> Tagged | None:
    """The draft with an action applied, or None when the action cannot be tried out."""
    if action.kind == "insert_line":
        line = next(line for line in template_lines(rubric) if line.code == action.values["code"])
        return with_line(tagged, rubric, line)
    if action.kind == "move":
        return with_moved(tagged, statement=action.values["statement"], to=action.values["to"])
    if action.kind == "replace":
        return with_replaced(tagged, rubric, action.values)
    if action.kind == "remove_line":
        return with_removed(tagged, statement=action.values["statement"])
    return None


def with_moved(tagged: Tagged, *, statement: int, to: str) -> Tagged:
    """The draft with one statement in another section, after the last line there."""
    moved = next((each for each in tagged.statements if each.statement.index == statement), None)
    if moved is None:
        return tagged
    rest = [each for each in tagged.statements if each is not moved]
    places = [i for i, each in enumerate(rest) if each.statement.section == to]
    place = places[-1] + 1 if places else len(rest)
    rest.insert(place, replace(moved, statement=replace(moved.statement, section=to)))
    return Tagged(tagged.draft, tuple(rest))


def with_replaced(tagged: Tagged, rubric: Rubric, values: Mapping[str, Any]) -> Tagged:
    """The draft with some words of one statement replaced; only that statement is read anew.

    The draft's text stays, and with it the places of all statements: no rate looks at more than where they begin.
    """

    index = values["statement"]

    def changed(each: TaggedStatement) -> TaggedStatement:
        if each.statement.index != index:
            return each
        first, last = values["start"] - each.statement.start, values["end"] - each.statement.start
        text = each.statement.text[:first] + values["text"] + each.statement.text[last:]
        statement = replace(each.statement, text=text)
        return replace(tag_statement(statement, rubric, title=tagged.draft.title), repeats=each.repeats)

    after = tuple(map(changed, tagged.statements))
    repeated = any(
        each.repeats == index or (each.statement.index == index and each.repeats is not None) for each in after
    )
    return Tagged(tagged.draft, _compared_again(after, rubric) if repeated else after)


def _compared_again(lines: Sequence[TaggedStatement], rubric: Rubric) -> tuple[TaggedStatement, ...]:
    """Lines with their repeats found anew, since a changed line may no longer say the same as another."""
    stems = lexicon_for(rubric).stems
    earlier = near_repeats([read_line(each.statement.text, stems).stems for each in lines])
    firsts = {place: lines[first].statement.index for place, first in earlier.items()}
    return tuple(replace(each, repeats=firsts.get(place)) for place, each in enumerate(lines))


def with_removed(tagged: Tagged, *, statement: int) -> Tagged:
    """The draft without one statement; what repeats it then repeats the first of those left."""
    heirs = [each.statement.index for each in tagged.statements if each.repeats == statement]

    def promoted(each: TaggedStatement) -> TaggedStatement:
        if each.repeats != statement:
            return each
        return replace(each, repeats=None if each.statement.index == heirs[0] else heirs[0])

    kept = (promoted(each) for each in tagged.statements if each.statement.index != statement)
    return Tagged(tagged.draft, tuple(kept))
