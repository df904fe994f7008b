"""How an edit is answered: pieces of the page for the composer's script, else a redirect with a message."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cxroles.accounts.models import User
from cxroles.jobs.access import get_editable
from cxroles.jobs.editing import EditConflictError, Edited
from cxroles.jobs.models import JobDescription
from cxroles.jobs.sheet import Sheet
from cxroles.jobs.tag_menu import ladder, tag_choices


@dataclass(frozen=True, slots=True)
class Outcome:
    """An edit and how to tell it: ``toast`` says it in words, with ``undo`` a way back."""

    edited: Edited
    toast: str = ""
    undo: bool = False
    parts_only: bool = False  # the field under the cursor stays: only marks and chips are sent
    tags_of: int | None = None  # the line whose tag menu is open
    page: bool = False  # the head of the page changed too


Operation = Callable[..., Outcome]


def operation(view: Operation) -> Callable[..., HttpResponse]:
    """A view that edits: fetches the description, turns a refusal into an answer that loses no words."""

    @never_cache
    @require_POST
    @wraps(view)
    def answered(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        description = get_editable(cast(User, request.user), pk)
        try:
            outcome = view(request, description, **kwargs)
        except EditConflictError as conflict:
            return _show_conflict(request, description, conflict)
        except ValidationError as error:
            return _refuse(request, description, error, kwargs.get("line"))
        return _answer(request, outcome)

    return answered


def is_scripted(request: HttpRequest) -> bool:
    """Whether the composer's script asks and can put pieces in their places."""
    return request.headers.get("HX-Request") == "true"


def signed_in_person(request: HttpRequest) -> User:
    """The person who asks; every view but sign-in has one."""
    return cast(User, request.user)


def number_from(value: str | None) -> int | None:
    """A whole number of a form field; None when it is none or out of range."""
    text = (value or "").strip()
    if len(text) > 18 or not text.lstrip("-").isascii() or not text.lstrip("-").isdigit():
        return None
    return int(text) if text.count("-") <= 1 else None


def _answer(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    description = outcome.edited.description
    if not is_scripted(request):
        if outcome.toast:
            undo = reverse("jobs:undo", args=[description.pk]) if outcome.undo else ""
            messages.success(request, outcome.toast, extra_tags=undo)
        return redirect(_address(outcome))
    sheet = Sheet(description, outcome.edited.scored, request.POST.get("framework", ""))
    live = [sheet.lines[row.pk] for row in outcome.edited.lines if row.pk in sheet.lines]
    context = {
        "outcome": outcome,
        "sheet": sheet,
        "description": description,
        "lines": live,
        "gone": [row.pk for row in outcome.edited.lines if row.pk not in sheet.lines],
        "choices": tag_choices(sheet, outcome.tags_of) if outcome.tags_of in sheet.lines else None,
        "ladder": ladder() if outcome.tags_of else (),
        "editable": True,
    }
    response = render(request, "jobs/compose_pieces.html", context)
    response["X-Serial"] = str(description.serial)
    return response


def _address(outcome: Outcome) -> str:
    page = reverse("jobs:compose", args=[outcome.edited.description.pk])
    live = [row for row in outcome.edited.lines if row.removed_at is None]
    if outcome.tags_of:
        return reverse("jobs:line_tags", args=[outcome.edited.description.pk, outcome.tags_of])
    return f"{page}#line-{live[0].pk}" if live else page


def _show_conflict(request: HttpRequest, description: JobDescription, conflict: EditConflictError) -> HttpResponse:
    context = {"description": description, "theirs": conflict.line, "mine": conflict.text}
    page = "jobs/compose_conflict_piece.html" if is_scripted(request) else "jobs/compose_conflict.html"
    response = render(request, page, context, status=409)
    response["X-Serial"] = str(description.serial)
    return response


def _refuse(
    request: HttpRequest, description: JobDescription, error: ValidationError, line: int | None
) -> HttpResponse:
    context = {
        "description": description,
        "reasons": reasons_of(error),
        "line": line,
        "typed": request.POST.get("text", ""),
        "section": request.POST.get("section", ""),
        "version": request.POST.get("version", ""),
        "again": request.path,
    }
    page = "jobs/compose_refused_piece.html" if is_scripted(request) else "jobs/compose_refused.html"
    response = render(request, page, context, status=422)
    response["X-Serial"] = str(description.serial)
    return response


def reasons_of(error: ValidationError) -> list[str]:
    """What is wrong, one sentence each, naming the field where there is one."""
    if not hasattr(error, "error_dict"):
        return [str(message) for message in error.messages]
    reasons = []
    for name, found in error.message_dict.items():
        try:
            label = str(JobDescription._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        except LookupError:
            label = ""
        reasons += [
            _("%(field)s: %(reason)s") % {"field": label, "reason": each} if label else str(each) for each in found
        ]
    return reasons
