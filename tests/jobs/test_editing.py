"""Operations on lines, tags and facts: what each changes, records and refuses."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cxroles.jobs.editing import (
    MOST_LINES,
    EditConflictError,
    add_statement,
    decide_tag,
    edit_facts,
    edit_statement,
    insert_template_line,
    move_statement,
    remove_statement,
    set_emphasis,
    set_level,
)
from cxroles.jobs.models import JobDescription, Statement
from tests.builders import make_blank, make_description, make_statement, make_user

pytestmark = pytest.mark.usefixtures("published")


def texts_of(description: JobDescription, section: str = "responsibilities") -> list[str]:
    return [line.text for line in description.live_statements().filter(section=section)]


def make_three(description: JobDescription, section: str = "responsibilities") -> list[Statement]:
    return [make_statement(description, text, section=section) for text in ("One", "Two", "Three")]


def test_a_line_is_added_at_the_end_after_a_line_or_first() -> None:
    description = make_blank()
    one = make_statement(description, "One")
    make_statement(description, "Three")
    make_statement(description, "Two", after=one.pk)
    make_statement(description, "Zero", after=0)
    assert texts_of(description) == ["Zero", "One", "Two", "Three"]


def test_adding_writes_a_change_the_serial_and_the_score() -> None:
    description = make_blank()
    add_statement(
        description=description,
        by=description.owner,
        section="responsibilities",
        text="Set the customer experience strategy and roadmap with the board.",
    )
    saved = JobDescription.objects.get(pk=description.pk)
    assert saved.serial == description.serial + 1
    assert saved.score > description.score
    assert [change.kind for change in saved.changes.all()] == ["add_statement"]


def test_line_breaks_make_several_lines_without_bullets() -> None:
    description = make_blank()
    make_statement(description, "• First duty\r\n\n- Second duty\u2028* Third duty")
    assert texts_of(description) == ["First duty", "Second duty", "Third duty"]


def test_a_token_sent_twice_adds_one_line() -> None:
    description = make_blank()
    first = make_statement(description, "Only once", token="abc")
    second = make_statement(description, "Only once", token="abc")
    assert first.pk == second.pk
    assert texts_of(description) == ["Only once"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "needs words"),
        (" \x00\x07\t\n ", "needs words"),
        ("x" * 4001, "4001 characters"),
        ("x" * 200_000, "at most 4000"),
    ],
)
def test_unusable_text_is_refused_with_the_reason(text: str, said: str) -> None:
    description = make_blank()
    with pytest.raises(ValidationError, match=said):
        make_statement(description, text)
    assert not description.statements.exists()
    assert not description.changes.exists()


def test_control_characters_go_and_other_scripts_stay() -> None:
    line = make_statement(make_blank(), "קול\u200f\x00 הלקוח\x1b 🎯 <script>alert(1)</script>")
    assert line.text == "קול\u200f הלקוח 🎯 <script>alert(1)</script>"


def test_an_unknown_section_is_refused() -> None:
    with pytest.raises(ValidationError, match="no section"):
        make_statement(make_blank(), section="nowhere")


def test_no_more_lines_than_the_most() -> None:
    description = make_blank()
    make_statement(description, "\n".join(f"Line {number}" for number in range(MOST_LINES)))
    with pytest.raises(ValidationError, match="at most 500 lines"):
        make_statement(description, "One too many")
    assert description.live_statements().count() == MOST_LINES


def test_editing_counts_the_version() -> None:
    line = make_statement(make_blank(), "Before")
    edited = edit(line, "After")
    assert (edited.lines[0].text, edited.lines[0].version) == ("After", 2)


def edit(line: Statement, text: str, version: int | None = None, **values: Any) -> Any:
    description = line.description
    values.setdefault("by", description.owner)
    return edit_statement(
        description=description, line=line.pk, text=text, version=line.version if version is None else version, **values
    )


def test_an_old_version_is_a_conflict_that_holds_both_texts() -> None:
    line = make_statement(make_blank(), "Before")
    edit(line, "Theirs", by=make_user())
    with pytest.raises(EditConflictError) as conflict:
        edit(line, "Mine", version=1)
    assert (conflict.value.line.text, conflict.value.text) == ("Theirs", "Mine")
    line.refresh_from_db()
    assert line.text == "Theirs"


def test_the_same_words_are_no_conflict_and_no_change() -> None:
    line = make_statement(make_blank(), "Same")
    edit(line, "Other")
    changes = line.description.changes.count()
    assert edit(line, "Other", version=1).change is None
    assert line.description.changes.count() == changes


def test_line_breaks_while_editing_put_new_lines_below() -> None:
    description = make_blank()
    one, *_rest = make_three(description)
    edit(one, "One\nOne and a half")
    assert texts_of(description) == ["One", "One and a half", "Two", "Three"]


@pytest.mark.parametrize(
    ("place", "step", "order"),
    [
        (1, -1, ["Two", "One", "Three"]),
        (1, 1, ["One", "Three", "Two"]),
        (0, -1, ["One", "Two", "Three"]),
        (2, 1, ["One", "Two", "Three"]),
    ],
)
def test_moving_by_a_step_stops_at_the_ends(place: int, step: int, order: list[str]) -> None:
    description = make_blank()
    line = make_three(description)[place]
    move_statement(description=description, by=description.owner, line=line.pk, step=step)
    assert texts_of(description) == order


def test_moving_to_another_section_puts_it_where_asked() -> None:
    description = make_blank()
    required = make_three(description, "required")
    make_statement(description, "Nice", section="preferred")
    move_statement(description=description, by=description.owner, line=required[1].pk, section="preferred", after=0)
    assert texts_of(description, "required") == ["One", "Three"]
    assert texts_of(description, "preferred") == ["Two", "Nice"]


def test_a_removed_line_is_kept_but_not_shown_nor_edited() -> None:
    line = make_statement(make_blank(), "Gone")
    remove_statement(description=line.description, by=line.description.owner, line=line.pk)
    assert not texts_of(line.description)
    assert Statement.objects.filter(pk=line.pk).exists()
    with pytest.raises(ValidationError, match="removed meanwhile"):
        edit(line, "Back")


def test_a_template_line_comes_with_level_and_mandate_once() -> None:
    description = make_blank()
    offered = description.role_template_version.statements.filter(section="mandate").first()
    assert offered is not None
    edited = insert_template_line(description=description, by=description.owner, code=offered.code)
    row = edited.lines[0]
    assert (row.text, row.level, row.mandate) == (offered.text, offered.level, offered.mandate)
    with pytest.raises(ValidationError, match="there already"):
        insert_template_line(description=description, by=description.owner, code=offered.code)


def test_an_unknown_template_line_is_refused() -> None:
    description = make_blank()
    with pytest.raises(ValidationError, match="has no line"):
        insert_template_line(description=description, by=description.owner, code="cco-nothing")


def counted(edited: Any, code: str) -> bool:
    (statement,) = edited.scored.report.statements
    return any(tag.code == code for tag in statement.tags["forrester"])


def test_a_rejected_tag_no_longer_counts_until_left_to_the_tagger() -> None:
    line = make_statement(make_blank(), "Set the customer experience strategy and its roadmap.")
    values: dict[str, Any] = {"description": line.description, "by": line.description.owner, "line": line.pk}
    rejected = decide_tag(**values, framework="forrester", code="strategy", verdict="rejected")
    assert not counted(rejected, "strategy")
    assert counted(decide_tag(**values, framework="forrester", code="strategy", verdict=""), "strategy")


def test_an_added_tag_counts_as_a_persons() -> None:
    line = make_statement(make_blank(), "Keep the lights on.")
    edited = decide_tag(
        description=line.description,
        by=line.description.owner,
        line=line.pk,
        framework="forrester",
        code="culture",
        verdict="added",
    )
    (statement,) = edited.scored.report.statements
    assert [(tag.code, tag.decided_by) for tag in statement.tags["forrester"]] == [("culture", "person")]


@pytest.mark.parametrize(("framework", "code"), [("forrester", "juggling"), ("nobody", "strategy"), ("", "")])
def test_an_unknown_competency_is_refused(framework: str, code: str) -> None:
    line = make_statement(make_blank())
    with pytest.raises(ValidationError, match="no competency"):
        decide_tag(
            description=line.description,
            by=line.description.owner,
            line=line.pk,
            framework=framework,
            code=code,
            verdict="added",
        )


def test_a_level_is_one_to_five_or_open() -> None:
    line = make_statement(make_blank())
    values: dict[str, Any] = {"description": line.description, "by": line.description.owner, "line": line.pk}
    assert set_level(**values, level=5).lines[0].level == 5
    assert set_level(**values, level=None).lines[0].level is None
    with pytest.raises(ValidationError):
        set_level(**values, level=6)


def test_facts_are_stripped_checked_and_kept() -> None:
    description = make_blank()
    edit_facts(
        description=description, by=description.owner, facts={"company": " South\x00wind \n", "status": "approved"}
    )
    description.refresh_from_db()
    assert (description.company, description.status) == ("Southwind", "draft")
    with pytest.raises(ValidationError):
        edit_facts(description=description, by=description.owner, facts={"title": " "})
    with pytest.raises(ValidationError):
        edit_facts(description=description, by=description.owner, facts={"company": "x" * 121})


def test_emphasis_sums_to_100_and_ccxp_follows() -> None:
    description = make_description()
    codes = ("strategy", "customer_understanding", "design", "measurement", "governance", "culture")
    set_emphasis(description=description, by=description.owner, needs={**dict.fromkeys(codes, 0.0), "design": 7.0})
    description.refresh_from_db()
    assert description.emphasis["forrester"]["design"] == 100
    assert description.emphasis["ccxp"]["design_innovation"] == 100


def test_needs_must_name_every_discipline() -> None:
    description = make_description()
    with pytest.raises(ValidationError, match="each discipline"):
        set_emphasis(description=description, by=description.owner, needs={"strategy": 100.0})


def test_what_is_not_a_draft_is_not_edited() -> None:
    line = make_statement(make_blank())
    JobDescription.objects.filter(pk=line.description_id).update(status="approved")
    with pytest.raises(ValidationError, match="not a draft"):
        edit(line, "Late")
