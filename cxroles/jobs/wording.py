"""What people read for the codes of a report."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from cxroles.jobs.models import Status
from cxroles.roles.models import MandateElement, Section

BANDS = {"poor": _("Poor"), "fair": _("Fair"), "good": _("Good"), "great": _("Great")}
DIMENSIONS = {
    "coverage": _("Coverage"),
    "mandate": _("Mandate"),
    "feasibility": _("Feasibility"),
    "focus": _("Focus"),
    "level": _("Level fit"),
    "clarity": _("Clarity"),
    "inclusion": _("Inclusion"),
}
_KINDS: dict[str, Mapping[str, Any]] = {
    "band": BANDS,
    "dimension": DIMENSIONS,
    "section": dict(Section.choices),
    "mandate": dict(MandateElement.choices),
    "status": dict(Status.choices),
    "fact": {
        "company": _("Company"),
        "sector": _("Sector"),
        "company_size": _("Company size"),
        "location": _("Location"),
        "reports_to": _("Reports to"),
        "team": _("Team"),
        "budget": _("Budget"),
    },
}


def word_for(kind: str, code: str) -> str:
    """The word for a code; the code itself, made readable, when a newer report has one we do not know."""
    known = _KINDS[kind].get(code)
    return str(known) if known else code.replace("_", " ").capitalize()
