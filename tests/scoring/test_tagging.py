"""Which competencies a line is tagged with, and which words say so."""

import pytest

from cxroles.scoring.tagging import tag_draft, tag_line
from cxroles.scoring.types import Decision, Draft, Statement, TaggedStatement
from tests.scoring.rubrics import make_draft, make_rubric, read_documents


def codes(tagged: TaggedStatement, framework: str = "forrester") -> set[str]:
    return {tag.code for tag in tagged.tags.get(framework, ())}


def reasons(tagged: TaggedStatement, code: str) -> set[str]:
    rejected = tagged.rejected.get("forrester", ())
    return {each.reason for tag in rejected if tag.code == code for each in tag.evidence}


@pytest.mark.parametrize(
    ("text", "forrester", "ccxp"),
    [
        ("Own the customer experience strategy and roadmap.", "strategy", "strategy"),
        ("Run customer research and share what it shows.", "customer_understanding", "insights_understanding"),
        ("Redesign the customer journey to remove friction.", "design", "design_innovation"),
        ("Track NPS and CSAT on one dashboard.", "measurement", "metrics_roi"),
        ("Make cross-functional teams accountable for customer promises.", "governance", "culture_accountability"),
        ("Coach front-line staff in a customer-centric mindset.", "culture", "culture_accountability"),
    ],
)  # fmt: skip
def test_each_discipline_is_recognised(text: str, forrester: str, ccxp: str) -> None:
    tagged = tag_line(text, make_rubric())

    assert forrester in codes(tagged)
    assert ccxp in codes(tagged, "ccxp")


@pytest.mark.parametrize(
    "text",
    [
        "Lead the finance strategy.",
        "experience",
        "Five years of experience.",
        "Experimental work in a laboratory.",
        "Manage the organ transplant unit.",
        "Bachelor's degree in accounting.",
        "",
        "   ",
    ],
)
def test_no_customer_no_credit(text: str) -> None:
    tagged = tag_line(text, make_rubric())

    assert codes(tagged) == codes(tagged, "ccxp") == set()


def test_a_finance_strategy_shows_why_it_does_not_count() -> None:
    assert reasons(tag_line("Lead the finance strategy.", make_rubric()), "strategy") == {"no_customer"}


@pytest.mark.parametrize(
    "text",
    [
        "Not responsible for the customer experience strategy.",
        "The customer experience strategy is not part of this role.",
        "You will not set the customer experience strategy.",
    ],
)
def test_what_is_negated_does_not_count(text: str) -> None:
    tagged = tag_line(text, make_rubric())

    assert "strategy" not in codes(tagged)
    assert reasons(tagged, "strategy") == {"negated"}


def test_a_negation_ends_with_its_clause() -> None:
    text = "You will not set the customer strategy, but you will run customer research."

    tagged = tag_line(text, make_rubric())

    assert codes(tagged) == {"customer_understanding"}


def test_not_only_is_no_negation() -> None:
    text = "Not only own the customer experience strategy but also its roadmap."

    assert "strategy" in codes(tag_line(text, make_rubric()))


def test_somebody_elses_duty_does_not_count() -> None:
    tagged = tag_line("Works for the VP who owns the customer experience strategy.", make_rubric())

    assert codes(tagged) == set()
    assert "other_duty" in reasons(tagged, "strategy")


def test_a_customer_facing_title_stands_in_for_the_customer_but_weighs_less() -> None:
    text, rubric = "Coach and mentor the team.", make_rubric()

    title = "Customer Support Manager"
    [with_title] = tag_line(text, rubric, title=title).tags["forrester"]
    [with_word] = tag_line("Coach and mentor the customer team.", rubric, title=title).tags["forrester"]

    assert codes(tag_line(text, rubric, title="Warehouse Manager")) == set()
    assert with_title.code == with_word.code == "culture"
    assert with_title.confidence <= with_word.confidence


def test_at_most_three_competencies_a_line() -> None:
    text = (
        "Own the customer experience strategy, run customer research, redesign the customer journey, "
        "track NPS, align cross-functional teams on customer outcomes and build a customer-centric culture."
    )

    tagged = tag_line(text, make_rubric())

    assert all(len(tags) <= 3 for tags in tagged.tags.values())


def test_a_heap_of_keywords_counts_as_one_line() -> None:
    heap = "CX strategy, NPS, personas, journey mapping, customer research, governance, culture"

    tagged = tag_line(heap, make_rubric())

    assert sum(tag.confidence for tag in tagged.tags["forrester"]) <= 1.01


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("Organise customer research programmes", "Organize customer research programs"),
        ("Analyse customer behaviour", "Analyze customer behavior"),
        ("Build a customer-centred culture", "Build a customer-centered culture"),
    ],
)
def test_both_spellings_say_the_same(british: str, american: str) -> None:
    rubric = make_rubric()

    found = codes(tag_line(british, rubric))

    assert found
    assert found == codes(tag_line(american, rubric))


def test_a_person_adds_confirms_and_rejects() -> None:
    text = "Own the customer experience strategy."
    decisions = (
        Decision("forrester", "strategy", "rejected"),
        Decision("forrester", "culture", "added"),
        Decision("ccxp", "strategy", "confirmed"),
    )
    statement = Statement(0, "responsibilities", text, 0, len(text), decisions=decisions)

    [tagged] = tag_draft(Draft(text, (statement,)), make_rubric()).statements

    [added] = tagged.tags["forrester"]
    assert (added.code, added.confidence, added.decided_by) == ("culture", 1.0, "person")
    [rejected] = [tag for tag in tagged.rejected["forrester"] if tag.decided_by == "person"]
    assert (rejected.code, rejected.verdict) == ("strategy", "rejected")
    [confirmed] = [tag for tag in tagged.tags["ccxp"] if tag.decided_by == "person"]
    assert (confirmed.code, confirmed.confidence) == ("strategy", 1.0)
    assert confirmed.evidence


def test_near_repeated_lines_are_marked() -> None:
    draft = make_draft(
        "Own the customer experience strategy and its roadmap for all of our business units worldwide.",
        "Run customer research.",
        "Own the customer experience strategy and its roadmap for all of our business units worldwide!",
    )

    tagged = tag_draft(draft, make_rubric())

    assert [each.repeats for each in tagged.statements] == [None, None, 0]


@pytest.mark.parametrize("framework", ["forrester", "ccxp"])
def test_the_templates_are_tagged_as_their_authors_meant(framework: str) -> None:
    rubric = make_rubric()
    meant = found = 0
    for template in read_documents("roles").values():
        for line in template["statements"]:
            if line["section"] in ("responsibilities", "required"):
                tags = codes(tag_line(line["text"], rubric, title=template["title"]), framework)
                meant += len(line[framework])
                found += len(tags & set(line[framework]))

    assert found / meant >= 0.9
