"""Descriptions as list rows: drafts for those who compose, approved revisions for those who recruit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT, KeyTransform
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cxroles.accounts.models import User
from cxroles.jobs.downloads import Download, downloads_for
from cxroles.jobs.models import JobDescription, Revision, Status
from cxroles.jobs.querysets import JobDescriptions

TABS = {
    "drafts": _("My drafts"),
    "review": _("Waiting for my review"),
    "approved": _("Approved"),
    "all": _("All of the workspace"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list. ``approved`` is the number of the newest approved revision, if any."""

    pk: int
    title: str
    company: str
    url: str
    status: str
    status_label: str
    score: int
    band: str
    weakest: str
    template: str
    owner: str
    changed_at: datetime
    approved: int | None
    files: list[Download]

    @property
    def revision_url(self) -> str:
        """Where the approved text is read; empty without one."""
        return reverse("jobs:revision", args=(self.pk, self.approved)) if self.approved else ""


def reads_drafts(user: User) -> bool:
    """Whether her list shows descriptions as they stand; a mere recruiter's shows what is approved."""
    return user.is_hiring_manager or user.is_workspace_admin or not user.is_recruiter


def descriptions_in(tab: str, user: User) -> JobDescriptions:
    """The descriptions of one tab, with the number of the newest approved revision."""
    approved = Revision.objects.filter(description=OuterRef("pk"), reason=Revision.Reason.APPROVED).order_by("-number")
    visible = JobDescription.objects.visible_to(user).for_list()
    return visible.filter(_tab_filter(tab, user)).annotate(approved=Subquery(approved.values("number")[:1]))


def count_tabs(user: User) -> dict[str, int]:
    """How many descriptions each tab holds, in one query."""
    counts = {tab: Count("pk", filter=_tab_filter(tab, user), distinct=True) for tab in TABS}
    return dict(JobDescription.objects.visible_to(user).aggregate(**counts))


def _tab_filter(tab: str, user: User) -> Q:
    return {
        "drafts": Q(status=Status.DRAFT, owner=user),
        "review": Q(status=Status.IN_REVIEW) if user.has_perm("jobs.approve_jobdescription") else Q(pk=None),
        "approved": Q(status=Status.APPROVED),
    }.get(tab, Q(pk__isnull=False))


def approved_for(user: User, *, words: str = "") -> QuerySet[Revision]:
    """The newest approved revision of each description that she may read, light enough for a list.

    ``words`` narrows it to those with all the words in title or company.
    """
    newest = Revision.objects.filter(description=OuterRef("description"), reason=Revision.Reason.APPROVED).order_by(
        "-number"
    )
    found = Revision.objects.visible_to(user).filter(pk=Subquery(newest.values("pk")[:1]))
    found = found.annotate(company=KT("content__company"))
    for word in words.split()[:12]:
        found = found.filter(Q(title__icontains=word) | Q(company__icontains=word))
    return (
        found.select_related("description__owner", "role_template_version__role_template")
        .defer("content", "report")
        .annotate(
            overall=KeyTransform("overall", F("report")),
            band=KT("report__band"),
            dimensions=KeyTransform("dimensions", F("report")),
        )
        .order_by("-created_at", "-pk")
    )


def row_of_description(description: JobDescription, user: User) -> Row:
    """A row that leads to the composer."""
    approved: int | None = description.approved  # type: ignore[attr-defined]  # annotated by descriptions_in
    return Row(
        pk=description.pk,
        title=description.title,
        company=description.company,
        url=reverse("jobs:compose", args=(description.pk,)),
        status=description.status,
        status_label=description.get_status_display(),
        score=description.score,
        band=description.band,
        weakest=description.weakest,
        template=description.role_template_version.role_template.name,
        owner=str(description.owner),
        changed_at=description.changed_at,
        approved=approved,
        files=downloads_for(user, description.pk, approved) if approved else [],
    )


def row_of_revision(revision: Any, user: User) -> Row:
    """A row that leads to the approved revision; ``revision`` as annotated by ``approved_for``."""
    weakest = min(revision.dimensions or (), key=lambda dimension: dimension["score"], default=None)
    return Row(
        pk=revision.description_id,
        title=revision.title,
        company=revision.company or "",
        url=reverse("jobs:revision", args=(revision.description_id, revision.number)),
        status=Status.APPROVED,
        status_label=str(Status.APPROVED.label),
        score=revision.overall or 0,
        band=revision.band or "",
        weakest=weakest["code"] if weakest else "",
        template=revision.role_template_version.role_template.name,
        owner=str(revision.description.owner),
        changed_at=revision.created_at,
        approved=revision.number,
        files=downloads_for(user, revision.description_id, revision.number),
    )
