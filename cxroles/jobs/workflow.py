"""Where a description may go from where it stands, and who may take it there."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cxroles.accounts.models import User
from cxroles.jobs.access import can_approve, can_edit
from cxroles.jobs.freezing import freeze
from cxroles.jobs.models import JobDescription, Revision, Status, StatusChange

Rule = Callable[[User, JobDescription], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """One way from a status to another; ``freezes`` makes an approved revision."""

    code: str
    label: Promise
    from_statuses: tuple[Status, ...]
    to: Status
    allowed: Rule
    needs_reason: bool = False
    freezes: bool = False


STEPS = (
    Step("submit", gettext_lazy("Submit for review"), (Status.DRAFT,), Status.IN_REVIEW, can_edit),
    Step(
        "approve",
        gettext_lazy("Approve"),
        (Status.DRAFT, Status.IN_REVIEW),
        Status.APPROVED,
        can_approve,
        freezes=True,
    ),
    Step(
        "return",
        gettext_lazy("Return to the author"),
        (Status.IN_REVIEW,),
        Status.DRAFT,
        can_approve,
        needs_reason=True,
    ),
    Step("reopen", gettext_lazy("Reopen"), (Status.APPROVED, Status.ARCHIVED), Status.DRAFT, can_edit),
    Step("archive", gettext_lazy("Archive"), (Status.DRAFT, Status.APPROVED), Status.ARCHIVED, can_edit),
)


def steps_open_to(user: User, description: JobDescription) -> list[Step]:
    """The steps she may take now."""
    return [step for step in STEPS if description.status in step.from_statuses and step.allowed(user, description)]


@transaction.atomic
def take_step(*, description: JobDescription, code: str, by: User, reason: str = "") -> StatusChange:
    """Move a description on.

    Raises ValidationError for a step that does not exist or does not start here, or lacks its
    reason or any lines; PermissionDenied when she may not take it.
    """
    locked = JobDescription.objects.select_for_update().get(pk=description.pk)
    step = _find_step(code, locked)
    if not step.allowed(by, locked):
        raise PermissionDenied(_("You may not do this with this job description."))
    if step.needs_reason and not reason.strip():
        raise ValidationError(_("Say why, so that the author knows what to change."))
    revision = _approved_revision(locked, by) if step.freezes else None
    return _record(locked, step, by, reason.strip(), revision)


def _find_step(code: str, description: JobDescription) -> Step:
    for step in STEPS:
        if step.code == code:
            if description.status in step.from_statuses:
                return step
            raise ValidationError(
                _("“%(step)s” is not possible: this job description is %(status)s now.")
                % {"step": step.label, "status": description.get_status_display().lower()}
            )
    raise ValidationError(_("There is no such step."))


def _approved_revision(description: JobDescription, by: User) -> Revision:
    if not description.live_statements().exists():
        raise ValidationError(_("There is nothing to approve yet: add a line first."))
    return freeze(description=description, by=by, reason=Revision.Reason.APPROVED)


def _record(description: JobDescription, step: Step, by: User, reason: str, revision: Revision | None) -> StatusChange:
    change = StatusChange.objects.create(
        description=description,
        from_status=description.status,
        to_status=step.to,
        by=by,
        reason=reason,
        revision=revision,
    )
    description.status = step.to
    description.changed_at = timezone.now()
    description.serial += 1
    description.save(update_fields=["status", "changed_at", "serial"])
    return change
