"""Focus: what the duties are about, how broad the job is, people against process."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxroles.scoring import focus
from cxroles.scoring.duties import FIELDS, OTHER
from cxroles.scoring.types import Decision, Draft
from tests.scoring.dimensions import TEMPLATES, apply_action, codes, draft_of_template, judge
from tests.scoring.rubrics import make_draft, make_rubric

SERVICE = (
    "Run the contact centre and its queues.",
    "Answer escalated complaints within the service level.",
    "Plan shifts and staffing for the help desk.",
    "Cut the backlog of tickets.",
)
DESIGN = (
    "Own the customer experience strategy.",
    "Redesign the customer journey with prototypes.",
    "Write the customer experience roadmap.",
)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_has_focus(template: str) -> None:
    found = judge(focus, draft_of_template(template), make_rubric(template))

    assert found.score >= 70
    assert found.detail["focus"]["breadth"] == "generalist"
    assert found.findings == ()


def test_more_than_half_in_one_field_is_what_the_job_is() -> None:
    detail = judge(focus, make_draft(*SERVICE, DESIGN[0]), make_rubric("head")).detail["focus"]

    assert detail["majority"] == "service_operations"
    assert detail["shares"]["service_operations"] > 50


def test_half_is_no_majority() -> None:
    detail = judge(focus, make_draft(*SERVICE[:2], *DESIGN[:2]), make_rubric("head")).detail["focus"]

    assert detail["majority"] is None


def test_shares_add_up() -> None:
    detail = judge(focus, make_draft(*SERVICE, *DESIGN, "Water the plants."), make_rubric()).detail["focus"]

    assert set(detail["shares"]) == {*FIELDS, OTHER}
    assert sum(detail["shares"].values()) == pytest.approx(100, abs=0.3)
    assert detail["shares"][OTHER] == pytest.approx(12.5)


def test_another_job_than_the_templates_is_said_to_be_one() -> None:
    found = judge(focus, make_draft(*SERVICE), make_rubric("vp"))

    assert found.score < 50
    assert "other_job" in codes(found)
    assert "service operations" in found.summary


def test_without_a_template_a_decided_job_scores_best() -> None:
    rubric = make_rubric(None)
    decided = judge(focus, make_draft(*SERVICE), rubric)
    undecided = judge(
        focus,
        make_draft(
            SERVICE[0],
            DESIGN[0],
            DESIGN[1],
            "Measure customer satisfaction.",
            "Negotiate renewals with key accounts.",
            "Coach front-line teams in customer care.",
        ),
        rubric,
    )

    assert decided.score > undecided.score
    assert "mixed" in codes(undecided)


def test_a_specialist_asks_for_few_disciplines() -> None:
    lines = ["Run customer surveys.", "Interview customers about their needs.", "Build customer personas."]

    assert judge(focus, make_draft(*lines), make_rubric()).detail["focus"]["breadth"] == "specialist"


def test_people_and_process_are_told_apart() -> None:
    people = ["Coach front-line teams in customer care.", "Recognise colleagues who help customers."]
    process = ["Measure customer satisfaction on a dashboard.", "Redesign the customer journey."]
    rubric = make_rubric()

    assert judge(focus, make_draft(*people, people[0] + " Weekly."), rubric).detail["focus"]["people_share"] > 80
    found = judge(focus, make_draft(*process, "Track return on investment of customer programmes."), rubric)
    assert found.detail["focus"]["people_share"] < 20
    assert "few_people" in codes(found)


def test_a_persons_tag_counts() -> None:
    draft = make_draft("Does what is needed.", "Does it again elsewhere.", "Does a third thing.")
    decided = tuple(replace(each, decisions=(Decision("forrester", "culture", "added"),)) for each in draft.statements)
    detail = judge(focus, replace(draft, statements=decided), make_rubric()).detail["focus"]

    assert detail["majority"] == "people_culture"


def test_strategy_beside_service_brings_up_the_poll() -> None:
    found = judge(focus, make_draft(*SERVICE[:3], *DESIGN), make_rubric("head"))

    message = next(each.message for each in found.findings if each.code == "poll")
    assert "43" in message
    assert "39" in message


def test_duties_that_name_no_field_are_shown() -> None:
    draft = make_draft("Water the plants.", "Feed the office cat.", *DESIGN)
    found = next(each for each in judge(focus, draft, make_rubric()).findings if each.code == "unnamed")

    assert found.statement == 0
    assert draft.text[found.start : found.end] == "Water the plants."


def test_a_missing_field_comes_with_a_line_that_gains_its_points() -> None:
    rubric, draft = make_rubric("vp"), make_draft(*DESIGN, "Measure customer satisfaction every month.")
    before = judge(focus, draft, rubric)
    lacking = [each for each in before.findings if each.code == "lacking"]

    assert lacking
    for finding in lacking:
        assert finding.action is not None
        after = judge(focus, apply_action(draft, finding.action), rubric)
        assert after.score - before.score == pytest.approx(finding.points, abs=0.11)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([*SERVICE, *DESIGN, "", "?", "Water the plants."]), max_size=8))
def test_any_mix_of_duties_is_judged(lines: list[str]) -> None:
    for template in (None, "cco"):
        found = judge(focus, make_draft(*lines), make_rubric(template))
        assert 0 <= found.score <= 100


def test_an_empty_draft_is_worth_nothing() -> None:
    found = judge(focus, Draft("", ()), make_rubric(None))

    assert (found.score, found.findings, found.detail["focus"]["majority"]) == (0.0, (), None)
