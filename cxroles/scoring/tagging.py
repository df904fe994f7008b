"""Which competencies a line asks for, each with the words that say so.

A cue counts only where the customer is concerned, where it is not negated and where it is this
person's duty. What was turned down stays visible, with its reason.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cxroles.scoring.context import Context
from cxroles.scoring.cues import Hit
from cxroles.scoring.features import Features
from cxroles.scoring.learned import features_of, tags_of
from cxroles.scoring.lexicon import JobTitle, Lexicon, LineTags, Meaning, lexicon_for
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
    title = read_title(draft.title, lexicon)
    lines = [read_tags(each.text, lexicon, title) for each in draft.statements]
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
    return _tag_statement(statement, read_tags(statement.text, lexicon, read_title(title, lexicon)))


def read_features_of(text: str, lexicon: Lexicon, *, title: str = "") -> Features:
    """The features of one line by name: what ``train`` learns from is what tagging looks at."""
    line, known = read_line(text, lexicon.stems), read_title(title, lexicon)
    hits = lexicon.matcher.find(line)
    return features_of(line, hits, Context(line, hits, lexicon, known.facing), known.kinds)


def read_title(title: str, lexicon: Lexicon) -> JobTitle:
    """What a job title tells about the lines below it."""
    line = read_line(title, lexicon.stems)
    return JobTitle(len(line) > 0, bool(lexicon.matcher.class_tokens(line, "customer_titles")), lexicon.titles.of(line))


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


def read_tags(text: str, lexicon: Lexicon, title: JobTitle) -> LineTags:
    """Tags of a line, from memory when the line was read before."""
    key = (text, title)
    known = lexicon.seen.get(key)
    if known is None:
        known = _read_tags(text, lexicon, title)
        lexicon.remember(key, known)
    return known


def _read_tags(text: str, lexicon: Lexicon, title: JobTitle) -> LineTags:
    line = read_line(text, lexicon.stems)
    hits = lexicon.matcher.find(line)
    context = Context(line, hits, lexicon, title.facing)
    best = _best_by_source(line, hits, context)
    accepted, refused = _by_competency(best, lexicon)
    stuffed = _is_stuffed(line, best, lexicon.settings)
    tags: dict[str, tuple[Tag, ...]] = {}
    rejected: dict[str, tuple[Tag, ...]] = {}
    learned = _learned_tags(line, hits, context, lexicon, title)
    for framework in sorted({*accepted, *refused, *learned}):
        found = learned.get(framework)
        candidates = _by_strength(accepted.get(framework, {}), lexicon.settings) if found is None else found
        chosen, rest = _choose(candidates, lexicon.settings, stuffed)
        taken = {tag.code for tag in chosen}
        rest += _turned_down(refused.get(framework, {}), taken, lexicon.settings)
        tags[framework], rejected[framework] = tuple(chosen), tuple(rest)
    marks = tuple(_marks(line, hits, context))
    return LineTags(line.stems, frozenset(line.stems), tags, rejected, _mandate(best), marks)


def _learned_tags(
    line: Line, hits: list[Hit[Meaning]], context: Context, lexicon: Lexicon, title: JobTitle
) -> Mapping[str, list[Tag]]:
    """What the model says. It was taught lines under job titles, which decide much: without one, cues decide alone."""
    if lexicon.learned is None or not title.known:
        return {}
    return tags_of(line, features_of(line, hits, context, title.kinds), lexicon.learned)


@dataclass(frozen=True, slots=True)
class _Found:
    source: str
    kind: str
    weight: float
    evidence: Evidence


def _best_by_source(line: Line, hits: list[Hit[Meaning]], context: Context) -> list[_Found]:
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


def _by_strength(evidence: dict[str, list[Evidence]], settings: Mapping[str, Any]) -> list[Tag]:
    """What the cues alone say, strongest first."""
    tags = [Tag(code, _strength(each), _by_place(each)) for code, each in evidence.items()]
    tags = [tag for tag in tags if tag.confidence >= float(settings.get("threshold", 0.5))]
    return sorted(tags, key=lambda tag: (-tag.confidence, tag.code))


def _choose(tags: list[Tag], settings: Mapping[str, Any], stuffed: bool) -> tuple[list[Tag], list[Tag]]:
    """The strongest competencies of a line, at most three; the rest for the record."""
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


def _marks(line: Line, hits: list[Hit[Meaning]], context: Context) -> Iterator[Evidence]:
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
