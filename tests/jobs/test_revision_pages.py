"""``/descriptions/<id>/revisions/`` and one revision: frozen text, report, downloads, history."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cxroles.accounts.groups import RECRUITER
from cxroles.accounts.models import User
from cxroles.jobs.freezing import freeze
from cxroles.jobs.models import JobDescription, Statement, StatementTag
from cxroles.jobs.workflow import take_step
from tests.builders import make_blank, make_description, make_outsider, make_statement, make_user

SignIn = Callable[[User], Client]


def make_approved(**values: Any) -> JobDescription:
    """A description with revision 1, approved by its owner."""
    description = make_description(**values)
    take_step(description=description, code="approve", by=description.owner)
    return description


def page_of(client: Client, description: JobDescription, number: int = 1) -> str:
    """The revision page as text."""
    response = client.get(f"/descriptions/{description.pk}/revisions/{number}/")
    assert response.status_code == 200
    return response.content.decode()


def test_frozen_text_stays_when_the_draft_moves_on(sign_in: SignIn, published: None) -> None:
    description = make_description(title="Head of Journeys", company="Alderley Rail")
    make_statement(description, "Fix the ten costliest journeys with their owners.")
    take_step(description=description, code="approve", by=description.owner)
    take_step(description=description, code="reopen", by=description.owner)
    Statement.objects.filter(text__startswith="Fix the ten").update(text="Do something else.")
    JobDescription.objects.filter(pk=description.pk).update(title="New title")
    page = page_of(sign_in(description.owner), description)
    assert "Fix the ten costliest journeys with their owners." in page
    assert "Do something else." not in page
    assert "Head of Journeys" in page


def test_report_is_shown_with_its_numbers(sign_in: SignIn, published: None) -> None:
    description = make_approved()
    revision = description.revisions.get()
    response = sign_in(description.owner).get(f"/descriptions/{description.pk}/revisions/1/")
    record = response.context["record"]
    assert record.overall == revision.report["overall"]
    assert [each["code"] for each in record.dimensions] == [each["code"] for each in revision.report["dimensions"]]
    forrester = record.coverage[0]
    assert [row.target for row in forrester.rows] == [20, 15, 10, 15, 20, 20]
    assert len(record.mandate) == 9
    assert f"Score {record.overall} of 100" in response.content.decode()


def test_line_shows_its_competencies_and_who_said_so(sign_in: SignIn, published: None) -> None:
    description = make_blank()
    line = make_statement(description, "Keep the office plants alive.")
    StatementTag.objects.create(
        statement=line,
        framework_code="forrester",
        competency_code="design",
        verdict="added",
        decided_by=description.owner,
    )
    take_step(description=description, code="approve", by=description.owner)
    record = sign_in(description.owner).get(f"/descriptions/{description.pk}/revisions/1/").context["record"]
    chips = [(chip.name, chip.by_person) for chip in record.sections[0].lines[0].chips]
    assert chips == [("Design", True)]


def test_downloads_in_both_sizes(sign_in: SignIn, published: None) -> None:
    description = make_approved()
    for person in (description.owner, make_user(group=RECRUITER)):
        page = page_of(sign_in(person), description)
        for file in ("description.pdf?page=A4", "description.pdf?page=Letter", "brief.pdf?page=A4"):
            assert f"/descriptions/{description.pk}/revisions/1/{file}" in page


def test_history_tells_who_when_and_why(sign_in: SignIn, published: None) -> None:
    description = make_description()
    reviewer = make_user(name="Ingrid Solberg")
    take_step(description=description, code="submit", by=description.owner)
    take_step(description=description, code="return", by=reviewer, reason="Name the <budget>.")
    take_step(description=description, code="approve", by=reviewer)
    page = page_of(sign_in(description.owner), description)
    assert "Name the &lt;budget&gt;." in page
    assert "Ingrid Solberg" in page
    assert "Status history" in page


def test_recruiter_reads_approved_only_and_no_internal_history(sign_in: SignIn, published: None) -> None:
    description = make_approved(title="As approved")
    take_step(description=description, code="reopen", by=description.owner)
    JobDescription.objects.filter(pk=description.pk).update(title="Secret new title")
    description.refresh_from_db()
    freeze(description=description, by=description.owner, reason="exported")
    client = sign_in(make_user(group=RECRUITER))
    page = page_of(client, description)
    listed = client.get(f"/descriptions/{description.pk}/revisions/").content.decode()
    assert client.get(f"/descriptions/{description.pk}/revisions/2/").status_code == 404
    for text in (page, listed):
        assert "Secret new title" not in text
        assert "Status history" not in text
        assert "Revision 2" not in text
    assert "As approved" in listed


def test_older_revision_points_to_the_newest(sign_in: SignIn, published: None) -> None:
    description = make_approved()
    take_step(description=description, code="reopen", by=description.owner)
    make_statement(description)
    take_step(description=description, code="approve", by=description.owner)
    client = sign_in(description.owner)
    assert "This is not the newest revision." in page_of(client, description, 1)
    assert "This is not the newest revision." not in page_of(client, description, 2)


def test_owner_may_reopen_here_and_a_colleague_may_not(sign_in: SignIn, published: None) -> None:
    description = make_approved()
    assert "Reopen" in page_of(sign_in(description.owner), description)
    assert "Reopen" not in page_of(sign_in(make_user()), description)


def test_list_without_revisions_says_so(sign_in: SignIn, published: None) -> None:
    description = make_description()
    page = sign_in(description.owner).get(f"/descriptions/{description.pk}/revisions/").content.decode()
    assert "None yet" in page


@pytest.mark.parametrize("tail", ["revisions/", "revisions/1/", "revisions/9/", "revisions/0/"])
def test_outsider_and_unapproved_recruiter_find_nothing(sign_in: SignIn, published: None, tail: str) -> None:
    draft, approved = make_description(), make_approved()
    assert sign_in(make_outsider()).get(f"/descriptions/{approved.pk}/{tail}").status_code == 404
    assert sign_in(make_user(group=RECRUITER)).get(f"/descriptions/{draft.pk}/{tail}").status_code == 404


def test_number_beyond_any_integer_is_not_found(sign_in: SignIn, published: None) -> None:
    description = make_approved()
    address = f"/descriptions/{description.pk}/revisions/{'9' * 40}/"
    assert sign_in(description.owner).get(address).status_code == 404


def test_anonymous_is_sent_to_sign_in(client: Client, published: None) -> None:
    description = make_approved()
    assert client.get(f"/descriptions/{description.pk}/revisions/1/").status_code == 302


def test_number_of_queries_does_not_grow_with_the_history(
    sign_in: SignIn, published: None, django_assert_max_num_queries: Any
) -> None:
    description = make_approved()
    client = sign_in(description.owner)
    with django_assert_max_num_queries(25) as few:
        page_of(client, description)
    for _ in range(3):
        take_step(description=description, code="reopen", by=description.owner)
        make_statement(description, f"Lead the customer council number {_}.")
        take_step(description=description, code="approve", by=description.owner)
    with django_assert_max_num_queries(25) as many:
        page_of(client, description)
    assert len(many) == len(few)
