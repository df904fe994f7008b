"""File names made of job titles, for every system and every browser."""

import pytest
from django.http import HttpResponse

from cxroles.exports.filenames import content_disposition, file_name


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("VP of Customer Experience", "VP of Customer Experience, brief r4.pdf"),
        ("../../etc/passwd", "etc passwd, brief r4.pdf"),
        ('a"b\r\nSet-Cookie: x', "a b Set-Cookie x, brief r4.pdf"),
        ("...", "Job description, brief r4.pdf"),
        ("Leiter für Kundenerlebnis", "Leiter für Kundenerlebnis, brief r4.pdf"),
        ("exe\u202efdp.scr", "exe fdp.scr, brief r4.pdf"),
        ("W" * 160, "W" * 48 + ", brief r4.pdf"),
    ],
)
def test_file_name(title: str, expected: str) -> None:
    assert file_name(title=title, kind="brief", number=4, extension="pdf") == expected


@pytest.mark.parametrize("title", ["顧客体験責任者" * 30, "مدير تجربة العملاء", "😀" * 80, 'x";y=\r\nz'])
def test_header_is_one_safe_line(title: str) -> None:
    name = file_name(title=title, kind="description", number=1, extension="pdf")
    header = content_disposition(name)
    assert header.isascii()
    assert len(name.encode()) <= 255
    assert header.startswith('attachment; filename="')
    assert header.count('"') == 2
    HttpResponse()["Content-Disposition"] = header  # raises for line ends


def test_both_names_are_given() -> None:
    header = content_disposition("Leiter für X, brief r4.pdf")
    assert 'filename="leiter-fur-x-brief-r4.pdf"' in header
    assert "filename*=UTF-8''Leiter%20f%C3%BCr%20X%2C%20brief%20r4.pdf" in header
