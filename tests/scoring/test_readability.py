"""Syllables and the Flesch-Kincaid grade, held to values counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxroles.scoring.readability import Size, Syllables, size_of
from tests.scoring.rubrics import read_documents

SYLLABLES = Syllables(read_documents("scoring")["clarity"]["syllables"])

BY_HAND = {
    1: "the year scale goes does guide build coach league whole changed launched shared called queue",
    2: "insight service colleague journey client people table tables centre centred quiet region improved useful "
    "closely statement raises social language business every lifetime timeline touchpoint science CX being buyer",
    3: "customer director strategy employee employer loyalty quality management improvement measurement services "
    "processes demanded created idea area annual various previous medium opinion champion agreement element "
    "stakeholder dialogue financial efficient ongoing audience video different NPS",
    4: "experience material priority portfolio evaluate executive society accountable operations analytics "
    "satisfaction reality hierarchy initiative negotiate reliable coordinate",
    5: "individual continuity ambiguity organisation communication cooperation",
    6: "accountability responsibilities",
}


@pytest.mark.parametrize(("count", "words"), BY_HAND.items())
def test_syllables_agree_with_those_counted_by_hand(count: int, words: str) -> None:
    wrong = {word: SYLLABLES.of(word) for word in words.split() if SYLLABLES.of(word) != count}

    assert not wrong


def test_letters_of_an_abbreviation_are_spelt_out() -> None:
    assert [SYLLABLES.of(word) for word in ("CX", "NPS", "CRM", "WWW")] == [2, 3, 3, 9]


@pytest.mark.parametrize(
    ("text", "size", "grade"),
    [
        ("The cat sat on the mat.", Size(6, 1, 6), 0.0),  # 0.39*6 + 11.8*1 - 15.59 = -1.45
        ("Own the customer strategy", Size(4, 1, 8), 9.57),  # 0.39*4 + 11.8*8/4 - 15.59
        ("Leads a team. Reports to the director.", Size(7, 2, 10), 2.63),  # 0.39*7/2 + 11.8*10/7 - 15.59
        ("Works on NPS, e.g. in our shops.", Size(8, 1, 10), 2.28),  # no sentence ends before a small letter
        ("", Size(0, 0, 0), 0.0),
        ("—", Size(0, 0, 0), 0.0),
    ],
)
def test_the_grade_agrees_with_the_formula_worked_out_by_hand(text: str, size: Size, grade: float) -> None:
    assert size_of(text, SYLLABLES) == size
    assert size.grade == pytest.approx(grade, abs=0.01)


@given(st.text(max_size=300))
def test_any_text_has_a_size_and_a_grade(text: str) -> None:
    size = size_of(text, SYLLABLES)

    assert size.words <= size.syllables or not size.words
    assert size.sentences <= max(1, size.words)
    assert size.grade >= 0


@given(st.lists(st.sampled_from(["We listen.", "Customers decide quickly.", "Nobody waits."]), min_size=1, max_size=5))
def test_sizes_add_up(sentences: list[str]) -> None:
    parts = [size_of(each, SYLLABLES) for each in sentences]

    assert sum(parts, Size()) == size_of(" ".join(sentences), SYLLABLES)


def test_exceptions_of_the_rule_file_win() -> None:
    assert Syllables({"exceptions": {"journey": 7}}).of("Journey") == 7
