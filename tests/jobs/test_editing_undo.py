"""Taking back: each kind of change, in the order they were made, never over somebody else's words."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cxroles.accounts.models import User
from cxroles.jobs import editing
from cxroles.jobs.models import JobDescription, Statement
from tests.builders import make_blank, make_statement, make_user

pytestmark = pytest.mark.usefixtures("published")


def picture(description: JobDescription) -> list[tuple[Any, ...]]:
    return [
        (line.section, line.text, line.level, [(tag.competency_code, tag.verdict) for tag in line.tags.all()])
        for line in description.live_statements()
    ]


def make_lines(owner: User | None = None) -> tuple[JobDescription, list[Statement]]:
    description = make_blank(owner=owner)
    return description, [make_statement(description, text, section="required") for text in ("One", "Two", "Three")]


def undo(description: JobDescription, by: User | None = None) -> None:
    editing.undo_change(description=description, by=by or description.owner)


EDITS: dict[str, Callable[[dict[str, Any], Statement], Any]] = {
    "add": lambda who, line: editing.add_statement(**who, section="required", text="New\nNewer", after=line.pk),
    "edit": lambda who, line: editing.edit_statement(**who, line=line.pk, text="Changed", version=1),
    "split": lambda who, line: editing.edit_statement(**who, line=line.pk, text="Two\nHalves", version=1),
    "up": lambda who, line: editing.move_statement(**who, line=line.pk, step=-1),
    "to preferred": lambda who, line: editing.move_statement(**who, line=line.pk, section="preferred"),
    "remove": lambda who, line: editing.remove_statement(**who, line=line.pk),
    "level": lambda who, line: editing.set_level(**who, line=line.pk, level=4),
    "tag": lambda who, line: editing.decide_tag(
        **who, line=line.pk, framework="forrester", code="design", verdict="added"
    ),
}


@pytest.mark.parametrize("kind", EDITS)
def test_each_edit_is_taken_back_whole(kind: str) -> None:
    description, lines = make_lines()
    before = picture(description)
    EDITS[kind]({"description": description, "by": description.owner}, lines[1])
    assert picture(description) != before
    undo(description)
    assert picture(description) == before


def test_a_whole_sitting_is_taken_back_step_by_step() -> None:
    description, lines = make_lines()
    who = {"description": description, "by": description.owner}
    pictures = []
    for kind in ("level", "up", "edit", "to preferred", "tag", "remove"):
        pictures.append(picture(description))
        EDITS[kind](who, lines[1])
    for expected in reversed(pictures):
        undo(description)
        assert picture(description) == expected


def test_facts_and_emphasis_are_taken_back() -> None:
    description = make_blank(company="Northwind")
    editing.edit_facts(description=description, by=description.owner, facts={"company": "Southwind"})
    undo(description)
    assert JobDescription.objects.get(pk=description.pk).company == "Northwind"


def test_typing_in_one_breath_is_one_change() -> None:
    description, lines = make_lines()
    for version, text in enumerate(("O", "On", "One more"), start=1):
        editing.edit_statement(
            description=description, by=description.owner, line=lines[0].pk, text=text, version=version
        )
    undo(description)
    assert picture(description)[0][1] == "One"


def test_a_text_taken_back_is_a_new_version_for_other_tabs() -> None:
    description, lines = make_lines()
    EDITS["edit"]({"description": description, "by": description.owner}, lines[0])
    undo(description)
    lines[0].refresh_from_db()
    assert lines[0].version == 3


def test_only_her_own_changes_are_taken_back() -> None:
    description, lines = make_lines()
    colleague = make_user()
    EDITS["level"]({"description": description, "by": colleague}, lines[2])
    EDITS["edit"]({"description": description, "by": description.owner}, lines[0])
    undo(description)
    assert [line[1:3] for line in picture(description)] == [("One", None), ("Two", None), ("Three", 4)]


def test_words_somebody_changed_since_are_not_overwritten() -> None:
    description, lines = make_lines()
    EDITS["edit"]({"description": description, "by": description.owner}, lines[0])
    editing.edit_statement(description=description, by=make_user(), line=lines[0].pk, text="Theirs", version=2)
    with pytest.raises(ValidationError, match="changed by someone else"):
        undo(description)
    assert picture(description)[0][1] == "Theirs"


def test_nothing_to_take_back_is_said() -> None:
    description, _lines = make_lines()
    with pytest.raises(ValidationError, match="nothing of yours"):
        undo(description, by=make_user())
