"""``score``, ``tag``, ``evaluate`` and ``demo`` as a script or a recruiter's folder would call them."""

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

from cxroles.accounts.models import User
from cxroles.jobs.models import JobDescription, Revision

pytestmark = pytest.mark.usefixtures("published")

POSTING = """Head of Customer Experience

Responsibilities
- Set the customer experience strategy and agree its priorities with the executive team.
- Map the journeys of new customers and remove what makes them call twice.
- Lead the finance strategy of the group.

Required
- Has coached front-line teams to put customers first.
"""


def run(*args: Any, **options: Any) -> str:
    out = io.StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


def feed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))


def write(tmp_path: Path, name: str, content: str) -> str:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return str(path)


# --- score ----------------------------------------------------------------------------------


def test_score_prints_the_report_of_the_contract(tmp_path: Path) -> None:
    report = json.loads(run("score", write(tmp_path, "posting.txt", POSTING), template="head", format="json"))
    assert 0 <= report["overall"] <= 100
    assert report["band"] in {"poor", "fair", "good", "great"}
    assert (report["title"], report["template"]) == ("Head of Customer Experience", "head")
    assert {each["code"] for each in report["dimensions"]} >= {"coverage", "mandate"}
    assert set(report["frameworks"]) >= {"forrester", "ccxp"}
    for statement in report["statements"]:
        assert POSTING[statement["start"] : statement["end"]] == statement["text"]


def test_every_quoted_word_stands_in_the_text(tmp_path: Path) -> None:
    report = json.loads(run("score", write(tmp_path, "posting.txt", POSTING), template="head", format="json"))
    quotes = [
        words
        for statement in report["statements"]
        for tags in statement["competencies"].values()
        for tag in tags
        for words in tag["evidence"]
    ]
    assert quotes
    assert all(POSTING[words["start"] : words["end"]] == words["text"] for words in quotes)


def test_score_reads_standard_input_and_explains_in_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, POSTING.encode())
    table = run("score", "-", template="vp")
    assert "Head of Customer Experience" in table
    assert "coverage" in table
    assert "Fix next" in table


@pytest.mark.parametrize(
    ("file", "template", "reason"),
    [
        ("missing.txt", "vp", "missing.txt"),
        ("posting.txt", "janitor", "director"),
        ("posting.exe", "vp", ".docx"),
    ],
)
def test_score_refuses_with_a_reason(tmp_path: Path, file: str, template: str, reason: str) -> None:
    write(tmp_path, "posting.txt", POSTING)
    write(tmp_path, "posting.exe", POSTING)
    with pytest.raises(CommandError, match=reason):
        run("score", str(tmp_path / file), template=template)


def test_offsets_are_those_of_the_text_as_given(tmp_path: Path) -> None:
    given = POSTING.replace("\n", "\r\n")
    path = tmp_path / "from-windows.txt"
    path.write_bytes(given.encode())
    report = json.loads(run("score", str(path), template="head", format="json"))
    assert len(report["statements"]) == 4
    for statement in report["statements"]:
        assert given[statement["start"] : statement["end"]] == statement["text"]


def test_more_lines_than_a_description_holds_are_refused(tmp_path: Path) -> None:
    endless = "Responsibilities\n" + "- Answer customers.\n" * 3_001
    with pytest.raises(CommandError, match="at most 3000"):
        run("score", write(tmp_path, "endless.txt", endless), template="head")


# --- tag ------------------------------------------------------------------------------------


def test_tag_adds_competencies_and_evidence_to_each_line(tmp_path: Path) -> None:
    rows = [
        {"text": "Redesign customer journeys and test prototypes with customers.", "id": 7},
        {"text": "Lead the finance strategy of the group.", "title": "Finance Director"},
    ]
    file = write(tmp_path, "lines.jsonl", "\n".join(json.dumps(row) for row in rows))
    first, second = (json.loads(line) for line in run("tag", file).splitlines())
    assert first["id"] == 7
    assert "design" in first["forrester"]
    assert "design_innovation" in first["ccxp"]
    assert all(first["text"][each["start"] : each["end"]].strip() for each in first["evidence"])
    assert {each["code"] for each in first["evidence"] if each["framework"] == "forrester"} == set(first["forrester"])
    assert (second["forrester"], second["ccxp"], second["evidence"]) == ([], [], [])


@pytest.mark.parametrize(
    "line",
    [
        "{not json",
        '["a list"]',
        '{"title": "no text"}',
        '{"text": "x", "section": "cellar"}',
        '{"text": "half a character: \\ud800"}',
        '{"text": "x", "weight": NaN}',
    ],
)
def test_tag_names_the_line_that_is_wrong(tmp_path: Path, line: str) -> None:
    file = write(tmp_path, "lines.jsonl", '{"text": "fine"}\n\n' + line)
    with pytest.raises(CommandError, match=r"lines\.jsonl:3"):
        run("tag", file)


# --- evaluate -------------------------------------------------------------------------------


def test_evaluate_measures_agreement_per_competency(tmp_path: Path) -> None:
    rows = [
        {"text": "Set the customer experience strategy.", "forrester": ["strategy"]},
        {"text": "Own the office plants.", "forrester": []},
        {"text": "Own the office plants.", "forrester": ["culture"]},
    ]
    file = write(tmp_path, "labelled.jsonl", "\n".join(json.dumps(row) for row in rows))
    (result,) = json.loads(run("evaluate", file, format="json"))
    assert (result["framework"], result["lines"], result["clean"]) == ("forrester", 3, 1.0)
    assert result["competencies"]["strategy"]["f1"] == 1.0
    assert result["competencies"]["culture"]["recall"] == 0.0
    assert result["micro"]["recall"] == 0.5
    assert "macro F1" in run("evaluate", file)


@pytest.mark.parametrize("labels", ['["sorcery"]', '"strategy"'])
def test_evaluate_refuses_labels_that_are_none(tmp_path: Path, labels: str) -> None:
    file = write(tmp_path, "labelled.jsonl", f'{{"text": "a line", "forrester": {labels}}}')
    with pytest.raises(CommandError, match=r"labelled\.jsonl:1"):
        run("evaluate", file)


def test_evaluate_refuses_a_file_without_labels(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no line is labelled"):
        run("evaluate", write(tmp_path, "labelled.jsonl", '{"text": "a line"}'))


# --- demo -----------------------------------------------------------------------------------


def test_demo_is_refused_outside_demo_mode() -> None:
    with pytest.raises(CommandError, match="CXROLES_DEMO"):
        run("demo")


def test_demo_makes_three_people_and_two_descriptions_once(settings: Settings) -> None:
    settings.DEMO = True
    settings.DEMO_PASSWORD = "chosen by the environment"
    for _ in range(2):
        printed = run("demo", address="http://127.0.0.1:8000/")
    assert "chosen by the environment" in printed
    people = {person.email: person for person in User.objects.all()}
    assert set(people) == {"manager@demo.example", "recruiter@demo.example", "admin@demo.example"}
    assert people["admin@demo.example"].is_staff
    assert not people["manager@demo.example"].is_staff
    assert JobDescription.objects.count() == 2
    assert Revision.objects.filter(reason="approved").count() == 1
