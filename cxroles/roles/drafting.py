"""Draft versions of role templates: a copy to edit, checked like a fixture file before it is published."""

from django.db import transaction
from django.db.models import Max

from cxroles.frameworks.drafting import NotADraftError
from cxroles.frameworks.loading.loader import check_draft
from cxroles.frameworks.loading.storing import publish_in_place
from cxroles.frameworks.models import Origin, VersionStatus
from cxroles.roles.loading.storing import TEMPLATE_FIELDS, document_of, version_fields, write_template_rows
from cxroles.roles.models import RoleTemplateVersion


@transaction.atomic
def copy_as_draft(*, version: RoleTemplateVersion) -> RoleTemplateVersion:
    """A new draft with everything the version has."""
    content = document_of(version)
    number = version.role_template.versions.aggregate(Max("number"))["number__max"] + 1
    draft = RoleTemplateVersion.objects.create(
        role_template=version.role_template,
        number=number,
        status=VersionStatus.DRAFT,
        origin=Origin.ADMIN,
        content=content,
        **version_fields(content),
    )
    write_template_rows(draft, content)
    return draft


@transaction.atomic
def publish_draft(*, version: RoleTemplateVersion) -> RoleTemplateVersion:
    """Freeze a draft as the next published version.

    Raises MistakesFoundError when load_fixtures would refuse the same content, NotADraftError otherwise.
    """
    draft = RoleTemplateVersion.objects.select_for_update().get(pk=version.pk)
    if draft.status != VersionStatus.DRAFT:
        raise NotADraftError(draft)
    content = check_draft(document_of(draft), str(draft))
    template = draft.role_template
    for name in TEMPLATE_FIELDS:
        setattr(template, name, content[name])
    template.save()
    for name, value in version_fields(content).items():
        setattr(draft, name, value)
    publish_in_place(draft, template.versions.all(), content)
    # Written anew, so that the rows say exactly what the content says.
    draft.statements.all().delete()
    write_template_rows(draft, content)
    return draft
