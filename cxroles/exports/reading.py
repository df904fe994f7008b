"""A revision's content and report, as stored, read into a document."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cxroles.exports.document import (
    CompetencyShare,
    Document,
    Evidence,
    Imprint,
    Line,
    MandateFact,
    Profile,
    Quote,
    Reason,
    TemplateNotes,
)
from cxroles.jobs.models import Revision
from cxroles.scoring.types import MANDATE_ELEMENTS

FACTS = ("company", "sector", "company_size", "location", "reports_to", "team", "budget")
_FACT_OF_ELEMENT = {"reports_to": "reports_to", "budget": "budget", "team": "team"}
_QUOTES_A_COMPETENCY = 3
_LONGEST_WHOLE_QUOTE = 180  # characters; of a longer mandate line only the words that count are quoted
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"\s+")


def document_of(revision: Revision) -> Document:
    """The document of a stored revision."""
    approved = revision.reason == Revision.Reason.APPROVED
    imprint = Imprint(at=revision.created_at, number=revision.number, approved=approved)
    return read_document(content=revision.content, report=revision.report, imprint=imprint)


def read_document(*, content: Mapping[str, Any], report: Mapping[str, Any], imprint: Imprint) -> Document:
    """A document of content (``cxroles.description/1``) and report (``cxroles.report/1``)."""
    lines = _lines(content, report)
    template = _template(content.get("template") or {})
    level = _level(report, template)
    focus = report.get("focus") or {}
    return Document(
        title=printable(content.get("title")),
        facts={name: printable(content.get(name)) for name in FACTS},
        lines=lines,
        template=template,
        imprint=imprint,
        level=level,
        level_name=_level_name(content, level),
        breadth=str(focus.get("breadth") or ""),
        focus=str(focus.get("majority") or ""),
        overall=_whole(report.get("overall")),
        band=str(report.get("band") or ""),
        reasons=_reasons(report),
        profiles=tuple(_profile(each, report, lines) for each in content.get("frameworks") or ()),
        mandate=_mandate(content, report, lines),
        content=content,
        report=report,
    )


def printable(value: object) -> str:
    """The value as text on one line without control characters and lone surrogates."""
    return _SPACES.sub(" ", _UNPRINTABLE.sub("", str(value or ""))).strip()


def _whole(number: Any) -> int | None:
    return None if number is None else round(float(number))


def _lines(content: Mapping[str, Any], report: Mapping[str, Any]) -> tuple[Line, ...]:
    numbers: dict[str, int] = {}
    scored = {each.get("index", place): each for place, each in enumerate(report.get("statements") or ())}
    found = []
    for index, row in enumerate(content.get("statements") or ()):
        section = row.get("section") or "other"
        numbers[section] = numbers.get(section, 0) + 1
        found.append(_line(index, section, numbers[section], row, scored.get(index, {})))
    return tuple(line for line in found if line.text)


def _line(index: int, section: str, number: int, row: Mapping[str, Any], scored: Mapping[str, Any]) -> Line:
    return Line(
        index=index,
        section=section,
        number=number,
        text=printable(row.get("text")),
        mandate=row.get("mandate") or "",
        level=row.get("level"),
        start=scored.get("start") or 0,
        end=scored.get("end") or 0,
    )


def _template(notes: Mapping[str, Any]) -> TemplateNotes:
    return TemplateNotes(
        code=notes.get("code") or "",
        title=printable(notes.get("title")),
        summary=printable(notes.get("summary")),
        level=_typical(notes.get("level")),
        aliases=tuple(map(printable, notes.get("aliases") or ())),
        background=tuple(map(printable, notes.get("background") or ())),
    )


def _typical(level: Any) -> int | None:
    return _whole(level.get("typical") if isinstance(level, Mapping) else level)


def _level(report: Mapping[str, Any], template: TemplateNotes) -> int | None:
    return _whole((report.get("level") or {}).get("level")) or template.level


def _level_name(content: Mapping[str, Any], level: int | None) -> str:
    names = {each.get("number"): each.get("name") for each in content.get("ladder") or ()}
    return printable(names.get(level))


def _reasons(report: Mapping[str, Any]) -> tuple[Reason, ...]:
    return tuple(
        Reason(
            code=each.get("code", ""),
            score=round(float(each.get("score") or 0)),
            band=each.get("band") or "",
            summary=printable(each.get("summary")),
        )
        for each in report.get("dimensions") or ()
    )


def _profile(framework: Mapping[str, Any], report: Mapping[str, Any], lines: Sequence[Line]) -> Profile:
    code = framework.get("code", "")
    scored = (report.get("frameworks") or {}).get(code) or {}
    numbers = {each.get("code"): each for each in scored.get("competencies") or ()}
    return Profile(
        code=code,
        name=printable(framework.get("name")),
        short_name=printable(framework.get("short_name") or framework.get("name")),
        noun=framework.get("noun") or "competency",
        reference=bool(framework.get("reference")),
        coverage=scored.get("coverage"),
        competencies=tuple(
            _share(each, numbers.get(each.get("code")) or {}, _evidence(code, each.get("code", ""), report, lines))
            for each in (framework.get("competencies") or ())
            if scored
        ),
    )


def _share(competency: Mapping[str, Any], numbers: Mapping[str, Any], evidence: Evidence) -> CompetencyShare:
    name = printable(competency.get("name"))
    return CompetencyShare(
        code=competency.get("code", ""),
        name=name,
        short_name=printable(competency.get("short_name")) or name,
        hue=competency.get("hue") or "slate",
        share=float(numbers.get("emphasis") or 0),
        target=float(numbers.get("target") or 0),
        depth=float(numbers.get("depth") or 0),
        evidence=evidence,
    )


def _evidence(framework: str, code: str, report: Mapping[str, Any], lines: Sequence[Line]) -> Evidence:
    """Quotes of the surest lines, one a line, no wording twice; the lines left over by reference."""
    quotes: dict[str, Quote] = {}
    more = []
    for line, tag in sorted(_tags(framework, code, report, lines), key=lambda pair: -pair[1].get("confidence", 0)):
        text = _best_words(tag)
        if text and text.casefold() not in quotes and len(quotes) < _QUOTES_A_COMPETENCY:
            quotes[text.casefold()] = Quote(text, line)
        else:
            more.append(line)
    return Evidence(tuple(quotes.values()), tuple(sorted(more, key=lambda line: line.index)))


def _tags(
    framework: str, code: str, report: Mapping[str, Any], lines: Sequence[Line]
) -> Iterator[tuple[Line, Mapping[str, Any]]]:
    by_index = {line.index: line for line in lines}
    for place, statement in enumerate(report.get("statements") or ()):
        line = by_index.get(statement.get("index", place))
        for tag in (statement.get("competencies") or {}).get(framework) or ():
            if line and tag.get("code") == code and tag.get("verdict") != "rejected":
                yield line, tag


def _best_words(tag: Mapping[str, Any]) -> str:
    counted = [each for each in tag.get("evidence") or () if not each.get("reason")]
    if not counted:
        return ""
    return printable(max(counted, key=lambda each: each.get("weight") or 0).get("text"))


def _mandate(content: Mapping[str, Any], report: Mapping[str, Any], lines: Sequence[Line]) -> tuple[MandateFact, ...]:
    """The nine elements; without a judgement in the report only those that a fact or a line states."""
    judged = {each.get("code"): each for each in (report.get("mandate") or {}).get("elements") or ()}
    facts = (_mandate_fact(code, judged.get(code), content, lines) for code in MANDATE_ELEMENTS)
    return tuple(fact for fact in facts if fact)


def _mandate_fact(
    code: str, judged: Mapping[str, Any] | None, content: Mapping[str, Any], lines: Sequence[Line]
) -> MandateFact | None:
    own = next((line for line in lines if line.mandate == code), None)
    fact = printable(content.get(_FACT_OF_ELEMENT.get(code, "")))
    stated = Quote(own.text, own) if own else Quote(fact) if fact else None
    if judged and judged.get("found"):
        # The line that was written for this element says it better than the first words that mention it.
        return MandateFact(code, "granted", stated if own else _quoted(judged.get("evidence") or {}, lines) or stated)
    if stated:
        return MandateFact(code, "stated", stated)
    return MandateFact(code, "missing") if judged else None


def _quoted(evidence: Mapping[str, Any], lines: Sequence[Line]) -> Quote | None:
    words = printable(evidence.get("text"))
    start = evidence.get("start", -1)
    line = next((each for each in lines if each.end and each.start <= start < each.end), None)
    if line and line.section == "mandate" and len(line.text) <= _LONGEST_WHOLE_QUOTE:
        return Quote(line.text, line)
    return Quote(words, line) if words else None
