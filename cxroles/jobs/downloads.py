"""Addresses of a revision's PDFs, for pages that offer them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cxroles.accounts.models import User

KINDS = {
    "description": (_("Job description"), "jobs.export_description"),
    "brief": (_("Role brief"), "jobs.export_brief"),
}


@dataclass(frozen=True, slots=True)
class Download:
    """A PDF she may fetch."""

    kind: str
    label: str | Promise
    url: str


def downloads_for(user: User, pk: int, number: int) -> list[Download]:
    """The PDFs of a revision she reads that her permission groups let her print."""
    return [
        Download(kind, label, file_address(pk, number, kind))
        for kind, (label, permission) in KINDS.items()
        if user.has_perm(permission)
    ]


def file_address(pk: int, number: int, kind: str) -> str:
    """Where a revision's PDF is fetched."""
    return reverse("exports:revision_file", kwargs={"pk": pk, "number": number, "kind": kind})
