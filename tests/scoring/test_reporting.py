"""The report as JSON: schema cxroles.report/1."""

import json
from typing import Any

from cxroles.scoring.engine import DIMENSIONS, score
from tests.scoring.rubrics import make_draft, make_rubric


def make_document() -> tuple[str, dict[str, Any]]:
    draft = make_draft(
        "Own the 😀 customer experience strategy.",
        ("required", "Customer research is not required."),
        ("mandate", "Reports to the CEO."),
        title="VP of Customer Experience",
    )
    return draft.text, score(draft, make_rubric("vp")).as_dict()


def test_the_keys_are_those_of_the_contract() -> None:
    _, document = make_document()

    assert document["schema"] == "cxroles.report/1"
    assert document["template"] == "vp"
    assert document["title"] == "VP of Customer Experience"
    assert set(document) == {
        *("schema", "overall", "band", "template", "title", "dimensions", "frameworks"),
        *("statements", "findings", "versions"),
        *(each.code for each in DIMENSIONS if each.code != "coverage"),  # coverage has the key "frameworks"
    }
    assert set(document["dimensions"][0]) == {"code", "score", "weight", "band", "summary"}
    assert {"rubric", "tagger", "forrester", "ccxp"} <= set(document["versions"])
    assert set(document["findings"][0]) == {
        *("code", "dimension", "severity", "points", "message"),
        *("statement", "start", "end", "action"),
    }


def test_it_survives_json() -> None:
    _, document = make_document()

    assert json.loads(json.dumps(document)) == document


def test_evidence_equals_its_slice_of_the_text() -> None:
    text, document = make_document()

    quotes = [
        evidence
        for statement in document["statements"]
        for group in (statement["competencies"], statement["rejected"])
        for tags in group.values()
        for tag in tags
        for evidence in tag["evidence"]
    ]
    quotes += [e["evidence"] for e in document["mandate"]["elements"] if e["evidence"]]
    assert any(each.get("reason") == "negated" for each in quotes)
    assert all(text[each["start"] : each["end"]] == each["text"] for each in quotes)


def test_a_tag_says_who_decided_and_how_sure() -> None:
    _, document = make_document()

    [tag] = [each for each in document["statements"][0]["competencies"]["forrester"] if each["code"] == "strategy"]
    assert tag["decided_by"] == "tagger"
    assert 0.45 <= tag["confidence"] <= 1
