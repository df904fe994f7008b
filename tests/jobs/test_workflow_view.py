"""``/descriptions/<id>/status/``: submit, approve, return, reopen, archive."""

from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client

from cxroles.accounts.groups import ADMIN, RECRUITER
from cxroles.accounts.models import User
from cxroles.jobs.models import JobDescription
from cxroles.jobs.workflow import take_step
from tests.builders import make_blank, make_description, make_outsider, make_user

SignIn = Callable[[User], Client]


def move(client: Client, description: JobDescription, step: str, reason: str = "") -> HttpResponse:
    """The answer to taking a step."""
    answer = client.post(f"/descriptions/{description.pk}/status/", {"step": step, "reason": reason})
    description.refresh_from_db()
    return answer  # type: ignore[return-value]  # the test client adds attributes to it


def said(response: HttpResponse) -> str:
    """The messages left for the next page."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))  # type: ignore[attr-defined]


def test_owner_submits_and_goes_back_to_the_composer(sign_in: SignIn, published: None) -> None:
    description = make_description()
    response = move(sign_in(description.owner), description, "submit")
    assert description.status == "in_review"
    assert response["Location"] == f"/descriptions/{description.pk}/"
    assert "Submitted for review" in said(response)


def test_colleague_approves_and_reads_the_revision(sign_in: SignIn, published: None) -> None:
    description = make_description()
    take_step(description=description, code="submit", by=description.owner)
    response = move(sign_in(make_user()), description, "approve")
    assert description.status == "approved"
    assert response["Location"] == f"/descriptions/{description.pk}/revisions/1/"


def test_return_needs_a_reason(sign_in: SignIn, published: None) -> None:
    description = make_description()
    take_step(description=description, code="submit", by=description.owner)
    client = sign_in(make_user())
    assert "Say why" in said(move(client, description, "return", "   "))
    assert description.status == "in_review"
    move(client, description, "return", "The mandate is missing.\x00")
    assert description.status == "draft"
    assert description.status_changes.get(to_status="draft").reason == "The mandate is missing."


def test_archived_goes_back_to_the_list_and_can_be_reopened(sign_in: SignIn, published: None) -> None:
    description = make_description()
    client = sign_in(description.owner)
    assert move(client, description, "archive")["Location"] == "/descriptions/"
    move(client, description, "reopen")
    assert description.status == "draft"


@pytest.mark.parametrize("step", ["", "nonsense", "return", "reopen"])
def test_step_that_is_not_possible_is_explained(sign_in: SignIn, published: None, step: str) -> None:
    description = make_description()
    response = move(sign_in(description.owner), description, step)
    assert response.status_code == 302
    assert "no such step" in said(response) or "is not possible" in said(response)
    assert description.status == "draft"


def test_empty_description_is_not_approved(sign_in: SignIn, published: None) -> None:
    description = make_blank()
    assert "add a line first" in said(move(sign_in(description.owner), description, "approve"))
    assert description.status == "draft"


def test_colleague_may_not_submit_or_archive(sign_in: SignIn, published: None) -> None:
    description = make_description()
    client = sign_in(make_user())
    assert move(client, description, "submit").status_code == 403
    assert move(client, description, "archive").status_code == 403
    assert description.status == "draft"


def test_admin_of_the_workspace_may_submit(sign_in: SignIn, published: None) -> None:
    description = make_description()
    move(sign_in(make_user(group=ADMIN)), description, "submit")
    assert description.status == "in_review"


@pytest.mark.parametrize("step", ["submit", "approve", "archive"])
def test_recruiter_and_outsider_find_nothing(sign_in: SignIn, published: None, step: str) -> None:
    description = make_description()
    for person in (make_user(group=RECRUITER), make_outsider()):
        assert move(sign_in(person), description, step).status_code == 404
    assert description.status == "draft"


def test_anonymous_is_sent_to_sign_in(client: Client, published: None) -> None:
    description = make_description()
    assert move(client, description, "submit")["Location"].startswith("/accounts/login/")
    assert description.status == "draft"


def test_reading_the_address_changes_nothing(sign_in: SignIn, published: None) -> None:
    description = make_description()
    assert sign_in(description.owner).get(f"/descriptions/{description.pk}/status/").status_code == 405
