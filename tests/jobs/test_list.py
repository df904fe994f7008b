"""``/descriptions/``: who sees which rows, tabs, search, filters, pages and the number of queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cxroles.accounts.groups import ADMIN, RECRUITER
from cxroles.accounts.models import User
from cxroles.jobs.models import JobDescription
from cxroles.jobs.workflow import take_step
from tests.builders import make_blank, make_description, make_outsider, make_user

SignIn = Callable[[User], Client]
URL = "/descriptions/"


def titles(client: Client, query: str = "") -> list[str]:
    """Titles of the rows shown."""
    response = client.get(URL + query)
    assert response.status_code == 200
    return [row.title for row in response.context.get("rows", [])]


def approve(description: JobDescription) -> JobDescription:
    """The description after its owner approved it."""
    take_step(description=description, code="approve", by=description.owner)
    description.refresh_from_db()
    return description


def test_anonymous_is_sent_to_sign_in(client: Client, published: None) -> None:
    response = client.get(URL)
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/descriptions/"


def test_empty_state_offers_the_three_ways_in(sign_in: SignIn, published: None) -> None:
    page = sign_in(make_user()).get(URL).content.decode()
    assert "From a role template" in page
    assert "Paste or upload an existing one" in page
    assert "Blank" in page


def test_row_says_what_a_reader_needs(sign_in: SignIn, published: None) -> None:
    owner = make_user(name="Priya Nair")
    description = make_blank(owner=owner, title="VP of Journeys", company="Alderley Rail")
    page = sign_in(owner).get(URL).content.decode()
    for words in ("VP of Journeys", "Alderley Rail", "Draft", "Score 0 of 100", "Poor", "VP of CX", "just now"):
        assert words in page
    assert f'href="/descriptions/{description.pk}/"' in page


def test_my_drafts_are_mine_and_drafts(sign_in: SignIn, published: None) -> None:
    me = make_user()
    make_blank(owner=me, title="Mine")
    make_blank(title="A colleague's")
    approve(make_description(owner=me, title="Mine, approved"))
    client = sign_in(me)
    assert titles(client, "?tab=drafts") == ["Mine"]
    assert titles(client, "?tab=approved") == ["Mine, approved"]
    assert set(titles(client, "?tab=all")) == {"Mine", "A colleague's", "Mine, approved"}


def test_review_tab_holds_what_waits(sign_in: SignIn, published: None) -> None:
    waiting = make_description(title="Waits")
    take_step(description=waiting, code="submit", by=waiting.owner)
    client = sign_in(make_user())
    assert titles(client, "?tab=review") == ["Waits"]
    assert titles(client) == ["Waits"], "the first tab with something in it opens"


def test_outsider_sees_nothing_of_another_workspace(sign_in: SignIn, published: None) -> None:
    make_description(title="Theirs")
    client = sign_in(make_outsider())
    assert titles(client, "?tab=all") == []
    assert "Begin with a first description" in client.get(URL).content.decode()


def test_recruiter_sees_approved_revisions_only(sign_in: SignIn, published: None) -> None:
    make_blank(title="Unfinished")
    approved = approve(make_description(title="Head of Journeys"))
    take_step(description=approved, code="reopen", by=approved.owner)
    JobDescription.objects.filter(pk=approved.pk).update(title="Secret new title")
    client = sign_in(make_user(group=RECRUITER))
    page = client.get(URL).content.decode()
    assert titles(client) == ["Head of Journeys"]
    assert f"/descriptions/{approved.pk}/revisions/1/" in page
    assert f"/descriptions/{approved.pk}/revisions/1/brief.pdf" in page
    assert "Secret new title" not in page
    assert "New description" not in page


def test_recruiter_gets_the_newest_revision_once(sign_in: SignIn, published: None) -> None:
    approved = approve(make_description(title="First wording"))
    take_step(description=approved, code="reopen", by=approved.owner)
    JobDescription.objects.filter(pk=approved.pk).update(title="Second wording")
    take_step(description=approved, code="approve", by=approved.owner)
    assert titles(sign_in(make_user(group=RECRUITER))) == ["Second wording"]


@pytest.mark.parametrize(
    ("query", "found"),
    [("rail", ["Director at Alderley"]), ("JOURNEYS insur", ["Head of Journeys"]), ("nowhere", []), ("%", [])],
)
def test_search_looks_in_title_and_company(sign_in: SignIn, published: None, query: str, found: list[str]) -> None:
    me = make_user()
    make_blank(owner=me, title="Director at Alderley", company="Alderley Rail")
    make_blank(owner=me, title="Head of Journeys", company="Harbour Insurance")
    client = sign_in(me)
    assert titles(client, f"?tab=all&q={query.replace('%', '%25')}") == found


def test_recruiters_search_reads_the_frozen_company(sign_in: SignIn, published: None) -> None:
    approve(make_description(title="One", company="Alderley Rail"))
    approve(make_description(title="Two", company="Harbour Insurance"))
    client = sign_in(make_user(group=RECRUITER))
    assert titles(client, "?q=alderley") == ["One"]
    assert titles(client, "?q=two harbour") == ["Two"]


def test_filters_by_status_template_and_owner(sign_in: SignIn, published: None) -> None:
    me, colleague = make_user(), make_user()
    make_blank(owner=me, title="Mine", template="cco")
    make_blank(owner=colleague, title="Theirs", template="head")
    approve(make_description(owner=colleague, title="Theirs, approved", template="head"))
    client = sign_in(me)
    assert titles(client, "?tab=all&role=cco") == ["Mine"]
    assert titles(client, f"?tab=all&owner={colleague.pk}&status=draft") == ["Theirs"]
    assert titles(client, "?tab=all&status=approved") == ["Theirs, approved"]


@pytest.mark.parametrize(
    "query", ["?tab=nonsense", "?tab=all&status=nonsense&role=x&owner=99999999999999999999", "?page=-4", "?page=x"]
)
def test_values_nobody_offers_narrow_nothing(sign_in: SignIn, published: None, query: str) -> None:
    me = make_user()
    make_blank(owner=me, title="Mine")
    assert titles(sign_in(me), query) == ["Mine"]


def test_control_characters_and_markup_in_the_search_are_harmless(sign_in: SignIn, published: None) -> None:
    me = make_user()
    make_blank(owner=me, title="Mine")
    response = sign_in(me).get(URL, {"tab": "all", "q": '\x00"><script>alert(1)</script>'})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_twenty_five_a_page_and_the_filter_goes_along(sign_in: SignIn, published: None) -> None:
    me = make_user()
    for number in range(27):
        make_blank(owner=me, title=f"Draft {number}")
    client = sign_in(me)
    assert len(titles(client, "?q=draft")) == 25
    assert len(titles(client, "?q=draft&page=2")) == 2
    assert 'href="?q=draft&amp;page=2"' in client.get(URL + "?q=draft").content.decode()


@pytest.mark.parametrize("group", ["Hiring manager", ADMIN, RECRUITER])
def test_number_of_queries_does_not_grow_with_the_rows(
    sign_in: SignIn, published: None, group: str, django_assert_max_num_queries: Any
) -> None:
    reader, owner = make_user(group=group), make_user()
    approve(make_description(owner=owner))
    client = sign_in(reader)
    with django_assert_max_num_queries(30) as one:
        client.get(URL + "?tab=all")
    for template in ("head", "cco", "director", "vp"):
        approve(make_description(owner=make_user(), template=template))
    with django_assert_max_num_queries(30) as five:
        client.get(URL + "?tab=all")
    assert len(five) == len(one)
