"""The cue language."""

import pytest

from cxroles.scoring.cues import Matcher, parse_pattern
from cxroles.scoring.text import Stems, read_line
from tests.scoring.rubrics import read_documents

STEMS = Stems(read_documents("scoring")["stems"])
CLASSES = {"customer": ["customer", "=cx", "end user"]}


def find(pattern: str, text: str) -> list[str]:
    """The words of a text that a pattern finds."""
    line = read_line(text, STEMS)
    matcher = Matcher([(pattern, pattern)], stems=STEMS, classes=CLASSES)
    return [line.quote(hit.first, hit.last) for hit in matcher.find(line)]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("journey map", "Journey-mapping workshops", ["Journey-mapping"]),
        ("=map", "mapping the map", ["map"]),
        ("build|own strategy", "Owns strategies", ["Owns strategies"]),
        ("@customer feedback", "CX feedback and end users' feedback", ["CX feedback", "end users' feedback"]),
        ("own ~ strategy", "own one two three four strategy", ["own one two three four strategy"]),
        ("own ~ strategy", "own one two three four five strategy", []),
        ("own ~2 strategy", "own one two three strategy", []),
        ("own ~ strategy", "They own. Strategy follows", []),
        ("raise ~ @figure", "Raise it by 20 points", ["Raise it by 20"]),
        ("p&l", "full P&L responsibility", ["P&L"]),
        ("organise", "ORGANIZED", ["ORGANIZED"]),
    ],
)  # fmt: skip
def test_patterns_find_words(pattern: str, text: str, found: list[str]) -> None:
    assert find(pattern, text) == found


@pytest.mark.parametrize("pattern", ["", "~ strategy", "strategy ~", "@nobody strategy", "a||b"])
def test_a_pattern_that_makes_no_sense_is_refused_by_name(pattern: str) -> None:
    with pytest.raises(ValueError, match="the pattern"):
        parse_pattern(pattern, STEMS, CLASSES)


def test_every_cue_of_the_fixtures_can_be_read() -> None:
    facets = read_documents("scoring")["facets"]
    classes = {*facets["classes"], "figure"}
    patterns = [cue["text"] for facet in facets["facets"].values() for cue in facet["cues"]]
    patterns += [each for group in facets["contexts"].values() for each in group]
    mandate = read_documents("scoring")["mandate"]["elements"].values()
    patterns += [each for element in mandate for each in element["cues"]]

    assert all(parse_pattern(pattern, STEMS, classes) for pattern in patterns)
