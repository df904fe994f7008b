"""``manage.py evaluate``: how well the tagger agrees with labelled statements."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.base import BaseCommand

from cxroles.jobs.drafts import published_rubric
from cxroles.jobs.management.rows import Row, check_labels, read_rows
from cxroles.jobs.management.sources import stop
from cxroles.scoring.evaluation import Counts, Evaluation, cross_validated, evaluate
from cxroles.scoring.model import RULES as MODEL
from cxroles.scoring.types import Rubric


class Command(BaseCommand):
    help = 'Compare the tagger with labelled lines: {"text", "title"?, "forrester": [codes], "ccxp": [codes]?} a line.'

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a .jsonl file, or - for standard input")
        parser.add_argument(
            "--folds",
            action="store_true",
            help='learn anew without each "fold" of postings and judge it; the learned framework only',
        )
        parser.add_argument("--format", choices=("table", "json"), default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        with stop(self):
            rubric = published_rubric()
            rows = list(read_rows(options["file"]))
            codes = check_labels(options["file"], rows, rubric)
            results = [
                result for code in codes for result in self._results([row for _, row in rows], rubric, code, options)
            ]
        if options["format"] == "json":
            self.stdout.write(json.dumps([_as_dict(result) for result in results], indent=2))
        else:
            self.stdout.write("\n".join(line for result in results for line in table_of(result)))

    def _results(self, rows: list[Row], rubric: Rubric, code: str, options: dict[str, Any]) -> Sequence[Evaluation]:
        if not options["folds"]:
            return [evaluate(rows, rubric, code)]
        if code != rubric.rules.get(MODEL, {}).get("framework"):
            return []
        try:
            return cross_validated(rows, rubric, code)
        except ValueError as error:
            raise LookupError(f"{options['file']}: {error}.") from error


def table_of(result: Evaluation) -> Iterable[str]:
    """One framework's figures as lines of text."""
    yield f"{result.framework}: {result.lines} lines"
    yield f"  {'competency':<26}{'precision':>10}{'recall':>8}{'F1':>7}{'labels':>8}"
    for code, counts in (*result.competencies.items(), ("all (micro)", result.micro)):
        figures = f"{counts.precision:>10.3f}{counts.recall:>8.3f}{counts.f1:>7.3f}"
        yield f"  {code:<26}{figures}{counts.right + counts.missed:>8}"
    yield f"  macro F1 {result.macro_f1:.3f}; unlabelled lines left clean {result.clean:.3f}"
    yield f"  calibration error of the tags {result.calibration_error:.3f}"
    yield ""


def _as_dict(result: Evaluation) -> dict[str, Any]:
    return {
        "framework": result.framework,
        "lines": result.lines,
        "competencies": {code: _figures(counts) for code, counts in result.competencies.items()},
        "micro": _figures(result.micro),
        "macro_f1": round(result.macro_f1, 4),
        "clean": round(result.clean, 4),
        "calibration_error": round(result.calibration_error, 4),
    }


def _figures(counts: Counts) -> dict[str, float]:
    return {
        "precision": round(counts.precision, 4),
        "recall": round(counts.recall, 4),
        "f1": round(counts.f1, 4),
        "labels": counts.right + counts.missed,
    }
