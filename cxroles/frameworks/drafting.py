"""Draft versions of frameworks: a copy to edit, checked like a fixture file before it is published."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cxroles.frameworks.loading.loader import check_draft
from cxroles.frameworks.loading.storing import (
    FRAMEWORK_FIELDS,
    VERSION_FIELDS,
    document_of,
    publish_in_place,
    write_framework_rows,
)
from cxroles.frameworks.models import FrameworkVersion, Origin, VersionStatus


class NotADraftError(ValueError):
    """Raised when something that is published should be published again."""

    def __init__(self, version: object) -> None:
        super().__init__(_("%(version)s is no draft; copy it as a draft first.") % {"version": version})


@transaction.atomic
def copy_as_draft(*, version: FrameworkVersion) -> FrameworkVersion:
    """A new draft with everything the version has."""
    content = document_of(version)
    number = version.framework.versions.aggregate(Max("number"))["number__max"] + 1
    draft = FrameworkVersion.objects.create(
        framework=version.framework,
        number=number,
        status=VersionStatus.DRAFT,
        origin=Origin.ADMIN,
        content=content,
        **{name: content[name] for name in VERSION_FIELDS},
    )
    write_framework_rows(draft, content)
    return draft


@transaction.atomic
def publish_draft(*, version: FrameworkVersion) -> FrameworkVersion:
    """Freeze a draft as the next published version.

    Raises MistakesFoundError when load_fixtures would refuse the same content, NotADraftError otherwise.
    """
    draft = FrameworkVersion.objects.select_for_update().get(pk=version.pk)
    if draft.status != VersionStatus.DRAFT:
        raise NotADraftError(draft)
    content = check_draft(document_of(draft), str(draft))
    framework = draft.framework
    for name in FRAMEWORK_FIELDS:
        setattr(framework, name, content[name])
    framework.save()
    for name in VERSION_FIELDS:
        setattr(draft, name, content[name])
    publish_in_place(draft, framework.versions.all(), content)
    # Written anew, so that the rows say exactly what the content says.
    draft.competencies.all().delete()
    write_framework_rows(draft, content)
    return draft
