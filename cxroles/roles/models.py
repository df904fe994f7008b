"""Role templates: what a Director, Head, VP of CX or Chief Customer Officer usually is."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cxroles.frameworks.models import Version, VersionStatus


class Section(models.TextChoices):
    """Sections of a job description, in printing order."""

    ABOUT = "about", _("About us")
    PURPOSE = "purpose", _("Purpose")
    SCOPE = "scope", _("Scope")
    MANDATE = "mandate", _("Mandate")
    RESPONSIBILITIES = "responsibilities", _("Responsibilities")
    REQUIRED = "required", _("Required")
    PREFERRED = "preferred", _("Preferred")
    SUCCESS = "success", _("Success and first year")
    OFFER = "offer", _("What we offer")
    OTHER = "other", _("Other")


class MandateElement(models.TextChoices):
    """What a leader needs to be able to do the job."""

    REPORTS_TO = "reports_to", _("Reporting line")
    EXECUTIVE_ACCESS = "executive_access", _("Access to executives or the board")
    DECISION_RIGHTS = "decision_rights", _("Decision rights")
    BUDGET = "budget", _("Budget")
    TEAM = "team", _("Team")
    CROSS_FUNCTIONAL = "cross_functional", _("Authority across departments")
    SUCCESS_MEASURES = "success_measures", _("Success measures with targets")
    FIRST_YEAR_OUTCOMES = "first_year_outcomes", _("First-year outcomes")
    PEER_ACCOUNTABILITY = "peer_accountability", _("Peers' accountability")


class RoleTemplate(models.Model):
    """A role template, whatever its version."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("role template")
        verbose_name_plural = _("role templates")
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.name

    def published(self) -> "RoleTemplateVersion | None":
        """The newest published version, if any."""
        return self.versions.filter(status=VersionStatus.PUBLISHED).order_by("-number").first()


class RoleTemplateVersion(Version):
    """One version of a role template; its lines hang on it."""

    role_template = models.ForeignKey(RoleTemplate, on_delete=models.PROTECT, related_name="versions")
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("summary"), max_length=200)
    level = models.PositiveSmallIntegerField(
        _("typical level"), validators=(MinValueValidator(1), MaxValueValidator(5))
    )
    level_from = models.PositiveSmallIntegerField(
        _("lowest level"), validators=(MinValueValidator(1), MaxValueValidator(5))
    )
    level_to = models.PositiveSmallIntegerField(
        _("highest level"), validators=(MinValueValidator(1), MaxValueValidator(5))
    )
    reports_to = models.JSONField(_("reports to"), default=list)
    aliases = models.JSONField(_("also called"), default=list)
    background = models.JSONField(_("candidate background"), default=list, blank=True)
    facts = models.JSONField(_("facts"), default=list, blank=True)
    variants = models.JSONField(_("variants"), default=list, blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    # framework code -> competency code -> percent
    emphasis = models.JSONField(_("target emphasis"), default=dict)

    class Meta:
        verbose_name = _("role template version")
        verbose_name_plural = _("role template versions")
        ordering = ("role_template", "-number")
        constraints = (models.UniqueConstraint(fields=("role_template", "number"), name="one_template_version_number"),)

    def __str__(self) -> str:
        return f"{self.role_template.name} v{self.number}"


class TemplateStatement(models.Model):
    """A line of a role template, usable as it stands."""

    version = models.ForeignKey(RoleTemplateVersion, on_delete=models.CASCADE, related_name="statements")
    code = models.SlugField(_("code"), max_length=60)
    section = models.CharField(_("section"), max_length=20, choices=Section)
    text = models.CharField(_("text"), max_length=500)
    level = models.PositiveSmallIntegerField(_("level"), validators=(MinValueValidator(1), MaxValueValidator(5)))
    mandate = models.CharField(_("mandate element"), max_length=24, choices=MandateElement, blank=True)
    variant = models.CharField(_("variant"), max_length=60, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("template line")
        verbose_name_plural = _("template lines")
        ordering = ("version", "position")
        constraints = (models.UniqueConstraint(fields=("version", "code"), name="one_template_line_code"),)

    def __str__(self) -> str:
        return self.text


class TemplateTag(models.Model):
    """A competency that a template line asks for."""

    statement = models.ForeignKey(TemplateStatement, on_delete=models.CASCADE, related_name="tags")
    framework_code = models.CharField(_("framework"), max_length=40)
    competency_code = models.CharField(_("competency"), max_length=40)

    class Meta:
        verbose_name = _("template tag")
        verbose_name_plural = _("template tags")
        ordering = ("statement", "framework_code", "pk")
        constraints = (
            models.UniqueConstraint(fields=("statement", "framework_code", "competency_code"), name="one_template_tag"),
        )

    def __str__(self) -> str:
        return f"{self.framework_code}.{self.competency_code}"
