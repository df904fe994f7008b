"""Inclusive language: what is found, with which alternative, and what it costs."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxroles.scoring import inclusion
from cxroles.scoring.engine import score
from cxroles.scoring.tagging import tag_draft, tag_line
from cxroles.scoring.types import SECTIONS, Dimension, Draft, Rubric
from tests.scoring.rubrics import make_draft, make_rubric, read_documents

FAIR = tuple(f"Map the journey of guests with hotel team number {n} and report it." for n in range(8))
EQUALITY = "We are an equal opportunity employer and welcome applicants of every age and ability."


def judged(*lines: str | tuple[str, str], rubric: Rubric | None = None) -> Dimension:
    rubric = rubric or make_rubric()
    return inclusion.assess(tag_draft(make_draft(*lines), rubric), rubric)


def hits(*lines: str | tuple[str, str]) -> list[tuple[str, str]]:
    found: list[dict[str, Any]] = judged(*lines).detail["inclusion"]["hits"]
    return [(each["kind"], each["text"]) for each in found]


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("masculine", "Dominate the hotel market.", "Dominate"),
        ("masculine", "Be our next retention ninja.", "ninja"),
        ("masculine", "A fearless person who likes to win.", "fearless"),
        ("masculine", "He reports to the chairman.", "chairman"),
        ("feminine", "Nurture our guests.", "Nurture"),
        ("feminine", "A compassionate person.", "compassionate"),
        ("age", "Join our young team.", "young"),
        ("age", "You are a digital native.", "digital native"),
        ("age", "Suits a recent graduate.", "recent graduate"),
        ("age", "An energetic colleague.", "energetic"),
        ("age", "Aged 25 to 35.", "Aged 25"),
        ("ability", "Walk around the shop all day.", "Walk around"),
        ("ability", "Must be able to stand for long periods.", "able to stand for"),
        ("ability", "Our crazy growth needs you.", "crazy"),
        ("culture", "Is a native English speaker.", "native English speaker"),
        ("culture", "Must be a culture fit.", "culture fit"),
        ("degree", "Bachelor's degree.", "Bachelor's degree"),
        ("degree", "Holds an MBA.", "an MBA"),
    ],
)
def test_each_kind_is_found_and_quoted_with_a_way_out(kind: str, text: str, found: str) -> None:
    dimension = judged(("required", text))

    [hit] = [each for each in dimension.detail["inclusion"]["hits"] if each["kind"] == kind and each["text"] == found]
    assert text[hit["start"] : hit["end"]] == found
    assert hit["alternative"] is not None or hit["hint"]
    assert any(each.code == f"{kind}_wording" for each in dimension.findings)


@pytest.mark.parametrize(
    "text",
    [
        "Leads analysts who understand guests and support their colleagues.",
        "Shares responsibility, decides with peers and builds relationships on trust.",
        "Studies the competitive landscape and each competitor.",
        "Champions guests and meets every challenge together with sales.",
        "Serves young travellers and their families.",
        "Bachelor's degree or equivalent experience.",
        "MBA or comparable experience.",
        "Degree in marketing preferred.",
        "Works with a high degree of freedom.",
        "Looks after his or her own budget.",
        "Able to see how journeys connect.",
        "A culture fit is not required.",
    ],
)
def test_core_vocabulary_and_lookalikes_are_left_alone(text: str) -> None:
    assert hits(("required", text)) == []


def test_words_return_when_their_exception_is_taken_out() -> None:
    rules = read_documents("scoring")
    wordings = rules["inclusion"]["wordings"]
    entry = {"forms": {"champion": "advocate"}}
    changed = {**wordings, "exempt": [], "masculine": [*wordings["masculine"], entry]}
    base = make_rubric()
    rubric = Rubric(
        1, base.frameworks, {**rules, "inclusion": {**rules["inclusion"], "wordings": changed}}, base.template
    )

    kept = Rubric(
        1,
        base.frameworks,
        {**rules, "inclusion": {**rules["inclusion"], "wordings": {**changed, "exempt": wordings["exempt"]}}},
    )

    assert judged("A champion of guests.", rubric=rubric).detail["inclusion"]["hits"]
    assert not judged("A champion of guests.", rubric=kept).detail["inclusion"]["hits"]


def test_a_degree_gates_only_where_it_is_required() -> None:
    assert hits(("preferred", "Bachelor's degree.")) == []


def test_coded_wording_is_a_rate_per_100_words() -> None:
    filler = ["guests " * 24 + "stay."] * 4

    dimension = judged(*filler[:3], "Dominate " + "guests " * 23 + "boldly.")

    assert dimension.detail["inclusion"]["rate_per_100"] == {"masculine": 2.0, "feminine": 0.0}
    [finding] = [each for each in dimension.findings if each.code == "masculine_wording"]
    assert "2.0 per 100 words" in finding.message
    assert "Castilla & Rho 2023" in finding.message


def test_no_claim_about_who_applies_at_which_share_is_made() -> None:
    words = str(read_documents("scoring")["inclusion"])

    assert "60 %" not in words
    assert "60%" not in words


def test_a_sentence_on_equal_opportunities_earns_nothing_and_hits_nothing() -> None:
    for lines in (FAIR, (*FAIR[:2], "Dominate the market."), ()):
        with_it = judged(*lines, ("offer", EQUALITY))
        assert with_it.score == judged(*lines).score
        assert with_it.detail == judged(*lines).detail


@pytest.mark.parametrize("template", sorted(read_documents("roles")))
def test_every_template_is_inclusive(template: str) -> None:
    lines = [(each["section"], each["text"]) for each in read_documents("roles")[template]["statements"]]

    assert judged(*lines, rubric=make_rubric(template)).score >= 90


def test_nothing_to_judge_scores_nothing() -> None:
    for rubric in (make_rubric(), make_rubric(None)):
        empty = inclusion.assess(tag_draft(Draft("", ()), rubric), rubric)
        assert (empty.score, empty.findings, empty.detail["inclusion"]["hits"]) == (0, (), [])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SECTIONS), st.text(max_size=200)), max_size=8))
def test_any_draft_is_judged_and_rated_alike(lines: list[tuple[str, str]]) -> None:
    rubric = make_rubric(None)
    tagged = tag_draft(make_draft(*lines), rubric)
    dimension = inclusion.assess(tagged, rubric)

    assert 0 <= dimension.score <= 100
    assert dimension.score == pytest.approx(inclusion.rate(tagged, rubric), abs=0.06)


def test_wordings_beyond_three_of_a_kind_are_summed_up() -> None:
    words = ("young", "energetic", "seasoned", "spry", "youthful")
    found = [each.code for each in judged(*[f"Join a {word} team." for word in words]).findings]

    assert found.count("age_wording") == 3
    assert found.count("more_age_wording") == 1


def test_no_alternative_is_itself_marked() -> None:
    rubric = make_rubric()
    wordings = read_documents("scoring")["inclusion"]["wordings"]
    entries = [each for group in wordings.values() for each in group if isinstance(each, dict)]

    for alternative in {text for entry in entries for text in entry.get("forms", {}).values()}:
        marks = [mark.text for mark in tag_line(alternative, rubric).marks if mark.source.startswith("inclusion/")]
        assert not marks, alternative


BLUNT = (
    *FAIR,
    "Join a young and energetic team of hosts in the city.",
    "Dominate the market with our aggressive hotel brand.",
    ("required", "Bachelor's degree."),
    ("required", "Is a native English speaker."),
    ("required", "Is a culture fit for a crazy industry."),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(BLUNT), min_size=6, max_size=12))
def test_a_replacement_gains_the_points_that_were_promised(lines: list[str | tuple[str, str]]) -> None:
    draft, rubric = make_draft(*lines), make_rubric()
    before = score(draft, rubric)

    for finding in before.findings:
        if finding.dimension != "inclusion" or not finding.action or finding.action.kind != "replace":
            continue
        values = finding.action.values
        line = draft.statements[values["statement"]]
        mended = draft.text[line.start : values["start"]] + values["text"] + draft.text[values["end"] : line.end]
        pairs = [(each.section, each.text) for each in draft.statements]
        pairs[line.index] = (line.section, mended)
        gained = _exact(score(make_draft(*pairs), rubric)) - _exact(before)
        assert max(gained, 0) == pytest.approx(finding.points, abs=0.2)


def _exact(report: Any) -> float:
    weights = sum(each.weight for each in report.dimensions)
    return float(sum(each.score * each.weight for each in report.dimensions) / weights)
