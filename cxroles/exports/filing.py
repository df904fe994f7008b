"""Exported files, kept with their revision: printed once, answered from the stored bytes ever after."""

import hashlib

from cxroles.exports.document import Document
from cxroles.exports.models import ExportedFile
from cxroles.exports.pdf import render_pdf
from cxroles.exports.reading import document_of
from cxroles.jobs.models import Revision


def filed_pdf(*, revision: Revision, kind: str, page_size: str) -> bytes:
    """The revision's PDF, made when it is asked for the first time. Raises ValueError for another kind or size."""
    filed = ExportedFile.objects.filter(revision=revision, kind=kind, format="pdf", page_size=page_size).first()
    if filed is None:
        filed = _file(revision, document_of(revision), kind, page_size)
    return bytes(filed.content)


def _file(revision: Revision, document: Document, kind: str, page_size: str) -> ExportedFile:
    content = render_pdf(document, kind=kind, page_size=page_size)
    # Two people may ask at once: both get what the first of them stored.
    return ExportedFile.objects.get_or_create(
        revision=revision,
        kind=kind,
        format="pdf",
        page_size=page_size,
        defaults={"content": content, "checksum": hashlib.sha256(content).hexdigest()},
    )[0]
