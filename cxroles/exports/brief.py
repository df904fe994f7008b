"""What a recruiter needs to know that is not a line of the description: facts, bars, evidence, advice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cxroles.exports.document import CompetencyShare, Document, Line, MandateFact, Profile, Quote
from cxroles.exports.wording import (
    BANDS,
    DIMENSIONS,
    FOCI,
    MANDATE,
    MANDATE_STATES,
    NO_BREAK,
    kind_of_role,
    reference,
    spoken,
)

# Print colours of the competencies' hues: 4.5:1 or better on white, so a bar reads on any printer.
INKS = {
    "blue": "#24508c",
    "violet": "#76489a",
    "orange": "#b0502a",
    "green": "#2b7a55",
    "olive": "#696a1c",
    "crimson": "#a3305a",
    "teal": "#0f6b66",
    "slate": "#4b5768",
    "amber": "#8f6000",
    "indigo": "#4348a3",
    "brown": "#7a4a2b",
    "magenta": "#9c2c88",
}
BAR_WIDTH = 100.0  # units of the bar's own coordinates
_LONGEST_LEAD = 220  # characters of a purpose that may stand under the title
_EXPLAINED_REASONS = 3
_NOTHING_TO_EXPLAIN = 90
_SOURCING_TITLES = 6
_PLACES_NAMED = 4
# The second framework mostly counts the same words again: one quote, then places.
QUOTES_A_PROFILE = (2, 1)


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A name and what is said about it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the profile chart; x positions in ``BAR_WIDTH`` units, percentages as printed."""

    name: str
    ink: str
    width: float
    tick: float
    share: str
    target: str
    alt: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One competency: the quoted words with their place, and the places that count besides."""

    name: str
    ink: str
    quotes: tuple[LabelledText, ...]
    more: str


@dataclass(frozen=True, slots=True)
class MandateRow:
    """One element of the mandate as the table prints it."""

    name: str
    state: str
    state_name: str
    quote: str
    place: str  # of words that are quoted from another section


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One dimension of the score as the table prints it."""

    name: str
    score: int
    band: str
    summary: str


def lead_of(document: Document) -> str:
    """The line under the title: the description's own purpose, else the role template's summary."""
    purpose = document.section("purpose")
    if purpose and len(purpose[0].text) <= _LONGEST_LEAD:
        return purpose[0].text
    return document.template.summary


def purpose_of(document: Document) -> tuple[Line, ...]:
    """The purpose lines that the lead has not said already."""
    purpose = document.section("purpose")
    return purpose[1:] if purpose and purpose[0].text == lead_of(document) else purpose


def facts_of(document: Document) -> list[LabelledText]:
    """The facts strip of a role brief; what is not known is left out."""
    facts = document.facts
    company = ", ".join(filter(None, (facts["company"], facts["location"])))
    sector = ", ".join(filter(None, (facts["sector"], facts["company_size"])))
    strip = (
        (_("Company"), company),
        (_("Reports to"), facts["reports_to"]),
        (_("Team"), facts["team"]),
        (_("Kind of role"), kind_of_role(document)),
        (_("Sector and size"), sector),
        (_("Budget"), facts["budget"]),
        (_("Most of the work"), spoken(FOCI, document.focus).capitalize() if document.focus in FOCI else ""),
    )
    return [LabelledText(label, text) for label, text in strip if text]


def public_facts_of(document: Document) -> list[LabelledText]:
    """The facts strip of a public description: nothing that the scorer concluded."""
    facts = document.facts
    strip = (
        (_("Company"), facts["company"]),
        (_("Location"), facts["location"]),
        (_("Reports to"), facts["reports_to"]),
        (_("Team"), facts["team"]),
        (_("Sector"), facts["sector"]),
        (_("Company size"), facts["company_size"]),
        (_("Budget"), facts["budget"]),
    )
    return [LabelledText(label, text) for label, text in strip if text]


def bars_of(profile: Profile) -> list[Bar]:
    """The rows of a profile chart."""
    return [_bar(each, profile.scale) for each in profile.competencies]


def _bar(each: CompetencyShare, scale: float) -> Bar:
    share, target = f"{round(each.share)}%", f"{round(each.target)}%"
    words = {"name": each.name, "share": share, "target": target}
    return Bar(
        name=each.short_name,
        ink=_ink(each),
        width=round(min(each.share, scale) / scale * BAR_WIDTH, 2),
        tick=round(min(each.target, scale) / scale * BAR_WIDTH, 2),
        share=share,
        target=target,
        alt=_("%(name)s: %(share)s of the description, target %(target)s") % words,
    )


def _ink(each: CompetencyShare) -> str:
    return INKS.get(each.hue, INKS["slate"])


def evidence_of(profile: Profile, *, quotes: int) -> list[EvidenceRow]:
    """Each competency that has evidence, with at most that many quotes; the other lines by their places."""
    return [_evidence_row(each, quotes) for each in profile.competencies if each.evidence]


def unseen_in(profile: Profile) -> str:
    """Names of the competencies without evidence, if others have some; empty when nothing was found at all."""
    unseen = [each.name for each in profile.competencies if not each.evidence]
    return "" if len(unseen) == len(profile.competencies) else "; ".join(unseen)


def _evidence_row(each: CompetencyShare, quotes: int) -> EvidenceRow:
    quoted = each.evidence.quotes[:quotes]
    unquoted = [quote.line for quote in each.evidence.quotes[quotes:] if quote.line]
    more = sorted({*unquoted, *each.evidence.more}, key=lambda line: line.index)
    return EvidenceRow(each.name, _ink(each), tuple(map(_labelled, quoted)), _further(more))


def _further(lines: Sequence[Line]) -> str:
    """The first few places, and how many lines count besides."""
    named = places(lines[:_PLACES_NAMED])
    left = len(lines) - _PLACES_NAMED
    if left < 1:
        return named
    return ngettext("%(named)s and %(left)s more line", "%(named)s and %(left)s more lines", left) % {
        "named": named,
        "left": left,
    }


def _labelled(quote: Quote) -> LabelledText:
    return LabelledText(reference(quote.line) if quote.line else "", quote.text)


def places(lines: Iterable[Line]) -> str:
    """The lines' places, numbers of one section together: "Work 2, 5; Required 1"."""
    grouped: dict[str, list[str]] = {}
    for line in lines:
        name, _space, number = reference(line).partition(NO_BREAK)
        grouped.setdefault(name, []).extend([number] if number else [])
    return "; ".join(f"{name}{NO_BREAK}{', '.join(numbers)}" if numbers else name for name, numbers in grouped.items())


def mandate_of(document: Document) -> list[MandateRow]:
    """Each element of the mandate: granted, as stated, or not stated."""
    return [_mandate_row(fact) for fact in document.mandate]


def _mandate_row(fact: MandateFact) -> MandateRow:
    quote, place = _proof(fact)
    return MandateRow(spoken(MANDATE, fact.code), fact.state, spoken(MANDATE_STATES, fact.state), quote, place)


def _proof(fact: MandateFact) -> tuple[str, str]:
    """Quoted words and their place. Facts stand in the strip; a whole line of another section is only pointed at."""
    if fact.quote is None or fact.quote.line is None:
        return "", ""
    line = fact.quote.line
    if line.section == "mandate":
        return fact.quote.text, ""
    return "" if fact.quote.text == line.text else fact.quote.text, reference(line)


def unquoted_mandate_of(document: Document) -> tuple[Line, ...]:
    """Mandate lines that no row of the mandate table prints in full."""
    printed = {fact.quote.text for fact in document.mandate if fact.quote}
    return tuple(line for line in document.section("mandate") if line.text not in printed)


def reasons_of(document: Document) -> list[ReasonRow]:
    """The dimensions of the score; those that cost most say why in a sentence."""
    explained = explained_reasons(document)
    return [
        ReasonRow(
            spoken(DIMENSIONS, each.code),
            each.score,
            spoken(BANDS, each.band),
            each.summary if each.code in explained else "",
        )
        for each in document.reasons
    ]


def explained_reasons(document: Document) -> frozenset[str]:
    """Codes of the weakest dimensions: a summary page has room for a few sentences."""
    below = [each for each in document.reasons if each.score < _NOTHING_TO_EXPLAIN]
    weakest = sorted(below, key=lambda each: each.score)[:_EXPLAINED_REASONS]
    return frozenset(each.code for each in weakest)


def sourcing_titles_of(document: Document) -> list[str]:
    """Titles to search for besides the job's own: the template's title and its aliases, each once."""
    known = {document.title.casefold()}
    titles = []
    for title in (document.template.title, *document.template.aliases):
        if title and title.casefold() not in known:
            known.add(title.casefold())
            titles.append(title)
    return titles[:_SOURCING_TITLES]


def trade_advice_of(document: Document) -> str:
    """What may be given up, read off the order of the required list; nothing for fewer than three lines."""
    count = len(document.section("required"))
    if count < 3:
        return ""
    parts = [_carrying(max(1, count // 3)), _tail(count, max(1, count // 3))]
    if document.section("preferred"):
        parts.append(_("A preferred line is a bonus, never a filter."))
    return " ".join(parts)


def _carrying(top: int) -> str:
    if top == 1:
        return _("Number 1 carries the role: do not give it up.")
    if top == 2:
        return _("Numbers 1 and 2 carry the role: do not give them up.")
    return _("Numbers 1 to %(top)s carry the role: do not give them up.") % {"top": top}


def _tail(count: int, tail: int) -> str:
    if tail == 1:
        return _("If nobody brings everything, give way on number %(last)s first.") % {"last": count}
    words = {"last": count, "next": count - 1}
    return _("If nobody brings everything, give way from the bottom: number %(last)s first, then %(next)s.") % words


def short_name(name: str) -> str:
    """A name, short enough for the running footer."""
    return Truncator(name).chars(55)
