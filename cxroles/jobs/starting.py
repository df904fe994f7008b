"""Ways a job description begins: from a role template, from an existing text, blank."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from cxroles.accounts.models import User
from cxroles.jobs.drafts import published_frameworks, published_rules, refresh_score
from cxroles.jobs.models import SECTION_RANK, ImportedSource, JobDescription, Source, Statement
from cxroles.roles.models import RoleTemplateVersion

Facts = Mapping[str, str]
Emphasis = Mapping[str, Mapping[str, float]]


@transaction.atomic
def start_from_template(
    *,
    owner: User,
    template_version: RoleTemplateVersion,
    facts: Facts,
    emphasis: Emphasis | None = None,
    variant: str = "",
) -> JobDescription:
    """A description with all lines of a role template, and of one of its variants if named."""
    description = _open(owner, template_version, facts, emphasis, Source.TEMPLATE)
    lines = template_version.statements.filter(variant__in=("", variant)).order_by("position")
    _add_lines(
        description,
        [
            Statement(
                section=line.section,
                text=line.text,
                level=line.level,
                mandate=line.mandate,
                template_line=line.code,
            )
            for line in lines
        ],
    )
    refresh_score(description)
    return description


@transaction.atomic
def start_blank(
    *, owner: User, template_version: RoleTemplateVersion, facts: Facts, emphasis: Emphasis | None = None
) -> JobDescription:
    """A description without lines, measured against a role template."""
    description = _open(owner, template_version, facts, emphasis, Source.BLANK)
    refresh_score(description)
    return description


@transaction.atomic
def start_from_import(
    *,
    source: ImportedSource,
    template_version: RoleTemplateVersion,
    lines: Sequence[tuple[str, str]],
    facts: Facts,
) -> JobDescription:
    """A description of the (section, text) lines a person has checked; the source stays on record.

    Asked twice for one source, as by a double click, it answers with the description made first.
    """
    source = ImportedSource.objects.select_for_update(of=("self",)).select_related("description").get(pk=source.pk)
    if source.description:
        return source.description
    description = _open(source.owner, template_version, facts, None, Source.IMPORTED)
    _add_lines(description, [Statement(section=section, text=text) for section, text in lines])
    source.description = description
    source.save(update_fields=["description"])
    refresh_score(description)
    return description


def _open(
    owner: User, template_version: RoleTemplateVersion, facts: Facts, emphasis: Emphasis | None, source: Source
) -> JobDescription:
    values: dict[str, Any] = {"title": template_version.title, **facts}
    description = JobDescription(
        workspace=owner.workspace,
        owner=owner,
        role_template_version=template_version,
        rubric_version=published_rules(),
        emphasis={framework: dict(shares) for framework, shares in (emphasis or {}).items()},
        source=source,
        **values,
    )
    description.full_clean()
    description.save()
    description.framework_versions.set(published_frameworks())
    return description


def _add_lines(description: JobDescription, lines: Sequence[Statement]) -> None:
    for position, line in enumerate(lines):
        line.description = description
        line.position = position
        line.section_rank = SECTION_RANK[line.section]
        line.clean_fields(exclude=("description",))
    Statement.objects.bulk_create(lines)
