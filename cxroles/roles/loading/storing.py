"""Role templates between plain content and their tables."""

from collections.abc import Iterable
from typing import Any

from cxroles.frameworks.loading.kinds import Content, Shelved
from cxroles.frameworks.loading.storing import move_drafts_up, next_free_number, published_fields, shelved_versions
from cxroles.frameworks.models import VersionStatus
from cxroles.roles.loading.checking import tags_of
from cxroles.roles.loading.schema import LINE_FIELDS
from cxroles.roles.models import RoleTemplate, RoleTemplateVersion, TemplateStatement, TemplateTag

TEMPLATE_FIELDS = ("name", "position")
VERSION_FIELDS = ("title", "summary", "reports_to", "aliases", "background", "facts", "sources", "emphasis")


class RoleTemplateShelf:
    """Role template versions and the lines that hang on them."""

    def newest(self) -> list[Shelved]:
        versions = RoleTemplateVersion.objects.filter(status=VersionStatus.PUBLISHED)
        return shelved_versions(versions.select_related("role_template").order_by("number"), "role_template")

    def next_number(self, code: str) -> int:
        return next_free_number(RoleTemplateVersion.objects.filter(role_template__code=code))

    def publish(self, contents: Iterable[Content]) -> None:
        for content in contents:
            self._publish_one(content)

    def _publish_one(self, content: Content) -> None:
        template, _created = RoleTemplate.objects.update_or_create(
            code=content["code"], defaults={name: content[name] for name in TEMPLATE_FIELDS}
        )
        number = self.next_number(template.code)
        move_drafts_up(template.versions.all(), number)
        version = RoleTemplateVersion.objects.create(
            role_template=template, **published_fields(content, number), **version_fields(content)
        )
        write_template_rows(version, content)


def version_fields(content: Content) -> dict[str, Any]:
    """The columns of a version row. Lines of variants are rows, so only names and notes stay here."""
    return {
        **{name: content[name] for name in VERSION_FIELDS},
        "level": content["level"]["typical"],
        "level_from": content["level"]["from"],
        "level_to": content["level"]["to"],
        "variants": [{"name": variant["name"], "note": variant["note"]} for variant in content["variants"]],
    }


def write_template_rows(version: RoleTemplateVersion, content: Content) -> None:
    """Create the lines of a version, those of its variants after the others, with their tags."""
    lines = [("", line) for line in content["statements"]]
    lines += [(variant["name"], line) for variant in content["variants"] for line in variant["statements"]]
    statements = TemplateStatement.objects.bulk_create(
        TemplateStatement(
            version=version, variant=variant, position=position, **{name: line[name] for name in LINE_FIELDS}
        )
        for position, (variant, line) in enumerate(lines, start=1)
    )
    TemplateTag.objects.bulk_create(
        TemplateTag(statement=statement, framework_code=framework, competency_code=code)
        for statement, (_variant, line) in zip(statements, lines, strict=True)
        for framework, codes in tags_of(line).items()
        for code in codes
    )


def document_of(version: RoleTemplateVersion) -> Content:
    """The fixture that a version's rows amount to; loading it again would change nothing."""
    template = version.role_template
    # A draft carries the template's own facts in its content until it is published.
    header = {name: version.content.get(name, getattr(template, name)) for name in TEMPLATE_FIELDS}
    lines = list(version.statements.order_by("position", "pk").prefetch_related("tags"))
    return {
        "kind": "role_template",
        "code": template.code,
        **header,
        **{name: getattr(version, name) for name in VERSION_FIELDS},
        "level": {"typical": version.level, "from": version.level_from, "to": version.level_to},
        "variants": [
            {**variant, "statements": [_line_document(line) for line in lines if line.variant == variant["name"]]}
            for variant in version.variants
        ],
        "statements": [_line_document(line) for line in lines if not line.variant],
    }


def _line_document(line: TemplateStatement) -> Content:
    tags: dict[str, list[str]] = {}
    for tag in sorted(line.tags.all(), key=lambda tag: tag.pk or 0):
        tags.setdefault(tag.framework_code, []).append(tag.competency_code)
    return {**{name: getattr(line, name) for name in LINE_FIELDS}, **tags}
