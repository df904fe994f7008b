"""Revisions: the frozen text with its report, and the history of a description."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cxroles.accounts.models import User
from cxroles.jobs.access import can_export, can_read_draft, get_revision, get_visible
from cxroles.jobs.models import JobDescription, Revision
from cxroles.jobs.record import read_record
from cxroles.jobs.workflow import steps_open_to


@require_safe
def show_revision(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One revision, read-only. 404 when she may not read it."""
    user = cast(User, request.user)
    revision = get_revision(user, pk, number)
    description = get_visible(user, pk)
    context = {
        "revision": revision,
        "record": read_record(revision),
        "downloads": _downloads(user, description, revision),
        "newest": description.revisions.visible_to(user).order_by("-number").first(),
        **_history(user, description),
    }
    return render(request, "jobs/revision.html", context)


@require_safe
def list_revisions(request: HttpRequest, pk: int) -> HttpResponse:
    """All revisions of a description that she may read."""
    user = cast(User, request.user)
    description = get_visible(user, pk)
    return render(request, "jobs/revisions.html", _history(user, description))


def _history(user: User, description: JobDescription) -> dict[str, Any]:
    """Revisions without their text, newest first; status changes for those who see drafts."""
    reads_draft = can_read_draft(user, description)
    revisions = description.revisions.visible_to(user).defer("content", "report").select_related("author")
    changes = description.status_changes.select_related("by", "revision") if reads_draft else ()
    return {
        "description": description,
        "revisions": revisions.order_by("-number"),
        "reads_draft": reads_draft,
        "changes": changes,
        "steps": steps_open_to(user, description) if reads_draft else [],
    }


def _downloads(user: User, description: JobDescription, revision: Revision) -> list[dict[str, str]]:
    """The PDFs she may fetch: kind and paper with their addresses."""
    kinds = {"description": _("Job description"), "brief": _("Role brief")}
    found = []
    for kind, label in kinds.items():
        if can_export(user, description, kind):
            address = _file_address(revision, kind)
            found += [{"label": label, "page": page, "url": f"{address}?page={page}"} for page in ("A4", "Letter")]
    return [download for download in found if not download["url"].startswith("?")]


def _file_address(revision: Revision, kind: str) -> str:
    try:
        return reverse("exports:revision_file", args=(revision.description_id, revision.number, kind))
    except NoReverseMatch:  # An installation may leave exports out.
        return ""
