"""The structure a screen reader finds in a PDF: PDF/UA-1 as far as a machine can tell."""

import io
import re
from itertools import pairwise

import pikepdf
import pytest

from cxroles.exports.document import KINDS
from cxroles.exports.pdf import render_pdf
from tests.exports.documents import FRAMEWORKS, make_document
from tests.exports.reading_back import read_structure


@pytest.fixture(scope="module", params=KINDS)
def pdf(request: pytest.FixtureRequest) -> bytes:
    """Each kind of document."""
    return render_pdf(make_document(), kind=request.param)


@pytest.fixture(scope="module")
def brief() -> bytes:
    """A role brief."""
    return render_pdf(make_document(), kind="brief")


def test_it_is_tagged_and_says_its_language_and_title(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "en-GB"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert "VP of Customer Experience" in str(document.docinfo.Title)
        assert all(page.obj.Tabs == pikepdf.Name.S for page in document.pages)


def test_the_metadata_claims_pdf_ua_1(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert "VP of Customer Experience" in str(metadata["dc:title"])
        assert metadata["xmp:CreateDate"].startswith("2026-11-22T09:30:00")


def test_headings_begin_with_one_h1_and_skip_no_level(pdf: bytes) -> None:
    levels = [int(tag[2]) for tag, _alt in read_structure(pdf) if re.fullmatch(r"/H\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_lists_are_lists(pdf: bytes) -> None:
    tags = [tag for tag, _alt in read_structure(pdf)]
    assert tags.count("/LI") >= 20
    assert tags.count("/LI") == tags.count("/LBody")


def test_every_bar_has_its_numbers_as_alternative_text(brief: bytes) -> None:
    figures = [alt for tag, alt in read_structure(brief) if tag == "/Figure"]
    names = [entry[1] for _code, _name, _short, _noun, entries in FRAMEWORKS for entry in entries]
    assert len(figures) == len(names)
    assert all(figure.startswith(name) for figure, name in zip(figures, names, strict=True))
    assert figures[0] == "Strategy: 19% of the description, target 20%"


def test_tables_have_header_cells(brief: bytes) -> None:
    tags = [tag for tag, _alt in read_structure(brief)]
    assert tags.count("/TH") >= 20
    assert tags.count("/Table") >= 4


def test_bookmarks_lead_to_the_sections(brief: bytes) -> None:
    with pikepdf.open(io.BytesIO(brief)) as document, document.open_outline() as outline:
        (top,) = outline.root
        assert top.title == "VP of Customer Experience"
        assert "Required, in order of priority" in [child.title for child in top.children]


def test_every_font_is_embedded_as_a_subset(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts = [each for each in document.objects if isinstance(each, pikepdf.Dictionary)]
        fonts = [each for each in fonts if each.get("/Type") == "/FontDescriptor"]
        assert fonts
        for font in fonts:
            assert any(name in font for name in ("/FontFile", "/FontFile2", "/FontFile3"))
            assert re.match(r"/[A-Z]{6}\+", str(font.FontName))
        names = " ".join(str(font.FontName) for font in fonts)
    assert "CX-Sans" in names
    assert "CX-Serif" in names
    assert len(pdf) < 250_000
