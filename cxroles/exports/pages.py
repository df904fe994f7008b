"""What the print templates show, one function a kind of document."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from cxroles.exports import brief
from cxroles.exports.document import Document, Line
from cxroles.exports.fitting import required_beside, sourcing_beside
from cxroles.exports.wording import BANDS, spoken, state_of

Page = dict[str, Any]
Block = dict[str, Any]  # code, heading, lines, prose: one section as it is printed


def page_of(document: Document, *, kind: str, page_size: str, density: str) -> Page:
    """The template's values for that kind of document."""
    footer = (brief.short_name(document.facts["company"]), brief.short_name(document.title), state_of(document.imprint))
    return {
        "document": document,
        "page_size": page_size,
        "density": density,
        "footer": " · ".join(filter(None, footer)),
        "at": document.imprint.at.isoformat(timespec="seconds"),
        "mark": "" if document.imprint.approved else _("Draft, not approved"),
        **_PAGES[kind](document),
    }


def _description_page(document: Document) -> Page:
    sections = [_block(code, heading, document.section(code)) for code, heading in _public_headings(document)]
    first_year = [
        _block("first-year", _("What to expect in the first year"), document.first_year),
        _block("measures", _("How success is measured"), document.measures),
    ]
    return {
        "facts": brief.public_facts_of(document),
        "blocks": _kept(*sections[:-2], *first_year, *sections[-2:]),
    }


def _public_headings(document: Document) -> list[tuple[str, str]]:
    company = document.facts["company"]
    return [
        ("about", _("About %(company)s") % {"company": company} if company else _("About the company")),
        ("purpose", _("Purpose")),
        ("scope", _("Scope")),
        ("mandate", _("Mandate")),
        ("responsibilities", _("Responsibilities")),
        ("required", _("Required")),
        ("preferred", _("Preferred")),
        ("offer", _("What we offer")),
        ("other", _("Further details")),
    ]


def _block(code: str, heading: str, lines: tuple[Line, ...]) -> Block:
    return {"code": code, "heading": heading, "lines": lines, "prose": code in {"about", "purpose", "offer", "other"}}


def _brief_page(document: Document) -> Page:
    profiles = [each for each in document.profiles if each.reference and each.competencies]
    return {
        "lead": brief.lead_of(document),
        "facts": brief.facts_of(document),
        "required": document.section("required"),
        "preferred": document.section("preferred"),
        "work": document.section("responsibilities"),
        "trade": brief.trade_advice_of(document),
        "profiles": [{"profile": each, "bars": brief.bars_of(each)} for each in profiles],
        "evidence": [
            {"profile": each, "rows": rows, "unseen": brief.unseen_in(each)}
            for each, count in zip(profiles, brief.QUOTES_A_PROFILE, strict=False)
            if (rows := brief.evidence_of(each, quotes=count))
        ],
        "mandate": (mandate := brief.mandate_of(document)),
        "granted": [row for row in mandate if row.quote or row.place],
        "titles": brief.sourcing_titles_of(document),
        "band": spoken(BANDS, document.band) if document.band else "",
        "reasons": brief.reasons_of(document),
        "required_beside": required_beside(document),
        "sourcing_beside": sourcing_beside(document),
        "before_work": _kept(
            _block("purpose", _("Purpose"), brief.purpose_of(document)),
            _block("scope", _("Scope"), document.section("scope")),
        ),
        "after_work": _kept(*_further_blocks(document)),
    }


def _further_blocks(document: Document) -> list[Block]:
    return [
        _block("mandate", _("More on the mandate"), brief.unquoted_mandate_of(document)),
        _block("measures", _("How success is measured"), document.measures),
        _block("about", _("The company"), document.section("about")),
        _block("offer", _("What is offered"), document.section("offer")),
        _block("other", _("Also in the description"), document.section("other")),
    ]


def _kept(*blocks: Block) -> list[Block]:
    return [each for each in blocks if each["lines"]]


_PAGES: dict[str, Callable[[Document], Page]] = {"description": _description_page, "brief": _brief_page}
