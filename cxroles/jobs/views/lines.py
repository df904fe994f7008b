"""Editing lines: add, change, move, remove, insert from the template, take back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cxroles.jobs.access import get_editable
from cxroles.jobs.editing import (
    add_statement,
    edit_statement,
    insert_template_line,
    move_statement,
    remove_statement,
    undo_change,
)
from cxroles.jobs.models import JobDescription
from cxroles.jobs.views.answers import Outcome, is_scripted, number_from, operation, signed_in_person
from cxroles.jobs.wording import word_for
from cxroles.roles.models import Section


@operation
def add_line(request: HttpRequest, description: JobDescription) -> Outcome:
    """Add a line to a section."""
    edited = add_statement(
        description=description,
        by=signed_in_person(request),
        section=request.POST.get("section", ""),
        text=request.POST.get("text", ""),
        after=number_from(request.POST.get("after")),
        token=request.POST.get("token", "")[:64],
    )
    return Outcome(edited, toast="" if is_scripted(request) else _("Line added."))


@operation
def edit_line(request: HttpRequest, description: JobDescription, line: int) -> Outcome:
    """Change the words of a line."""
    edited = edit_statement(
        description=description,
        by=signed_in_person(request),
        line=line,
        text=request.POST.get("text", ""),
        version=number_from(request.POST.get("version")) or 0,
        sent=request.POST.get("sent", ""),
    )
    scripted = is_scripted(request)
    return Outcome(edited, toast="" if scripted else _("Saved."), parts_only=len(edited.lines) == 1)


@operation
def reword_line(request: HttpRequest, description: JobDescription, line: int) -> Outcome:
    """Put the words of a finding in the place of others; the field is sent anew."""
    edited = edit_statement(
        description=description,
        by=signed_in_person(request),
        line=line,
        text=request.POST.get("text", ""),
        version=number_from(request.POST.get("version")) or 0,
    )
    return Outcome(edited, toast=_("Words replaced."), undo=True)


@operation
def move_line(request: HttpRequest, description: JobDescription, line: int) -> Outcome:
    """Move a line up, down, behind another one or to another section."""
    _keep_typed_words(request, description, line)
    step = number_from(request.POST.get("step")) or 0
    edited = move_statement(
        description=description,
        by=signed_in_person(request),
        line=line,
        section=request.POST.get("to") or None,
        after=number_from(request.POST.get("after")),
        step=max(-1, min(step, 1)),
    )
    return Outcome(edited, toast="" if is_scripted(request) else _("Line moved."))


@operation
def remove_line(request: HttpRequest, description: JobDescription, line: int) -> Outcome:
    """Take a line out; the message offers to bring it back."""
    edited = remove_statement(description=description, by=signed_in_person(request), line=line)
    return Outcome(edited, toast=_("Line removed."), undo=True)


@operation
def insert_line(request: HttpRequest, description: JobDescription) -> Outcome:
    """Insert a line of the role template."""
    code = request.POST.get("code", "")
    edited = insert_template_line(description=description, by=signed_in_person(request), code=code)
    name = word_for("section", edited.lines[0].section)
    return Outcome(edited, toast=_("Line inserted into %(section)s.") % {"section": name}, undo=True)


@operation
def undo(request: HttpRequest, description: JobDescription) -> Outcome:
    """Take back her last change."""
    edited = undo_change(description=description, by=signed_in_person(request))
    summary = edited.change.summary if edited.change else ""
    return Outcome(edited, toast=_("Taken back: %(change)s") % {"change": summary}, page=True)


@require_safe
def show_library(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """The role template's lines for a section, those already present marked."""
    description = get_editable(signed_in_person(request), pk)
    template = description.role_template_version
    present = set(description.live_statements().values_list("template_line", flat=True))
    offered = template.statements.filter(section=section).order_by("position")
    context = {
        "description": description,
        "section": section if section in Section.values else "",
        "name": word_for("section", section) if section in Section.values else section,
        "offered": [(line, line.code in present) for line in offered],
        "template": template,
    }
    page = "jobs/compose_library_piece.html" if is_scripted(request) else "jobs/compose_library.html"
    return render(request, page, context)


def _keep_typed_words(request: HttpRequest, description: JobDescription, line: int) -> None:
    """Without JavaScript a move button also sends what was typed: save it first."""
    text = request.POST.get("text", "").strip()
    if text and not is_scripted(request):
        version = number_from(request.POST.get("version")) or 0
        edit_statement(description=description, by=signed_in_person(request), line=line, text=text, version=version)
