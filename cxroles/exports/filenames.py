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


def content_disposition(name: str, *, attachment: bool) -> str:
    """Header value with the name in ASCII for old programs and in UTF-8 for the rest (RFC 6266)."""
    stem, _dot, extension = name.rpartition(".")
    ascii_name = f"{slugify(stem) or 'export'}.{extension}"
    how = "attachment" if attachment else "inline"
    return f"{how}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
