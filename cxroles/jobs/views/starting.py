"""Starting a job description: role template, company facts, what is needed most, three ways in."""

import json
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cxroles.accounts.models import User
from cxroles.frameworks.reading import Catalogue
from cxroles.jobs.access import can_compose
from cxroles.jobs.emphasis import emphasis_from_needs, normalise_shares
from cxroles.jobs.forms import FACTS, StartForm
from cxroles.jobs.models import JobDescription
from cxroles.jobs.starting import start_blank, start_from_template
from cxroles.roles.models import RoleTemplateVersion
from cxroles.roles.reading import Card, template_cards


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Choose and fill in, or begin. 403 for people who may not compose."""
    user = cast(User, request.user)
    if not can_compose(user):
        raise PermissionDenied(_("Only hiring managers and admins start job descriptions."))
    catalogue = Catalogue()
    cards = template_cards(catalogue)
    if not cards or not catalogue.references:
        return render(request, "jobs/start.html", {"nothing_loaded": True}, status=503)
    if request.method == "POST":
        return _answer(request, user, catalogue, cards)
    return _show(request, _form(catalogue, cards, initial=_initial(request, catalogue, cards)), catalogue, cards)


def _answer(request: HttpRequest, user: User, catalogue: Catalogue, cards: list[Card]) -> HttpResponse:
    way = request.POST.get("way", "template")
    form = _form(catalogue, cards, data=request.POST)
    if way == "preset":
        return _show(request, _refill(request, catalogue, cards), catalogue, cards)
    if not form.is_valid():
        return _show(request, form, catalogue, cards, status=422)
    if way == "import":
        return redirect(_import_address(form))
    description = _begin(way, user, form, catalogue)
    return redirect(reverse("jobs:compose", args=(description.pk,)))


def _begin(way: str, user: User, form: StartForm, catalogue: Catalogue) -> JobDescription:
    values: dict[str, Any] = {
        "owner": user,
        "template_version": form.chosen,
        "facts": form.facts(),
        "emphasis": _emphasis(form, catalogue),
    }
    if way == "blank":
        return start_blank(**values)
    return start_from_template(**values, variant=form.chosen_variant)


def _emphasis(form: StartForm, catalogue: Catalogue) -> dict[str, dict[str, float]]:
    """Her own target emphasis; empty while the sliders stand as the template sets them."""
    framework = catalogue.references[0]
    needs = form.chosen_needs(framework.framework.code)
    if needs is None:
        return {}
    return emphasis_from_needs(needs, form.chosen.emphasis, catalogue.crosswalk(framework))


def _import_address(form: StartForm) -> str:
    facts = {name: value for name, value in form.facts().items() if value}
    return f"{reverse('jobs:import')}?{urlencode({'template': form.cleaned_data['template'], **facts})}"


def _form(catalogue: Catalogue, cards: list[Card], **kwargs: Any) -> StartForm:
    return StartForm(
        templates=[card.version for card in cards],
        disciplines=list(catalogue.references[0].competencies.all()),
        **kwargs,
    )


def _initial(request: HttpRequest, catalogue: Catalogue, cards: list[Card]) -> dict[str, Any]:
    versions = {card.version.role_template.code: card.version for card in cards}
    asked = request.GET.get("template", "")
    return _figures_of(versions.get(asked, cards[0].version), catalogue)


def _refill(request: HttpRequest, catalogue: Catalogue, cards: list[Card]) -> StartForm:
    """The form with the chosen template's figures and everything else as typed: for pages without JavaScript."""
    versions = {card.version.role_template.code: card.version for card in cards}
    chosen = versions.get(request.POST.get("template", ""), cards[0].version)
    before = versions.get(request.POST.get("preset", ""))
    initial = {name: request.POST.get(name, "") for name in FACTS} | _figures_of(chosen, catalogue)
    if before and request.POST.get("title", "") not in ("", before.title):
        initial["title"] = request.POST["title"]
    return _form(catalogue, cards, initial=initial)


def _figures_of(version: RoleTemplateVersion, catalogue: Catalogue) -> dict[str, Any]:
    """What the form takes from a role template: title and slider positions."""
    shares = version.emphasis.get(catalogue.references[0].framework.code, {})
    code = version.role_template.code
    needs = {f"need_{discipline}": round(share) for discipline, share in shares.items()}
    return {"template": code, "preset": code, "title": version.title, **needs}


def _show(
    request: HttpRequest, form: StartForm, catalogue: Catalogue, cards: list[Card], status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "choices": [_choice(card, catalogue) for card in cards],
        "chosen": form["template"].value() or "",
        "needs": _need_rows(form),
        "noun": catalogue.references[0].noun,
        "reference": catalogue.references[0].framework,
    }
    return render(request, "jobs/start.html", context, status=status)


def _choice(card: Card, catalogue: Catalogue) -> dict[str, Any]:
    """A template's card, and what the page's script needs of it when it is chosen."""
    version = card.version
    shares = version.emphasis.get(catalogue.references[0].framework.code, {})
    preset = {
        "title": version.title,
        "needs": {code: round(share) for code, share in shares.items()},
        "reports_to": version.reports_to,
    }
    return {
        "card": card,
        "code": version.role_template.code,
        "preset_json": json.dumps(preset),
        "dots": [_dot(level, version) for level in range(1, 6)],
    }


def _dot(level: int, version: RoleTemplateVersion) -> str:
    if level <= version.level:
        return "on"
    return "maybe" if level <= version.level_to else "off"


def _need_rows(form: StartForm) -> list[dict[str, Any]]:
    weights = {code: _number(form[f"need_{code}"].value()) for code in form.disciplines}
    shares: Mapping[str, float] = normalise_shares(weights) if any(weights.values()) else weights
    return [
        {"field": form[f"need_{code}"], "competency": each, "value": round(weights[code]), "share": shares[code]}
        for code, each in form.disciplines.items()
    ]


def _number(value: Any) -> float:
    """A slider position from what was typed; anything else stands at 0."""
    text = str(value or "")
    return float(min(100, int(text))) if text.isdecimal() and len(text) < 5 else 0.0
