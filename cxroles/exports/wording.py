"""The names under which codes appear in print. Lines are referred to by the headings of the role brief."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cxroles.exports.document import Document, Imprint, Line

Words = Mapping[str, str | Promise]

NO_BREAK = "\u00a0"

REFERENCES: Words = {
    "about": gettext_lazy("Company"),
    "purpose": gettext_lazy("Purpose"),
    "scope": gettext_lazy("Scope"),
    "mandate": gettext_lazy("Mandate"),
    "responsibilities": gettext_lazy("Work"),
    "required": gettext_lazy("Required"),
    "preferred": gettext_lazy("Preferred"),
    "success": gettext_lazy("Success"),
    "offer": gettext_lazy("Offer"),
    "other": gettext_lazy("Other"),
}
NUMBERED = ("responsibilities", "required", "preferred")
MANDATE: Words = {
    "reports_to": gettext_lazy("Reporting line"),
    "executive_access": gettext_lazy("Access to executives or the board"),
    "decision_rights": gettext_lazy("Decision rights"),
    "budget": gettext_lazy("Budget"),
    "team": gettext_lazy("Team"),
    "cross_functional": gettext_lazy("Authority across departments"),
    "success_measures": gettext_lazy("Success measures with targets"),
    "first_year_outcomes": gettext_lazy("First-year outcomes"),
    "peer_accountability": gettext_lazy("Accountability of peers"),
}
MANDATE_STATES: Words = {
    "granted": gettext_lazy("granted"),
    "stated": gettext_lazy("as stated"),
    "missing": gettext_lazy("not stated"),
}
DIMENSIONS: Words = {
    "coverage": gettext_lazy("Competency coverage"),
    "mandate": gettext_lazy("Mandate"),
    "feasibility": gettext_lazy("Feasibility"),
    "focus": gettext_lazy("Focus"),
    "level": gettext_lazy("Level"),
    "clarity": gettext_lazy("Clarity"),
    "inclusion": gettext_lazy("Inclusive language"),
}
BANDS: Words = {
    "poor": gettext_lazy("poor"),
    "fair": gettext_lazy("fair"),
    "good": gettext_lazy("good"),
    "great": gettext_lazy("great"),
}
BREADTHS: Words = {
    "generalist": gettext_lazy("Generalist"),
    "specialist": gettext_lazy("Specialist"),
    "mixed": gettext_lazy("Mixed"),
}
FOCI: Words = {
    "strategy_journey_design": gettext_lazy("strategy and journey design"),
    "service_operations": gettext_lazy("service operations"),
    "insight_measurement": gettext_lazy("insight and measurement"),
    "people_culture": gettext_lazy("people and culture"),
    "success_commercial": gettext_lazy("customer success and sales"),
}
_LONG_DATES = {"en-us": "F j, Y"}


def spoken(words: Words, code: str) -> str:
    """The name of a code; the code itself, spaced, when a newer report brings one we have no word for."""
    return str(words.get(code) or code.replace("_", " "))


def reference(line: Line) -> str:
    """How evidence points at a line: "Work 3", or the section's name where lines have no number."""
    name = spoken(REFERENCES, line.section)
    return f"{name}{NO_BREAK}{line.number}" if line.section in NUMBERED else name


def long_date(at: datetime) -> str:
    """The day in words, as the language in force writes it."""
    return date_format(timezone.localtime(at), _LONG_DATES.get(get_language() or "", "j F Y"))


def state_of(imprint: Imprint) -> str:
    """Revision, state and date, for the footer: "revision 4, approved 22 November 2026"."""
    words = {"number": imprint.number, "date": long_date(imprint.at)}
    if imprint.number is None:
        return _("draft of %(date)s") % words
    if imprint.approved:
        return _("revision %(number)s, approved %(date)s") % words
    return _("revision %(number)s, draft of %(date)s") % words


def kind_of_role(document: Document) -> str:
    """Breadth and level: "Generalist, level 4 of 5"."""
    parts = [spoken(BREADTHS, document.breadth)] if document.breadth else []
    if document.level:
        parts.append(_("level %(level)s of 5") % {"level": document.level})
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]
