"""score(): from a draft to an explained report."""

from cxroles.scoring.engine import score
from cxroles.scoring.types import Draft
from tests.scoring.rubrics import make_draft, make_rubric


def test_an_empty_draft_scores_nothing_and_says_so() -> None:
    report = score(Draft(text="", statements=()), make_rubric())

    assert report.overall == 0
    assert report.band == "poor"
    assert report.findings[0].code == "too_short"


def test_a_strategy_line_is_tagged_with_its_words() -> None:
    draft = make_draft("Own the customer experience strategy and roadmap.")

    [tagged] = score(draft, make_rubric()).statements

    [tag] = [tag for tag in tagged.tags["forrester"] if tag.code == "strategy"]
    assert any("strategy" in each.text for each in tag.evidence)
