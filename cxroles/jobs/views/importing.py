"""Pasting or uploading an existing job description, and correcting what was understood."""

from collections.abc import Mapping
from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
    ValidationError,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from cxroles.accounts.models import User
from cxroles.jobs.access import can_compose, get_source
from cxroles.jobs.checking import CheckedLine, keep_source, kept_lines, lines_to_check, parse_text, read_lines
from cxroles.jobs.drafts import published_template
from cxroles.jobs.forms import FACTS
from cxroles.jobs.import_forms import CheckForm, ImportForm
from cxroles.jobs.importing import ImportRefused
from cxroles.jobs.models import ImportedSource, JobDescription
from cxroles.jobs.starting import start_from_import
from cxroles.roles.models import RoleTemplateVersion, Section
from cxroles.roles.reading import published_templates
from cxroles.scoring.splitting import ParsedDescription

_TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


# The form is read before the token is checked, so that a text that is too big gets an answer on the
# page instead of a bare "Bad request"; every request that is acted on passes the check below.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def import_text(request: HttpRequest) -> HttpResponse:
    """Paste or upload a text. 403 for people who may not compose."""
    if not can_compose(_person(request)):
        raise PermissionDenied(_("Only hiring managers and admins start job descriptions."))
    templates = published_templates()
    if not templates:
        return render(request, "jobs/import.html", {"nothing_loaded": True}, status=503)
    try:
        len(request.POST)
    except _TOO_BIG:
        form = ImportForm(templates=templates, initial=_initial(request, templates))
        refusal = _("The text is too big to be read. Keep only the job description: at most 2 MB, about 300,000 words.")
        return render(request, "jobs/import.html", {"form": form, "refusal": refusal}, status=413)
    answer: HttpResponse = _import(request, templates=templates)
    return answer


@csrf_protect
def _import(request: HttpRequest, templates: list[RoleTemplateVersion]) -> HttpResponse:
    if request.method != "POST":
        form = ImportForm(templates=templates, initial=_initial(request, templates))
        return render(request, "jobs/import.html", {"form": form})
    form = ImportForm(request.POST, request.FILES, templates=templates)
    if form.is_valid():
        try:
            return _keep(request, form)
        except ImportRefused as refused:
            form.add_error("text", str(refused))
    return render(request, "jobs/import.html", {"form": form}, status=422)


def _keep(request: HttpRequest, form: ImportForm) -> HttpResponse:
    source, parsed = keep_source(
        owner=_person(request),
        text=form.words,
        template_code=form.cleaned_data["template"],
        title=form.cleaned_data["title"],
        file_name=form.file_name,
    )
    dropped = sum(note.count for note in parsed.notes if note.code == "control_characters")
    if dropped:
        told = ngettext(
            "%(count)d character that no document can hold was left out.",
            "%(count)d characters that no document can hold were left out.",
            dropped,
        )
        messages.info(request, told % {"count": dropped})
    facts = {name: form.cleaned_data[name] for name in FACTS if name != "title" and form.cleaned_data[name]}
    page = reverse("jobs:import_check", args=(source.pk,))
    return redirect(f"{page}?{urlencode(facts)}" if facts else page)


def _initial(request: HttpRequest, templates: list[RoleTemplateVersion]) -> dict[str, str]:
    """What the start page, or a text that is to be started again, hands over."""
    initial = {name: request.GET[name] for name in ("template", *FACTS) if name in request.GET}
    if initial.get("title") in {version.title for version in templates}:
        del initial["title"]  # the template's own: the one in the text says more
    again = request.GET.get("source", "")
    if again.isdecimal() and len(again) < 15:
        source = get_source(_person(request), int(again))
        initial |= {"text": source.text, "template": source.template_code}
    return initial


@require_http_methods(["GET", "HEAD", "POST"])
def check_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the lines of her own imported text, then make the description. 404 for anybody else."""
    source = get_source(_person(request), pk)
    if source.description_id:
        messages.info(request, _("A job description was made of this text already: here it is."))
        return redirect("jobs:compose", pk=source.description_id)
    parsed = parse_text(source.text)
    lines = lines_to_check(parsed)
    if request.method != "POST":
        form = CheckForm(initial={"title": source.title} | {name: request.GET.get(name, "") for name in FACTS[1:]})
        return _show_check(request, source, parsed, form, lines)
    lines = read_lines(request.POST, lines)
    form = CheckForm(request.POST)
    description = _create(source, form, lines)
    if description is None:
        return _show_check(request, source, parsed, form, lines, status=422)
    return redirect("jobs:compose", pk=description.pk)


def _create(source: ImportedSource, form: CheckForm, lines: list[CheckedLine]) -> JobDescription | None:
    """The description; None, with the reason in the form, when something is to be corrected first."""
    wrong = [str(line.number + 1) for line in lines if line.error]
    if wrong:
        form.add_error(None, _("Lines to look at: %(numbers)s.") % {"numbers": ", ".join(wrong[:20])})
    try:
        kept = kept_lines(lines)
    except ValidationError as error:
        form.add_error(None, error)
    if not form.is_valid():
        return None
    return start_from_import(
        source=source,
        template_version=published_template(source.template_code),
        lines=kept,
        facts={name: form.cleaned_data[name] for name in FACTS},
    )


def _show_check(
    request: HttpRequest,
    source: ImportedSource,
    parsed: ParsedDescription,
    form: CheckForm,
    lines: list[CheckedLine],
    status: int = 200,
) -> HttpResponse:
    options = {section: _options(section) for section in Section.values}
    context = {
        "source": source,
        "form": form,
        "rows": [(line, options[line.section]) for line in lines],
        "others": sum(line.section == Section.OTHER for line in lines),
        "notes": {note.code for note in parsed.notes},
        "template": published_template(source.template_code),
        "counts": _counts(lines),
    }
    return render(request, "jobs/import_check.html", context, status=status)


def _options(chosen: str) -> SafeString:
    """The options of a section field. Made once a section: thousands of lines share them."""
    pattern = {True: '<option value="{}" selected>{}</option>', False: '<option value="{}">{}</option>'}
    options = (format_html(pattern[value == chosen], value, label) for value, label in Section.choices)
    return format_html_join("", "{}", ((option,) for option in options))


def _counts(lines: list[CheckedLine]) -> list[tuple[str, int]]:
    found: Mapping[str, int] = {
        section: sum(line.section == section for line in lines) for section in {line.section for line in lines}
    }
    return [(str(Section(section).label), found[section]) for section in Section.values if section in found]


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)
