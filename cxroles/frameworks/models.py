"""Competency frameworks, their published versions, the level ladder and the scoring rules."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class VersionStatus(models.TextChoices):
    """A draft version is edited; a published one never changes again."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


class Origin(models.TextChoices):
    """Where a published version came from; loading an old file must not undo what an admin published."""

    FILE = "file", _("Fixture file")
    ADMIN = "admin", _("Administration")


class Version(models.Model):
    """What versions of frameworks, role templates and scoring rules share."""

    number = models.PositiveIntegerField(_("version"), default=1)
    status = models.CharField(_("status"), max_length=12, choices=VersionStatus, default=VersionStatus.PUBLISHED)
    origin = models.CharField(_("origin"), max_length=8, choices=Origin, default=Origin.FILE, editable=False)
    # The fixture as loaded: the scorer is built from it, and a file with this checksum is unchanged.
    content = models.JSONField(_("content"), default=dict)
    checksum = models.CharField(max_length=64, db_index=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True


class Framework(models.Model):
    """A competency framework, whatever its version."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=160)
    short_name = models.CharField(_("short name"), max_length=40)
    publisher = models.CharField(_("publisher"), max_length=120, blank=True)
    reference = models.BooleanField(_("reference framework"), default=False)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.short_name or self.name

    def published(self) -> "FrameworkVersion | None":
        """The newest published version, if any."""
        return self.versions.filter(status=VersionStatus.PUBLISHED).order_by("-number").first()


class FrameworkVersion(Version):
    """One version of a framework; its competencies hang on it."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions")
    summary = models.TextField(_("summary"), blank=True)
    noun = models.CharField(_("noun"), max_length=20, default="competency")
    sources = models.JSONField(_("sources"), default=list, blank=True)

    class Meta:
        verbose_name = _("framework version")
        verbose_name_plural = _("framework versions")
        ordering = ("framework", "-number")
        constraints = (models.UniqueConstraint(fields=("framework", "number"), name="one_framework_version_number"),)

    def __str__(self) -> str:
        return f"{self.framework.short_name} v{self.number}"


class Orientation(models.TextChoices):
    """Whether a competency is about people or about process."""

    PEOPLE = "people", _("People")
    PROCESS = "process", _("Process")
    BOTH = "both", _("Both")


class Competency(models.Model):
    """One competency of one framework version."""

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="competencies")
    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=24, blank=True)
    hue = models.CharField(_("hue"), max_length=12, default="slate")
    definition = models.TextField(_("definition"))
    weight = models.DecimalField(
        _("weight, percent"),
        max_digits=5,
        decimal_places=2,
        validators=(MinValueValidator(0), MaxValueValidator(100)),
    )
    orientation = models.CharField(_("orientation"), max_length=8, choices=Orientation, default=Orientation.BOTH)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("competency")
        verbose_name_plural = _("competencies")
        ordering = ("version", "position")
        constraints = (models.UniqueConstraint(fields=("version", "code"), name="one_competency_code"),)

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """An observable behaviour at one level of a competency."""

    competency = models.ForeignKey(Competency, on_delete=models.CASCADE, related_name="indicators")
    level = models.PositiveSmallIntegerField(_("level"), validators=(MinValueValidator(1), MaxValueValidator(5)))
    text = models.CharField(_("text"), max_length=400)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ("competency", "level", "position")

    def __str__(self) -> str:
        return self.text


class Cue(models.Model):
    """A wording, or a shared facet of wordings, that evidences a competency."""

    competency = models.ForeignKey(Competency, on_delete=models.CASCADE, related_name="cues")
    facet = models.CharField(_("facet"), max_length=40, blank=True)
    pattern = models.CharField(_("pattern"), max_length=200, blank=True)
    weight = models.FloatField(_("weight, 0-1"), validators=(MinValueValidator(0), MaxValueValidator(1)))
    needs_customer = models.BooleanField(_("needs a customer word"), default=True)

    class Meta:
        verbose_name = _("cue")
        verbose_name_plural = _("cues")
        ordering = ("competency", "-weight", "pk")

    def __str__(self) -> str:
        return self.facet or self.pattern

    def clean(self) -> None:
        """A cue is a facet or a pattern of its own. Raises ValidationError."""
        if bool(self.facet) == bool(self.pattern):
            raise ValidationError(_("Name a facet or write a pattern: exactly one of the two."))


class CrosswalkLink(models.Model):
    """A typed link from a competency to one of another framework."""

    class Kind(models.TextChoices):
        EXACT = "exactMatchOf", _("is the same as")
        PART = "isPartOf", _("is part of")
        RELATED = "isRelatedTo", _("is related to")

    competency = models.ForeignKey(Competency, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    target_framework = models.CharField(_("target framework"), max_length=40)
    target_code = models.CharField(_("target competency"), max_length=40)

    class Meta:
        verbose_name = _("crosswalk link")
        verbose_name_plural = _("crosswalk links")
        ordering = ("competency", "target_framework", "target_code")

    def __str__(self) -> str:
        return f"{self.competency.code} {self.kind} {self.target_framework}.{self.target_code}"


class ProficiencyLevel(models.Model):
    """A rung of the ladder that all frameworks share."""

    number = models.PositiveSmallIntegerField(_("level"), unique=True)
    name = models.CharField(_("name"), max_length=60)
    definition = models.TextField(_("definition"))
    scope = models.TextField(_("scope"), blank=True)
    verbs = models.JSONField(_("verbs"), default=list, blank=True)

    class Meta:
        verbose_name = _("proficiency level")
        verbose_name_plural = _("proficiency levels")
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class RubricVersion(Version):
    """One version of all scoring rules together; ``content`` maps a rule file's code to its values."""

    class Meta:
        verbose_name = _("scoring rules")
        verbose_name_plural = _("scoring rules")
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("number",), name="one_rubric_version_number"),)

    def __str__(self) -> str:
        return f"v{self.number}"

    def rules(self) -> dict[str, Any]:
        """Rule file code -> content."""
        return dict(self.content)
