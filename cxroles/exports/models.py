"""Files made from revisions, kept so that what was approved prints the same for good."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cxroles.jobs.models import Revision


class ExportedFile(models.Model):
    """The bytes of one export of one revision."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=20)  # description | brief | interview
    format = models.CharField(max_length=12)  # pdf | docx | …
    page_size = models.CharField(max_length=8, default="A4")
    content = models.BinaryField()
    checksum = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("exported file")
        verbose_name_plural = _("exported files")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("revision", "kind", "format", "page_size"), name="one_file_a_kind"),
        )

    def __str__(self) -> str:
        return f"{self.revision} {self.kind}.{self.format}"
