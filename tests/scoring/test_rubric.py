"""From plain documents to a rubric."""

import pytest

from cxroles.scoring.engine import score
from cxroles.scoring.rubric import rubric_from_documents
from tests.scoring.rubrics import make_draft, make_rubric, read_documents


def test_documents_become_a_rubric_with_their_versions() -> None:
    framework = {**read_documents("frameworks")["forrester"], "version": 3}
    template = {**read_documents("roles")["vp"], "version": 2}

    rubric = rubric_from_documents([framework], [template], read_documents("scoring"), "vp", version=7)

    assert score(make_draft("Own customer research."), rubric).versions == {
        "rubric": 7,
        "tagger": 1,
        "template": 2,
        "forrester": 3,
    }


def test_the_crosswalk_points_into_the_other_framework() -> None:
    links = make_rubric().framework("forrester").crosswalk

    assert ("strategy", "ccxp", "strategy", "exactMatchOf") in links


def test_an_unknown_template_is_refused() -> None:
    with pytest.raises(KeyError):
        rubric_from_documents([], [], {}, "nobody")


def test_a_rubric_without_rules_still_scores() -> None:
    assert score(make_draft("Own customer research."), rubric_from_documents([], [], {})).overall == 0


def test_a_new_framework_works_from_its_cues_alone() -> None:
    dogs = {"text": "office dog", "weight": 0.9, "customer": False}
    voice = {"code": "voice", "name": "Voice", "weight": 60, "cues": {"facets": {"voice_of_customer": 1.0}}}
    pets = {"code": "pets", "name": "Pets", "weight": 40, "cues": {"phrases": [dogs]}}
    framework = {"code": "own", "name": "Own", "competencies": [voice, pets]}
    rubric = rubric_from_documents([framework], [], read_documents("scoring"))

    found = score(make_draft("Walk the office dogs.", "Bring in the voice of the customer."), rubric).statements

    assert [[tag.code for tag in each.tags["own"]] for each in found] == [["pets"], ["voice"]]
