"""Coverage: depth, emphasis, fit and what is missing."""

import itertools
import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxroles.scoring import coverage
from cxroles.scoring.engine import score
from cxroles.scoring.findings import insert_line
from cxroles.scoring.standing import depth_of, fit_of
from cxroles.scoring.tagging import tag_draft
from cxroles.scoring.types import Draft, Report
from tests.scoring.rubrics import make_draft, make_rubric, read_documents

DUTIES = [
    line["text"]
    for template in read_documents("roles").values()
    for line in template["statements"]
    if line["section"] == "responsibilities"
]
UNSORTED = ("purpose", "scope", "responsibilities", "preferred", "success", "other")
lines = st.lists(st.tuples(st.sampled_from(UNSORTED), st.sampled_from(DUTIES)), max_size=12)


def coverages(draft: Draft) -> dict[str, float]:
    rubric, tagged = make_rubric(), tag_draft(draft, make_rubric())
    frameworks = coverage.assess(tagged, rubric).detail["frameworks"]
    return {code: each["coverage"] for code, each in frameworks.items()}


def standing_of(report: Report, code: str) -> dict[str, float]:
    competencies = report.as_dict()["frameworks"]["forrester"]["competencies"]
    [found] = [each for each in competencies if each["code"] == code]
    return dict(found)


@settings(max_examples=30, deadline=None)
@given(lines, st.randoms(use_true_random=False))
def test_order_outside_the_required_list_does_not_matter(
    given_lines: list[tuple[str, str]], chance: random.Random
) -> None:
    shuffled = list(given_lines)
    chance.shuffle(shuffled)

    assert coverages(make_draft(*given_lines)) == coverages(make_draft(*shuffled))


@settings(max_examples=30, deadline=None)
@given(lines, st.sampled_from(DUTIES), st.sampled_from([*UNSORTED, "required"]))
def test_a_further_line_never_lowers_coverage(given_lines: list[tuple[str, str]], further: str, section: str) -> None:
    draft = make_draft(*given_lines)

    before, after = coverages(draft), coverages(insert_line(draft, section=section, text=further))

    assert all(after[code] >= before[code] for code in before)


def test_first_asks_of_the_required_list_weigh_most() -> None:
    strategy = "Has set a customer experience strategy."
    others = [f"Speaks language number {n}." for n in range(6)]

    first = score(make_draft(*[("required", t) for t in [strategy, *others]]), make_rubric())
    last = score(make_draft(*[("required", t) for t in [*others, strategy]]), make_rubric())

    assert standing_of(first, "strategy")["depth"] > standing_of(last, "strategy")["depth"]


def test_a_duty_weighs_more_than_a_wish_and_a_boast_nothing() -> None:
    text, rubric = "Own the customer experience strategy.", make_rubric()

    depths = [
        standing_of(score(make_draft((section, text)), rubric), "strategy")["depth"]
        for section in ("responsibilities", "required", "preferred", "about", "offer")
    ]

    assert depths[0] > depths[1] > depths[2] > depths[3] == depths[4] == 0


def test_a_repeated_line_counts_once() -> None:
    text = "Own the customer experience strategy and its roadmap for all business units."
    once, twice = make_draft(text), make_draft(text, text)

    assert coverages(once) == coverages(twice)


def test_every_further_line_adds_a_little_less() -> None:
    rules = read_documents("scoring")["coverage"]

    depths = [depth_of([0.9] * n, rules) for n in range(5)]
    steps = [later - earlier for earlier, later in itertools.pairwise(depths)]

    assert depths[0] == 0
    assert steps == sorted(steps, reverse=True)
    assert depth_of([0.9, 0.5], rules) == pytest.approx(100 * (1 - math.exp(-(0.9 + 0.425) / 3)))


@pytest.mark.parametrize(
    ("emphasis", "targets", "fit"),
    [
        ({"a": 50.0, "b": 50.0}, {"a": 50.0, "b": 50.0}, 1.0),
        ({"a": 100.0}, {"a": 0.0, "b": 100.0}, 0.0),
        ({"a": 100.0, "b": 0.0}, {"a": 50.0, "b": 50.0}, 0.4419),
        ({}, {"a": 100.0}, 0.0),
    ],
)
def test_fit_is_one_for_equal_shares_and_none_for_disjoint_ones(
    emphasis: dict[str, float], targets: dict[str, float], fit: float
) -> None:
    assert fit_of(emphasis, targets) == pytest.approx(fit, abs=1e-3)


def test_all_frameworks_are_reported_and_the_reference_ones_scored() -> None:
    report = score(make_draft(*DUTIES[:10]), make_rubric())
    document = report.as_dict()

    frameworks = document["frameworks"]
    [dimension] = [each for each in document["dimensions"] if each["code"] == "coverage"]
    mean = (frameworks["forrester"]["coverage"] + frameworks["ccxp"]["coverage"]) / 2
    assert set(frameworks) == {each.code for each in make_rubric().frameworks}
    assert dimension["score"] == pytest.approx(mean, abs=0.1)
    for each in frameworks.values():
        assert sum(c["target"] for c in each["competencies"]) == pytest.approx(100, abs=0.5)


def test_the_drafts_own_targets_win_over_the_templates() -> None:
    plain = make_draft("Track NPS and CSAT every month.")
    only_measurement = Draft(plain.text, plain.statements, targets={"forrester": {"measurement": 100.0}})

    assert coverages(only_measurement)["forrester"] > coverages(plain)["forrester"]
    assert coverages(only_measurement)["ccxp"] == coverages(plain)["ccxp"]


def test_a_missing_competency_is_named_with_a_fitting_line() -> None:
    report = score(make_draft("Track NPS and CSAT every month."), make_rubric())

    missing = [each for each in report.findings if each.code == "missing_competency"]
    [strategy] = [each for each in missing if "Strategy" in each.message]
    assert strategy.action is not None
    assert strategy.action.kind == "insert_line"
    assert "strategy" in strategy.action.values["competencies"]["forrester"]
    assert set(strategy.action.values) == {"code", "text", "section", "level", "competencies"}


def test_no_line_is_suggested_twice_or_when_it_is_there_already() -> None:
    duties = [line.text for line in make_rubric().templates[-1].lines][:6]
    draft = make_draft(*[text.replace("the ", "the very ").rstrip(".") for text in duties])

    report = score(draft, make_rubric())

    suggested = [each.action.values["text"] for each in report.findings if each.action and each.dimension == "coverage"]
    assert len(suggested) == len(set(suggested))
    assert not set(suggested) & set(duties)


def test_too_much_of_one_competency_is_a_notice() -> None:
    culture = [f"Coach {who} in a customer-centric mindset." for who in ("agents", "leaders", "managers")]
    culture += ["Build a customer-centric culture.", "Recognise staff for customer obsession."]
    culture += [f"Train {who} in customer empathy." for who in ("advisers", "supervisors", "staff")]

    report = score(make_draft(*culture), make_rubric())

    assert any(
        each.code == "overdone_competency" and "Culture" in each.message and each.points == 0
        for each in report.findings
    )
