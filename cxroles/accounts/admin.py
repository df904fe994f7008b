"""People and workspaces in the admin site. An admin looks after her own workspace; a superuser after all."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, ReadOnlyPasswordHashField
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cxroles.accounts.groups import GROUP_PERMISSIONS
from cxroles.accounts.models import User, Workspace


class PersonFields(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """What adding and changing a person have in common."""

    def clean_email(self) -> str:
        """Sign-in ignores case, so two addresses that differ in case are one."""
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Somebody signs in with this address already."))
        return email


class AddPersonForm(PersonFields, AdminUserCreationForm):  # type: ignore[type-arg]
    """A new person with her first password, or none until she is given one."""

    class Meta:
        model = User
        fields = ("email", "name", "workspace", "groups")


class ChangePersonForm(PersonFields):
    """A person; the password is set on a page of its own."""

    password = ReadOnlyPasswordHashField(
        label=_("password"), help_text=_('Set a new one with <a href="../password/">this form</a>.')
    )

    class Meta:
        model = User
        fields = "__all__"  # noqa: DJ007  # the fieldsets below say which, by who is asking


@admin.register(User)
class PersonAdmin(DjangoUserAdmin):  # type: ignore[type-arg]
    """Django's own page for users, adapted to sign-in by email, workspaces and the three groups."""

    form = ChangePersonForm
    add_form = AddPersonForm
    list_display = ("name", "email", "workspace", "permission_groups", "is_active")
    list_display_links = ("name", "email")
    list_filter = ("groups", "is_active")
    search_fields = ("name", "email")
    ordering = ("name", "email")
    filter_horizontal = ("user_permissions",)
    readonly_fields = ("last_login", "joined_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        people = super().get_queryset(request).select_related("workspace").prefetch_related("groups")
        return people if _superuser(request) else people.filter(workspace=_workspace(request))

    def get_list_filter(self, request: HttpRequest) -> tuple[str, ...]:
        return ("workspace", *self.list_filter) if _superuser(request) else self.list_filter

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        sees_all = _superuser(request)
        person = ("email", "name", "workspace") if sees_all else ("email", "name")
        if obj is None:
            entries = (*person, "groups", "usable_password", "password1", "password2")
            return ((None, {"classes": ("wide",), "fields": entries}),)
        rights = ("is_active", "groups", "is_superuser", "user_permissions") if sees_all else ("is_active", "groups")
        return (
            (None, {"fields": (*person, "password")}),
            (_("What she may do"), {"fields": rights}),
            (_("Dates"), {"fields": ("last_login", "joined_at")}),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        # Nobody takes her own rights away by mistake: a colleague can.
        own = ("is_active", "groups") if obj is not None and obj == request.user and not _superuser(request) else ()
        return (*self.readonly_fields, *own)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple()
            if not _superuser(request):
                # A group that a superuser made may hold more rights than an admin has.
                kwargs["queryset"] = Group.objects.filter(name__in=GROUP_PERMISSIONS)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change and not _superuser(request):
            obj.workspace = _workspace(request)
        super().save_model(request, obj, form, change)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        kept = list(form.instance.groups.exclude(name__in=GROUP_PERMISSIONS)) if change else []
        super().save_related(request, form, formsets, change)
        if not _superuser(request):
            form.instance.groups.add(*kept)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Otherwise an admin could set a superuser's password and become one.
        above = obj is not None and obj.is_superuser and not _superuser(request)
        return not above and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody is deleted: her work stays, so she is made inactive."""
        return False

    @admin.display(description=_("permission groups"))
    def permission_groups(self, person: User) -> str:
        """Names of the groups, for the list."""
        return ", ".join(group.name for group in person.groups.all())


@admin.register(Workspace)
class WorkspaceAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Workspaces; an admin sees her own."""

    list_display = ("name", "created_at")
    search_fields = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Workspace]:
        workspaces = super().get_queryset(request)
        return workspaces if _superuser(request) else workspaces.filter(pk=_workspace(request).pk)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


def _superuser(request: HttpRequest) -> bool:
    return bool(request.user.is_superuser)


def _workspace(request: HttpRequest) -> Workspace:
    person = request.user
    assert isinstance(person, User)  # noqa: S101  # the admin site lets nobody else in
    return person.workspace
