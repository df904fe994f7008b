"""Words, offsets, clauses and stems."""

import pytest

from cxroles.scoring.text import Stems, read_line, shingles
from tests.scoring.rubrics import read_documents

STEMS = Stems(read_documents("scoring")["stems"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organise", "organizing"),
        ("programme", "programs"),
        ("behaviour", "behaviors"),
        ("analyse", "analyzed"),
        ("personalisation", "personalize"),
        ("centre", "centers"),
        ("strategy", "strategies"),
        ("traveller", "travelers"),
        ("licence", "license"),
    ],
)
def test_inflections_and_spellings_share_a_stem(one: str, other: str) -> None:
    assert STEMS.of(one) == STEMS.of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("experience", "experiment"),
        ("organise", "organ"),
        ("organisation", "organic"),
        ("value", "values"),
        ("communication", "community"),
        ("general", "generate"),
        ("customer", "custom"),
        ("policy", "police"),
    ],
)
def test_words_of_different_meaning_do_not(one: str, other: str) -> None:
    assert STEMS.of(one) != STEMS.of(other)


def test_offsets_point_at_the_words_in_the_text() -> None:
    text = "Owns the customer’s  R&D\tjourney—😀 ends."

    line = read_line(text, STEMS)

    assert [text[a:b] for a, b in zip(line.starts, line.ends, strict=True)] == [
        "Owns",
        "the",
        "customer’s",
        "R&D",
        "journey",
        "ends",
    ]
    assert line.words[2] == "customer"


def test_a_full_stop_ends_a_part_and_a_comma_a_clause() -> None:
    line = read_line("Lead, coach; decide", STEMS)

    assert line.segment_ends == (2, 2, 3)
    assert line.clauses[0] != line.clauses[1]


def test_a_short_line_is_one_run_of_words() -> None:
    assert shingles(["a", "b"]) == {("a", "b")}
    assert shingles([]) == frozenset()
    assert len(shingles("abcdefg")) == 3
