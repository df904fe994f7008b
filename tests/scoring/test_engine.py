"""score(): from a draft to an explained report."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxroles.scoring.engine import DIMENSIONS, score
from cxroles.scoring.findings import insert_line
from cxroles.scoring.types import SECTIONS, Draft
from tests.scoring.rubrics import make_draft, make_rubric, read_documents

THIN = (
    "Track NPS and CSAT every month and report them.",
    "Own the customer experience strategy and roadmap.",
    ("required", "Ten years of work in a large company."),
    ("about", "We are the leading customer company."),
)


def test_an_empty_draft_scores_nothing_and_says_so() -> None:
    report = score(Draft(text="", statements=()), make_rubric())

    assert report.overall == 0
    assert report.band == "poor"
    assert report.findings[0].code == "too_short"


def test_sixty_words_are_enough_to_judge() -> None:
    short, enough = make_draft("customer " * 59), make_draft("customer " * 60)

    assert any(each.code == "too_short" for each in score(short, make_rubric()).findings)
    assert all(each.code != "too_short" for each in score(enough, make_rubric()).findings)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SECTIONS), st.text(max_size=200)), max_size=8))
def test_any_text_scores_between_0_and_100(lines: list[tuple[str, str]]) -> None:
    report = score(make_draft(*lines), make_rubric())

    assert 0 <= report.overall <= 100
    assert all(0 <= each.score <= 100 for each in report.dimensions)
    assert all(0 <= each.points <= 100 for each in report.findings)


@pytest.mark.parametrize("template", ["director", "head", "vp", "cco"])
def test_a_template_scores_great_against_itself(template: str) -> None:
    document = read_documents("roles")[template]
    lines = [(each["section"], each["text"]) for each in document["statements"]]

    report = score(make_draft(*lines, title=document["title"]), make_rubric(template))

    assert report.band == "great"
    assert report.overall >= 90


def test_the_overall_score_is_the_weighted_mean_of_the_dimensions() -> None:
    report = score(make_draft(*THIN), make_rubric())

    weight = sum(each.weight for each in report.dimensions)
    mean = sum(each.score * each.weight for each in report.dimensions) / weight
    assert report.overall == pytest.approx(mean, abs=0.6)
    assert [each.code for each in report.dimensions] == [each.code for each in DIMENSIONS]


def test_a_line_inserted_gains_the_points_that_were_promised() -> None:
    rubric, draft = make_rubric(), make_draft(*THIN)
    before = score(draft, rubric)
    actions = [each for each in before.findings if each.action and each.action.kind == "insert_line"]

    for finding in actions:
        assert finding.action is not None
        values = finding.action.values
        after = score(
            insert_line(draft, section=values["section"], text=values["text"], level=values["level"]),
            rubric,
        )
        assert after.overall - before.overall == pytest.approx(finding.points, abs=1.05)

    assert len(actions) >= 8


def test_findings_come_with_most_points_first() -> None:
    points = [each.points for each in score(make_draft(*THIN), make_rubric()).findings[1:]]

    assert points == sorted(points, reverse=True)


def test_without_a_template_the_frameworks_weights_are_the_target() -> None:
    report = score(make_draft(*THIN), make_rubric(None)).as_dict()

    targets = {each["code"]: each["target"] for each in report["frameworks"]["ccxp"]["competencies"]}
    assert report["template"] == ""
    assert targets["insights_understanding"] == 22
    assert any(each["action"] for each in report["findings"])


def test_equal_drafts_get_equal_reports() -> None:
    assert score(make_draft(*THIN), make_rubric()).as_dict() == score(make_draft(*THIN), make_rubric()).as_dict()
