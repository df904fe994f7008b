"""Checks of role templates that a shape alone cannot make."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from cxroles.frameworks.loading.checking import check_sum, check_unique
from cxroles.frameworks.loading.documents import Document, Mistake, Place
from cxroles.frameworks.loading.library import Library
from cxroles.roles.loading.schema import LINE_FIELDS
from cxroles.roles.models import MandateElement

# How many lines a section of a template has: at least, at most.
SECTION_SIZES = {
    "purpose": (1, 2),
    "scope": (2, 3),
    "mandate": (9, 9),
    "responsibilities": (10, 14),
    "required": (6, 8),
    "preferred": (5, 8),
    "success": (8, 20),
}
SUCCESS_ELEMENTS = ("success_measures", "first_year_outcomes")
LEAST_OF_EACH_SUCCESS = 4


def check_role_template(document: Document, library: Library) -> Iterator[Mistake]:
    """Everything wrong inside a role template, or between it and the other fixtures."""
    for place, line in _lines_of(document.content):
        yield from _check_tags(document, library, place, line)
    yield from _check_emphasis(document, library)
    if document.published:
        return
    yield from _check_levels(document)
    yield from _check_sections(document)
    yield from _check_mandate(document)
    yield from check_unique(document, ("variants",), "name", document.content["variants"])
    yield from _check_line_codes(document, library)


def tags_of(line: dict[str, Any]) -> dict[str, list[str]]:
    """Framework code -> competency codes of one line."""
    return {key: codes for key, codes in line.items() if key not in LINE_FIELDS}


def _lines_of(content: dict[str, Any]) -> Iterator[tuple[Place, dict[str, Any]]]:
    for number, line in enumerate(content["statements"]):
        yield ("statements", number), line
    for at, variant in enumerate(content["variants"]):
        for number, line in enumerate(variant["statements"]):
            yield ("variants", at, "statements", number), line


def _check_tags(document: Document, library: Library, place: Place, line: dict[str, Any]) -> Iterator[Mistake]:
    tags = tags_of(line)
    if not document.published:
        for missing in (code for code in library.reference_frameworks if code not in tags):
            reason = _("names no competency of %(framework)s; add one to three")
            yield document.mistake(place, reason % {"framework": missing})
    for framework, codes in tags.items():
        known = library.competencies.get(framework)
        if known is None:
            reason = _("is neither a key of a line nor a framework; frameworks: %(known)s")
            yield document.mistake((*place, framework), reason % {"known": ", ".join(sorted(library.competencies))})
            continue
        for code, count in Counter(codes).items():
            yield from _check_tag(document, (*place, framework), code, count, known)


def _check_tag(document: Document, place: Place, code: str, count: int, known: dict[str, Any]) -> Iterator[Mistake]:
    if code not in known:
        reason = _("there is no competency “%(code)s”; choose from %(known)s")
        yield document.mistake(place, reason % {"code": code, "known": ", ".join(known)})
    elif count > 1:
        yield document.mistake(place, _("“%(code)s” stands here twice; remove one") % {"code": code})


def _check_emphasis(document: Document, library: Library) -> Iterator[Mistake]:
    emphasis = document.content["emphasis"]
    for framework, shares in emphasis.items():
        place: Place = ("emphasis", framework)
        known = library.competencies.get(framework)
        if known is None:
            reason = _("there is no framework “%(code)s”; frameworks: %(known)s")
            values = {"code": framework, "known": ", ".join(sorted(library.competencies))}
            yield document.mistake(place, reason % values)
            continue
        yield from _check_shares(document, place, shares, known)
    if not document.published:
        for missing in (code for code in library.reference_frameworks if code not in emphasis):
            reason = _("says nothing of %(framework)s; give each of its competencies a percentage")
            yield document.mistake(("emphasis",), reason % {"framework": missing})


def _check_shares(
    document: Document, place: Place, shares: dict[str, float], known: dict[str, Any]
) -> Iterator[Mistake]:
    for code, share in shares.items():
        # A published template may still name a competency that has gone, as long as it asks nothing of it.
        if code not in known and not (document.published and share == 0):
            reason = _("there is no competency “%(code)s”; choose from %(known)s")
            yield document.mistake((*place, code), reason % {"code": code, "known": ", ".join(known)})
    if document.published:
        return
    for code in (code for code in known if code not in shares):
        reason = _("gives “%(code)s” no percentage; add it, 0 if it does not matter")
        yield document.mistake(place, reason % {"code": code})
    yield from check_sum(document, place, shares.values())


def _check_levels(document: Document) -> Iterator[Mistake]:
    level = document.content["level"]
    if not level["from"] <= level["typical"] <= level["to"]:
        yield document.mistake(("level",), _("must satisfy from ≤ typical ≤ to; put the three in order"))


def _check_sections(document: Document) -> Iterator[Mistake]:
    counts = Counter(line["section"] for line in document.content["statements"])
    for section, (least, most) in SECTION_SIZES.items():
        if not least <= counts[section] <= most:
            wanted = str(least) if least == most else f"{least}–{most}"
            reason = _("section %(section)s has %(count)s lines, %(wanted)s are wanted; add or remove some")
            values = {"section": section, "count": counts[section], "wanted": wanted}
            yield document.mistake(("statements",), reason % values)


def _check_mandate(document: Document) -> Iterator[Mistake]:
    used: Counter[tuple[str, str]] = Counter()
    for place, line in _lines_of(document.content):
        yield from _check_element(document, place, line)
        if place[0] == "statements":
            used[(line["section"], line["mandate"])] += 1
    for element in MandateElement.values:
        if used[("mandate", element)] != 1:
            reason = _("section mandate has %(count)s lines for %(element)s; write exactly one")
            values = {"count": used[("mandate", element)], "element": element}
            yield document.mistake(("statements",), reason % values)
    for element in SUCCESS_ELEMENTS:
        if used[("success", element)] < LEAST_OF_EACH_SUCCESS:
            reason = _("section success has %(count)s lines for %(element)s, needs at least %(least)s; write more")
            values = {"count": used[("success", element)], "element": element, "least": LEAST_OF_EACH_SUCCESS}
            yield document.mistake(("statements",), reason % values)


def _check_element(document: Document, place: Place, line: dict[str, Any]) -> Iterator[Mistake]:
    allowed = {"mandate": MandateElement.values, "success": list(SUCCESS_ELEMENTS)}.get(line["section"], [""])
    if line["mandate"] not in allowed:
        reason = _("in section %(section)s this must be one of: %(allowed)s")
        wanted = ", ".join(allowed) if any(allowed) else _("nothing; remove it")
        values = {"section": line["section"], "allowed": wanted}
        yield document.mistake((*place, "mandate"), reason % values)


def _check_line_codes(document: Document, library: Library) -> Iterator[Mistake]:
    """Codes must be unique over all templates: a description remembers a line by its code alone."""
    others = {code: other for other in library.of_kind("role_template") for code in _codes_of(other, document)}
    own: set[str] = set()
    for place, line in _lines_of(document.content):
        code = line["code"]
        if code in own:
            yield document.mistake((*place, "code"), _("“%(code)s” stands here twice; number it anew") % {"code": code})
        elif code in others:
            reason = _("“%(code)s” is also a line of %(other)s; give it a code of its own")
            yield document.mistake((*place, "code"), reason % {"code": code, "other": others[code].file})
        own.add(code)


def _codes_of(other: Document, document: Document) -> list[str]:
    if other is document or other.code == document.code or not other.sound:
        return []
    return [line["code"] for _place, line in _lines_of(other.content)]
