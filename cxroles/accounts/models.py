"""Workspaces and the people in them."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cxroles.accounts.groups import ADMIN, HIRING_MANAGER, RECRUITER


class Workspace(models.Model):
    """A company (or a client of an agency): nobody sees into another workspace."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("workspace")
        verbose_name_plural = _("workspaces")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class PeopleByEmail(BaseUserManager["User"]):
    """Creates people, who sign in with their email address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Save a person. Raises ValueError without an email address."""
        if not email:
            raise ValueError("A person needs an email address to sign in with.")
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Save a person with every permission, in the first workspace (made when there is none)."""
        fields.setdefault("workspace", Workspace.objects.first() or Workspace.objects.create(name="Home"))
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username or "")


class User(AbstractBaseUser, PermissionsMixin):
    """A person; the permission groups say what she may do."""

    email = models.EmailField(_("email address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    workspace = models.ForeignKey(
        Workspace, on_delete=models.PROTECT, related_name="people", verbose_name=_("workspace")
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Untick instead of deleting: her work stays.")
    )
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects: ClassVar[PeopleByEmail] = PeopleByEmail()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("name", "email")

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    @cached_property
    def group_names(self) -> frozenset[str]:
        """Names of the permission groups this person is in."""
        return frozenset(self.groups.values_list("name", flat=True))

    @property
    def is_workspace_admin(self) -> bool:
        """Whether she edits frameworks, templates and people."""
        return self.is_superuser or ADMIN in self.group_names

    @property
    def is_hiring_manager(self) -> bool:
        return self.is_superuser or HIRING_MANAGER in self.group_names

    @property
    def is_recruiter(self) -> bool:
        return self.is_superuser or RECRUITER in self.group_names

    @property
    def is_staff(self) -> bool:
        """Whether the admin site opens; Django asks under this name."""
        return self.is_workspace_admin
