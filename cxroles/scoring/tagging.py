"""Which competencies a line asks for, each with the words that say so.

A cue counts only where the customer is concerned, where it is not negated and where it is this
person's duty. What was turned down stays visible, with its reason.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cxroles.scoring.cues import Hit
from cxroles.scoring.lexicon import Lexicon, LineTags, Meaning, lexicon_for
from cxroles.scoring.repeats import near_repeats
from cxroles.scoring.text import Line, read_line
from cxroles.scoring.types import (
    Decision,
    Draft,
    Evidence,
    Rubric,
    Statement,
    Tag,
    Tagged,
    TaggedStatement,
)


def tag_draft(draft: Draft, rubric: Rubric) -> Tagged:
    """Tag every statement of a draft; near-repeated lines are marked as such."""
    lexicon = lexicon_for(rubric)
    facing = _is_customer_facing(draft.title, lexicon)
    lines = [read_tags(each.text, lexicon, facing=facing) for each in draft.statements]
    earlier = near_repeats([line.stems for line in lines])
    firsts = {later: draft.statements[first].index for later, first in earlier.items()}
    tagged = (
        _tag_statement(statement, line, repeats=firsts.get(position))
        for position, (statement, line) in enumerate(zip(draft.statements, lines, strict=True))
    )
    return Tagged(draft=draft, statements=tuple(tagged))


def tag_line(text: str, rubric: Rubric, *, title: str = "", section: str = "responsibilities") -> TaggedStatement:
    """Tag one line on its own, as the try-it boxes and the ``tag`` command do."""
    statement = Statement(index=0, section=section, text=text, start=0, end=len(text))
    return tag_statement(statement, rubric, title=title)


def tag_statement(statement: Statement, rubric: Rubric, *, title: str = "") -> TaggedStatement:
    """Tag one statement where it stands, with what a person decided about it."""
    lexicon = lexicon_for(rubric)
    facing = _is_customer_facing(title, lexicon)
    return _tag_statement(statement, read_tags(statement.text, lexicon, facing=facing))


def _is_customer_facing(title: str, lexicon: Lexicon) -> bool:
    line = read_line(title, lexicon.stems)
    return bool(lexicon.matcher.class_tokens(line, "customer_titles"))


def _tag_statement(statement: Statement, found: LineTags, *, repeats: int | None = None) -> TaggedStatement:
    start = statement.start
    tags = {code: _moved(each, start) for code, each in found.tags.items()}
    rejected = {code: _moved(each, start) for code, each in found.rejected.items()}
    mandate = {code: _shift(each, start) for code, each in found.mandate.items()}
    for decision in statement.decisions:
        _apply_decision(decision, tags, rejected)
    marks = tuple(_shift(each, start) for each in found.marks)
    return TaggedStatement(statement, tags, rejected, repeats, mandate, found.vocabulary, marks)


def _moved(tags: Iterable[Tag], by: int) -> tuple[Tag, ...]:
    return tuple(Tag(tag.code, tag.confidence, tuple(_shift(each, by) for each in tag.evidence)) for tag in tags)


def _shift(evidence: Evidence, by: int) -> Evidence:
    start, end = evidence.start + by, evidence.end + by
    return Evidence(start, end, evidence.text, evidence.source, evidence.weight, evidence.reason)


def _apply_decision(decision: Decision, tags: dict[str, tuple[Tag, ...]], rejected: dict[str, tuple[Tag, ...]]) -> None:
    """A person's word wins: the tag moves to where the person put it, with its evidence."""
    both = (*tags.get(decision.framework, ()), *rejected.get(decision.framework, ()))
    evidence = next((tag.evidence for tag in both if tag.code == decision.code), ())
    decided = Tag(decision.code, 1.0, evidence, "person", decision.verdict)
    for group in (tags, rejected):
        kept = tuple(t for t in group.get(decision.framework, ()) if t.code != decision.code)
        group[decision.framework] = kept
    chosen = rejected if decision.verdict == "rejected" else tags
    chosen[decision.framework] = (*chosen[decision.framework], decided)


# --- Reading one line -----------------------------------------------------------------------


def read_tags(text: str, lexicon: Lexicon, *, facing: bool) -> LineTags:
    """Tags of a line, from memory when the line was read before."""
    key = (text, facing)
    known = lexicon.seen.get(key)
    if known is None:
        known = _read_tags(text, lexicon, facing)
        lexicon.remember(key, known)
    return known


def _read_tags(text: str, lexicon: Lexicon, facing: bool) -> LineTags:
    line = read_line(text, lexicon.stems)
    hits = lexicon.matcher.find(line)
    context = _Context(line, hits, lexicon, facing)
    best = _best_by_source(line, hits, context)
    accepted, refused = _by_competency(best, lexicon)
    stuffed = _is_stuffed(line, best, lexicon.settings)
    tags: dict[str, tuple[Tag, ...]] = {}
    rejected: dict[str, tuple[Tag, ...]] = {}
    for framework in sorted({*accepted, *refused}):
        chosen, rest = _choose(accepted.get(framework, {}), lexicon.settings, stuffed)
        taken = {tag.code for tag in chosen}
        rest += _turned_down(refused.get(framework, {}), taken, lexicon.settings)
        tags[framework], rejected[framework] = tuple(chosen), tuple(rest)
    marks = tuple(_marks(line, hits, context))
    return LineTags(line.stems, frozenset(line.stems), tags, rejected, _mandate(best), marks)


class _Context:
    """Why a cue of this line may not count."""

    def __init__(self, line: Line, hits: list[Hit[Meaning]], lexicon: Lexicon, facing: bool) -> None:
        self.anchored = bool(_tokens_of(hits, "anchor") - _tokens_of(hits, "no_anchor"))
        self.facing = facing
        self.negated = _negated_tokens(line, hits, lexicon)
        self.others = _other_duty_tokens(line, hits)

    def judge(self, hit: Hit[Meaning]) -> tuple[float, str]:
        """Weight of a hit and the reason when it does not count."""
        meaning = hit.payload
        span = range(hit.first, hit.last)
        if any(i in self.negated for i in span):
            return meaning.weight, "negated"
        if any(i in self.others for i in span):
            return meaning.weight, "other_duty"
        if not meaning.needs_customer or self.anchored:
            return meaning.weight, ""
        if meaning.title_weight and self.facing:
            return meaning.title_weight, ""
        return meaning.weight, "no_customer"


def _tokens_of(hits: list[Hit[Meaning]], kind: str) -> set[int]:
    return {i for hit in hits if hit.payload.kind == kind for i in range(hit.first, hit.last)}


def _negated_tokens(line: Line, hits: list[Hit[Meaning]], lexicon: Lexicon) -> set[int]:
    exempt = _tokens_of(hits, "exempt")
    turns = set(lexicon.settings.get("turning_words", ()))
    negated: set[int] = set()
    for hit in hits:
        if hit.first in exempt:
            continue
        if hit.payload.kind == "negation":
            negated.update(_reach_forward(line, hit.last, turns))
        elif hit.payload.kind == "negated_before":
            negated.update(_reach_back(line, hit.first))
    return negated


def _reach_forward(line: Line, first: int, turns: set[str]) -> range:
    """A negation reaches to the end of the sentence part, or to "but", ", you will" and the like."""
    if first >= len(line):
        return range(0)
    last = first
    while last < line.segment_ends[first - 1] and line.words[last] not in turns:
        last += 1
    return range(first, last)


def _reach_back(line: Line, last: int) -> range:
    first = last
    while first > 0 and line.clauses[first - 1] == line.clauses[last]:
        first -= 1
    return range(first, last)


def _other_duty_tokens(line: Line, hits: list[Hit[Meaning]]) -> set[int]:
    others: set[int] = set()
    for hit in hits:
        if hit.payload.kind == "other_duty":
            others.update(range(hit.last, line.segment_ends[hit.first]))
    return others


@dataclass(frozen=True, slots=True)
class _Found:
    source: str
    kind: str
    weight: float
    evidence: Evidence


def _best_by_source(line: Line, hits: list[Hit[Meaning]], context: _Context) -> list[_Found]:
    """The best cue of each facet, phrase family and mandate element; one that counts beats one that does not."""
    best: dict[tuple[str, str], _Found] = {}
    for hit in hits:
        meaning = hit.payload
        if meaning.kind not in ("facet", "phrase", "mandate"):
            continue
        weight, reason = context.judge(hit)
        start, end = line.starts[hit.first], line.ends[hit.last - 1]
        evidence = Evidence(start, end, line.text[start:end], meaning.key, weight, reason)
        found = _Found(meaning.key, meaning.kind, weight, evidence)
        known = best.get((meaning.kind, meaning.key))
        if known is None or _rank(found) > _rank(known):
            best[meaning.kind, meaning.key] = found
    return list(best.values())


def _rank(found: _Found) -> tuple[bool, float, int, int]:
    """What counts before what does not, then weight, then the longer quotation, then the first."""
    evidence = found.evidence
    return not evidence.reason, found.weight, evidence.end - evidence.start, -evidence.start


Strengths = dict[str, dict[str, list[Evidence]]]  # framework -> competency -> evidence


def _by_competency(best: list[_Found], lexicon: Lexicon) -> tuple[Strengths, Strengths]:
    accepted: Strengths = {}
    refused: Strengths = {}
    for found in (each for each in best if each.kind != "mandate"):
        for framework, code, weight in lexicon.competencies.get(found.source, ()):
            evidence = replace(found.evidence, weight=round(found.weight * weight, 4))
            group = refused if evidence.reason else accepted
            group.setdefault(framework, {}).setdefault(code, []).append(evidence)
    return accepted, refused


def _choose(
    evidence: dict[str, list[Evidence]], settings: Mapping[str, Any], stuffed: bool
) -> tuple[list[Tag], list[Tag]]:
    """The strongest competencies of a line, at most three; the rest for the record."""
    tags = [Tag(code, _strength(each), _by_place(each)) for code, each in evidence.items()]
    tags = [tag for tag in tags if tag.confidence >= float(settings.get("threshold", 0.5))]
    tags.sort(key=lambda tag: (-tag.confidence, tag.code))
    most = int(settings.get("most_competencies", 3))
    chosen, rest = tags[:most], tags[most:]
    if stuffed:
        total = sum(tag.confidence for tag in chosen) or 1.0
        chosen = [replace(t, confidence=round(t.confidence / max(total, 1.0), 3)) for t in chosen]
        rest = [replace(tag, evidence=_marked(tag.evidence, "stuffed")) for tag in rest]
    return chosen, [] if not stuffed else rest


def _turned_down(evidence: dict[str, list[Evidence]], taken: set[str], settings: Mapping[str, Any]) -> list[Tag]:
    """What would have been a tag, had its words counted: the reader sees them with the reason."""
    least = float(settings.get("worth_showing", 0.3))
    return [
        Tag(code, 0.0, _by_place(each))
        for code, each in sorted(evidence.items())
        if code not in taken and _strength(each) >= least
    ]


def _strength(evidence: Iterable[Evidence]) -> float:
    return round(1.0 - math.prod(1.0 - min(each.weight, 0.99) for each in evidence), 3)


def _by_place(evidence: list[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(evidence, key=lambda each: (each.start, each.end, each.source)))


def _marked(evidence: Iterable[Evidence], reason: str) -> tuple[Evidence, ...]:
    return tuple(replace(each, reason=reason) for each in evidence)


def _is_stuffed(line: Line, best: list[_Found], settings: Mapping[str, Any]) -> bool:
    """Whether a line is a heap of keywords: many facets on few words."""
    counted = [f for f in best if f.kind == "facet" and not f.evidence.reason]
    covered = sum(any(f.evidence.start <= start < f.evidence.end for f in counted) for start in line.starts)
    facets, words = len(counted), max(len(line), 1)
    rule = settings.get("stuffing", {})
    if facets < int(rule.get("least_facets", 4)):
        return False
    crowded = facets / words > float(rule.get("facets_per_word", 0.33))
    dense = facets >= int(rule.get("dense_facets", 6)) and covered / words > float(rule.get("dense_share", 0.6))
    return crowded or dense


def _marks(line: Line, hits: list[Hit[Meaning]], context: _Context) -> Iterator[Evidence]:
    """Wordings that rule files ask for, from left to right; of those of one group that overlap, the longest.

    A file's group "exempt" takes out what it overlaps.
    """
    marked = [hit for hit in hits if hit.payload.kind == "mark"]
    marked.sort(key=lambda hit: (not _is_exempt(hit), hit.first - hit.last, hit.first))
    taken: dict[str, set[int]] = {}
    kept: list[Hit[Meaning]] = []
    for hit in marked:
        file, group, _number = hit.payload.key.split("/")
        span = range(hit.first, hit.last)
        if all(taken.get(f"{file}/{each}", _NOTHING).isdisjoint(span) for each in (group, _EXEMPT)):
            kept.append(hit)
            taken.setdefault(f"{file}/{group}", set()).update(span)
    for hit in sorted(kept, key=lambda each: (each.first, each.last, each.payload.key)):
        if not _is_exempt(hit):
            start, end = line.starts[hit.first], line.ends[hit.last - 1]
            yield Evidence(start, end, line.text[start:end], hit.payload.key, 1.0, context.judge(hit)[1])


_EXEMPT = "exempt"
_NOTHING: frozenset[int] = frozenset()


def _is_exempt(hit: Hit[Meaning]) -> bool:
    return hit.payload.key.split("/")[1] == _EXEMPT


def _mandate(best: list[_Found]) -> dict[str, Evidence]:
    return {f.source: f.evidence for f in best if f.kind == "mandate" and not f.evidence.reason}
