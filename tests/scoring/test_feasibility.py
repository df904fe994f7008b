"""The unicorn check: what is counted, what strains a list, and what moving a line gains."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxroles.scoring import feasibility
from cxroles.scoring.engine import score
from cxroles.scoring.types import Dimension, Draft
from tests.scoring.dimensions import TEMPLATES, apply_action, codes, draft_of_template, judge, overall
from tests.scoring.rubrics import make_draft, make_rubric

ASKS = (
    "Has led a claims team through a merger.",
    "Reads loss tables without a calculator.",
    "Persuades underwriters to change their minds.",
    "Has rebuilt a complaints process from scratch.",
    "Speaks plainly to regulators.",
    "Keeps a budget of two million under control.",
    "Knows how brokers are paid.",
    "Has written a service charter that was kept.",
    "Runs workshops with up to forty people.",
    "Understands telematics pricing.",
    "Has opened an office abroad.",
    "Plays well with auditors.",
    "Drives to all nine branches.",
    "Writes every word of the annual report.",
)


def wishes(*texts: str, title: str = "Director of Customer Experience", template: str | None = "director") -> Dimension:
    return judge(feasibility, make_draft(*[("required", text) for text in texts], title=title), make_rubric(template))


def count(*texts: str) -> int:
    return int(wishes(*texts).detail["feasibility"]["required_count"])


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_is_feasible(template: str) -> None:
    found = judge(feasibility, draft_of_template(template), make_rubric(template))

    assert found.score >= 70
    assert found.detail["feasibility"]["verdict"] in ("right", "acceptable")


@pytest.mark.parametrize(
    ("asks", "verdict"),
    [
        (2, "few"),
        (3, "few"),
        (4, "right"),
        (6, "right"),
        (8, "acceptable"),
        (9, "heavy"),
        (12, "heavy"),
        (13, "unicorn"),
    ],
)
def test_the_verdict_follows_the_number_of_asks(asks: int, verdict: str) -> None:
    detail = wishes(*ASKS[:asks]).detail["feasibility"]

    assert (detail["required_count"], detail["verdict"]) == (asks, verdict)


@pytest.mark.parametrize(
    ("asks", "text"),
    [
        (4, "A firm grasp of marketing, human resources, analytics and process improvement."),
        (2, "Strong analytical and negotiation skills."),
        (3, "Ability to calm angry callers, coach supervisors and write clear letters."),
        (3, "Degree in psychology, PMP and CCXP."),
        (1, "Has worked with sales, marketing, finance and legal teams."),
        (1, "Experience in marketing, sales or customer service."),
        (1, "Has held two customer roles, such as research, design, marketing and service."),
        (1, "Has held two customer roles (e.g. research, design, marketing and service)."),
        (1, "Reads surveys, calls and letters side by side."),
        (1, "Sets a course early and changes it when needed."),
    ],
)
def test_compound_asks_are_counted_apart(asks: int, text: str) -> None:
    assert count(text) == asks


def test_the_same_ask_twice_counts_once() -> None:
    assert count("Ability to calm angry callers.", "Proven ability to calm angry callers") == 1


def test_what_is_nice_to_have_is_preferred_wherever_it_stands() -> None:
    detail = wishes("Has led a team.", "Spanish is a plus.", "Ideally some years in insurance.").detail["feasibility"]

    assert (detail["required_count"], detail["preferred_count"]) == (1, 2)


def test_must_asks_outside_the_list_count() -> None:
    lines = [("responsibilities", "Runs the help desk."), ("about", "The ideal candidate has led a bank branch.")]
    found = judge(feasibility, make_draft(*lines), make_rubric())

    assert found.detail["feasibility"]["required_count"] == 1


def test_years_degree_and_certificates_are_reported_and_cost_points() -> None:
    base = ("Has led a team.", "Has cut waiting times.", "Has won over sceptics.", "Has built a forecast.")
    plain = wishes(*base)
    loaded = wishes(*base, "At least twelve years of service work.", "Master's degree.", "PMP certification.")

    detail = loaded.detail["feasibility"]
    assert (detail["years"], detail["degree"], detail["certificates"]) == (12, "master", ["PMP"])
    assert loaded.score < plain.score
    assert {"years", "degree", "certificate"} - set(codes(loaded)) <= {"degree", "certificate"}


@pytest.mark.parametrize(
    ("years", "text"),
    [
        (10, "10+ years of experience in service."),
        (5, "5-7 years in a contact centre."),
        (None, "Has cut churn within two years."),
        (None, "Sees 360-degree feedback as a gift."),
    ],
)
def test_years_are_years_of_experience(years: int | None, text: str) -> None:
    detail = wishes(text).detail["feasibility"]

    assert (detail["years"], detail["degree"]) == (years, None)


def test_a_degree_with_a_way_round_it_costs_nothing() -> None:
    base = ("Has led a team.", "Has cut waiting times.", "Has won over sceptics.")
    strict, open_ = wishes(*base, "Bachelor's degree."), wishes(*base, "Bachelor's degree or equivalent experience.")

    assert open_.score > strict.score
    assert open_.detail["feasibility"]["degree"] == "bachelor"
    assert "degree" in codes(strict)
    assert "degree" not in codes(open_)


def test_many_asks_at_expert_level_are_named() -> None:
    found = wishes("Deep expertise in marketing, analytics and journey design.", "Proven track record in sales.")

    message = next(each.message for each in found.findings if each.code == "expert")
    assert "analytics" in message
    assert "team" in message


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("years_descend", [("required", "8-5 years of service experience.")]),
        (
            "years_differ",
            [("required", "5 years of retail experience."), ("required", "9 years of retail experience.")],
        ),
        ("entry_level", [("required", "An entry level job for people with 6 years of experience.")]),
        ("too_few_years", [("required", "2 years of experience with customers.")]),
        ("junior_duty", [("responsibilities", "Take minutes at meetings."), ("required", "Has led a team.")]),
        ("both_lists", [("required", "Fluent Spanish speaker."), ("preferred", "Fluent Spanish speaker.")]),
    ],
)
def test_contradictions_are_told(code: str, lines: list[tuple[str, str]]) -> None:
    draft = make_draft(*lines, title="Vice President of Customer Experience")

    assert code in codes(judge(feasibility, draft, make_rubric("vp")))


def test_board_duties_do_not_go_with_a_junior_title() -> None:
    draft = make_draft("Present results to the board.", title="Customer Experience Coordinator")

    assert "board_duty" in codes(judge(feasibility, draft, make_rubric(None)))


def test_the_lowest_asks_are_to_move_first_and_the_top_stays() -> None:
    remedies = wishes(*ASKS).detail["feasibility"]["remedies"]

    moves = [each["statement"] for each in remedies if each["kind"] == "move"]
    assert moves == [13, 12, 11, 10, 9]
    assert all(each["to"] == "preferred" for each in remedies if each["kind"] == "move")


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(ASKS), min_size=7, unique=True))
def test_moving_lines_as_told_ends_in_a_list_that_is_right(texts: list[str]) -> None:
    rubric, draft = make_rubric("director"), make_draft(*[("required", text) for text in texts])
    for _ in texts:
        action = next((each.action for each in judge(feasibility, draft, rubric).findings if each.action), None)
        if action is None:
            break
        draft = apply_action(draft, action)

    detail = judge(feasibility, draft, rubric).detail["feasibility"]
    assert detail["required_count"] == 6
    assert detail["preferred_count"] == len(texts) - 6


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(ASKS), min_size=8, max_size=12, unique=True))
def test_moving_a_line_gains_the_points_promised_for_the_dimension(texts: list[str]) -> None:
    rubric, draft = make_rubric("director"), make_draft(*[("required", text) for text in texts])
    before = judge(feasibility, draft, rubric)

    for finding in before.findings:
        assert finding.action is not None
        after = judge(feasibility, apply_action(draft, finding.action), rubric)
        assert after.score - before.score == pytest.approx(finding.points, abs=0.11)


def test_an_empty_draft_is_worth_nothing() -> None:
    found = judge(feasibility, Draft("", ()), make_rubric(None))

    assert (found.score, found.findings) == (0.0, ())


def test_a_draft_without_requirements_is_told_to_name_them() -> None:
    assert codes(judge(feasibility, make_draft("Runs the help desk."), make_rubric())) == ["no_requirements"]


def test_without_its_rules_nothing_breaks() -> None:
    rubric = make_rubric()
    bare = replace(rubric, rules={code: each for code, each in rubric.rules.items() if code != "feasibility"})

    assert judge(feasibility, make_draft(("required", ASKS[0])), bare).score == 0


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sampled_from(ASKS), min_size=8, max_size=12, unique=True))
def test_moving_a_line_gains_the_points_promised_overall(texts: list[str]) -> None:
    rubric = make_rubric("director")
    duties = ("Own the customer experience strategy.", "Map customer journeys.", "Measure satisfaction every month.")
    asks = [("required", text) for text in (*texts, "Has run customer research.", "Coaches customer-facing teams.")]
    draft = make_draft(*duties, *asks, title="Director of Customer Experience")
    before = overall(draft, rubric)
    moves = [each for each in score(draft, rubric).findings if each.action and each.action.kind == "move"]

    assert moves
    for finding in moves:
        assert finding.action is not None
        gained = overall(apply_action(draft, finding.action), rubric) - before
        assert max(gained, 0.0) == pytest.approx(finding.points, abs=0.15)
