"""Names of exported files that every system accepts, made of whatever somebody called a job."""

import re
import unicodedata
from urllib.parse import quote

from django.utils.text import slugify

_REFUSED = re.compile(r'[<>:"/\\|?*%]')  # by Windows, and by old browsers in a header
_LONGEST_TITLE = 48  # characters: four bytes each and the suffix stay under 255 bytes


def file_name(*, title: str, kind: str, number: int | None, extension: str) -> str:
    """A name a person recognises: "VP of Customer Experience, brief r4.pdf"."""
    visible = "".join(each if unicodedata.category(each)[0] not in "CZ" else " " for each in title)
    words = " ".join(_REFUSED.sub(" ", visible).split())[:_LONGEST_TITLE].strip(" .")
    revision = f" r{number}" if number else ""
    return f"{words or 'Job description'}, {kind}{revision}.{extension}"


def content_disposition(name: str) -> str:
    """Header value that has a browser save the answer: a name in ASCII and one in UTF-8 (RFC 6266)."""
    stem, _dot, extension = name.rpartition(".")
    ascii_name = f"{slugify(stem) or 'export'}.{extension}"
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
