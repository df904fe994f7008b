"""Reads of the published role templates: side by side, in full, and by what their lines ask for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from cxroles.frameworks.models import Competency, FrameworkVersion, VersionStatus
from cxroles.frameworks.reading import Catalogue, ladder
from cxroles.roles.models import RoleTemplateVersion, Section, TemplateStatement, TemplateTag


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a target emphasis; share in percent, ``target`` a second mark or none."""

    name: str
    hue: str
    share: float
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """A target emphasis in one framework as bars, and the percent that fills a bar."""

    version: FrameworkVersion
    bars: list[Bar]
    scale: int


@dataclass(frozen=True, slots=True)
class Card:
    """A role template as it stands beside the others."""

    version: RoleTemplateVersion
    profile: Profile | None
    level: str


@dataclass(frozen=True, slots=True)
class Line:
    """A template line with the competencies it asks for."""

    statement: TemplateStatement
    competencies: list[Competency]


@dataclass(frozen=True, slots=True)
class LineGroup:
    """The lines of one section."""

    section: str
    label: str
    lines: list[Line]


def published_templates() -> list[RoleTemplateVersion]:
    """The newest published version of each role template, in display order."""
    found = RoleTemplateVersion.objects.filter(status=VersionStatus.PUBLISHED).select_related("role_template")
    ordered = found.order_by("role_template__position", "role_template__code", "number")
    return list({version.role_template_id: version for version in ordered}.values())


def find_published(code: str) -> RoleTemplateVersion | None:
    """The newest published version of one role template, if any."""
    return next((each for each in published_templates() if each.role_template.code == code), None)


def profiles_of(version: RoleTemplateVersion, catalogue: Catalogue, *, scale: int = 0) -> list[Profile]:
    """The emphasis of a role template in each reference framework; ``scale`` 0 fits the longest bar."""
    return [draw_profile(reference, version.emphasis, scale=scale) for reference in catalogue.references]


def draw_profile(
    reference: FrameworkVersion, emphasis: Mapping[str, Mapping[str, float]], *, scale: int = 0
) -> Profile:
    """An emphasis in one framework as bars; ``scale`` 0 fits the longest bar."""
    shares = emphasis.get(reference.framework.code, {})
    bars = [
        Bar(each.short_name or each.name, each.hue, float(shares.get(each.code, 0)))
        for each in reference.competencies.all()
    ]
    return Profile(reference, bars, scale or longest(bar.share for bar in bars))


def longest(shares: Iterable[float]) -> int:
    """A round percent just above the largest share, at least 10."""
    return max(10, 5 * round(max(shares, default=0.0) / 5 + 0.5))


def shared_scale(versions: Iterable[RoleTemplateVersion]) -> int:
    """The scale on which the emphasis bars of several role templates compare."""
    return longest(float(v) for each in versions for shares in each.emphasis.values() for v in shares.values())


def lines_of(version: RoleTemplateVersion, catalogue: Catalogue, *, variant: str = "") -> list[LineGroup]:
    """The lines of a role template (or those a variant adds) by section, in printing order."""
    rows = version.statements.filter(variant=variant).prefetch_related("tags").order_by("position")
    lines = [Line(row, _competencies(row, catalogue)) for row in rows]
    groups = [
        LineGroup(section.value, str(section.label), [line for line in lines if line.statement.section == section])
        for section in Section
    ]
    return [group for group in groups if group.lines]


def _competencies(row: TemplateStatement, catalogue: Catalogue) -> list[Competency]:
    asked = {(tag.framework_code, tag.competency_code) for tag in row.tags.all()}
    found = [each for code, each in catalogue.competencies.items() if code in asked]
    # Both reference frameworks have a Strategy: one chip says it.
    return list({each.short_name or each.name: each for each in found}.values())


def lines_asking(framework_code: str) -> dict[str, list[dict[str, Any]]]:
    """Competency code -> how many lines of each published role template ask for it (code, name, lines)."""
    versions = published_templates()
    counted = (
        TemplateTag.objects.filter(framework_code=framework_code, statement__version__in=versions)
        .values("competency_code", "statement__version")
        .annotate(lines=Count("statement", distinct=True))
        .order_by()
    )
    counts = {(row["competency_code"], row["statement__version"]): row["lines"] for row in counted}
    asking: dict[str, list[dict[str, Any]]] = {code: [] for code, _pk in counts}
    for code, each in ((code, each) for code in asking for each in versions):
        template = each.role_template
        asking[code].append({"code": template.code, "name": template.name, "lines": counts.get((code, each.pk), 0)})
    return asking


def template_cards(catalogue: Catalogue) -> list[Card]:
    """The published role templates with their emphasis on one scale in the first reference framework."""
    versions = published_templates()
    scale, names = shared_scale(versions), level_names()
    reference = next(iter(catalogue.references), None)
    return [
        Card(
            version,
            draw_profile(reference, version.emphasis, scale=scale) if reference else None,
            level_words(version, names),
        )
        for version in versions
    ]


def level_names() -> dict[int, str]:
    """Level number -> name on the ladder."""
    return {level.number: level.name for level in ladder()}


def level_words(version: RoleTemplateVersion, names: dict[int, str]) -> str:
    """The typical level with its name, and the range where there is one: “3 Leads (3 to 4)”."""
    words = f"{version.level} {names.get(version.level, '')}".strip()
    if version.level_from == version.level_to:
        return words
    return _("%(level)s (%(lowest)s to %(highest)s)") % {
        "level": words,
        "lowest": version.level_from,
        "highest": version.level_to,
    }
