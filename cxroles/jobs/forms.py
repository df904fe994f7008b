"""Forms around descriptions; each says what is wrong and keeps what was typed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cxroles.frameworks.models import Competency
from cxroles.jobs.models import JobDescription, Status
from cxroles.roles.models import RoleTemplateVersion

FACTS = ("title", "company", "sector", "company_size", "location", "reports_to", "team", "budget")
_EXAMPLES = {
    "company": _("e.g. Northwind Energy"),
    "sector": _("e.g. energy supply"),
    "company_size": _("e.g. 2,400 people"),
    "location": _("e.g. Leeds, hybrid"),
    "team": _("e.g. six people"),
    "budget": _("e.g. 1.2 million a year"),
}


class ListFilter(forms.Form):
    """What the list is narrowed down to; a value nobody offers narrows nothing."""

    q = forms.CharField(label=_("Title or company"), required=False, max_length=200)
    status = forms.ChoiceField(label=_("Status"), required=False)
    role = forms.ChoiceField(label=_("Role template"), required=False)
    owner = forms.ChoiceField(label=_("Owner"), required=False)

    def __init__(
        self, asked: Mapping[str, Any], *, roles: Iterable[tuple[str, str]], owners: Iterable[tuple[int, str]]
    ) -> None:
        super().__init__(asked)
        offered: dict[str, list[tuple[str, Any]]] = {
            "status": [("", _("Any status")), *Status.choices],
            "role": [("", _("Any template")), *roles],
            "owner": [("", _("Anyone")), *((str(pk), name) for pk, name in owners)],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # ChoiceField
            self.fields[name].widget.attrs["class"] = "form-select"
        self.fields["q"].widget.attrs |= {"class": "form-control", "type": "search"}

    def asked_for(self, name: str) -> str:
        """The value to filter by; empty when none or not an offered one."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "").replace("\x00", "")


class StartForm(forms.ModelForm[JobDescription]):
    """A role template, the company's facts and what the organisation needs most (0-100 a discipline)."""

    template = forms.ChoiceField(label=_("Role template"), widget=forms.RadioSelect)
    variant = forms.ChoiceField(label=_("Variant"), required=False)
    # The template whose figures the form was filled with: what was not touched follows another choice.
    preset = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = JobDescription
        fields = FACTS

    def __init__(
        self,
        *args: Any,
        templates: Sequence[RoleTemplateVersion],
        disciplines: Sequence[Competency],
        **kwargs: Any,
    ) -> None:
        self.versions = {version.role_template.code: version for version in templates}
        self.disciplines = {each.code: each for each in disciplines}
        super().__init__(*args, **kwargs)
        self._offer_templates()
        self._add_needs()
        for name in FACTS:
            self.fields[name].widget.attrs["placeholder"] = _EXAMPLES.get(name, "")
        self.fields["title"].required = False

    def _offer_templates(self) -> None:
        variants = [
            (f"{code}:{each['name']}", f"{version.role_template.name}: {each['name']}")
            for code, version in self.versions.items()
            for each in version.variants
        ]
        templates = [(code, version.role_template.name) for code, version in self.versions.items()]
        self.fields["template"].choices = templates  # type: ignore[attr-defined]  # ChoiceField
        self.fields["variant"].choices = [("", _("As it stands")), *variants]  # type: ignore[attr-defined]

    def _add_needs(self) -> None:
        for code, discipline in self.disciplines.items():
            self.fields[f"need_{code}"] = forms.IntegerField(
                label=discipline.name, min_value=0, max_value=100, required=False
            )

    def clean_title(self) -> str:
        title = str(self.cleaned_data.get("title") or "")
        chosen, preset = self._version("template"), self._version("preset")
        if chosen and (not title or (preset and title == preset.title)):
            return chosen.title
        return title

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        code, _colon, variant = str(cleaned.get("variant") or "").partition(":")
        if variant and code != cleaned.get("template"):
            self.add_error("variant", _("This variant belongs to another role template. Pick that template, or none."))
        if self.disciplines and not self._needs_fail() and not any(self.needs().values()):
            raise ValidationError(_("Give at least one discipline more than 0: the score needs to know what counts."))
        return cleaned

    def _needs_fail(self) -> bool:
        return any(name.startswith("need_") for name in self.errors)

    def _version(self, field: str) -> RoleTemplateVersion | None:
        return self.versions.get(str(self.data.get(field) or ""))

    def needs(self) -> dict[str, int]:
        """Discipline -> weight 0-100 as typed; empty fields count 0."""
        return {code: self.cleaned_data.get(f"need_{code}") or 0 for code in self.disciplines}

    def chosen_needs(self, framework: str) -> dict[str, int] | None:
        """The weights where she changed them; None while they are still a template's own."""
        usual = [version.emphasis.get(framework, {}) for version in (self._version("preset"), self.chosen) if version]
        needs = self.needs()
        if any(all(needs[code] == round(shares.get(code, 0)) for code in needs) for shares in usual):
            return None
        return needs

    @property
    def chosen(self) -> RoleTemplateVersion:
        """The role template she picked; ask a valid form only."""
        return self.versions[self.cleaned_data["template"]]

    @property
    def chosen_variant(self) -> str:
        """The name of the variant she picked, or nothing."""
        return str(self.cleaned_data.get("variant") or "").partition(":")[2]

    def fact_fields(self) -> list[forms.BoundField]:
        """The fields about job and company, in the order they are asked."""
        return [self[name] for name in FACTS]

    def facts(self) -> dict[str, str]:
        """What she said about the job and the company."""
        return {name: str(self.cleaned_data.get(name) or "") for name in FACTS}
