"""Pages about the role templates, to be read."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cxroles.frameworks.reading import Catalogue
from cxroles.roles.reading import (
    LineGroup,
    find_published,
    level_names,
    level_words,
    lines_of,
    profiles_of,
    shared_scale,
    template_cards,
)


@dataclass(frozen=True, slots=True)
class VariantLines:
    """What a variant adds to a role template."""

    name: str
    note: str
    groups: list[LineGroup]


@require_safe
def list_templates(request: HttpRequest) -> HttpResponse:
    """The role templates side by side."""
    return render(request, "roles/list.html", {"cards": template_cards(Catalogue())})


@require_safe
def show_template(request: HttpRequest, code: str) -> HttpResponse:
    """One role template in full. 404 for an unknown code."""
    version = find_published(code)
    if version is None:
        raise Http404(_("There is no role template “%(code)s”.") % {"code": code})
    catalogue = Catalogue()
    return render(
        request,
        "roles/detail.html",
        {
            "version": version,
            "template": version.role_template,
            "level": level_words(version, level_names()),
            "profiles": profiles_of(version, catalogue, scale=shared_scale([version])),
            "groups": lines_of(version, catalogue),
            "variants": [
                VariantLines(each["name"], each.get("note", ""), lines_of(version, catalogue, variant=each["name"]))
                for each in version.variants
            ],
        },
    )
