"""``manage.py brief``: a text in, its role brief or job description as PDF out."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cxroles.exports.document import KINDS, PAGE_SIZES
from cxroles.exports.lossless import dump
from cxroles.exports.pdf import render_pdf
from cxroles.exports.unsaved import document_from_draft
from cxroles.jobs.drafts import published_rubric
from cxroles.jobs.management.sources import draft_source, stop
from cxroles.scoring.engine import score


class Command(BaseCommand):
    help = "Print a job description (plain text, .md, .docx, .pdf; - for standard input) as PDF."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the description, or - for standard input")
        parser.add_argument("--template", required=True, help="role template to measure against, such as vp")
        parser.add_argument("--pdf", required=True, metavar="OUT", help="the PDF to write")
        parser.add_argument("--kind", choices=KINDS, default="brief", help="for whom: public or recruiter")
        parser.add_argument("--page", choices=PAGE_SIZES, default="A4", help="page size")
        parser.add_argument("--json", metavar="OUT", help="write the report, too")
        parser.add_argument("--title", help="job title, if the text does not begin with it")

    def handle(self, *args: Any, **options: Any) -> None:
        for name in filter(None, (options["pdf"], options["json"])):
            _check_folder(name)
        with stop(self):
            rubric = published_rubric(options["template"])
            draft = draft_source(options["file"], rubric, title=options["title"])
            report = score(draft, rubric)
            document = document_from_draft(draft, report, template_code=options["template"])
        pdf = render_pdf(document, kind=options["kind"], page_size=options["page"])
        _write(options["pdf"], pdf)
        if options["json"]:
            _write(options["json"], dump(report.as_dict()))


def _check_folder(name: str) -> None:
    # Before any work is done: of two files none or both are written.
    if not Path(name).absolute().parent.is_dir():
        raise CommandError(f"{name}: its folder does not exist. Make it, or name another file.")


def _write(name: str, content: bytes) -> None:
    try:
        Path(name).write_bytes(content)
    except OSError as error:
        raise CommandError(f"{name}: {error.strerror}. Name a file that can be written.") from error
