"""Revisions: the frozen text with its report, and the history of a description."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cxroles.accounts.models import User
from cxroles.jobs.access import can_read_draft, get_revision, get_visible
from cxroles.jobs.downloads import downloads_for
from cxroles.jobs.models import JobDescription
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
        "downloads": downloads_for(user, pk, number),
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
    newest = revisions.order_by("-number").first()
    return {
        "description": description,
        # Who sees no drafts is not told the title a draft has by now.
        "shown_title": description.title if reads_draft or newest is None else newest.title,
        "newest": newest,
        "revisions": revisions.order_by("-number"),
        "reads_draft": reads_draft,
        "changes": changes,
        "steps": steps_open_to(user, description) if reads_draft else [],
    }
