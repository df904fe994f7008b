"""Exports over HTTP: who gets which revision, what is frozen and what is stored."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cxroles.accounts.groups import ADMIN, HIRING_MANAGER, RECRUITER
from cxroles.accounts.models import User
from cxroles.exports.models import ExportedFile
from cxroles.jobs.editing import add_statement
from cxroles.jobs.models import JobDescription, Revision
from cxroles.jobs.workflow import take_step
from tests.builders import make_description, make_outsider, make_user
from tests.exports.reading_back import read_pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published")]
SignIn = Callable[[User], Client]


def export_url(description: JobDescription, kind: str = "brief") -> str:
    return reverse("exports:export", args=(description.pk, kind))


def file_url(revision: Revision, kind: str = "brief") -> str:
    return reverse("exports:revision_file", args=(revision.description_id, revision.number, kind))


def make_approved(**values: Any) -> tuple[JobDescription, Revision]:
    """A description with an approved revision."""
    description = make_description(**values)
    take_step(description=description, code="approve", by=description.owner)
    description.refresh_from_db()
    return description, description.revisions.get()


def make_recruiter() -> User:
    return make_user(group=RECRUITER)


@pytest.mark.parametrize("kind", ["brief", "description"])
def test_owner_exports_a_draft_and_freezes_it(sign_in: SignIn, kind: str) -> None:
    description = make_description()
    response = sign_in(description.owner).post(export_url(description, kind))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith('attachment; filename="')
    revision = description.revisions.get()
    assert revision.reason == Revision.Reason.EXPORTED
    assert all("draft, not approved" in page.lower() for page in read_pages(response.content))
    assert bytes(ExportedFile.objects.get(revision=revision, kind=kind, page_size="A4").content) == response.content


def test_second_export_answers_the_stored_bytes(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    description = make_description()
    client = sign_in(description.owner)
    first = client.post(export_url(description)).content

    def refuse(*_args: Any, **_values: Any) -> bytes:
        raise AssertionError("rendered again")

    monkeypatch.setattr("cxroles.exports.filing.render_pdf", refuse)
    assert client.post(export_url(description)).content == first
    assert description.revisions.count() == 1
    assert client.get(file_url(description.revisions.get())).content == first


def test_a_change_makes_the_next_revision(sign_in: SignIn) -> None:
    description = make_description()
    client = sign_in(description.owner)
    client.post(export_url(description))
    add_statement(
        description=description, by=description.owner, section="responsibilities", text="Open a customer laboratory."
    )
    response = client.post(export_url(description))
    assert [revision.number for revision in description.revisions.all()] == [2, 1]
    assert "Open a customer laboratory." in " ".join(read_pages(response.content))
    old = client.get(file_url(description.revisions.get(number=1)))
    assert "Open a customer laboratory." not in " ".join(read_pages(old.content))


def test_letter_is_stored_beside_a4(sign_in: SignIn) -> None:
    description = make_description()
    client = sign_in(description.owner)
    client.post(export_url(description), {"page": "A4"})
    response = client.post(export_url(description), {"page": "Letter"})
    assert response.status_code == 200
    assert set(ExportedFile.objects.values_list("page_size", flat=True)) == {"A4", "Letter"}


@pytest.mark.parametrize("group", [HIRING_MANAGER, ADMIN])
def test_colleagues_export_drafts(sign_in: SignIn, group: str) -> None:
    assert sign_in(make_user(group=group)).post(export_url(make_description())).status_code == 200


def test_a_recruiter_does_not_see_drafts(sign_in: SignIn) -> None:
    description = make_description()
    sign_in(description.owner).post(export_url(description))
    client = sign_in(make_recruiter())
    assert client.post(export_url(description)).status_code == 404
    assert client.get(file_url(description.revisions.get())).status_code == 404


def test_a_recruiter_exports_what_was_approved_and_not_what_came_after(sign_in: SignIn) -> None:
    description, revision = make_approved()
    take_step(description=description, code="reopen", by=description.owner)
    description.refresh_from_db()
    add_statement(description=description, by=description.owner, section="required", text="Has sailed round the Horn.")
    response = sign_in(make_recruiter()).post(export_url(description))
    assert response.status_code == 200
    text = " ".join(read_pages(response.content))
    assert "revision 1, approved" in text
    assert "Has sailed round the Horn." not in text
    assert list(description.revisions.all()) == [revision]


def test_an_approved_description_prints_as_approved(sign_in: SignIn) -> None:
    description, revision = make_approved()
    response = sign_in(description.owner).post(export_url(description))
    assert "revision 1, approved" in read_pages(response.content)[0]
    assert list(description.revisions.all()) == [revision]


def test_a_brief_needs_its_permission(sign_in: SignIn) -> None:
    description, revision = make_approved()
    client = sign_in(make_user(group=None))
    for url in (file_url(revision), file_url(revision, "description")):
        assert client.get(url).status_code in (403, 404)
    assert client.post(export_url(description)).status_code in (403, 404)
    assert not ExportedFile.objects.exists()


def test_a_manager_without_the_brief_permission_prints_the_description_only(sign_in: SignIn) -> None:
    from django.contrib.auth.models import Group, Permission

    Group.objects.get(name=RECRUITER).permissions.remove(Permission.objects.get(codename="export_brief"))
    _description, revision = make_approved()
    client = sign_in(make_recruiter())
    assert client.get(file_url(revision)).status_code == 403
    assert client.get(file_url(revision, "description")).status_code == 200


def test_outsiders_find_nothing(sign_in: SignIn) -> None:
    description, revision = make_approved()
    client = sign_in(make_outsider())
    assert client.post(export_url(description)).status_code == 404
    assert client.get(file_url(revision)).status_code == 404


def test_strangers_are_sent_to_sign_in(client: Client) -> None:
    description, revision = make_approved()
    for response in (client.post(export_url(description)), client.get(file_url(revision))):
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("login"))


@pytest.mark.parametrize("kind", ["interview", "nonsense"])
def test_unknown_kinds_are_not_found(sign_in: SignIn, kind: str) -> None:
    description, revision = make_approved()
    client = sign_in(description.owner)
    assert client.post(export_url(description, kind)).status_code == 404
    assert client.get(file_url(revision, kind)).status_code == 404


def test_unknown_page_sizes_are_refused_before_anything_is_frozen(sign_in: SignIn) -> None:
    description = make_description()
    assert sign_in(description.owner).post(export_url(description), {"page": "A5"}).status_code == 400
    assert not description.revisions.exists()


def test_exporting_needs_a_post(sign_in: SignIn) -> None:
    description = make_description()
    assert sign_in(description.owner).get(export_url(description)).status_code == 405
    assert not description.revisions.exists()


@pytest.mark.parametrize("template", ["director", "head", "vp", "cco"])
def test_a_brief_of_each_template_has_two_pages(sign_in: SignIn, template: str) -> None:
    description = make_description(template=template)
    response = sign_in(description.owner).post(export_url(description))
    pages = read_pages(response.content)
    assert len(pages) == 2
    assert "Score" in pages[0]


def test_every_line_of_a_template_is_on_both_documents(sign_in: SignIn) -> None:
    description = make_description()
    client = sign_in(description.owner)
    for kind in ("brief", "description"):
        text = " ".join(read_pages(client.post(export_url(description, kind)).content))
        squeezed = "".join(text.split())
        missing = [row.text for row in description.live_statements() if "".join(row.text.split()) not in squeezed]
        assert not missing
