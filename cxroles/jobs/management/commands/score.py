"""``manage.py score``: a text in, its explained score out."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cxroles.jobs.management.sources import score_source, stop
from cxroles.scoring.types import Report


class Command(BaseCommand):
    help = "Score a job description (plain text, .md, .docx, .pdf; - for standard input) and explain the score."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the description, or - for standard input")
        parser.add_argument("--template", help="role template to measure against: director, head, vp, cco")
        parser.add_argument("--title", help="job title, if the text does not begin with it")
        parser.add_argument("--format", choices=("table", "json"), default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        with stop(self):
            report = score_source(options["file"], template=options["template"], title=options["title"])
        if options["format"] == "json":
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(table_of(report)))


def table_of(report: Report) -> list[str]:
    """The report as lines of plain text."""
    lines = [f"{report.title or 'Untitled'}: {report.overall} of 100, {report.band}", ""]
    lines += [f"  {each.code:<12}{each.score:>4.0f}  {each.summary}" for each in report.dimensions]
    for code, framework in report.as_dict()["frameworks"].items():
        lines += ["", f"  {code:<26}{'share':>7}{'target':>8}{'depth':>7}  lines"]
        for each in framework["competencies"]:
            numbers = f"{each['emphasis']:>6.0f}%{each['target']:>7.0f}%{each['depth']:>7.0f}"
            where = ", ".join(str(index + 1) for index in each["statements"]) or "–"
            lines.append(f"    {each['code']:<24}{numbers}  {where}")
    lines += ["", "  Fix next"]
    lines += [f"  {finding.points:>+5.1f}  {finding.message}" for finding in report.findings] or ["  nothing"]
    return lines
