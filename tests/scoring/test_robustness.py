"""Text that nobody should send, and that comes anyway."""

from unittest.mock import Mock

import pytest

from cxroles.scoring import cues
from cxroles.scoring.engine import score
from cxroles.scoring.tagging import tag_line
from tests.scoring.rubrics import make_draft, make_rubric

AWKWARD = [
    "😀🎉👩‍👩‍👧 customer research 😀",
    "قيادة تجربة العملاء customer research",
    "customer\x00 research\x1b[0m\x7f\u200b\ufeff",
    "<script>alert('customer research')</script>",
    "İSTANBUL customer ﬁnance ẞ research",
    "\ud800 customer research",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_is_read_and_quoted_exactly(text: str) -> None:
    report = score(make_draft("First line.", text), make_rubric())

    draft_text = make_draft("First line.", text).text
    for tagged in report.statements:
        for tags in tagged.tags.values():
            for tag in tags:
                for each in tag.evidence:
                    assert draft_text[each.start : each.end] == each.text


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "customer " * 22_000,
        "own customer experience strategy and measure satisfaction " * 3_500,
        "not " * 50_000,
        "." * 200_000,
        "\n" * 200_000,
    ],
    ids=["one word", "one word often", "many cues", "negations", "stops", "line breaks"],
)
def test_a_line_of_200_kilobytes_is_scored(text: str) -> None:
    assert 0 <= score(make_draft(text), make_rubric()).overall <= 100


def test_work_grows_with_the_text_and_not_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in steps of the matcher: seconds would depend on the machine."""
    text = "Own the customer experience strategy and measure customer satisfaction "
    steps = {}
    for repeats in (10, 1_000):
        counted = Mock(side_effect=cues._follow)
        monkeypatch.setattr(cues, "_follow", counted)
        tag_line(text * repeats, make_rubric())
        steps[repeats] = counted.call_count
        monkeypatch.undo()

    assert steps[10] > 0
    assert steps[1_000] <= 1.1 * 100 * steps[10]


def test_two_thousand_lines_are_scored() -> None:
    lines = [f"Own customer strategy number {n} for region {n} and report on it." for n in range(2_000)]

    report = score(make_draft(*lines), make_rubric())

    assert len(report.statements) == 2_000
