"""A document as PDF: tagged (PDF/UA-1), fonts embedded, the same bytes for the same revision."""

import atexit
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from threading import Lock
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from cxroles.exports.bundled import STYLESHEET, bundled_fetcher
from cxroles.exports.document import KINDS, PAGE_SIZES, Document
from cxroles.exports.fitting import sizes_to_try
from cxroles.exports.pages import page_of

# Pango's font map is shared by all documents of the process and is not made for threads.
_typesetting = Lock()


def render_pdf(document: Document, *, kind: str, page_size: str = "A4", locale: str | None = None) -> bytes:
    """The document typeset. ``kind``: description | brief; ``page_size``: A4 | Letter.

    ``locale`` is a language code of the project and defaults to its own, never the reader's,
    so that a revision prints the same for everybody. Raises ValueError for another kind or size.
    """
    if kind not in KINDS or page_size not in PAGE_SIZES:
        raise ValueError(f"No PDF of kind {kind!r} on page size {page_size!r}.")
    locale = locale or settings.LANGUAGE_CODE
    tries = (
        (render_html(document, kind=kind, page_size=page_size, locale=locale, density=density), pages)
        for density, pages in sizes_to_try(document, kind=kind, page_size=page_size)
    )
    return _typeset(tries, _identifier(document, kind, page_size, locale))


def render_html(document: Document, *, kind: str, page_size: str, locale: str, density: str) -> str:
    """The pages before typesetting; ``density`` names the size of type (see fitting.py)."""
    with translation.override(locale), timezone.override(settings.TIME_ZONE):
        page = page_of(document, kind=kind, page_size=page_size, density=density)
        return render_to_string(f"print/{kind}.html", {**page, "lang": _language_tag(locale)})


def _language_tag(locale: str) -> str:
    language, _dash, region = locale.partition("-")
    return f"{language}-{region.upper()}" if region else language


def _identifier(document: Document, kind: str, page_size: str, locale: str) -> bytes:
    source = [document.content, document.report, document.imprint.at.isoformat(), kind, page_size, locale]
    return hashlib.md5(json.dumps(source, sort_keys=True, default=str).encode(), usedforsecurity=False).digest()


def _typeset(tries: Iterable[tuple[str, int]], identifier: bytes) -> bytes:
    """The first of the tries that fits into its number of pages, or else the last."""
    from weasyprint import HTML

    with _typesetting:
        fonts, stylesheet, fetcher = _print_style()
        for html, pages in tries:
            typeset = HTML(string=html, url_fetcher=fetcher).render(stylesheets=[stylesheet], font_config=fonts)
            if len(typeset.pages) <= pages:
                break
        pdf: bytes = typeset.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return pdf


@cache
def _print_style() -> tuple[Any, Any, Any]:
    """Font map, stylesheet and fetcher; parsed once a process because that takes as long as a page."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts, fetcher = FontConfiguration(), bundled_fetcher()
    return fonts, CSS(url=STYLESHEET, font_config=fonts, url_fetcher=fetcher), fetcher


# Left to the interpreter's last moments, the font map's own clean-up would find its library gone.
atexit.register(_print_style.cache_clear)
