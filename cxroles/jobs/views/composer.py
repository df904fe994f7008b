"""The composer: a job description, its score and everything to work on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cxroles.accounts.models import User
from cxroles.jobs.access import can_edit, can_export, can_read_draft, get_readable_draft, get_visible
from cxroles.jobs.drafts import scored
from cxroles.jobs.freezing import FACT_FIELDS
from cxroles.jobs.history import last_change
from cxroles.jobs.models import JobDescription, Status
from cxroles.jobs.sheet import Sheet
from cxroles.jobs.views.answers import signed_in_person
from cxroles.jobs.workflow import steps_open_to


@never_cache
@require_safe
def compose(request: HttpRequest, pk: int) -> HttpResponse:
    """The description to work on; read-only for colleagues and while it is no draft."""
    user = signed_in_person(request)
    description = get_visible(user, pk)
    if not can_read_draft(user, description):
        return _show_approved(user, description)
    sheet = Sheet(description, scored(description), request.GET.get("framework", ""))
    return render(request, "jobs/compose.html", compose_context(user, description, sheet))


def _show_approved(user: User, description: JobDescription) -> HttpResponse:
    revision = description.latest_approved()
    if revision is None:
        get_readable_draft(user, description.pk)  # raises Http404
        raise AssertionError
    return redirect("jobs:revision", pk=description.pk, number=revision.number)


def compose_context(user: User, description: JobDescription, sheet: Sheet) -> dict[str, Any]:
    """What the whole page needs."""
    editable = can_edit(user, description) and description.status == Status.DRAFT
    return {
        "description": description,
        "sheet": sheet,
        "editable": editable,
        "steps": [step for step in steps_open_to(user, description) if step.code != "archive"],
        "may_export": [kind for kind in ("description", "brief") if can_export(user, description, kind)],
        "revisions": description.revisions.defer("content", "report").select_related("author")[:8],
        "returned": _reason_for_return(description),
        "may_undo": editable and last_change(description, user) is not None,
        "facts": [_fact_field(description, name) for name in FACT_FIELDS],
        "needs": _needs(sheet),
    }


def _reason_for_return(description: JobDescription) -> str:
    newest = description.status_changes.first()
    return newest.reason if newest and description.status == Status.DRAFT else ""


def _fact_field(description: JobDescription, name: str) -> dict[str, Any]:
    field = JobDescription._meta.get_field(name)
    return {
        "name": name,
        "label": str(field.verbose_name).capitalize(),  # type: ignore[union-attr]  # a column
        "most": field.max_length,  # type: ignore[union-attr]
        "value": getattr(description, name),
    }


def _needs(sheet: Sheet) -> list[dict[str, Any]]:
    """The six sliders at their present shares."""
    profile = next((each for each in sheet.profiles if each.code == "forrester"), None)
    return [
        {"code": row["code"], "name": row["full_name"], "hue": row["hue"], "share": round(row["target"])}
        for row in (profile.rows if profile else ())
    ]
