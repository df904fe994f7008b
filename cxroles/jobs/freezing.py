"""Freezing a description into an immutable revision: words, tags, report and versions."""

import hashlib
import json
from typing import Any

from django.db import transaction

from cxroles.accounts.models import User
from cxroles.frameworks.models import FrameworkVersion, ProficiencyLevel
from cxroles.jobs.drafts import Scored, scored
from cxroles.jobs.models import JobDescription, Revision, Statement
from cxroles.roles.models import RoleTemplateVersion

SCHEMA = "cxroles.description/1"
FACT_FIELDS = ("title", "company", "sector", "company_size", "location", "reports_to", "team", "budget")


@transaction.atomic
def freeze(*, description: JobDescription, by: User, reason: str) -> Revision:
    """Freeze it as it stands; what was frozen with equal content for the same reason is returned again."""
    locked = JobDescription.objects.select_for_update().for_composing().get(pk=description.pk)
    result = scored(locked)
    content = content_of(locked, result)
    report = result.report.as_dict()
    checksum = checksum_of({"content": content, "report": report})
    newest = locked.revisions.order_by("-number").first()
    if newest and newest.checksum == checksum and reason in (newest.reason, Revision.Reason.EXPORTED):
        return newest
    revision = Revision.objects.create(
        description=locked,
        number=(newest.number if newest else 0) + 1,
        reason=reason,
        title=locked.title,
        content=content,
        report=report,
        checksum=checksum,
        author=by,
        role_template_version=locked.role_template_version,
        rubric_version=locked.rubric_version,
    )
    revision.framework_versions.set(locked.framework_versions.all())
    return revision


def checksum_of(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON of a value."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def content_of(description: JobDescription, result: Scored) -> dict[str, Any]:
    """Everything a printed page or another program needs of a description, as plain values."""
    facts = {name: getattr(description, name) for name in FACT_FIELDS}
    versions = description.framework_versions.select_related("framework").order_by("framework__position")
    return {
        "schema": SCHEMA,
        **facts,
        "workspace": description.workspace.name,
        "text": result.draft.text,
        "template": template_notes(description.role_template_version),
        "emphasis": description.emphasis,
        "frameworks": [framework_notes(version) for version in versions],
        "ladder": ladder_notes(),
        "statements": [_statement_content(row) for row in result.rows],
    }


def template_notes(version: RoleTemplateVersion) -> dict[str, Any]:
    """What a page prints about the role template."""
    return {
        "code": version.role_template.code,
        "name": version.role_template.name,
        "title": version.title,
        "version": version.number,
        "level": version.level,
        "summary": version.summary,
        "aliases": version.aliases,
        "background": version.background,
        "reports_to": version.reports_to,
    }


def framework_notes(version: FrameworkVersion) -> dict[str, Any]:
    """What a page prints about a framework and its competencies."""
    return {
        "code": version.framework.code,
        "name": version.framework.name,
        "short_name": version.framework.short_name,
        "noun": version.noun,
        "version": version.number,
        "reference": version.framework.reference,
        "competencies": list(version.competencies.values("code", "name", "short_name", "hue", "definition")),
    }


def ladder_notes() -> list[dict[str, Any]]:
    """The level ladder: number and name."""
    return [{"number": level.number, "name": level.name} for level in ProficiencyLevel.objects.all()]


def _statement_content(row: Statement) -> dict[str, Any]:
    tags = [
        {
            "framework": tag.framework_code,
            "code": tag.competency_code,
            "verdict": tag.verdict,
            "by": tag.decided_by_id,
            "at": tag.decided_at.isoformat(),
        }
        for tag in row.tags.all()
    ]
    return {
        "section": row.section,
        "text": row.text,
        "level": row.level,
        "mandate": row.mandate,
        "template_line": row.template_line,
        "tags": tags,
    }
