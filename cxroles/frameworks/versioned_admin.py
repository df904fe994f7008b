"""What the admin pages of versioned things share: drafts are edited, published versions only read."""

import json
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter
from pydantic import ValidationError as ShapeError

from cxroles.frameworks.drafting import NotADraftError
from cxroles.frameworks.loading.documents import MistakesFoundError
from cxroles.frameworks.models import Origin, Version, VersionStatus

MOST_MESSAGES = 40


class DraftsOnly:
    """Mixin: adds, changes and deletes only what belongs to a draft version, whoever asks."""

    path_to_version: ClassVar[tuple[str, ...]] = ()

    def is_frozen(self, obj: Any) -> bool:
        """Whether the object is, or belongs to, a version that is not a draft."""
        version = obj
        for step in () if obj is None or isinstance(obj, Version) else self.path_to_version:
            version = getattr(version, step)
        return version is not None and version.pk is not None and version.status != VersionStatus.DRAFT

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not self.is_frozen(obj) and super().has_change_permission(request, obj)  # type: ignore[misc]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not self.is_frozen(obj) and super().has_delete_permission(request, obj)  # type: ignore[misc]


class DraftsOnlyInline(DraftsOnly):
    """The same for inline rows, which must not be added to a published version either."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not self.is_frozen(obj) and super().has_add_permission(request, obj)  # type: ignore[misc]


class PartAdmin(DraftsOnly, admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable at run time
    """A part of a version with rows of its own: reached from the version's page, not from the index."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


class VersionAdmin(DraftsOnly, admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable at run time
    """Versions of one kind; a subclass says how one is copied and published."""

    copy: Callable[..., Any]
    publish: Callable[..., Any]
    parent_field: ClassVar[str]
    list_display = ("__str__", "status", "origin", "created_at")
    actions = ("copy_selected", "publish_selected")
    save_on_top = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related(self.parent_field)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("number", "status", "origin") if obj is None else (self.parent_field, "number", "status", "origin")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            newest = getattr(obj, self.parent_field).versions.order_by("-number").first()
            obj.number = newest.number + 1 if newest else 1
            obj.status, obj.origin = VersionStatus.DRAFT, Origin.ADMIN
        super().save_model(request, obj, form, change)

    @admin.action(description=_("Copy as draft version"), permissions=["add"])
    def copy_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Make an editable draft of each selected version."""
        for version in queryset:
            draft = type(self).copy(version=version)
            self.log_addition(request, draft, [{"added": {}}])
            text = _("%(draft)s is a draft now, copied from %(version)s.")
            self.message_user(request, text % {"draft": draft, "version": version}, messages.SUCCESS)

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Check each selected draft as load_fixtures would, and publish it."""
        for version in queryset:
            try:
                published = type(self).publish(version=version)
            except MistakesFoundError as error:
                self._show(request, [str(mistake) for mistake in error.mistakes])
            except NotADraftError as error:
                self.message_user(request, str(error), messages.ERROR)
            else:
                self.log_change(request, published, str(_("Published.")))
                self.message_user(request, _("%(version)s is published.") % {"version": published}, messages.SUCCESS)

    def _show(self, request: HttpRequest, mistakes: list[str]) -> None:
        for text in mistakes[:MOST_MESSAGES]:
            self.message_user(request, text, messages.ERROR)
        if len(mistakes) > MOST_MESSAGES:
            more = _("%(count)s further mistakes; mend these first.") % {"count": len(mistakes) - MOST_MESSAGES}
            self.message_user(request, more, messages.ERROR)


class ViewOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable at run time
    """Shown, never changed."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class LinesField(forms.CharField):
    """A list of texts, edited as one text with a line for each."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(str(line) for line in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(data) != (initial or []))


def check_json(form: forms.BaseForm, shapes: dict[str, Any]) -> None:
    """Add an error to each JSON field that has not the shape the product reads."""
    for name, shape in shapes.items():
        value = form.cleaned_data.get(name)
        try:
            TypeAdapter(shape).validate_python(value if value is not None else [])
        except ShapeError as error:
            form.add_error(name, ValidationError([_shape_error(each) for each in error.errors()]))


def _shape_error(details: Any) -> str:
    where = ".".join(str(step + 1 if isinstance(step, int) else step) for step in details["loc"])
    return f"{where}: {details['msg']}" if where else str(details["msg"])


def shown_as_json(value: Any) -> SafeString:
    """A value as readable JSON, for pages that only show it."""
    return format_html("<pre>{}</pre>", json.dumps(value, indent=2, ensure_ascii=False))


def copied_header(content: dict[str, Any], values: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """A draft's content with the names and flags of its parent as the form has them."""
    return {**content, **{name: values[name] for name in names if name in values}}
