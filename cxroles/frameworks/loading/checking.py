"""Checks of frameworks, ladder and scoring rules that a shape alone cannot make."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from cxroles.frameworks.loading.documents import Document, Mistake, Place
from cxroles.frameworks.loading.library import Library
from cxroles.frameworks.loading.patterns import pattern_mistake, stems_mistake
from cxroles.frameworks.loading.schema import LEVELS
from cxroles.scoring.lexicon import patterns_of

ROUNDING = 0.1  # percentage points that a sum of weights may be off


def check_framework(document: Document, library: Library) -> Iterator[Mistake]:
    """Everything wrong inside a framework, or between it and the other fixtures."""
    yield from _check_links(document, library)
    for number, competency in enumerate(document.content["competencies"]):
        yield from _check_cues(document, library, ("competencies", number, "cues"), competency["cues"])
    if document.published:
        return
    competencies = document.content["competencies"]
    yield from check_unique(document, ("competencies",), "code", competencies)
    yield from check_unique(document, ("competencies",), "hue", competencies)
    yield from check_sum(document, ("competencies",), [c["weight"] for c in competencies])
    for number, competency in enumerate(competencies):
        yield from _check_indicators(document, number, competency["indicators"])


def glance_at_framework(document: Document) -> Iterator[Mistake]:
    """What shows of a framework whose shape is wrong: codes and hues given twice, weights that miss 100."""
    listed = document.content.get("competencies")
    competencies = listed if isinstance(listed, list) else []
    if not all(isinstance(each, dict) for each in competencies):
        return
    for key in ("code", "hue"):
        if all(isinstance(each.get(key), str) for each in competencies):
            yield from check_unique(document, ("competencies",), key, competencies)
    weights = [each.get("weight") for each in competencies]
    if weights and all(isinstance(weight, (int, float)) for weight in weights):
        yield from check_sum(document, ("competencies",), weights)


def check_ladder(document: Document, _library: Library) -> Iterator[Mistake]:
    """The five levels must be 1 to 5, each once."""
    yield from check_unique(document, ("levels",), "number", document.content["levels"])


def check_scoring(document: Document, library: Library) -> Iterator[Mistake]:
    """Cue patterns and stem exceptions must be usable, bands must rise."""
    for place, pattern in _patterns_of(document.content):
        wrong = pattern_mistake(pattern, library.word_classes)
        if wrong:
            yield document.mistake(place, wrong)
    if document.code == "stems":
        wrong = stems_mistake(document.content)
        if wrong:
            yield document.mistake((), wrong)
    if document.code == "weights":
        yield from _check_bands(document)


def check_unique(document: Document, place: Place, key: str, items: Sequence[dict[str, Any]]) -> Iterator[Mistake]:
    """No two items may share their ``key``."""
    first: dict[Any, int] = {}
    for number, item in enumerate(items):
        if first.setdefault(item[key], number) != number:
            reason = _("“%(value)s” stands here twice; give each entry its own")
            yield document.mistake((*place, number, key), reason % {"value": item[key]})


def check_sum(document: Document, place: Place, shares: Iterable[float]) -> Iterator[Mistake]:
    """Percentages must add up to 100, give or take rounding."""
    total = round(sum(shares), 2)
    if abs(total - 100) > ROUNDING:
        reason = _("the percentages add up to %(total)s; make them 100")
        yield document.mistake(place, reason % {"total": f"{total:g}"})


def _check_indicators(document: Document, number: int, indicators: dict[str, list[str]]) -> Iterator[Mistake]:
    place: Place = ("competencies", number, "indicators")
    for level in indicators:
        if level not in LEVELS:
            yield document.mistake((*place, level), _("is no level; levels are 1 to 5"))
    least = 2 if document.content["reference"] else 1
    for level in LEVELS:
        if len(indicators.get(level, ())) < least:
            reason = _("level %(level)s has %(count)s indicators, needs at least %(least)s; write more")
            values = {"level": level, "count": len(indicators.get(level, ())), "least": least}
            yield document.mistake((*place, level), reason % values)
    repeated = Counter(text for texts in indicators.values() for text in texts)
    for text, count in repeated.items():
        if count > 1:
            reason = _("the indicator “%(text)s” stands here twice; remove one")
            yield document.mistake(place, reason % {"text": text})


def _check_cues(document: Document, library: Library, place: Place, cues: dict[str, Any]) -> Iterator[Mistake]:
    known = library.facets
    for facet in cues["facets"]:
        if known is not None and facet not in known:
            reason = _(
                "the facet “%(facet)s” is not in the scoring rules (facets.yaml); add it there or remove it here"
            )
            yield document.mistake((*place, "facets", facet), reason % {"facet": facet})
    for number, phrase in enumerate(cues["phrases"]):
        wrong = pattern_mistake(phrase["text"], library.word_classes)
        if wrong:
            yield document.mistake((*place, "phrases", number, "text"), wrong)


def _check_links(document: Document, library: Library) -> Iterator[Mistake]:
    own = library.competencies.get(document.code, {})
    seen: set[tuple[str, str]] = set()
    for number, link in enumerate(document.content["crosswalk"]):
        place: Place = ("crosswalk", number)
        if link["from"] not in own:
            reason = _("“%(code)s” is no competency of this framework; it has: %(known)s")
            yield document.mistake((*place, "from"), reason % {"code": link["from"], "known": ", ".join(own)})
        if (link["from"], link["to"]) in seen:
            yield document.mistake(place, _("this link stands here twice; remove one"))
        seen.add((link["from"], link["to"]))
        yield from _check_target(document, library, place, link)


def _check_target(document: Document, library: Library, place: Place, link: dict[str, str]) -> Iterator[Mistake]:
    framework, _dot, code = link["to"].partition(".")
    if code not in library.competencies.get(framework, {}):
        reason = _("there is no competency “%(target)s”; write framework.competency of one that exists")
        yield document.mistake((*place, "to"), reason % {"target": link["to"]})
    elif _leads_to(library.links, link["to"], f"{document.code}.{link['from']}"):
        reason = _("the links lead in a circle back to “%(code)s”; remove one of them")
        yield document.mistake(place, reason % {"code": link["from"]})


def _leads_to(links: dict[str, set[str]], start: str, goal: str) -> bool:
    waiting, seen = [start], set()
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            waiting.extend(links.get(here, ()))
    return False


def _patterns_of(content: dict[str, Any]) -> Iterator[tuple[Place, str]]:
    """Every cue pattern of the facets file and of the mandate file, with its place."""
    for code, facet in content.get("facets", {}).items() if content["code"] == "facets" else ():
        for number, cue in enumerate(facet["cues"]):
            yield ("facets", code, "cues", number, "text"), cue["text"]
    for name, patterns in content.get("contexts", {}).items() if content["code"] == "facets" else ():
        for number, pattern in enumerate(patterns):
            yield ("contexts", name, number), pattern
    for code, element in content.get("elements", {}).items() if content["code"] == "mandate" else ():
        for number, pattern in enumerate(element["cues"]):
            yield ("elements", code, "cues", number), pattern
    yield from _wordings_of(content)


def _wordings_of(content: dict[str, Any]) -> Iterator[tuple[Place, str]]:
    """The wordings that a dimension's own file brings."""
    for group, entries in (content.get("wordings") or {}).items():
        for number, entry in enumerate(entries):
            for pattern in patterns_of(entry):
                yield ("wordings", group, number), pattern


def _check_bands(document: Document) -> Iterator[Mistake]:
    bands = document.content["bands"]
    starts = [bands[name] for name in ("poor", "fair", "good", "great")]
    if starts != sorted(set(starts)) or starts[0] != 0:
        yield document.mistake(("bands",), _("must rise from poor: 0 to great; put the numbers in order"))
