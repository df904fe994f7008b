"""Learning the tagger's weights, and tags by learned weights."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxroles.scoring.features import read_features
from cxroles.scoring.lexicon import lexicon_for
from cxroles.scoring.model import follow_curve, model_from_rules, read_table, write_table
from cxroles.scoring.regression import fit_calibration, fit_curve, fit_weights
from cxroles.scoring.tagging import read_features_of, tag_line
from cxroles.scoring.text import Stems, read_line
from cxroles.scoring.training import cross_validate, learn
from tests.scoring.rubrics import make_rubric, read_documents

TITLE = "Head of Customer Experience"
ASKS = [
    ("Own the customer experience strategy for {}", ["strategy"]),
    ("Run customer research about {}", ["customer_understanding"]),
    ("Redesign the customer journey of {}", ["design"]),
    ("Answer the telephone in {}", []),
    ("Order stationery for {}", []),
]
PLACES = ["Leeds", "Porto", "Turin", "Ghent", "Malmo", "Tours"]


def make_rows() -> list[dict[str, object]]:
    """Thirty labelled lines of six postings."""
    return [
        {"text": text.format(place), "title": TITLE, "posting": place, "forrester": labels}
        for place in PLACES
        for text, labels in ASKS
    ]


def test_features_are_words_pairs_neighbours_facets_and_titles() -> None:
    found = read_features_of("Map the customer journey", lexicon_for(make_rubric()), title="UX Researcher")

    assert {"word:map", "pair:the_custom", "near:journey", "facet:journey_mapping:named", "title:research"} <= set(
        found
    )
    assert "title:research+facet:journey_mapping" in found
    assert "word:the" not in found


def test_what_is_negated_leaves_no_feature() -> None:
    found = read_features_of("You will not map the customer journey.", lexicon_for(make_rubric()))

    assert not [name for name in found if name.startswith("facet:") or name == "word:map"]


def test_silent_words_and_sentence_ends_part_pairs() -> None:
    line = read_line("Listen closely. Learn fast.", Stems({}))

    found = read_features(line, (), anchors=(), silent={1}, context="bare", kinds=())

    assert set(found) == {"word:listen", "word:learn", "word:fast", "pair:learn_fast"}


def test_learning_twice_gives_the_same_and_tells_asks_apart() -> None:
    rows, rubric = make_rows(), make_rubric()

    rules = learn(rows, rubric, "forrester")

    assert rules == learn(rows, rubric, "forrester")
    model = model_from_rules(rules)
    found = model.confidences(read_features_of("Run customer research about Rome", lexicon_for(rubric), title=TITLE))
    assert max(zip(found, model.codes, strict=True))[1] == "customer_understanding"


def test_held_out_lines_are_judged_once_each() -> None:
    rows = make_rows()

    judged = cross_validate(rows, make_rubric(), "forrester")

    assert sorted(str(each.row["text"]) for each in judged) == sorted(str(row["text"]) for row in rows)


@pytest.mark.parametrize("rows", [[], make_rows()[:5], [{**row, "forrester": []} for row in make_rows()]])
def test_too_little_to_learn_from_is_refused(rows: list[dict[str, object]]) -> None:
    with pytest.raises(ValueError, match="two postings"):
        learn(rows, make_rubric(), "forrester")


def test_weights_separate_what_labels_separate() -> None:
    weights = fit_weights([[0, 1], [0, 2]] * 20, [True, False] * 20, [1.0] * 40, [1.0, 1.0, 0.5])

    assert weights[1] > 1 > 0 > weights[2] > -weights[1]


def test_calibration_finds_the_line_behind_the_labels() -> None:
    totals = [-2.0] * 100 + [2.0] * 100
    labels = [i < 10 for i in range(100)] + [i < 90 for i in range(100)]

    slope, shift = fit_calibration(totals, labels)

    assert slope == pytest.approx(1.0986, abs=0.01)  # ln 9 / 2
    assert shift == pytest.approx(0.0, abs=0.01)


def test_the_curve_rises_and_says_what_was_right() -> None:
    chances = [0.45] * 10 + [0.55] * 10 + [0.85] * 10
    labels = [i < 6 for i in range(10)] + [i < 4 for i in range(10)] + [i < 8 for i in range(10)]

    curve = fit_curve(chances, labels)

    assert curve == [(0.5, 0.5), (0.85, 0.8), (1.0, 0.99)]
    assert follow_curve(0.25, curve) == 0.25
    assert follow_curve(0.675, curve) == pytest.approx(0.65)


def test_the_table_is_read_as_written() -> None:
    weights = {"word:b": (0.5, 0.0), "bias": (-1.25, 2.0)}

    assert read_table(write_table(weights), 2) == weights


@pytest.mark.parametrize("table", ["word:a 1", "word:a 1 x", "word:a 1 2\nword:a 1 2"])
def test_a_table_with_a_bad_row_is_refused(table: str) -> None:
    with pytest.raises(ValueError, match="row"):
        read_table(table, 2)


def test_weights_are_as_good_when_a_database_turned_their_order_round() -> None:
    rules = read_documents("scoring")["model"]
    turned = {key: rules[key] for key in reversed(list(rules))}
    turned["calibration"] = dict(reversed(rules["calibration"].items()))

    assert model_from_rules(turned) == model_from_rules(rules)


def test_ccxp_follows_by_the_crosswalk() -> None:
    tags = tag_line("Coach front-line staff in a customer-centric mindset.", make_rubric(), title=TITLE).tags

    assert "culture" in {tag.code for tag in tags["forrester"]}
    [follower] = [tag for tag in tags["ccxp"] if tag.code == "culture_accountability"]
    assert follower.evidence


SCRAPS = """own the customer journey, map research and NPS – not coach (team) strategy; for we’ll 3 é"""
WORDS = st.sampled_from(SCRAPS.split())


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_every_tag_quotes_the_line(text: str) -> None:
    for tags in tag_line(text, make_rubric(), title=TITLE).tags.values():
        for tag in tags:
            assert tag.evidence
            assert 0 < tag.confidence <= 1
            assert all(text[each.start : each.end] == each.text for each in tag.evidence)
