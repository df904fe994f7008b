"""Job descriptions and revisions in the admin site: looked up here, edited in the composer."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cxroles.frameworks.versioned_admin import ViewOnly, shown_as_json
from cxroles.jobs.models import JobDescription, Revision


class InOwnWorkspace(ViewOnly):
    """Shows what belongs to the workspace of who is asking; a superuser sees all."""

    path_to_workspace: ClassVar[str]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        person: Any = request.user
        return rows if person.is_superuser else rows.filter(**{self.path_to_workspace: person.workspace_id})


@admin.register(JobDescription)
class JobDescriptionAdmin(InOwnWorkspace):
    """Who owns which description and how it stands."""

    path_to_workspace = "workspace"
    list_display = ("title", "company", "owner", "status", "score", "changed_at")
    list_filter = ("status", "role_template_version__role_template")
    list_select_related = ("owner",)
    search_fields = ("title", "company")
    fields = (
        *("title", "company", "workspace", "owner", "status", "source", "score", "band"),
        *("role_template_version", "rubric_version", "framework_versions", "created_at", "changed_at"),
    )


@admin.register(Revision)
class RevisionAdmin(InOwnWorkspace):
    """Revisions as they were frozen."""

    path_to_workspace = "description__workspace"
    list_display = ("__str__", "reason", "author", "created_at")
    list_filter = ("reason",)
    list_select_related = ("author",)
    fields = (
        *("description", "number", "reason", "author", "created_at", "checksum"),
        *("role_template_version", "rubric_version", "framework_versions", "content_shown", "report_shown"),
    )
    readonly_fields = ("content_shown", "report_shown")

    @admin.display(description=_("content"))
    def content_shown(self, revision: Revision) -> SafeString:
        """The frozen description."""
        return shown_as_json(revision.content)

    @admin.display(description=_("report"))
    def report_shown(self, revision: Revision) -> SafeString:
        """The frozen report."""
        return shown_as_json(revision.report)
