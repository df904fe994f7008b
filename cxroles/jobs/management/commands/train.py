"""``manage.py train``: learn the tagger's weights from labelled lines."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from cxroles.jobs.drafts import published_rubric
from cxroles.jobs.management.rows import check_labels, read_rows
from cxroles.jobs.management.sources import stop
from cxroles.scoring.training import learn

HEADER = """\
# The learned tagger. Written by manage.py train from labelled lines; train again rather than edit.
# A feature's row has one weight per competency, in the order of "codes"; "." is nought. The weights of
# a line's features are added up; slope, shift and curve turn the sum into how often such a tag is right.
"""


class Command(BaseCommand):
    help = 'Learn from labelled lines: {"text", "title"?, "posting"?, "fold"?, "forrester": [codes]} a line.'

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a .jsonl file, or - for standard input")
        parser.add_argument("--framework", default="forrester", help="code of the framework to learn (forrester)")
        parser.add_argument("-o", "--output", help="where to write the rule file, e.g. fixtures/scoring/model.yaml")

    def handle(self, *args: Any, **options: Any) -> None:
        framework = options["framework"]
        with stop(self):
            rubric = published_rubric()
            numbered = {name: list(read_rows(name)) for name in options["files"]}
            for name, rows in numbered.items():
                if framework not in check_labels(name, rows, rubric):
                    raise LookupError(f'{name}: no line is labelled for {framework}. Add "{framework}": […] to each.')
            taught = [row for rows in numbered.values() for _, row in rows if framework in row]
            try:
                text = as_yaml(learn(taught, rubric, framework))
            except ValueError as error:
                raise LookupError(f"{', '.join(numbered)}: {error}. Add more lines.") from error
            if options["output"]:
                Path(options["output"]).write_text(text, encoding="utf-8", newline="\n")
        if not options["output"]:
            self.stdout.write(text, ending="")


def as_yaml(rules: dict[str, Any]) -> str:
    """The rule file as text that a person can read."""
    lines = [f"{name}: {rules[name]}" for name in ("kind", "code", "framework")]
    lines += [f"follows: [{', '.join(rules['follows'])}]", f"codes: [{', '.join(rules['codes'])}]"]
    lines += [f"threshold: {rules['threshold']}", "calibration:"]
    lines += [f"  {code}: {_inline(line)}" for code, line in rules["calibration"].items()]
    lines += ["curve:", *(f"  - {_inline(knot)}" for knot in rules["curve"]), "weights: |"]
    lines += [f"  {row}" for row in rules["weights"].splitlines()]
    return HEADER + "\n".join(lines) + "\n"


def _inline(values: dict[str, float]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in values.items()) + "}"
