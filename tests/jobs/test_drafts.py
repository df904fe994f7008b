"""Rows become a draft, published versions a rubric: the seam between tables and scoring."""

import pytest

from cxroles.jobs.drafts import composed, published_rubric, scored
from cxroles.jobs.models import StatementTag
from cxroles.scoring.engine import score
from tests.builders import make_blank, make_description, make_statement
from tests.scoring.rubrics import make_rubric

pytestmark = pytest.mark.usefixtures("published")


def test_each_line_stands_where_the_draft_says() -> None:
    description = make_description()
    result = composed(description)
    assert len(result.rows) == description.statements.count() > 30
    for row, statement in zip(result.rows, result.draft.statements, strict=True):
        assert statement.text == row.text == result.draft.text[statement.start : statement.end]


def test_facts_of_the_job_grant_their_part_of_the_mandate() -> None:
    description = make_blank(reports_to="Chief executive", budget="£2 million")
    result = scored(description)
    elements = {each["code"]: each for each in result.report.as_dict()["mandate"]["elements"]}
    assert {code for code, each in elements.items() if each["found"]} == {"reports_to", "budget"}
    evidence = elements["budget"]["evidence"]
    assert evidence["text"] == "Budget: £2 million"
    assert result.draft.text[evidence["start"] : evidence["end"]] == evidence["text"]


def test_a_persons_word_reaches_the_scorer() -> None:
    description = make_blank()
    row = make_statement(description, "Water the office plants.")
    StatementTag.objects.create(
        statement=row,
        framework_code="forrester",
        competency_code="culture",
        verdict="added",
        decided_by=description.owner,
    )
    (tagged,) = scored(description).report.statements
    (tag,) = tagged.tags["forrester"]
    assert (tag.code, tag.decided_by) == ("culture", "person")


def test_the_database_and_the_files_give_one_report() -> None:
    draft = composed(make_description(template="cco")).draft
    from_files = score(draft, make_rubric("cco")).as_dict()
    from_tables = score(draft, published_rubric("cco")).as_dict()
    for part in ("overall", "frameworks", "mandate", "statements"):
        assert from_tables[part] == from_files[part]


def test_an_unknown_template_is_refused_with_the_known_ones() -> None:
    with pytest.raises(LookupError, match="director"):
        published_rubric("janitor")
