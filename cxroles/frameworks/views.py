"""Pages about the competency frameworks, to be read."""

from collections import defaultdict
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cxroles.frameworks.models import Competency, FrameworkVersion, ProficiencyLevel
from cxroles.frameworks.reading import Catalogue, Linked, cue_in_words, facet_names, ladder


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of one competency with its indicators."""

    level: ProficiencyLevel
    indicators: list[str]


@dataclass(frozen=True, slots=True)
class CueLine:
    """A wording that counts, its weight 0-1, and whether the line must speak of customers too."""

    words: str
    weight: float
    needs_customer: bool
    family: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A competency with everything its page section shows."""

    competency: Competency
    rungs: list[Rung]
    cues: list[CueLine]
    links: list[Linked]


@require_safe
def list_frameworks(request: HttpRequest) -> HttpResponse:
    """All frameworks, the two reference ones first, and the ladder they share."""
    catalogue = Catalogue()
    others = [version for version in catalogue.versions if not version.framework.reference]
    return render(
        request,
        "frameworks/list.html",
        {"references": catalogue.references, "others": others, "ladder": ladder()},
    )


@require_safe
def show_framework(request: HttpRequest, code: str) -> HttpResponse:
    """One framework: definitions, ladder with indicators, cues, links. 404 for an unknown code."""
    catalogue = Catalogue()
    version = catalogue.version(code)
    if version is None:
        raise Http404(_("There is no framework “%(code)s”.") % {"code": code})
    return render(
        request,
        "frameworks/detail.html",
        {
            "version": version,
            "framework": version.framework,
            "entries": _entries(version, catalogue),
            "ladder": ladder(),
            "shows_orientation": any(c.orientation != "both" for c in version.competencies.all()),
        },
    )


def _entries(version: FrameworkVersion, catalogue: Catalogue) -> list[Entry]:
    rungs, names, links = ladder(), facet_names(), catalogue.links_of(version)
    competencies = version.competencies.prefetch_related("indicators", "cues")
    return [
        Entry(
            competency=competency,
            rungs=_rungs(competency, rungs),
            cues=[
                CueLine(cue_in_words(cue, names), cue.weight, cue.needs_customer, bool(cue.facet))
                for cue in competency.cues.all()
            ],
            links=links.get(competency.code, []),
        )
        for competency in competencies
    ]


def _rungs(competency: Competency, levels: list[ProficiencyLevel]) -> list[Rung]:
    texts: dict[int, list[str]] = defaultdict(list)
    for indicator in competency.indicators.all():
        texts[indicator.level].append(indicator.text)
    return [Rung(level, texts[level.number]) for level in levels]
