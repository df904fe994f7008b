"""A document of a scored text that was never saved, for the command line."""

from typing import Any

from django.utils import timezone

from cxroles.exports.document import Document, Imprint
from cxroles.exports.reading import read_document
from cxroles.jobs.drafts import published_frameworks, published_template
from cxroles.jobs.freezing import FACT_FIELDS, SCHEMA, framework_notes, ladder_notes, template_notes
from cxroles.scoring.types import Draft, Report, Statement


def document_from_draft(draft: Draft, report: Report, *, template_code: str) -> Document:
    """The document of a draft and its report. Raises LookupError for a template that is not published."""
    content = {
        "schema": SCHEMA,
        **dict.fromkeys(FACT_FIELDS, ""),
        "title": draft.title,
        "workspace": "",
        "text": draft.text,
        "template": template_notes(published_template(template_code)),
        "emphasis": {},
        "frameworks": [framework_notes(version) for version in published_frameworks()],
        "ladder": ladder_notes(),
        "statements": [_statement(each) for each in draft.statements],
    }
    return read_document(content=content, report=report.as_dict(), imprint=Imprint(at=timezone.now()))


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "section": statement.section,
        "text": statement.text,
        "level": statement.level,
        "mandate": "",
        "template_line": "",
        "tags": [],
    }
