"""The only seam between tables and scoring: rows become a Draft, fixtures become a Rubric."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import gettext as _

from cxroles.frameworks.models import Framework, FrameworkVersion, RubricVersion, VersionStatus
from cxroles.jobs.models import JobDescription, Statement
from cxroles.roles.models import RoleTemplate, RoleTemplateVersion, Section
from cxroles.scoring.engine import score
from cxroles.scoring.rubric import rubric_from_documents
from cxroles.scoring.types import Decision, Draft, Report, Rubric
from cxroles.scoring.types import Statement as DraftStatement


class NothingLoadedError(LookupError):
    """Raised when frameworks, templates or scoring rules are not in the database yet."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A draft and the rows behind it: ``rows[i]`` is ``draft.statements[i]``."""

    draft: Draft
    rows: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """A description with its report; every number shown comes from here."""

    report: Report
    draft: Draft
    rows: tuple[Statement, ...]
    rubric: Rubric


def scored(description: JobDescription) -> Scored:
    """Score a description as it stands, with the versions pinned to it."""
    composition = composed(description)
    rubric = rubric_for(description)
    return Scored(score(composition.draft, rubric), composition.draft, composition.rows, rubric)


def composed(description: JobDescription) -> Composed:
    """The description's live lines as one text, with their offsets in it."""
    rows = tuple(description.live_statements().prefetch_related("tags"))
    head, facts = compose_head(description)
    text, places = compose_text([(row.section, row.text) for row in rows], head=head)
    statements = tuple(
        _draft_statement(index, row, start, end)
        for index, (row, (start, end)) in enumerate(zip(rows, places, strict=True))
    )
    draft = Draft(text=text, statements=statements, title=description.title, targets=description.emphasis, facts=facts)
    return Composed(draft, rows)


# Facts of the job that grant a part of the mandate, whatever its lines say.
MANDATE_FACTS = ("reports_to", "team", "budget")


def compose_head(description: JobDescription) -> tuple[str, dict[str, tuple[int, int]]]:
    """Title and mandate facts as plain text, and the place of each fact in it."""
    head = f"{description.title}\n"
    places: dict[str, tuple[int, int]] = {}
    for name in MANDATE_FACTS:
        value = getattr(description, name).strip()
        if value:
            label = str(JobDescription._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]
            line = f"{label}: {value}"
            places[name] = (len(head), len(head) + len(line))
            head += f"{line}\n"
    return head, places


def compose_text(lines: Sequence[tuple[str, str]], *, head: str) -> tuple[str, list[tuple[int, int]]]:
    """A head and (section, text) lines as one plain text, and the place of each line in it."""
    parts = [head]
    length = len(head)
    places: list[tuple[int, int]] = []
    section = ""
    for line_section, text in lines:
        lead = "- "
        if line_section != section:
            section = line_section
            lead = f"\n{Section(section).label}\n- "
        places.append((length + len(lead), length + len(lead) + len(text)))
        parts += [lead, text, "\n"]
        length += len(lead) + len(text) + 1
    return "".join(parts), places


def _draft_statement(index: int, row: Statement, start: int, end: int) -> DraftStatement:
    decisions = tuple(
        Decision(tag.framework_code, tag.competency_code, tag.verdict)  # type: ignore[arg-type]  # TextChoices value
        for tag in row.tags.all()
    )
    return DraftStatement(
        index=index, section=row.section, text=row.text, start=start, end=end, level=row.level, decisions=decisions
    )


def rubric_for(description: JobDescription) -> Rubric:
    """The rubric pinned to a description."""
    frameworks = tuple(sorted(version.pk for version in description.framework_versions.all()))
    return _rubric(frameworks, description.role_template_version_id, description.rubric_version_id)


def published_rubric(template_code: str | None = None) -> Rubric:
    """The newest published rubric. Raises NothingLoadedError, and LookupError for an unknown template."""
    template = None
    if template_code is not None:
        template = published_template(template_code).pk
    frameworks = tuple(sorted(version.pk for version in published_frameworks()))
    return _rubric(frameworks, template, published_rules().pk)


def published_frameworks() -> list[FrameworkVersion]:
    """The newest published version of each framework. Raises NothingLoadedError when there is none."""
    newest = (
        FrameworkVersion.objects.filter(status=VersionStatus.PUBLISHED)
        .select_related("framework")
        .order_by("framework__position", "framework__code", "number")
    )
    versions = {version.framework_id: version for version in newest}
    if not versions:
        raise NothingLoadedError(_("No framework is loaded. Run: manage.py load_fixtures"))
    return list(versions.values())


def published_rules() -> RubricVersion:
    """The newest published scoring rules. Raises NothingLoadedError when there are none."""
    rules = RubricVersion.objects.filter(status=VersionStatus.PUBLISHED).order_by("-number").first()
    if rules is None:
        raise NothingLoadedError(_("No scoring rules are loaded. Run: manage.py load_fixtures"))
    return rules


def published_template(code: str) -> RoleTemplateVersion:
    """The newest published version of a role template. Raises LookupError naming the known codes."""
    version = (
        RoleTemplateVersion.objects.filter(role_template__code=code, status=VersionStatus.PUBLISHED)
        .select_related("role_template")
        .order_by("-number")
        .first()
    )
    if version is None:
        known = ", ".join(RoleTemplate.objects.values_list("code", flat=True))
        if not known:
            raise NothingLoadedError(_("No role template is loaded. Run: manage.py load_fixtures"))
        raise LookupError(_("There is no role template “%(code)s”. Known: %(known)s.") % {"code": code, "known": known})
    return version


# Published rows never change, so a rubric built once serves until the process ends.
@lru_cache(maxsize=64)
def _rubric(framework_ids: tuple[int, ...], template_id: int | None, rules_id: int) -> Rubric:
    frameworks = FrameworkVersion.objects.filter(pk__in=framework_ids).select_related("framework")
    ordered = sorted(frameworks, key=lambda version: (version.framework.position, version.framework.code))
    rules = RubricVersion.objects.get(pk=rules_id)
    template = None
    if template_id is not None:
        template = RoleTemplateVersion.objects.select_related("role_template").get(pk=template_id)
    templates = _templates_beside(template)
    return rubric_from_documents(
        [{**version.content, "version": version.number} for version in ordered],
        [{**version.content, "version": version.number} for version in templates],
        rules.rules(),
        template.role_template.code if template else None,
        version=rules.number,
    )


def _templates_beside(pinned: RoleTemplateVersion | None) -> list[RoleTemplateVersion]:
    """The pinned template and the newest of each other one, to say which is nearest."""
    newest = RoleTemplateVersion.objects.filter(status=VersionStatus.PUBLISHED).order_by("number")
    versions = {version.role_template_id: version for version in newest.select_related("role_template")}
    if pinned is not None:
        versions[pinned.role_template_id] = pinned
    return list(versions.values())


def remember_score(description: JobDescription, report: Report) -> None:
    """Keep what lists show: overall score, band and the weakest dimension."""
    description.score = report.overall
    description.band = report.band
    weakest = min(report.dimensions, key=lambda dimension: dimension.score, default=None)
    description.weakest = weakest.code if weakest else ""
    description.changed_at = timezone.now()


def refresh_score(description: JobDescription) -> Scored:
    """Score again and save what lists show."""
    result = scored(description)
    remember_score(description, result.report)
    description.save(update_fields=["score", "band", "weakest", "changed_at"])
    return result


def framework_codes() -> list[str]:
    """Codes of all frameworks, in display order."""
    return list(Framework.objects.values_list("code", flat=True))
