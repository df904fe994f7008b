"""Tags and levels of a line: the manager's word beats the tagger's."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cxroles.jobs.access import get_editable
from cxroles.jobs.drafts import scored
from cxroles.jobs.editing import decide_tag, set_level
from cxroles.jobs.models import JobDescription, StatementTag
from cxroles.jobs.sheet import Sheet
from cxroles.jobs.tag_menu import ladder, tag_choices
from cxroles.jobs.views.answers import Outcome, is_scripted, number_from, operation, signed_in_person


@require_safe
def show_tags(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Every competency for one line, with reasons, to confirm, add or reject."""
    description = get_editable(signed_in_person(request), pk)
    sheet = Sheet(description, scored(description), request.GET.get("framework", ""))
    if line not in sheet.lines:
        raise Http404
    context = {
        "description": description,
        "sheet": sheet,
        "line": sheet.lines[line],
        "choices": tag_choices(sheet, line),
        "ladder": ladder(),
    }
    page = "jobs/compose_tags_piece.html" if is_scripted(request) else "jobs/compose_tags.html"
    return render(request, page, context)


@operation
def decide(request: HttpRequest, description: JobDescription, line: int) -> Outcome:
    """Confirm, add or reject a tag; the button's value is "framework.code:verdict"."""
    key, _colon, verdict = request.POST.get("decision", "").rpartition(":")
    framework, _dot, code = key.partition(".")
    if verdict not in ("clear", *StatementTag.Verdict.values):
        raise ValidationError(_("Choose confirm, add, reject or leave it to the tagger."))
    edited = decide_tag(
        description=description,
        by=signed_in_person(request),
        line=line,
        framework=framework,
        code=code,
        verdict="" if verdict == "clear" else verdict,
    )
    return Outcome(edited, parts_only=True, tags_of=line)


@operation
def choose_level(request: HttpRequest, description: JobDescription, line: int) -> Outcome:
    """Set the level a line asks for; an empty choice leaves it open."""
    asked = request.POST.get("level", "").strip()
    level = number_from(asked)
    if asked and (level is None or not 1 <= level <= 5):
        raise ValidationError(_("A level is a number from 1 to 5."))
    edited = set_level(description=description, by=signed_in_person(request), line=line, level=level)
    return Outcome(edited, parts_only=True, tags_of=line)
