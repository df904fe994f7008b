"""Printing: a description is frozen and answered as PDF; a revision's PDF is fetched again."""

from typing import cast

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cxroles.accounts.models import User
from cxroles.exports.document import KINDS, PAGE_SIZES
from cxroles.exports.filenames import content_disposition, file_name
from cxroles.exports.filing import filed_pdf
from cxroles.jobs.access import can_export, can_read_draft, get_revision, get_visible
from cxroles.jobs.freezing import freeze
from cxroles.jobs.models import JobDescription, Revision


@require_POST
def export(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Freeze the description if it changed, and answer its PDF. ``page`` is A4 (the default) or Letter."""
    user = cast(User, request.user)
    description = get_visible(user, pk)
    page_size = _checked(user, description, kind, request.POST.get("page", "A4"))
    revision = _revision_to_print(user, description)
    return _answer(revision, kind, page_size)


@require_safe
def revision_file(request: HttpRequest, pk: int, number: int, kind: str) -> HttpResponse:
    """The PDF of one revision. ``page`` is A4 (the default) or Letter."""
    user = cast(User, request.user)
    revision = get_revision(user, pk, number)
    page_size = _checked(user, revision.description, kind, request.GET.get("page", "A4"))
    return _answer(revision, kind, page_size)


def _checked(user: User, description: JobDescription, kind: str, page_size: str) -> str:
    """The page size. Raises Http404, PermissionDenied or BadRequest."""
    if kind not in KINDS:
        raise Http404
    if not can_export(user, description, kind):
        raise PermissionDenied(_("Your permission group does not print this kind of document."))
    if page_size not in PAGE_SIZES:
        raise BadRequest(_("The page size is A4 or Letter."))
    return page_size


def _revision_to_print(user: User, description: JobDescription) -> Revision:
    """What she sees, frozen: the text as it stands, or for readers of approved texts the newest of those."""
    if can_read_draft(user, description):
        return freeze(description=description, by=user, reason=Revision.Reason.EXPORTED)
    approved = description.latest_approved()
    if approved is None:
        raise Http404
    return approved


def _answer(revision: Revision, kind: str, page_size: str) -> HttpResponse:
    name = file_name(title=revision.title, kind=kind, number=revision.number, extension="pdf")
    response = HttpResponse(
        filed_pdf(revision=revision, kind=kind, page_size=page_size), content_type="application/pdf"
    )
    response["Content-Disposition"] = content_disposition(name)
    response["Cache-Control"] = "private, no-cache"
    return response
