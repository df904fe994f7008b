"""The nine mandate elements: found and quoted, or missing with a line to insert."""

from typing import Any

import pytest

from cxroles.scoring.engine import score
from cxroles.scoring.types import MANDATE_ELEMENTS, Report
from tests.scoring.rubrics import make_draft, make_rubric, read_documents


def elements(report: Report) -> dict[str, dict[str, Any] | None]:
    found = report.as_dict()["mandate"]["elements"]
    return {each["code"]: each["evidence"] for each in found if each["found"]}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("reports_to", "Reports to the Chief Executive Officer."),
        ("executive_access", "Sits on the executive committee."),
        ("decision_rights", "Has the authority to stop any launch that harms customers."),
        ("budget", "Owns an annual budget of £2m."),
        ("team", "Leads a team of eight analysts."),
        ("cross_functional", "Works across all departments."),
        ("success_measures", "Raises NPS by 10 points."),
        ("first_year_outcomes", "By month six, two journeys are relaunched."),
        ("peer_accountability", "Holds fellow leaders accountable for customer goals."),
    ],
)
def test_each_element_is_found_and_quoted(code: str, text: str) -> None:
    quote = elements(score(make_draft(text), make_rubric()))[code]

    assert quote is not None
    assert quote["text"] == text[quote["start"] : quote["end"]]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("budget", "Not responsible for any budget."),
        ("team", "Joins the senior management team meeting."),
        ("decision_rights", "Track record of customer-centric decision-making."),
        ("budget", "Experience in multiple P&L units."),
        ("reports_to", "Writes reports for customers."),
    ],
)
def test_lookalikes_are_not_found(code: str, text: str) -> None:
    assert code not in elements(score(make_draft(text), make_rubric()))


def test_a_requirement_gives_no_mandate() -> None:
    text = "Has managed a budget and led a team of ten."

    assert elements(score(make_draft(("required", text)), make_rubric())) == {}


@pytest.mark.parametrize("template", sorted(read_documents("roles")))
def test_every_template_states_its_whole_mandate(template: str) -> None:
    lines = [(each["section"], each["text"]) for each in read_documents("roles")[template]["statements"]]

    assert set(elements(score(make_draft(*lines), make_rubric(template)))) == set(MANDATE_ELEMENTS)


def test_what_is_missing_comes_with_the_templates_line_for_it() -> None:
    report = score(make_draft("Runs customer research."), make_rubric("vp"))

    found = {each.code: each for each in report.findings if each.dimension == "mandate"}
    assert set(found) == {f"missing_{code}" for code in MANDATE_ELEMENTS}
    budget = found["missing_budget"]
    assert budget.action is not None
    assert budget.action.values["code"] == "vp-mandate-04"
    assert budget.points > 0
