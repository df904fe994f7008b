"""Tags that the learned weights give a line, each with the words that carried it."""

from collections.abc import Collection, Mapping
from itertools import groupby

from cxroles.scoring.context import Context
from cxroles.scoring.cues import Hit
from cxroles.scoring.features import WORDS, Features, Sighting, read_features
from cxroles.scoring.lexicon import Learned, Meaning
from cxroles.scoring.model import Model
from cxroles.scoring.text import Line
from cxroles.scoring.types import Evidence, Tag

LEAST_SHARE = 0.1  # of what speaks for a tag; words that carry less are not shown
MOST_QUOTES = 4

Tags = dict[str, list[Tag]]


def features_of(line: Line, hits: list[Hit[Meaning]], context: Context, kinds: Collection[str]) -> Features:
    """The features of a line under a job title of these kinds."""
    sightings = [
        Sighting(hit.payload.key, hit.payload.weight, hit.first, hit.last)
        for hit in hits
        if hit.payload.kind == "facet"
    ]
    silent = context.negated | context.others
    return read_features(line, sightings, anchors=context.anchors, silent=silent, context=context.name, kinds=kinds)


def tags_of(line: Line, features: Features, learned: Learned) -> Tags:
    """Tags by framework, strongest first; what follows by the crosswalk has the same evidence."""
    model = learned.model
    found = []
    for column, confidence in enumerate(model.confidences(features)):
        evidence = _evidence(line, features, model, column) if confidence >= model.threshold else ()
        if evidence:
            found.append(Tag(model.codes[column], round(confidence, 3), evidence))
    found.sort(key=lambda tag: (-tag.confidence, tag.code))
    return {model.framework: found} | {code: _follow(found, links) for code, links in learned.follows.items()}


def _follow(tags: list[Tag], links: Mapping[str, str]) -> list[Tag]:
    """The tags a crosswalk leads to; two that lead to one make it likelier than either."""
    merged: dict[str, Tag] = {}
    for tag in tags:
        code = links.get(tag.code)
        if code is not None:
            known = merged.get(code, Tag(code, 0.0))
            doubt = (1.0 - known.confidence) * (1.0 - tag.confidence)
            evidence = tuple(sorted({*known.evidence, *tag.evidence}, key=lambda e: (e.start, e.end, e.source)))
            merged[code] = Tag(code, round(1.0 - doubt, 3), evidence)
    return sorted(merged.values(), key=lambda tag: (-tag.confidence, tag.code))


def _evidence(line: Line, features: Features, model: Model, column: int) -> tuple[Evidence, ...]:
    """The facets and runs of words that spoke most for a competency; ``weight`` is their share of it."""
    facets, words = _contributions(features, model, column)
    pieces = [(weight, *span, facet) for facet, (weight, span) in facets.items() if weight > 0]
    covered = {i for _, first, last, _ in pieces for i in range(first, last)}
    pieces += _runs({i: weight for i, weight in words.items() if weight > 0 and i not in covered})
    total = sum(piece[0] for piece in pieces)
    pieces.sort(key=lambda piece: (-piece[0], piece[1], piece[3]))
    shown = [piece for piece in pieces[:MOST_QUOTES] if piece[0] >= LEAST_SHARE * total] or pieces[:1]
    quotes = (
        Evidence(line.starts[first], line.ends[last - 1], line.quote(first, last), source, round(weight / total, 4))
        for weight, first, last, source in shown
    )
    return tuple(sorted(quotes, key=lambda each: (each.start, each.end, each.source)))


Span = tuple[int, int]


def _contributions(
    features: Features, model: Model, column: int
) -> tuple[dict[str, tuple[float, Span]], dict[int, float]]:
    """What each facet (with its longest wording) and each word adds to a competency."""
    facets: dict[str, tuple[float, Span]] = {}
    words: dict[int, float] = {}
    for name, trace in features.items():
        weights = model.weights.get(name)
        if weights is None or trace.last == 0:
            continue
        if trace.source == WORDS:
            for i in range(trace.first, trace.last):
                words[i] = words.get(i, 0.0) + weights[column] / (trace.last - trace.first)
        else:
            before, span = facets.get(trace.source, (0.0, (trace.first, trace.last)))
            facets[trace.source] = (before + weights[column], span)
    return facets, words


def _runs(words: Mapping[int, float]) -> list[tuple[float, int, int, str]]:
    """Words that stand side by side as one piece each."""
    runs = []
    for _, group in groupby(enumerate(sorted(words)), key=lambda pair: pair[1] - pair[0]):
        run = [i for _, i in group]
        runs.append((sum(words[i] for i in run), run[0], run[-1] + 1, WORDS))
    return runs
