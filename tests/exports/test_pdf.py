"""Pages as they come out: everything is on them, nothing is cut, and the same revision gives the same bytes."""

import io
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from pypdf import PdfReader

from cxroles.exports.bundled import STYLESHEET, RefusedAddressError, bundled_files, bundled_path
from cxroles.exports.document import KINDS, PAGE_SIZES, Document
from cxroles.exports.pdf import render_pdf
from tests.exports.documents import LINES, TAGS, make_document, make_report
from tests.exports.reading_back import read_pages, read_runs, read_text, read_words, squeeze

HEADINGS = (
    "What to achieve in the first year",
    "Required, in order of priority",
    "Preferred, in order of priority",
    "Where to look",
    "Competency profile",
    "Mandate",
    "What the work is",
    "The mandate, in the description’s words",
    "How success is measured",
    "Backgrounds that fit",
    "Evidence: the words that count",
    "Purpose",
    "Scope",
    "The company",
    "What is offered",
    "Responsibilities",
    "Required",
    "Preferred",
    "What to expect in the first year",
    "What we offer",
)
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 4
HOSTILE = (
    "<script>document.write('x')</script><img src='file:///etc/hostname'><img src=\"http://127.0.0.1:9/a.png\">"
    "</style><style>@import url(http://127.0.0.1:9/x.css); body { background: url(file:///etc/hostname) }</style>"
    "<link rel=attachment href='file:///etc/hostname'><svg><image href='data:image/svg+xml,<svg/>'/></svg>"
    "{% load static %}{{ settings.SECRET_KEY }}"
)


def make_long(count: int = 60) -> Document:
    """A document with that many responsibilities."""
    duty = "Number {}: redesign one journey after another with the people who run it, and show what it changed."
    lines = [line for line in LINES if line[0] != "responsibilities"]
    return make_document(lines=[*lines, *(("responsibilities", duty.format(i), "") for i in range(1, count + 1))])


@pytest.mark.parametrize("page_size", PAGE_SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_line_is_printed(kind: str, page_size: str) -> None:
    text = read_text(render_pdf(make_document(), kind=kind, page_size=page_size))
    missing = [line for _section, line, _mandate in LINES if squeeze(line) not in text]
    assert not missing


@pytest.mark.parametrize(("page_size", "width", "height"), [("A4", 595.28, 841.89), ("Letter", 612, 792)])
def test_page_size(page_size: str, width: float, height: float) -> None:
    box = PdfReader(io.BytesIO(render_pdf(make_document(), kind="brief", page_size=page_size))).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((width, height), abs=0.1)


@pytest.mark.parametrize("page_size", PAGE_SIZES)
def test_a_brief_has_two_pages(page_size: str) -> None:
    pages = read_pages(render_pdf(make_document(), kind="brief", page_size=page_size))
    assert len(pages) == 2
    assert "Page 1 of 2" in pages[0]
    assert "Page 2 of 2" in pages[1]


def test_the_footer_names_company_title_and_revision() -> None:
    pages = read_pages(render_pdf(make_document(), kind="brief"))
    footer = "Northwind Energy · VP of Customer Experience · revision 4, approved 22 November 2026"
    assert all(footer in page for page in pages)
    assert not any("not approved" in page.lower() for page in pages)


def test_dates_follow_the_locale() -> None:
    assert "approved November 22, 2026" in read_pages(render_pdf(make_document(), kind="brief", locale="en-us"))[0]


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_says_so_on_every_page(kind: str) -> None:
    pages = read_pages(render_pdf(make_document(approved=False), kind=kind))
    assert all("draft, not approved" in page.lower() for page in pages)
    assert all("revision 4, draft of 22 November 2026" in page for page in pages)


def test_a_public_description_says_nothing_of_the_score() -> None:
    text = " ".join(read_pages(render_pdf(make_document(), kind="description")))
    for word in ("Score", "74", "target", "Forrester", "CCXP competencies", "granted", "priority", "Generalist"):
        assert word not in text


def test_a_brief_carries_the_numbers_of_both_frameworks() -> None:
    first = read_pages(render_pdf(make_document(), kind="brief"))[0]
    for row in ("Strategy 19% 20%", "Governance 24% 20%", "Insights 16% 15%", "Metrics and ROI 22% 20%"):
        assert row in first
    assert "Score 74, good" in first


def test_long_descriptions_hold_up() -> None:
    document = make_long()
    for kind in KINDS:
        text = read_text(render_pdf(document, kind=kind))
        assert all(squeeze(line.text) in text for line in document.lines)


@pytest.mark.parametrize("page_size", PAGE_SIZES)
@pytest.mark.parametrize("count", [5, 17, 23, 31, 60])
def test_no_heading_is_alone_at_the_end_of_a_page(count: int, page_size: str) -> None:
    alone = []
    for kind in KINDS:
        reach = 130 if kind == "brief" else 400  # headings of a description hang beside their text
        for runs in read_runs(render_pdf(make_long(count), kind=kind, page_size=page_size)):
            type_below = [(x, y) for _text, font, x, y in runs if "Sans" in font and y > 44]
            headings = [(text, x, y) for text, font, x, y in runs if "Serif" in font]
            assert type_below
            alone += [
                text
                for text, x, y in headings
                if not any(-5 <= left - x < reach and -4 <= y - below < 45 for left, below in type_below)
            ]
    assert not alone


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_at_the_margins(kind: str, tmp_path: Path) -> None:
    lines = [(section, LONG_WORD, "") for section in ("purpose", "required", "responsibilities", "success", "mandate")]
    document = make_document(lines=lines, title=LONG_WORD[:160], company=LONG_WORD[:120], team=LONG_WORD[:120])
    for page in read_words(render_pdf(document, kind=kind), tmp_path):
        assert page
        assert all(left >= 46 and right <= 549 and bottom <= 842 - 14 for _word, left, _top, right, bottom in page)


def test_columns_do_not_run_into_each_other(tmp_path: Path) -> None:
    lines = [(section, LONG_WORD, "") for section in ("required", "responsibilities", "preferred")]
    first = read_words(render_pdf(make_document(lines=lines), kind="brief"), tmp_path)[0]
    below_head = [word for word in first if 230 < word[2] < 780]
    assert below_head
    assert not [word for word in below_head if word[1] < 290 and word[3] > 306]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "text",
    [
        "مدير تجربة العملاء يقود فريقًا",
        "מוביל את חוויית הלקוח",
        "顧客体験戦略を策定する",
        "Owns 😀 delight 🚀",
        "a\x00b\ud800c\x1b",
    ],
)
def test_text_of_any_script_prints(kind: str, text: str) -> None:
    lines = [("responsibilities", text, ""), ("required", text, ""), ("mandate", text, "team")]
    pdf = render_pdf(make_document(lines=lines, title=text, company=text, team=text), kind=kind)
    assert len(read_pages(pdf)) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_description_prints_no_empty_headings(kind: str) -> None:
    nothing: dict[str, Any] = dict.fromkeys(
        ("company", "sector", "company_size", "location", "reports_to", "team", "budget"), ""
    )
    document = make_document(lines=[], report={}, template={}, number=None, approved=False, **nothing)
    (page,) = read_pages(render_pdf(document, kind=kind))
    assert "VP of Customer Experience" in page
    assert not [heading for heading in HEADINGS if heading in page]


def test_the_same_revision_gives_the_same_bytes() -> None:
    first = render_pdf(make_document(), kind="brief")
    render_pdf(make_long(), kind="description", page_size="Letter")
    assert render_pdf(make_document(), kind="brief") == first


def test_another_process_gives_the_same_bytes() -> None:
    script = (
        "import django, sys; django.setup()\n"
        "from cxroles.exports.pdf import render_pdf\n"
        "from tests.exports.documents import make_document\n"
        "sys.stdout.buffer.write(render_pdf(make_document(), kind='brief'))"
    )
    environment = {"PYTHONHASHSEED": "7", "DJANGO_SETTINGS_MODULE": "cxroles.settings", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-c", f"import tests.environment\n{script}"]
    run = subprocess.run(command, check=True, capture_output=True, env=environment)
    assert run.stdout == render_pdf(make_document(), kind="brief")
    assert run.stderr == b""


def test_hostile_text_is_printed_as_text_and_fetches_nothing() -> None:
    lines = [(section, HOSTILE, mandate) for section, _text, mandate in LINES]
    facts: dict[str, Any] = dict.fromkeys(
        ("company", "sector", "company_size", "location", "reports_to", "team", "budget"), HOSTILE
    )
    template = {"title": HOSTILE, "aliases": [HOSTILE], "background": [HOSTILE], "summary": HOSTILE, "level": 4}
    report = make_report(lines, {})
    report["dimensions"] = [{"code": HOSTILE, "score": 50, "band": HOSTILE, "summary": HOSTILE}]
    document = make_document(lines=lines, report=report, title=HOSTILE, template=template, **facts)
    opened = []

    def watch(url: str) -> Path:
        opened.append(url)
        return bundled_path(url)

    with mock.patch("cxroles.exports.bundled.bundled_path", watch), mock.patch("socket.socket.connect") as connect:
        pdfs = [render_pdf(document, kind=kind) for kind in KINDS]
    assert not connect.called
    assert set(opened) <= set(bundled_files())
    for pdf in pdfs:
        assert b"EmbeddedFile" not in pdf
        assert squeeze("<script>document.write('x')</script>") in read_text(pdf)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/x.css",
        "https://example.org/",
        "file:///etc/hostname",
        "data:image/svg+xml,<svg/>",
        "ftp://127.0.0.1/",
        "cxrolesprint:../settings.py",
        "cxrolesprint:fonts/../../../etc/hostname",
        f"{STYLESHEET}?x",
        STYLESHEET.upper(),
        "",
    ],
)
def test_only_the_bundled_files_can_be_fetched(url: str) -> None:
    from cxroles.exports.bundled import bundled_fetcher

    with pytest.raises(RefusedAddressError):
        bundled_fetcher().fetch(url)
    with pytest.raises(RefusedAddressError):
        bundled_fetcher().open(url)


def test_a_style_that_wants_foreign_files_gets_none() -> None:
    from weasyprint import HTML

    from cxroles.exports.bundled import bundled_fetcher

    page = "<img src='file:///etc/hostname'><style>body { background: url(http://127.0.0.1:9/) }</style><p>Still here"
    with mock.patch("socket.socket.connect") as connect, mock.patch("builtins.open", side_effect=AssertionError):
        pdf = HTML(string=page, url_fetcher=bundled_fetcher()).write_pdf()
    assert not connect.called
    assert b"/Subtype /Image" not in pdf


@pytest.mark.parametrize(("kind", "page_size"), [("interview", "A4"), ("brief", "A5")])
def test_other_kinds_and_sizes_are_refused(kind: str, page_size: str) -> None:
    with pytest.raises(ValueError, match="No PDF of kind"):
        render_pdf(make_document(), kind=kind, page_size=page_size)


def test_the_tags_used_here_are_in_the_lines() -> None:
    for index, tags in TAGS.items():
        assert all(words in LINES[index][1] for _framework, _code, words in tags)
