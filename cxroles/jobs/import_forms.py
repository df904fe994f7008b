"""The forms of pasting: a text or a file, then title and facts of the description it becomes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cxroles.jobs.forms import FACTS
from cxroles.jobs.importing import FILE_LIMIT, ImportRefused, read_document
from cxroles.jobs.models import JobDescription
from cxroles.roles.models import RoleTemplateVersion


class ImportForm(forms.Form):
    """A pasted text or an uploaded file, and the role template it will be measured against."""

    # A plain Field: a CharField would refuse a whole text for one NUL in it.
    text = forms.Field(label=_("Text of the job description"), required=False, widget=forms.Textarea)
    file = forms.FileField(label=_("Or a file"), required=False, allow_empty_file=True)
    template = forms.ChoiceField(
        label=_("Role template"), error_messages={"required": _("Choose the role template that comes nearest.")}
    )
    title = forms.CharField(label=_("Job title"), required=False, max_length=160)

    def __init__(self, *args: Any, templates: Iterable[RoleTemplateVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = ""
        choices = [(version.role_template.code, version.role_template.name) for version in templates]
        self.fields["template"].choices = [("", _("Choose one …")), *choices]  # type: ignore[attr-defined]
        self.fields["template"].widget.attrs["class"] = "form-select"
        self.fields["file"].widget.attrs |= {"class": "form-control", "accept": ".txt,.md,.docx,.pdf"}
        self.fields["text"].widget.attrs |= {"class": "form-control", "rows": 16, "dir": "auto"}
        self.fields["title"].widget.attrs["class"] = "form-control"
        for name, field in forms.fields_for_model(JobDescription, FACTS[1:]).items():
            field.widget = forms.HiddenInput()
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        text, upload = str(cleaned.get("text") or ""), cleaned.get("file")
        if upload is not None and text.strip():
            self.add_error("file", _("There is a text in the box as well. Empty the box, or leave the file out."))
        elif upload is not None:
            self._read(upload)
        elif not text.strip():
            self.add_error("text", _("Paste the text of a job description, or choose a file."))
        else:
            self.words = text
        return cleaned

    def _read(self, upload: UploadedFile[bytes]) -> None:
        try:
            self.words = read_document(upload.name or "", upload.read(FILE_LIMIT + 1))
        except ImportRefused as refused:
            self.add_error("file", str(refused))

    @property
    def file_name(self) -> str:
        """Name of the uploaded file; empty for a pasted text."""
        upload = self.cleaned_data.get("file")
        return (upload.name or "").replace("\x00", "") if upload else ""


class CheckForm(forms.ModelForm[JobDescription]):
    """Title and facts of the description that an imported text becomes."""

    class Meta:
        model = JobDescription
        fields = FACTS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"
        self.fields["title"].widget.attrs["dir"] = "auto"
