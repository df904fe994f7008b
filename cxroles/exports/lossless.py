"""Our own JSON: content and report exactly as frozen, so that nothing is lost on the way."""

import json
from typing import Any

from cxroles.exports.document import Document

SCHEMA = "cxroles.export/1"


def render_json(document: Document) -> bytes:
    """Everything the document was read from, UTF-8, keys in a fixed order."""
    imprint = document.imprint
    whole = {
        "schema": SCHEMA,
        "revision": {"number": imprint.number, "approved": imprint.approved, "at": imprint.at.isoformat()},
        "content": document.content,
        "report": document.report,
    }
    return dump(whole)


def dump(value: Any) -> bytes:
    """A value as readable JSON with an end of line."""
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8", "replace")
