"""Altitude: do verbs, scope words and mandate fit the title?"""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxroles.scoring import level
from cxroles.scoring.types import Draft
from tests.scoring.dimensions import TEMPLATES, codes, draft_of_template, judge
from tests.scoring.rubrics import make_draft, make_rubric, read_documents

LINES = {
    1: ["Record customer calls.", "Assist with tickets.", "Help callers by phone.", "Update customer records."],
    2: ["Manage a project.", "Coordinate a campaign.", "Supervise the contact centre.", "Run the front-line team."],
    3: ["Lead a team of nine.", "Own the CX budget.", "Design the whole customer journey.", "Build the CX roadmap."],
    4: [
        "Direct change in every business unit.",
        "Align all executives on customers.",
        "Govern standards company-wide.",
        "Sponsor skills across the company.",
    ],
    5: [
        "Shape corporate strategy with the board.",
        "Advise investors on customers.",
        "Champion customers in the boardroom.",
        "Commit capital with the board.",
    ],
}


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_is_at_its_own_level(template: str) -> None:
    found = judge(level, draft_of_template(template), make_rubric(template))

    assert found.score >= 70
    assert found.detail["level"]["nearest_template"] == template
    assert found.detail["level"]["level"] == read_documents("roles")[template]["level"]["typical"]


@pytest.mark.parametrize("number", LINES)
def test_verbs_and_scope_tell_the_level(number: int) -> None:
    assert judge(level, make_draft(*LINES[number]), make_rubric(None)).detail["level"]["level"] == number


def test_higher_lines_never_make_a_lower_level() -> None:
    levels = [judge(level, make_draft(*LINES[n]), make_rubric(None)).detail["level"]["level"] for n in LINES]

    assert all(one <= two for one, two in pairwise(levels))


def test_evidence_quotes_the_text() -> None:
    draft = make_draft(*LINES[3], *LINES[5])
    evidence = judge(level, draft, make_rubric()).detail["level"]["evidence"]

    assert len(evidence) >= 8
    assert all(draft.text[each["start"] : each["end"]] == each["text"] for each in evidence)
    assert {each["level"] for each in evidence} <= {1, 2, 3, 4, 5}


def test_a_great_title_on_small_duties_is_told() -> None:
    found = judge(level, make_draft(*LINES[1], *LINES[2], title="VP Customer Experience"), make_rubric("vp"))

    assert found.score < 40
    assert "below_all" in codes(found)
    first = next(each for each in found.findings if each.code == "too_low")
    assert first.statement is not None
    assert first.statement < 4


def test_a_small_title_on_great_duties_is_told() -> None:
    found = judge(level, make_draft(*LINES[4], title="Customer Experience Coordinator"), make_rubric(None))

    assert found.score < 40
    assert {"above", "too_high"} <= set(codes(found))


def test_one_line_out_of_place_is_shown_with_verbs_that_would_fit() -> None:
    draft = make_draft(*LINES[4], LINES[1][0], title="VP Customer Experience")
    finding = next(each for each in judge(level, draft, make_rubric("vp")).findings if each.code == "too_low")

    assert finding.statement == 4
    assert "direct" in finding.message
    mended = make_draft(*LINES[4], LINES[4][0] + " Always.", title="VP Customer Experience")
    assert judge(level, mended, make_rubric("vp")).score > judge(level, draft, make_rubric("vp")).score


def test_the_title_is_held_against_the_template() -> None:
    draft = make_draft(*LINES[4], title="Customer Experience Manager")

    assert "title" in codes(judge(level, draft, make_rubric("vp")))
    fitting = replace(draft, title="VP Customer Experience")
    assert "title" not in codes(judge(level, fitting, make_rubric("vp")))


def test_negated_duties_show_no_level() -> None:
    assert judge(level, make_draft("Not responsible for the board."), make_rubric()).detail["level"]["level"] is None


def test_few_lines_are_not_trusted() -> None:
    one = judge(level, make_draft(LINES[4][0]), make_rubric("vp"))
    four = judge(level, make_draft(*LINES[4]), make_rubric("vp"))

    assert one.score < four.score
    assert codes(one) == ["thin"]


def test_a_line_without_words_has_the_level_it_was_given() -> None:
    draft = make_draft("Smile.", "Nod.", "Wink.")
    given_four = tuple(replace(each, level=4) for each in draft.statements)

    detail = judge(level, replace(draft, statements=given_four), make_rubric()).detail["level"]
    assert detail["level"] == 4


def test_the_verbs_are_those_of_the_ladder() -> None:
    wordings = read_documents("scoring")["level"]["wordings"]

    for rung in read_documents("frameworks")["ladder"]["levels"]:
        assert set(rung["verbs"]) <= set(wordings[f"verb_{rung['number']}"])
        assert read_documents("scoring")["level"]["names"][rung["number"] - 1] == rung["name"]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([line for each in LINES.values() for line in each]), max_size=10), st.text(max_size=30))
def test_any_mix_of_lines_is_judged(lines: list[str], title: str) -> None:
    for template in (None, "cco"):
        found = judge(level, make_draft(*lines, title=title), make_rubric(template))
        assert 0 <= found.score <= 100


def test_an_empty_draft_is_worth_nothing() -> None:
    found = judge(level, Draft("", ()), make_rubric(None))

    assert (found.score, found.findings, found.detail["level"]["level"]) == (0.0, (), None)
