"""Job descriptions, their lines and tags, what was changed, and the revisions that freeze them."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cxroles.accounts.models import Workspace
from cxroles.frameworks.models import FrameworkVersion, RubricVersion
from cxroles.jobs.querysets import JobDescriptions, RevisionRows
from cxroles.roles.models import MandateElement, RoleTemplateVersion, Section


class Status(models.TextChoices):
    """Where a description stands; the ways between are in ``workflow.py``."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    APPROVED = "approved", _("Approved")
    ARCHIVED = "archived", _("Archived")


class Source(models.TextChoices):
    """How a description began."""

    TEMPLATE = "template", _("From a role template")
    IMPORTED = "imported", _("From an existing text")
    BLANK = "blank", _("Blank")


class JobDescription(models.Model):
    """A job description that a hiring manager composes and scores."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="descriptions")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="descriptions")
    title = models.CharField(_("job title"), max_length=160)
    company = models.CharField(_("company"), max_length=120, blank=True)
    sector = models.CharField(_("sector"), max_length=80, blank=True)
    company_size = models.CharField(_("company size"), max_length=60, blank=True)
    location = models.CharField(_("location"), max_length=120, blank=True)
    reports_to = models.CharField(_("reports to"), max_length=120, blank=True)
    team = models.CharField(_("team"), max_length=120, blank=True)
    budget = models.CharField(_("budget"), max_length=120, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.DRAFT, db_index=True)
    source = models.CharField(max_length=12, choices=Source, default=Source.BLANK, editable=False)
    # What it is scored with stays pinned until someone asks for the newer version.
    role_template_version = models.ForeignKey(
        RoleTemplateVersion, on_delete=models.PROTECT, related_name="descriptions"
    )
    rubric_version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="descriptions")
    framework_versions = models.ManyToManyField(FrameworkVersion, related_name="descriptions")
    # framework code -> competency code -> percent, as set with the need sliders
    emphasis = models.JSONField(_("target emphasis"), default=dict, blank=True)
    # Shown in lists; written with every change so that a list needs no scoring.
    score = models.PositiveSmallIntegerField(_("score"), default=0)
    band = models.CharField(max_length=8, blank=True)
    weakest = models.CharField(_("weakest dimension"), max_length=20, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    # Counts changes, so that a browser notices that somebody else was here.
    serial = models.PositiveIntegerField(default=1, editable=False)

    objects = JobDescriptions.as_manager()

    class Meta:
        verbose_name = _("job description")
        verbose_name_plural = _("job descriptions")
        ordering = ("-changed_at", "-pk")
        permissions = (
            ("approve_jobdescription", "Can approve a job description"),
            ("export_description", "Can export a job description"),
            ("export_brief", "Can export a role brief"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def template_code(self) -> str:
        """Code of the role template it is measured against."""
        return self.role_template_version.role_template.code

    def live_statements(self) -> models.QuerySet["Statement"]:
        """The lines that are not removed, in printing order."""
        return self.statements.filter(removed_at=None).order_by("section_rank", "position", "pk")

    def latest_approved(self) -> "Revision | None":
        """The newest approved revision, if any."""
        return self.revisions.filter(reason=Revision.Reason.APPROVED).order_by("-number").first()


SECTION_RANK = {section.value: rank for rank, section in enumerate(Section)}


class Statement(models.Model):
    """One line of a job description. ``version`` counts its edits, to notice two people editing it."""

    description = models.ForeignKey(JobDescription, on_delete=models.CASCADE, related_name="statements")
    section = models.CharField(_("section"), max_length=20, choices=Section)
    section_rank = models.PositiveSmallIntegerField(default=0, editable=False)
    text = models.TextField(_("text"), max_length=4000)
    level = models.PositiveSmallIntegerField(
        _("level"), null=True, blank=True, validators=(MinValueValidator(1), MaxValueValidator(5))
    )
    mandate = models.CharField(_("mandate element"), max_length=24, choices=MandateElement, blank=True)
    template_line = models.CharField(max_length=60, blank=True, editable=False)  # TemplateStatement.code it came from
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ("description", "section_rank", "position", "pk")
        indexes = (models.Index(fields=("description", "removed_at", "section_rank", "position")),)

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.section_rank = SECTION_RANK[self.section]
        super().save(*args, **kwargs)


class StatementTag(models.Model):
    """A person's word on one competency of one line; it beats the tagger's."""

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        ADDED = "added", _("Added")
        REJECTED = "rejected", _("Rejected")

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="tags")
    framework_code = models.CharField(_("framework"), max_length=40)
    competency_code = models.CharField(_("competency"), max_length=40)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("statement", "framework_code", "competency_code")
        constraints = (
            models.UniqueConstraint(
                fields=("statement", "framework_code", "competency_code"), name="one_verdict_a_tag"
            ),
        )

    def __str__(self) -> str:
        return f"{self.framework_code}.{self.competency_code} {self.verdict}"


class Change(models.Model):
    """One edit, with the lines before and after it, so that it can be taken back."""

    description = models.ForeignKey(JobDescription, on_delete=models.CASCADE, related_name="changes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    kind = models.CharField(max_length=24)  # the operation's name: "edit_text", "move_statement", …
    summary = models.CharField(max_length=200)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.summary


class FrozenError(TypeError):
    """Raised when code tries to change or delete a revision."""


class Revision(models.Model):
    """A description as it was when approved or exported: words, tags, report, versions. Immutable."""

    class Reason(models.TextChoices):
        APPROVED = "approved", _("Approved")
        EXPORTED = "exported", _("Exported as a draft")

    description = models.ForeignKey(JobDescription, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("revision"))
    reason = models.CharField(max_length=10, choices=Reason)
    title = models.CharField(max_length=160)
    content = models.JSONField()  # schema cxroles.description/1: facts, statements with tags, template notes
    report = models.JSONField()  # schema cxroles.report/1
    checksum = models.CharField(max_length=64, db_index=True)  # of content: equal content is the same revision
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="revisions")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    role_template_version = models.ForeignKey(RoleTemplateVersion, on_delete=models.PROTECT, related_name="revisions")
    rubric_version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="revisions")
    framework_versions = models.ManyToManyField(FrameworkVersion, related_name="revisions")

    objects = RevisionRows.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ("description", "-number")
        constraints = (models.UniqueConstraint(fields=("description", "number"), name="one_revision_number"),)

    def __str__(self) -> str:
        return f"{self.title} r{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise FrozenError("A revision never changes; freeze a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise FrozenError("A revision is kept for good.")


class StatusChange(models.Model):
    """One step of the workflow: who, when, why and, for an approval, which revision."""

    description = models.ForeignKey(JobDescription, on_delete=models.CASCADE, related_name="status_changes")
    from_status = models.CharField(max_length=12, choices=Status)
    to_status = models.CharField(max_length=12, choices=Status)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    reason = models.TextField(blank=True)
    revision = models.ForeignKey(Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("status change")
        verbose_name_plural = _("status changes")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.from_status} → {self.to_status}"


class Comment(models.Model):
    """A reviewer's remark on a description or on one of its lines."""

    description = models.ForeignKey(JobDescription, on_delete=models.CASCADE, related_name="comments")
    statement = models.ForeignKey(Statement, null=True, blank=True, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("comment"), max_length=4000)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("created_at", "pk")

    def __str__(self) -> str:
        return self.text[:60]


class ImportedSource(models.Model):
    """A text as it was pasted or uploaded, kept whole, and the description made of it."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    title = models.CharField(_("job title"), max_length=160, blank=True)
    template_code = models.CharField(_("role template"), max_length=40)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    description = models.ForeignKey(
        JobDescription, null=True, blank=True, on_delete=models.SET_NULL, related_name="sources"
    )

    class Meta:
        verbose_name = _("imported text")
        verbose_name_plural = _("imported texts")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title or self.file_name or f"#{self.pk}"
