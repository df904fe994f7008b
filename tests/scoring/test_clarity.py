"""Clarity: length, lists, one ask a line, grade, plain words, repeats."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxroles.scoring import clarity
from cxroles.scoring.engine import score
from cxroles.scoring.splitting import draft_from_text
from cxroles.scoring.tagging import tag_draft, tag_line
from cxroles.scoring.types import SECTIONS, Dimension, Draft, Finding, Rubric
from tests.scoring.rubrics import make_draft, make_rubric, read_documents

PLAIN = (
    "Map the journeys of our guests with the hotel teams.",
    "Report guest satisfaction to the board each quarter.",
    "Coach the front desk in handling complaints.",
    "Remove the causes of repeat complaints with operations.",
    "Set the guest strategy for all hotels.",
    "Run the guest council every month.",
    ("required", "Has led a service team for five years."),
)


def judged(*lines: str | tuple[str, str], rubric: Rubric | None = None, title: str = "") -> Dimension:
    rubric = rubric or make_rubric()
    return clarity.assess(tag_draft(make_draft(*lines, title=title), rubric), rubric)


def detail(*lines: str | tuple[str, str], title: str = "") -> dict[str, Any]:
    found: dict[str, Any] = judged(*lines, title=title).detail["clarity"]
    return found


def findings(dimension: Dimension, code: str) -> list[Finding]:
    return [each for each in dimension.findings if each.code == code]


def after(draft: Draft, finding: Finding) -> str:
    """The finding's line with its replacement written in."""
    assert finding.action
    values = finding.action.values
    line = draft.statements[values["statement"]]
    return f"{draft.text[line.start : values['start']]}{values['text']}{draft.text[values['end'] : line.end]}"


# --- Figures ----------------------------------------------------------------------------------


def test_nothing_to_judge_scores_nothing() -> None:
    for rubric in (make_rubric(), make_rubric(None)):
        empty = clarity.assess(tag_draft(Draft("", ()), rubric), rubric)
        assert (empty.score, empty.findings, empty.detail["clarity"]["words"]) == (0, (), 0)


@pytest.mark.parametrize("template", sorted(read_documents("roles")))
def test_every_template_is_clear(template: str) -> None:
    lines = [(each["section"], each["text"]) for each in read_documents("roles")[template]["statements"]]

    dimension = judged(*lines, rubric=make_rubric(template))

    assert dimension.score >= 90
    assert dimension.detail["clarity"]["grade"] <= 12


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SECTIONS), st.text(max_size=200)), max_size=8), st.text(max_size=20))
def test_any_draft_is_judged_and_rated_alike(lines: list[tuple[str, str]], title: str) -> None:
    for rubric in (make_rubric(), make_rubric(None)):
        tagged = tag_draft(make_draft(*lines, title=title), rubric)
        dimension = clarity.assess(tagged, rubric)

        assert 0 <= dimension.score <= 100
        assert dimension.score == pytest.approx(clarity.rate(tagged, rubric), abs=0.06)


@pytest.mark.parametrize(
    ("words", "template", "code"),
    [(290, "head", "few_words"), (310, "head", ""), (690, "head", ""), (720, "head", "many_words"), (880, "vp", "")],
)
def test_300_to_700_words_are_right_and_900_for_an_executive(words: int, template: str, code: str) -> None:
    lines = [f"Serve guests in hotel number {n} with care today." for n in range(words // 10)]  # ten words each
    lines = [line.replace("with care", "with good care") for line in lines]

    dimension = judged(*lines, rubric=make_rubric(template))

    assert dimension.detail["clarity"]["words"] == words
    assert {each.code for each in dimension.findings if each.code.endswith("_words")} == ({code} - {""})


def test_without_a_template_the_title_tells_an_executive() -> None:
    lines = [f"Serve guests in hotel number {n} with good care today." for n in range(80)]

    codes = {
        title: {each.code for each in judged(*lines, rubric=make_rubric(None), title=title).findings}
        for title in ("Vice President of Guest Experience", "Head of Guest Experience")
    }

    assert "many_words" not in codes["Vice President of Guest Experience"]
    assert "many_words" in codes["Head of Guest Experience"]


def test_lists_are_told_from_prose_in_pasted_text() -> None:
    text = (
        "Head of Guests\n\nAbout the role\nWe look for a person who listens. They will work with all hotels.\n\n"
        "Responsibilities\n- Map the journeys of guests.\n* Report to the board each month.\n"
    )
    rubric = make_rubric()
    draft = draft_from_text(text, read_documents("scoring")["sections"])

    share = clarity.assess(tag_draft(draft, rubric), rubric).detail["clarity"]["bullets_share"]

    assert share == pytest.approx(100 * 11 / 24, abs=0.1)


@pytest.mark.parametrize(("number", "code"), [(5, "few"), (6, ""), (14, ""), (15, "many")])
def test_six_to_fourteen_responsibilities(number: int, code: str) -> None:
    lines = [f"Serve {chr(97 + n) * 4} guests." for n in range(number)]
    codes = {each.code for each in judged(*lines).findings}

    assert {each for each in codes if each.endswith("_responsibilities")} == (
        {f"{code}_responsibilities"} if code else set()
    )


def test_a_repeated_responsibility_counts_once() -> None:
    assert detail("Greet all guests.", "Greet all guests.", "Seat all guests.")["responsibilities"] == 2


def test_long_words_are_hard_to_read() -> None:
    line = "Institutionalise organisational accountability methodologies across multidisciplinary constituencies."

    [finding] = findings(judged(*PLAIN, *[line.replace("methodologies", f"{n}") for n in range(9)]), "hard_to_read")

    assert finding.severity == "warning"
    assert "grade" in finding.message
    assert not findings(judged(*PLAIN), "hard_to_read")


# --- One ask a line ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Own the guest strategy and lead the research team.",
        "Map guest journeys as well as managing the call centre.",
        "Set targets for all hotels. This includes pay.",
    ],
)
def test_a_second_ask_is_seen(text: str) -> None:
    dimension = judged(text)

    assert dimension.detail["clarity"]["overloaded"] == [0]
    [finding] = findings(dimension, "two_asks")
    assert finding.action
    assert finding.action.kind == "show_line"


@pytest.mark.parametrize(
    "text",
    [
        "Design and run the programme for loyal guests.",
        "Own the strategy, the roadmap and the budget for guests.",
        "Agree targets with sales and the hotels.",
    ],
)
def test_two_verbs_or_objects_of_one_ask_are_one(text: str) -> None:
    assert detail(text)["overloaded"] == []


def test_a_line_of_more_than_35_words_is_long_and_prose_may_be() -> None:
    long = "Serve " + "guests and " * 16 + "guests too."

    assert detail(long)["overloaded"] == []
    assert findings(judged(long.replace("Serve", "Serve more")), "long_line")
    assert not findings(judged(("about", long.replace("Serve", "Serve more"))), "long_line")


# --- Words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Leverage research across hotels.", "Use research across hotels."),
        ("Is good at leveraging research.", "Is good at using research."),
        ("Build a robust plan.", "Build a reliable plan."),
        ("Offer an innovative service.", "Offer a new service."),
        ("Offer an efficient service.", "Offer a service."),
        ("Offer a seamless entrance.", "Offer an entrance."),
        ("Offer seamless, kind service.", "Offer kind service."),
        ("Offer seamless and kind service.", "Offer kind service."),
        ("Offer kind and seamless service.", "Offer kind service."),
        ("Offer kind, seamless service.", "Offer kind service."),
        ("Serve all guests effectively.", "Serve all guests."),
        ("Proactively call all guests.", "Call all guests."),
        ("Meet guests on a daily basis.", "Meet guests every day."),
        ("Follow the NPS closely.", "Follow the Net Promoter Score (NPS) closely."),
    ],
)
def test_a_replacement_fits_into_its_line(text: str, mended: str) -> None:
    draft = make_draft("Serve guests.", text)
    rubric = make_rubric()
    dimension = clarity.assess(tag_draft(draft, rubric), rubric)

    [finding] = [each for each in dimension.findings if each.action and each.action.kind == "replace"]

    assert after(draft, finding) == mended


def test_a_vague_word_comes_with_its_question() -> None:
    dimension = judged("Manage various hotels.")
    [finding] = findings(dimension, "vague_word")

    assert "various" in finding.message
    assert "Which ones?" in finding.message
    assert finding.action
    assert finding.action.kind == "show_line"


def test_many_vague_words_are_summed_up() -> None:
    words = ("various", "several", "effective", "robust", "seamless", "holistic", "proactive")
    dimension = judged(*[f"Give {word} care to guests." for word in words])

    assert len(findings(dimension, "vague_word")) == 4
    [more] = findings(dimension, "more_vague_word")
    assert "“holistic”" in more.message


@pytest.mark.parametrize(
    ("lines", "title", "unexplained"),
    [
        (("Raise the NPS of hotels.",), "", ["NPS"]),
        (("Raise the Net Promoter Score (NPS) of hotels.", "Report NPS."), "", []),
        (("Own customer experience.", "Lead the CX team."), "", []),
        (("Lead the CX team.",), "Head of Customer Experience", []),
        (("Lead the CX team.",), "Head of Guests", ["CX"]),
        (("Report to the CEO and the COO.",), "", []),
        (("Run the ZQX (zone quality index) survey.",), "", []),
        (("Run the ZQX survey.", "Report the ZQX."), "", ["ZQX"]),
        (("Report KPIs.",), "", ["KPI"]),
        (("LEAD THE ZQX TEAM.",), "", []),
        ((("about", "Part of ZQX since 1990."),), "", []),
    ],
)
def test_abbreviations_need_an_explanation_once(
    lines: tuple[str | tuple[str, str], ...], title: str, unexplained: list[str]
) -> None:
    assert detail(*lines, title=title)["abbreviations"] == unexplained


def test_a_repeated_line_can_be_removed() -> None:
    text = "Map the journeys of our guests with every hotel team in the country."
    dimension = judged(*PLAIN, text, text)

    [finding] = findings(dimension, "repeated_line")

    assert finding.action
    assert (finding.action.kind, finding.action.values["statement"]) == ("remove_line", 8)
    assert finding.points > 0


def test_quoted_words_are_the_slice_of_the_text() -> None:
    draft = make_draft("We serve.", "Leverage various synergies, going forward.", title="Head of Guests")
    rubric = make_rubric()
    found = clarity.assess(tag_draft(draft, rubric), rubric).detail["clarity"]

    hits = [*found["vague"], *found["jargon"]]
    assert {draft.text[hit["start"] : hit["end"]] for hit in hits} == {hit["text"] for hit in hits}
    assert {hit["text"] for hit in hits} == {"various", "Leverage", "synergies", "going forward"}


def test_no_alternative_is_itself_marked() -> None:
    rubric = make_rubric()
    wordings = read_documents("scoring")["clarity"]["wordings"]
    entries = [*wordings["vague"], *wordings["jargon"]]

    for alternative in {text for entry in entries for text in entry.get("forms", {}).values()}:
        sources = {tuple(mark.source.split("/")[:2]) for mark in tag_line(alternative, rubric).marks}
        judged_groups = {("clarity", "vague"), ("clarity", "jargon"), ("inclusion", "masculine"), ("inclusion", "age")}
        assert not sources & judged_groups, alternative


# --- Promises ---------------------------------------------------------------------------------

WORDY = (
    *PLAIN,
    "Leverage guest feedback with an innovative tool in all our hotels and report it.",
    "Deliver seamless, efficient check-in in every hotel.",
    "Spearhead the CX programme of the group on a daily basis.",
    "Spearhead the CX programme of the group on a daily basis.",
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(WORDY), min_size=6, max_size=12))
def test_an_action_gains_the_points_that_were_promised(lines: list[str | tuple[str, str]]) -> None:
    draft, rubric = make_draft(*lines), make_rubric()
    before = score(draft, rubric)

    for finding in before.findings:
        if (
            finding.dimension != "clarity"
            or not finding.action
            or finding.action.kind not in ("replace", "remove_line")
        ):
            continue
        index = finding.action.values["statement"]
        pairs = [(each.section, each.text) for each in draft.statements]
        if finding.action.kind == "remove_line":
            del pairs[index]
        else:
            pairs[index] = (pairs[index][0], after(draft, finding))
        gained = _exact(score(make_draft(*pairs), rubric)) - _exact(before)
        assert max(gained, 0) == pytest.approx(finding.points, abs=0.2)


def _exact(report: Any) -> float:
    weights = sum(each.weight for each in report.dimensions)
    return float(sum(each.score * each.weight for each in report.dimensions) / weights)
