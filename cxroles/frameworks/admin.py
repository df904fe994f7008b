"""Frameworks, their versions and the scoring rules in the admin site."""

from typing import Any, get_args

from django import forms
from django.contrib import admin
from django.db.models import Field as ModelField
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cxroles.frameworks.drafting import copy_as_draft, publish_draft
from cxroles.frameworks.loading.schema import HUES, Source
from cxroles.frameworks.loading.storing import FRAMEWORK_FIELDS
from cxroles.frameworks.models import (
    Competency,
    CrosswalkLink,
    Cue,
    Framework,
    FrameworkVersion,
    Indicator,
    ProficiencyLevel,
    RubricVersion,
    VersionStatus,
)
from cxroles.frameworks.versioned_admin import (
    DraftsOnlyInline,
    PartAdmin,
    VersionAdmin,
    ViewOnly,
    check_json,
    copied_header,
    shown_as_json,
)


class FrameworkVersionForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A draft, together with the framework's own names, which change when it is published."""

    name = forms.CharField(label=_("name"), max_length=160, required=False)
    short_name = forms.CharField(label=_("short name"), max_length=40, required=False)
    publisher = forms.CharField(label=_("publisher"), max_length=120, required=False)
    reference = forms.BooleanField(label=_("reference framework"), required=False)
    position = forms.IntegerField(label=_("position"), min_value=0, required=False)

    class Meta:
        model = FrameworkVersion
        fields = ("framework", "noun", "summary", "sources")
        help_texts = {"sources": _("JSON: a list of {title, publisher, used_for}.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version: FrameworkVersion = self.instance
        for name in FRAMEWORK_FIELDS if version.pk else ():
            self.initial.setdefault(name, version.content.get(name, getattr(version.framework, name)))

    def clean(self) -> dict[str, Any]:
        check_json(self, {"sources": list[Source]})
        return self.cleaned_data

    def save(self, commit: bool = True) -> Any:
        if self.instance.pk:
            self.instance.content = copied_header(self.instance.content, self.cleaned_data, FRAMEWORK_FIELDS)
        return super().save(commit)


class CompetencyInline(DraftsOnlyInline, admin.StackedInline):  # type: ignore[type-arg]
    model = Competency
    extra = 0
    show_change_link = True
    fields = (("code", "name", "short_name"), ("hue", "weight", "orientation", "position"), "definition")

    def formfield_for_dbfield(self, db_field: ModelField[Any, Any], request: Any, **kwargs: Any) -> Any:
        if db_field.name == "hue":
            return forms.ChoiceField(label=_("hue"), choices=[(hue, hue) for hue in get_args(HUES)])
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class _PartOfCompetency(DraftsOnlyInline, admin.TabularInline):  # type: ignore[type-arg]
    path_to_version = ("version",)
    extra = 0


class IndicatorInline(_PartOfCompetency):
    model = Indicator


class CueInline(_PartOfCompetency):
    model = Cue


class CrosswalkLinkInline(_PartOfCompetency):
    model = CrosswalkLink


@admin.register(Framework)
class FrameworkAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Names change through a draft version once one is published."""

    list_display = ("name", "short_name", "code", "publisher", "reference", "position")

    def get_readonly_fields(self, request: HttpRequest, obj: Framework | None = None) -> tuple[str, ...]:
        if obj is None:
            return ()
        published = obj.versions.exclude(status=VersionStatus.DRAFT).exists()
        return ("code", *FRAMEWORK_FIELDS) if published else ("code",)


@admin.register(FrameworkVersion)
class FrameworkVersionAdmin(VersionAdmin):
    """Drafts with their competencies; indicators and cues behind each competency's link."""

    form = FrameworkVersionForm
    inlines = (CompetencyInline,)
    list_filter = ("status", "framework")
    copy = copy_as_draft
    publish = publish_draft
    parent_field = "framework"

    def get_fieldsets(self, request: HttpRequest, obj: FrameworkVersion | None = None) -> Any:
        own = ("framework", ("number", "status", "origin"), "noun", "summary", "sources")
        if obj is None or self.is_frozen(obj):
            return ((None, {"fields": own}),)
        names = ("name", ("short_name", "publisher"), ("reference", "position"))
        return ((None, {"fields": own}), (_("From its publication on the framework is called"), {"fields": names}))


@admin.register(Competency)
class CompetencyAdmin(PartAdmin):
    """One competency with its indicators, cues and links."""

    path_to_version = ("version",)
    inlines = (IndicatorInline, CueInline, CrosswalkLinkInline)
    readonly_fields = ("version",)


@admin.register(ProficiencyLevel)
class ProficiencyLevelAdmin(ViewOnly):
    """The ladder comes from its file."""

    list_display = ("number", "name", "definition")


@admin.register(RubricVersion)
class RubricVersionAdmin(ViewOnly):
    """The scoring rules come from their files."""

    list_display = ("__str__", "status", "created_at")
    fields = ("number", "status", "created_at", "rules_shown")
    readonly_fields = fields

    @admin.display(description=_("rules"))
    def rules_shown(self, rubric: RubricVersion) -> SafeString:
        """All rules of this version."""
        return shown_as_json(rubric.rules())
