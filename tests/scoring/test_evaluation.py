"""Precision, recall and F1 of the tagger."""

import pytest

from cxroles.scoring.evaluation import Counts, evaluate
from tests.scoring.rubrics import make_rubric

ROWS = [
    {"text": "Own the customer experience strategy.", "forrester": ["strategy"]},
    {"text": "Run customer research.", "forrester": ["strategy"]},
    {"text": "Has a driving licence.", "forrester": []},
    {"text": "Collects customer feedback.", "forrester": []},
    {"text": "No labels for this framework.", "ccxp": []},
]


def test_right_wrong_and_missed_tags_are_counted() -> None:
    result = evaluate(ROWS, make_rubric(), "forrester")

    assert result.lines == 4
    assert result.competencies["strategy"] == Counts(right=1, wrong=0, missed=1)
    assert result.competencies["customer_understanding"] == Counts(right=0, wrong=2, missed=0)
    assert result.micro == Counts(right=1, wrong=2, missed=1)
    assert result.micro.precision == pytest.approx(1 / 3)
    assert result.micro.recall == 0.5
    assert result.micro.f1 == pytest.approx(0.4)
    assert result.macro_f1 == pytest.approx((2 / 3) / 6)
    assert result.clean == 0.5


def test_nothing_to_count_is_zero_and_no_error() -> None:
    result = evaluate([], make_rubric(), "ccxp")

    assert (result.lines, result.micro.f1, result.macro_f1, result.clean) == (0, 0, 0, 0)


def test_an_unknown_framework_is_refused() -> None:
    with pytest.raises(KeyError):
        evaluate(ROWS, make_rubric(), "unknown")
