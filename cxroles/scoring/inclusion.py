"""Inclusive language: coded, gating and excluding wordings, each with another way to say it. Advisory."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cxroles.scoring.findings import band_of, fill
from cxroles.scoring.notes import remember
from cxroles.scoring.replacing import Wording, group_alike, wordings_in
from cxroles.scoring.text import count_words
from cxroles.scoring.types import Action, Dimension, Evidence, Finding, Rubric, Tagged, TaggedStatement

CODE = "inclusion"
KINDS = ("masculine", "feminine", "age", "ability", "culture", "degree")
CODED = ("masculine", "feminine")  # kinds that are judged by their rate
_KIND_OF = {kind: kind for kind in KINDS} | {"ability_slur": "ability"}


@dataclass(frozen=True, slots=True)
class Tally:
    """Words that were judged, and wordings found per kind."""

    words: int
    hits: Mapping[str, int]

    def rate(self, kind: str) -> float:
        """Wordings of a kind per 100 words."""
        return 100.0 * self.hits.get(kind, 0) / self.words if self.words else 0.0


def assess(tagged: Tagged, rubric: Rubric) -> Dimension:
    """Which wordings may keep able people from applying, and what to write instead."""
    tally = _count(tagged, rubric)
    score = _score(tally, _rules(rubric))
    hits = _hits(tagged, rubric)
    return Dimension(
        code=CODE,
        score=round(score, 1),
        weight=float(rubric.rules.get("weights", {}).get("dimensions", {}).get(CODE, 1.0)),
        band=band_of(score, rubric),
        summary=_summary(tally, _rules(rubric)),
        findings=tuple(_findings(hits, tally, _rules(rubric))),
        detail={
            CODE: {
                "words": tally.words,
                "rate_per_100": {kind: round(tally.rate(kind), 2) for kind in CODED},
                "hits": [_as_hit(each) for each in hits],
            }
        },
    )


def rate(tagged: Tagged, rubric: Rubric) -> float:
    """The score of ``assess`` (0-100) alone, for trying out changes."""
    return _score(_count(tagged, rubric), _rules(rubric))


def _rules(rubric: Rubric) -> Mapping[str, Any]:
    return rubric.rules.get(CODE, {})


# --- What is there ----------------------------------------------------------------------------


def _count(tagged: Tagged, rubric: Rubric) -> Tally:
    """A line about equal opportunities counts for nothing, so that it can earn nothing."""
    words, hits, rules = 0, Counter[str](), _rules(rubric)
    for each in tagged.statements:
        own, kinds = _read(each, rubric)
        words += own
        if kinds:
            hits.update(kind for kind in kinds if _is_judged(kind, each.statement.section, rules))
    return Tally(words, hits)


def _read(each: TaggedStatement, rubric: Rubric) -> tuple[int, tuple[str, ...]]:
    """Words of a line and the kinds of its wordings, from memory when the line was read before."""
    text = each.statement.text

    def work_out() -> tuple[int, tuple[str, ...]]:
        if _is_equality(each):
            return 0, ()
        return count_words(text), tuple(_KIND_OF[_group(mark)] for mark in each.marks if _is_hit(mark))

    return remember(rubric, CODE, text, work_out)


def _is_equality(each: TaggedStatement) -> bool:
    return any(mark.source.startswith(f"{CODE}/equality/") for mark in each.marks)


def _group(mark: Evidence) -> str:
    return mark.source.split("/")[1]


def _is_hit(mark: Evidence) -> bool:
    return mark.source.startswith(f"{CODE}/") and _group(mark) in _KIND_OF and mark.reason != "negated"


def _is_judged(kind: str, section: str, rules: Mapping[str, Any]) -> bool:
    sections = rules.get("kinds", {}).get(kind, {}).get("sections")
    return sections is None or section in sections


def _hits(tagged: Tagged, rubric: Rubric) -> list[Wording]:
    rules = _rules(rubric)
    silent = {each.statement.index for each in tagged.statements if _is_equality(each)}
    return [
        each
        for each in wordings_in(tagged, rubric, CODE, _KIND_OF)
        if each.statement.index not in silent
        and _is_hit(each.evidence)
        and _is_judged(_KIND_OF[each.group], each.statement.section, rules)
    ]


def _as_hit(hit: Wording) -> dict[str, Any]:
    return {
        "statement": hit.statement.index,
        "start": hit.evidence.start,
        "end": hit.evidence.end,
        "text": hit.evidence.text,
        "kind": _KIND_OF[hit.group],
        "alternative": hit.instead,
        "hint": hit.entry.get("hint"),
    }


# --- The score --------------------------------------------------------------------------------


def _score(tally: Tally, rules: Mapping[str, Any]) -> float:
    """100 less what each kind costs; a text too short to judge earns its share of it only."""
    if not rules:
        return 0.0
    cost = sum(_cost(kind, tally, rules) for kind in KINDS)
    evidence = min(1.0, tally.words / max(1.0, float(rules.get("enough_words", 60))))
    return evidence * max(0.0, 100.0 - cost)


def _cost(kind: str, tally: Tally, rules: Mapping[str, Any]) -> float:
    rule = rules.get("kinds", {}).get(kind, {})
    if "per_rate" in rule:
        cost = float(rule["per_rate"]) * max(0.0, tally.rate(kind) - float(rule.get("tolerated", 0.0)))
    else:
        cost = float(rule.get("each", 10.0)) * tally.hits.get(kind, 0)
    return min(float(rule.get("most", 100.0)), cost)


def _gain(kind: str, tally: Tally, rules: Mapping[str, Any], fewer: int = 1) -> float:
    after = Tally(tally.words, {**tally.hits, kind: tally.hits.get(kind, 0) - fewer})
    return _score(after, rules) - _score(tally, rules)


def _summary(tally: Tally, rules: Mapping[str, Any]) -> str:
    found = sum(tally.hits.values())
    code = "empty" if not tally.words else "summary" if found else "clean"
    rates = {kind: f"{tally.rate(kind):.1f}" for kind in CODED}
    return fill(rules.get("messages", {}).get(code, ""), hits=found, **rates)


# --- What to say ------------------------------------------------------------------------------


def _findings(hits: Sequence[Wording], tally: Tally, rules: Mapping[str, Any]) -> Iterator[Finding]:
    for kind in KINDS:
        own = group_alike(each for each in hits if _KIND_OF[each.group] == kind)
        if own and kind in CODED:
            yield _coded(kind, own, tally, rules)
        elif own:
            yield from _each(kind, own, tally, rules)


def _coded(kind: str, groups: Sequence[Sequence[Wording]], tally: Tally, rules: Mapping[str, Any]) -> Finding:
    """Coded wording is a matter of its rate: one finding, which begins with the commonest word."""
    messages = rules.get("messages", {})
    first = groups[0][0]
    suggestion = fill(
        messages.get("try" if first.instead else "try_without", ""),
        found=first.evidence.text,
        instead=first.instead,
    )
    message = fill(
        messages.get(kind, kind),
        list=_listed(groups),
        rate=f"{tally.rate(kind):.1f}",
        suggestion=f" {suggestion}" if first.instead is not None else "",
    )
    return _finding(f"{kind}_wording", first, _gain(kind, tally, rules), message)


def _each(kind: str, groups: Sequence[Sequence[Wording]], tally: Tally, rules: Mapping[str, Any]) -> Iterator[Finding]:
    messages, most = rules.get("messages", {}), int(rules.get("most_findings", 3))
    for same in groups[:most]:
        yield _finding(f"{kind}_wording", same[0], _gain(kind, tally, rules), _message(same, messages))
    rest = groups[most:]
    if rest:
        kind_name = messages.get("names", {}).get(kind, kind)
        message = fill(messages.get("more", "{list}"), kind=kind_name, list=_listed(rest))
        points = _gain(kind, tally, rules, sum(map(len, rest)))
        yield _finding(f"more_{kind}_wording", rest[0][0], points, message, alone=False)


def _message(same: Sequence[Wording], messages: Mapping[str, Any]) -> str:
    first = same[0]
    values = {"found": first.evidence.text, "instead": first.instead}
    hint = first.entry.get("hint") or ""
    if first.instead is not None:
        hint = fill(messages.get("try" if first.instead else "try_without", ""), **values)
    times = fill(messages.get("times", ""), count=len(same)) if len(same) > 1 else ""
    return fill(
        messages.get(first.group, first.group),
        found=first.evidence.text,
        times=f" {times}" if times else "",
        hint=f" {hint}" if hint else "",
    )


def _finding(code: str, hit: Wording, points: float, message: str, *, alone: bool = True) -> Finding:
    found, line = hit.evidence, hit.statement
    action = (hit.replacement if alone else None) or Action("show_line", {"statement": line.index})
    return Finding(code, CODE, "notice", points, message, line.index, found.start, found.end, action)


def _listed(groups: Sequence[Sequence[Wording]], most: int = 6) -> str:
    words = [f"“{same[0].evidence.text.lower()}”" + (f" ×{len(same)}" if len(same) > 1 else "") for same in groups]
    return ", ".join([*words[:most], *(["…"] if len(words) > most else [])])
