"""``manage.py tag``: statements in (JSON lines), the same with competencies and evidence out."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from cxroles.jobs.drafts import published_rubric
from cxroles.jobs.management.rows import Row, read_rows
from cxroles.jobs.management.sources import stop
from cxroles.scoring.tagging import tag_line
from cxroles.scoring.types import Rubric, TaggedStatement

REFERENCE = ("forrester", "ccxp")


class Command(BaseCommand):
    help = 'Tag statements: a JSON object a line with "text" and, if known, "title" and "section".'

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a .jsonl file, or - for standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        with stop(self):
            rubric = published_rubric()
            rows = list(read_rows(options["file"]))
        for _, row in rows:
            self.stdout.write(json.dumps(tag_row(row, rubric), ensure_ascii=False))


def tag_row(row: Row, rubric: Rubric) -> Row:
    """The row with competency codes of the two reference frameworks and the evidence for them."""
    section = row.get("section") or "responsibilities"
    tagged = tag_line(row["text"], rubric, title=str(row.get("title") or ""), section=section)
    codes = {code: [tag.code for tag in tagged.tags.get(code, ())] for code in REFERENCE}
    return {**row, **codes, "evidence": list(_evidence(tagged))}


def _evidence(tagged: TaggedStatement) -> Iterator[dict[str, Any]]:
    for framework in REFERENCE:
        for tag in tagged.tags.get(framework, ()):
            for words in tag.evidence:
                yield {
                    "framework": framework,
                    "code": tag.code,
                    "start": words.start,
                    "end": words.end,
                    "confidence": round(tag.confidence, 3),
                }
