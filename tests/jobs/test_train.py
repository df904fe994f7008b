"""``manage.py train`` and ``evaluate --folds``."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from ruamel.yaml import YAML

from cxroles.scoring.model import model_from_rules

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published")]
ASKS = [
    ("Own the customer experience strategy for {}", ["strategy"]),
    ("Run customer research about {}", ["customer_understanding"]),
    ("Answer the telephone in {}", []),
    ("Order stationery for {}", []),
]


def write_lines(path: Path) -> str:
    """Labelled lines of five postings in a file."""
    rows = [
        {"text": text.format(place), "title": "Head of CX", "posting": place, "fold": fold, "forrester": labels}
        for fold, place in enumerate(["Leeds", "Porto", "Turin", "Ghent", "Malmo"])
        for text, labels in ASKS
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return str(path)


def test_the_same_lines_give_the_same_file(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "lines.jsonl")
    first, second, out = tmp_path / "first.yaml", tmp_path / "second.yaml", StringIO()

    call_command("train", lines, output=str(first))
    call_command("train", lines, output=str(second))
    call_command("train", lines, stdout=out)

    assert first.read_bytes() == second.read_bytes() == out.getvalue().encode()
    assert model_from_rules(YAML(typ="safe").load(first)).framework == "forrester"


def test_what_was_learned_can_be_loaded(tmp_path: Path) -> None:
    model, out = tmp_path / "model.yaml", StringIO()
    call_command("train", write_lines(tmp_path / "lines.jsonl"), output=str(model))

    call_command("load_fixtures", str(model), dry_run=True, stdout=out)

    assert "model" in out.getvalue()


def test_a_broken_row_of_weights_is_refused_with_its_number(tmp_path: Path) -> None:
    model = tmp_path / "model.yaml"
    call_command("train", write_lines(tmp_path / "lines.jsonl"), output=str(model))
    model.write_text(model.read_text(encoding="utf-8") + "  word:odd 1\n", encoding="utf-8")

    told = StringIO()
    with pytest.raises(CommandError):
        call_command("load_fixtures", str(model), dry_run=True, stderr=told, stdout=told)

    assert "word:odd" in told.getvalue()


def test_lines_without_labels_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text('{"text": "Own the strategy"}\n', encoding="utf-8")

    with pytest.raises(CommandError, match="labelled"):
        call_command("train", str(path), stdout=StringIO())


def test_each_fold_is_judged_by_what_the_others_taught(tmp_path: Path) -> None:
    out = StringIO()

    call_command("evaluate", write_lines(tmp_path / "lines.jsonl"), folds=True, format="json", stdout=out)

    everything, facing = json.loads(out.getvalue())
    assert everything["lines"] == facing["lines"] == 20
    assert everything["competencies"]["strategy"]["recall"] == 1
    assert 0 <= everything["calibration_error"] <= 1
