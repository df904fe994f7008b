"""The facts around a job and what the organisation needs most."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cxroles.jobs.drafts import rubric_for
from cxroles.jobs.editing import edit_facts, set_emphasis
from cxroles.jobs.freezing import FACT_FIELDS
from cxroles.jobs.models import JobDescription
from cxroles.jobs.views.answers import Outcome, is_scripted, number_from, operation, signed_in_person


@operation
def save_facts(request: HttpRequest, description: JobDescription) -> Outcome:
    """Title, company, location, reporting line, team, budget."""
    facts = {name: request.POST[name] for name in FACT_FIELDS if name in request.POST}
    edited = edit_facts(description=description, by=signed_in_person(request), facts=facts)
    return Outcome(edited, toast="" if is_scripted(request) else _("Facts saved."), page=True)


@operation
def save_emphasis(request: HttpRequest, description: JobDescription) -> Outcome:
    """Six needs, 0-100 each; together they are made to sum to 100."""
    codes = [each.code for each in rubric_for(description).framework("forrester").competencies]
    needs = {code: float(min(max(number_from(request.POST.get(f"need_{code}")) or 0, 0), 100)) for code in codes}
    edited = set_emphasis(description=description, by=signed_in_person(request), needs=needs)
    return Outcome(edited, toast="" if is_scripted(request) else _("Emphasis saved."))
