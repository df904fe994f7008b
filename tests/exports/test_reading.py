"""What a brief concludes from content and report: nothing that they do not say."""

from typing import Any

import pytest

from cxroles.exports.brief import (
    evidence_of,
    facts_of,
    lead_of,
    mandate_of,
    places,
    purpose_of,
    sourcing_titles_of,
    trade_advice_of,
    unquoted_mandate_of,
    unseen_in,
)
from cxroles.exports.lossless import render_json
from cxroles.exports.reading import read_document
from cxroles.exports.wording import NO_BREAK
from tests.exports.documents import LINES, make_document, make_report, make_template


def make_required(count: int, **changes: Any) -> Any:
    """A document with that many required lines."""
    return make_document(lines=[("required", f"Has done thing {n}.", "") for n in range(1, count + 1)], **changes)


def states(document: Any) -> dict[str, str]:
    """Element code -> its state."""
    return {fact.code: fact.state for fact in document.mandate}


def test_mandate_is_granted_as_the_report_says() -> None:
    found = states(make_document())
    assert found["reports_to"] == "granted"
    assert found["peer_accountability"] == "missing"
    assert found["first_year_outcomes"] == "stated"


def test_the_mandate_quotes_the_line_written_for_it() -> None:
    rows = {row.name: row for row in mandate_of(make_document())}
    assert rows["Budget"].quote == "Holds a change budget of £2.4 million a year."
    assert rows["Accountability of peers"].quote == ""


def test_without_a_judgement_nothing_is_called_missing() -> None:
    report = make_report()
    del report["mandate"]
    found = states(make_document(report=report))
    assert "missing" not in found.values()
    assert "peer_accountability" not in found
    assert found["budget"] == "stated"


@pytest.mark.parametrize(("fact", "element"), [("budget", "budget"), ("team", "team"), ("reports_to", "reports_to")])
def test_what_a_fact_states_is_not_called_missing(fact: str, element: str) -> None:
    missing = {"elements": [{"code": element, "found": False, "evidence": None}]}
    lines = [("purpose", "Runs things.", "")]
    nothing: dict[str, Any] = dict.fromkeys(("budget", "team", "reports_to"), "")
    stated = make_document(lines=lines, report=make_report(lines, {}, mandate=missing), **{**nothing, fact: "Some"})
    silent = make_document(lines=lines, report=make_report(lines, {}, mandate=missing), **nothing)
    assert states(stated)[element] == "stated"
    assert states(silent)[element] == "missing"


def test_words_found_elsewhere_are_quoted_with_their_place() -> None:
    lines = [("responsibilities", "Chair the council and decide what is fixed first.", "")]
    evidence = {"start": 22, "end": 48, "text": "decide what is fixed first"}
    elements = [{"code": "decision_rights", "found": True, "evidence": evidence}]
    document = make_document(lines=lines, report=make_report(lines, {}, mandate={"elements": elements}))
    row = next(row for row in mandate_of(document) if row.name == "Decision rights")
    assert (row.quote, row.place) == ("decide what is fixed first", f"Work{NO_BREAK}1")


def test_no_mandate_line_is_lost() -> None:
    lines = [*LINES, ("mandate", "May also close a shop.", "")]
    assert [line.text for line in unquoted_mandate_of(make_document(lines=lines))] == ["May also close a shop."]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (2, ""),
        (3, "Number 1 carries the role: do not give it up. If nobody brings everything, give way on number 3 first."),
        (
            7,
            "Numbers 1 and 2 carry the role: do not give them up. "
            "If nobody brings everything, give way from the bottom: number 7 first, then 6.",
        ),
        (
            9,
            "Numbers 1 to 3 carry the role: do not give them up. "
            "If nobody brings everything, give way from the bottom: number 9 first, then 8.",
        ),
    ],
)
def test_trade_advice_follows_the_order(count: int, expected: str) -> None:
    assert trade_advice_of(make_required(count)) == expected


def test_trade_advice_speaks_of_preferred_lines_only_where_there_are_some() -> None:
    assert trade_advice_of(make_document()).endswith("A preferred line is a bonus, never a filter.")


def test_sourcing_titles_leave_out_the_jobs_own() -> None:
    titles = sourcing_titles_of(make_document(title="vp of customer"))
    assert titles[0] == "Vice President of Customer Experience"
    assert "VP of Customer" not in titles
    assert "VP Customer Experience" in titles


def test_evidence_quotes_words_with_their_line_and_counts_the_rest() -> None:
    forrester = make_document().profiles[0]
    rows = {row.name: row for row in evidence_of(forrester, quotes=2)}
    assert [(quote.text, quote.label) for quote in rows["Governance"].quotes] == [
        ("Chair the customer council", f"Work{NO_BREAK}4"),
        ("customer goal into the yearly appraisal of every executive", f"Work{NO_BREAK}5"),
    ]
    assert rows["Governance"].more == f"Work{NO_BREAK}7"


def test_rejected_and_discounted_words_are_no_evidence() -> None:
    report = make_report()
    tag = report["statements"][11]["competencies"]["forrester"][0]
    tag["evidence"][0]["reason"] = "negated"
    report["statements"][33]["competencies"]["forrester"][0]["verdict"] = "rejected"
    strategy = make_document(report=report).profiles[0].competencies[0]
    assert strategy.evidence.quotes == ()
    assert [line.number for line in strategy.evidence.more] == [1]


def test_competencies_without_evidence_are_named() -> None:
    assert unseen_in(
        make_document(report=make_report(tags={11: (("forrester", "strategy", "vision"),)})).profiles[0]
    ) == ("Customer understanding; Design; Measurement; Governance; Culture")
    assert unseen_in(make_document(report=make_report(tags={})).profiles[0]) == ""


def test_places_of_one_section_stand_together() -> None:
    lines = make_document().lines
    assert places([lines[11], lines[1], lines[14], lines[23]]) == (f"Work{NO_BREAK}1, 4; Purpose; Required{NO_BREAK}1")


def test_the_lead_is_the_purpose_and_is_not_printed_twice() -> None:
    document = make_document()
    assert lead_of(document) == LINES[1][1]
    assert [line.text for line in purpose_of(document)] == [LINES[2][1]]


def test_a_long_purpose_leaves_the_lead_to_the_template() -> None:
    lines = [("purpose", "Long " * 60, "")]
    document = make_document(lines=lines, template=make_template(summary="In short."))
    assert lead_of(document) == "In short."
    assert len(purpose_of(document)) == 1


def test_unknown_facts_are_left_out() -> None:
    labels = [
        fact.label for fact in facts_of(make_document(report={}, template={}, budget="", sector="", company_size=""))
    ]
    assert labels == ["Company", "Reports to", "Team"]


def test_codes_of_a_newer_report_do_not_stop_the_brief() -> None:
    report = make_report()
    report["dimensions"].append({"code": "brand_new", "score": 3.4, "weight": 1, "band": "odd", "summary": None})
    report["focus"]["breadth"] = "unheard_of"
    assert make_document(report=report).reasons[-1].code == "brand_new"
    assert facts_of(make_document(report=report))[3].text == "Unheard of, level 4 of 5"


def test_json_keeps_everything() -> None:
    import json

    document = make_document()
    stored = json.loads(render_json(document))
    assert stored["schema"] == "cxroles.export/1"
    assert stored["revision"] == {"number": 4, "approved": True, "at": "2026-11-22T09:30:00+00:00"}
    again = read_document(content=stored["content"], report=stored["report"], imprint=document.imprint)
    assert again == document
