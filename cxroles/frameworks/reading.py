"""Reads of what is published: frameworks with their competencies, links between them, cues in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cxroles.frameworks.models import (
    Competency,
    CrosswalkLink,
    Cue,
    FrameworkVersion,
    ProficiencyLevel,
    RubricVersion,
    VersionStatus,
)


@dataclass(frozen=True, slots=True)
class Linked:
    """A competency as seen from one that is linked with it; ``outward`` when the link starts at the other."""

    kind: str
    label: str | Promise
    competency: Competency
    outward: bool


class Catalogue:
    """The newest published version of each framework, read once for one page."""

    @cached_property
    def versions(self) -> list[FrameworkVersion]:
        """In display order, competencies fetched along."""
        found = FrameworkVersion.objects.filter(status=VersionStatus.PUBLISHED).select_related("framework")
        ordered = found.order_by("framework__position", "framework__code", "number")
        newest = {version.framework_id: version.pk for version in ordered}
        versions = FrameworkVersion.objects.filter(pk__in=newest.values()).select_related("framework")
        return list(
            versions.prefetch_related("competencies__version__framework").order_by(
                "framework__position", "framework__code"
            )
        )

    @property
    def references(self) -> list[FrameworkVersion]:
        """The reference frameworks, whose emphasis a role template sets."""
        return [version for version in self.versions if version.framework.reference]

    def version(self, code: str) -> FrameworkVersion | None:
        """The published version of one framework, if any."""
        return next((version for version in self.versions if version.framework.code == code), None)

    @cached_property
    def competencies(self) -> dict[tuple[str, str], Competency]:
        """By (framework code, competency code)."""
        return {
            (version.framework.code, competency.code): competency
            for version in self.versions
            for competency in version.competencies.all()
        }

    def crosswalk(self, version: FrameworkVersion) -> list[tuple[str, str, str, str]]:
        """The links that start in a framework: (from code, framework, to code, kind)."""
        links = CrosswalkLink.objects.filter(competency__version=version)
        return list(links.values_list("competency__code", "target_framework", "target_code", "kind"))

    def links_of(self, version: FrameworkVersion) -> dict[str, list[Linked]]:
        """Competency code -> its crosswalk links, from both ends."""
        links = CrosswalkLink.objects.filter(competency__version__in=self.versions).select_related(
            "competency__version__framework"
        )
        found: dict[str, list[Linked]] = {}
        for link in links:
            for code, linked in self._ends(link, version):
                found.setdefault(code, []).append(linked)
        return found

    def _ends(self, link: CrosswalkLink, version: FrameworkVersion) -> Iterable[tuple[str, Linked]]:
        target = self.competencies.get((link.target_framework, link.target_code))
        if target is None:
            return
        if link.competency.version_id == version.pk:
            yield link.competency.code, Linked(link.kind, link.get_kind_display(), target, outward=True)
        if link.target_framework == version.framework.code:
            yield link.target_code, Linked(link.kind, _label_back(link), link.competency, outward=False)


def _label_back(link: CrosswalkLink) -> str:
    if link.kind == CrosswalkLink.Kind.PART:
        return _("includes")
    return str(link.get_kind_display())


def ladder() -> list[ProficiencyLevel]:
    """The level ladder, lowest rung first."""
    return list(ProficiencyLevel.objects.order_by("number"))


def facet_names() -> dict[str, str]:
    """Facet code -> its name in the newest published scoring rules."""
    rules = RubricVersion.objects.filter(status=VersionStatus.PUBLISHED).order_by("-number").first()
    if rules is None:
        return {}
    facets = rules.content.get("facets", {}).get("facets", {})
    return {code: str(facet.get("name") or code.replace("_", " ")) for code, facet in facets.items()}


def cue_in_words(cue: Cue, names: dict[str, str]) -> str:
    """What a cue looks for, for people: the family's name, or its wording with the signs spelt out."""
    if cue.facet:
        return names.get(cue.facet, cue.facet.replace("_", " "))
    return " ".join(_element_in_words(element) for element in cue.pattern.split())


def _element_in_words(element: str) -> str:
    if element.startswith("~"):
        return "…"
    words = [_("[any %(word)s word]") % {"word": word[1:]} if word[0] == "@" else word for word in _choices(element)]
    return " / ".join(words)


def _choices(element: str) -> list[str]:
    return [word for word in (part.strip("=") for part in element.split("|")) if word]
