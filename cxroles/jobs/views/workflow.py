"""Moving a description on: submit, approve, return, reopen, archive."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from cxroles.accounts.models import User
from cxroles.jobs.access import get_readable_draft
from cxroles.jobs.models import Status, StatusChange
from cxroles.jobs.workflow import take_step

_DONE = {
    Status.DRAFT: _("It is a draft again and can be changed."),
    Status.IN_REVIEW: _("Submitted for review."),
    Status.APPROVED: _("Approved: the text is frozen as a revision."),
    Status.ARCHIVED: _("Archived. Reopen it whenever it is needed again."),
}


@require_POST
def move_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the step named ``step`` with its ``reason``; says why when it is not possible."""
    user = cast(User, request.user)
    description = get_readable_draft(user, pk)
    try:
        change = take_step(
            description=description,
            code=request.POST.get("step", ""),
            by=user,
            reason=request.POST.get("reason", "").replace("\x00", ""),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("jobs:compose", pk=pk)
    messages.success(request, _DONE[Status(change.to_status)])
    return _next_page(change)


def _next_page(change: StatusChange) -> HttpResponse:
    if change.revision:
        return redirect("jobs:revision", pk=change.description_id, number=change.revision.number)
    if change.to_status == Status.ARCHIVED:
        return redirect("jobs:list")
    return redirect("jobs:compose", pk=change.description_id)
