"""Role templates and their versions in the admin site."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cxroles.frameworks.loading.schema import Part, Percent, Source
from cxroles.frameworks.models import VersionStatus
from cxroles.frameworks.versioned_admin import (
    DraftsOnlyInline,
    LinesField,
    PartAdmin,
    VersionAdmin,
    check_json,
    copied_header,
)
from cxroles.roles.drafting import copy_as_draft, publish_draft
from cxroles.roles.loading.schema import Fact
from cxroles.roles.loading.storing import TEMPLATE_FIELDS
from cxroles.roles.models import RoleTemplate, RoleTemplateVersion, TemplateStatement, TemplateTag


class VariantNote(Part):
    """A variant without its lines, which are rows."""

    name: str
    note: str


_SHAPES: dict[str, Any] = {
    "facts": list[Fact],
    "variants": list[VariantNote],
    "sources": list[Source],
    "emphasis": dict[str, dict[str, Percent]],
}


class RoleTemplateVersionForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A draft, together with the template's short name, which changes when it is published."""

    name = forms.CharField(label=_("short name"), max_length=80, required=False)
    position = forms.IntegerField(label=_("position"), min_value=0, required=False)
    reports_to = LinesField(label=_("reports to"), help_text=_("One a line, most usual first."))
    aliases = LinesField(label=_("also called"), help_text=_("One a line."))
    background = LinesField(label=_("candidate background"), help_text=_("One note a line."), required=False)

    class Meta:
        model = RoleTemplateVersion
        exclude = ("content",)  # noqa: DJ006  # every column but the frozen fixture is edited here
        help_texts = {
            "facts": _("JSON: a list of {text, source}."),
            "variants": _("JSON: a list of {name, note}; lines of a variant carry its name."),
            "sources": _("JSON: a list of {title, publisher, used_for}."),
            "emphasis": _("JSON: framework code, then competency code, then percent; each framework sums to 100."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version: RoleTemplateVersion = self.instance
        for name in TEMPLATE_FIELDS if version.pk else ():
            self.initial.setdefault(name, version.content.get(name, getattr(version.role_template, name)))

    def clean(self) -> dict[str, Any]:
        check_json(self, _SHAPES)
        return self.cleaned_data

    def save(self, commit: bool = True) -> Any:
        if self.instance.pk:
            self.instance.content = copied_header(self.instance.content, self.cleaned_data, TEMPLATE_FIELDS)
        return super().save(commit)


class TemplateStatementInline(DraftsOnlyInline, admin.StackedInline):  # type: ignore[type-arg]
    model = TemplateStatement
    extra = 0
    show_change_link = True
    fields = ("text", ("code", "section", "level"), ("mandate", "variant", "position"))


class TemplateTagInline(DraftsOnlyInline, admin.TabularInline):  # type: ignore[type-arg]
    model = TemplateTag
    path_to_version = ("version",)
    extra = 0


@admin.register(RoleTemplate)
class RoleTemplateAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Names change through a draft version once one is published."""

    list_display = ("name", "code", "position")

    def get_readonly_fields(self, request: HttpRequest, obj: RoleTemplate | None = None) -> tuple[str, ...]:
        if obj is None:
            return ()
        published = obj.versions.exclude(status=VersionStatus.DRAFT).exists()
        return ("code", *TEMPLATE_FIELDS) if published else ("code",)


@admin.register(RoleTemplateVersion)
class RoleTemplateVersionAdmin(VersionAdmin):
    """Drafts with their lines; the competencies behind each line's link."""

    form = RoleTemplateVersionForm
    inlines = (TemplateStatementInline,)
    list_filter = ("status", "role_template")
    copy = copy_as_draft
    publish = publish_draft
    parent_field = "role_template"

    def get_fieldsets(self, request: HttpRequest, obj: RoleTemplateVersion | None = None) -> Any:
        own = (
            "role_template",
            ("number", "status", "origin"),
            "title",
            "summary",
            ("level", "level_from", "level_to"),
            *("reports_to", "aliases", "emphasis", "background", "facts", "variants", "sources"),
        )
        if obj is None or self.is_frozen(obj):
            return ((None, {"fields": own}),)
        names = {"fields": (TEMPLATE_FIELDS,)}
        return ((None, {"fields": own}), (_("From its publication on the template is called"), names))


@admin.register(TemplateStatement)
class TemplateStatementAdmin(PartAdmin):
    """One line with the competencies it asks for."""

    path_to_version = ("version",)
    inlines = (TemplateTagInline,)
    readonly_fields = ("version",)
