"""Who may do what with which description: the one place with object-level rules."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cxroles.accounts.models import User
from cxroles.jobs.models import ImportedSource, JobDescription, Revision, Status


def get_visible(user: User, pk: int) -> JobDescription:
    """The description if she may open it. Raises Http404 otherwise: what is hidden is not confirmed."""
    found = JobDescription.objects.visible_to(user).for_composing()
    return get_object_or_404(found, pk=pk)


def get_editable(user: User, pk: int) -> JobDescription:
    """The description if she may change it now. Raises Http404, or PermissionDenied with the reason."""
    description = get_visible(user, pk)
    if not can_edit(user, description):
        raise PermissionDenied(_("Only its owner or an admin changes a job description."))
    if description.status != Status.DRAFT:
        raise PermissionDenied(_("It is not a draft any more. Reopen it to change it."))
    return description


def get_revision(user: User, pk: int, number: int) -> Revision:
    """The revision if she may read it. Raises Http404."""
    found = Revision.objects.visible_to(user).select_related("description__workspace", "author")
    return get_object_or_404(found, description_id=pk, number=number)


def get_source(user: User, pk: int) -> ImportedSource:
    """Her own imported text. Raises Http404."""
    return get_object_or_404(ImportedSource, pk=pk, owner=user)


def can_read_draft(user: User, description: JobDescription) -> bool:
    """Whether she sees the text as it stands, not only approved revisions."""
    if description.workspace_id != user.workspace_id:
        return False
    return description.owner_id == user.pk or user.is_hiring_manager or user.is_workspace_admin


def get_readable_draft(user: User, pk: int) -> JobDescription:
    """The description if she sees its draft. Raises Http404."""
    description = get_visible(user, pk)
    if not can_read_draft(user, description):
        raise Http404
    return description


def can_compose(user: User) -> bool:
    """Whether she may start job descriptions."""
    return user.has_perm("jobs.add_jobdescription")


def can_edit(user: User, description: JobDescription) -> bool:
    """Whether she may change it while it is a draft: its owner and admins of its workspace."""
    if description.workspace_id != user.workspace_id or not user.has_perm("jobs.change_jobdescription"):
        return False
    return description.owner_id == user.pk or user.is_workspace_admin


def can_approve(user: User, description: JobDescription) -> bool:
    """Whether she may approve it or send it back: hiring managers and admins of its workspace."""
    return description.workspace_id == user.workspace_id and user.has_perm("jobs.approve_jobdescription")


def can_export(user: User, description: JobDescription, kind: str) -> bool:
    """Whether she may print this kind of it; a recruiter prints approved revisions only."""
    permission = "jobs.export_description" if kind == "description" else "jobs.export_brief"
    if description.workspace_id != user.workspace_id or not user.has_perm(permission):
        return False
    return can_read_draft(user, description) or description.latest_approved() is not None
