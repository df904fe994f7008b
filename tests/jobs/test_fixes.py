"""What *Fix next* offers for each kind of finding, and that one click does it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cxroles.accounts.models import User
from cxroles.jobs.drafts import scored
from cxroles.jobs.models import JobDescription
from cxroles.jobs.sheet import Fix, Sheet
from cxroles.scoring.types import Action, Finding
from tests.builders import make_blank, make_statement, make_user

pytestmark = pytest.mark.usefixtures("published")

SignIn = Callable[[User], Client]


def make_fix(description: JobDescription, kind: str, **values: Any) -> Fix:
    """The fix shown for a finding about the first line with this action."""
    result = scored(description)
    finding = Finding("any", "clarity", "warning", 2.0, "Mend this.", statement=0, action=Action(kind, values))
    report = replace(result.report, findings=(finding,))
    (fix,) = Sheet(description, replace(result, report=report)).fixes
    return fix


def test_words_are_replaced_where_they_stand() -> None:
    description = make_blank(title="Head of CX")
    row = make_statement(description, "Leverage customer data, leverage it daily.")
    begin = scored(description).report.statements[0].statement.start
    fix = make_fix(description, "replace", statement=0, start=begin, end=begin + 8, text="Use")
    assert (fix.kind, fix.line) == ("replace", row.pk)
    assert fix.whole == "Use customer data, leverage it daily."


def test_a_line_is_moved_to_the_section_named() -> None:
    description = make_blank()
    row = make_statement(description, "Speaks Dutch.", section="required")
    fix = make_fix(description, "move", statement=0, to="preferred")
    assert (fix.kind, fix.line, fix.to, fix.to_name) == ("move", row.pk, "preferred", "Preferred")


@pytest.mark.parametrize(
    ("kind", "shown"), [("show_line", "show_line"), ("remove_line", "remove_line"), ("sing", "show_line")]
)
def test_an_action_about_a_line_shows_at_least_the_line(kind: str, shown: str) -> None:
    description = make_blank()
    make_statement(description)
    assert make_fix(description, kind).kind == shown


def test_rewording_saves_the_line_and_can_be_taken_back(sign_in: SignIn) -> None:
    description = make_blank()
    row = make_statement(description, "Leverage customer data.")
    client = sign_in(description.owner)
    reword = reverse("jobs:reword_line", args=[description.pk, row.pk])
    answer = client.post(reword, {"text": "Use customer data.", "version": row.version}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "Use customer data." in answer.content.decode()
    row.refresh_from_db()
    assert row.text == "Use customer data."
    client.post(reverse("jobs:undo", args=[description.pk]))
    row.refresh_from_db()
    assert row.text == "Leverage customer data."


def test_rewording_a_line_that_somebody_changed_shows_both(sign_in: SignIn) -> None:
    description = make_blank()
    row = make_statement(description, "Leverage customer data.")
    reword = reverse("jobs:reword_line", args=[description.pk, row.pk])
    answer = sign_in(description.owner).post(reword, {"text": "Use it.", "version": row.version + 7})
    assert answer.status_code == 409
    row.refresh_from_db()
    assert row.text == "Leverage customer data."


def test_a_colleague_may_not_reword(sign_in: SignIn) -> None:
    description = make_blank()
    row = make_statement(description, "Leverage customer data.")
    reword = reverse("jobs:reword_line", args=[description.pk, row.pk])
    assert sign_in(make_user()).post(reword, {"text": "Use it.", "version": row.version}).status_code == 403
