"""What the learned tagger looks at: named traits of a line, each with the words that show it.

A feature is there or it is not. Its name says what it is: ``word:journey``, ``pair:custom_journey``,
``near:journey`` (beside a customer word), ``facet:journey_mapping`` and the same with its context,
``title:research`` (the kind of job title), ``title:research+facet:journey_mapping`` for both together.
Words and facets that are negated or somebody else's duty leave no feature.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from cxroles.scoring.text import Line

NEAR = 4  # words to either side
LEADING = 3  # a cue among the first words of a line states its main duty
WORDS = "words"  # source of evidence that is no facet's
PLACED = "at:"  # prefix of features on where and how strongly a facet fired
# Words too common to say anything alone; in pairs of words they stay.
_COMMON = """
a an the of and or in to for with on at by is are be as our we you your their its it that this will from us who have
has can i
"""
COMMON = frozenset(_COMMON.split())


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a feature was seen: tokens ``first`` up to and without ``last``; both 0 when in the title alone."""

    first: int
    last: int
    source: str = WORDS


@dataclass(frozen=True, slots=True)
class Sighting:
    """A facet's cue that was found: its tokens and the weight 0-1 of the cue."""

    facet: str
    weight: float
    first: int
    last: int


Features = dict[str, Trace]


def read_features(
    line: Line,
    sightings: Iterable[Sighting],
    *,
    anchors: Collection[int],
    silent: Collection[int],
    context: str,
    kinds: Collection[str],
) -> Features:
    """All features of a line by name.

    ``anchors`` and ``silent`` are token positions: customer words, and words that do not count.
    ``context`` is "named", "titled" or "bare" (customer in the line, in the job title only, in neither).
    """
    found: Features = {}
    _add_words(found, line, silent)
    _add_near(found, line, anchors, silent)
    facets = _facet_features(line, sightings, anchors, silent, context)
    found.update(facets)
    for kind in sorted(kinds):
        found[f"title:{kind}"] = Trace(0, 0)
        for name, trace in facets.items():
            if not name.startswith(PLACED):
                found[f"title:{kind}+{name}"] = trace
    return found


def _add_words(found: Features, line: Line, silent: Collection[int]) -> None:
    stems = line.stems
    for i, stem in enumerate(stems):
        if i in silent:
            continue
        if stem not in COMMON:
            found.setdefault(f"word:{stem}", Trace(i, i + 1))
        if i + 1 < line.segment_ends[i] and i + 1 not in silent:
            found.setdefault(f"pair:{stem}_{stems[i + 1]}", Trace(i, i + 2))


def _add_near(found: Features, line: Line, anchors: Collection[int], silent: Collection[int]) -> None:
    """Words beside a word for the customer, in the same part of the sentence."""
    for anchor in sorted(anchors):
        for i in range(max(0, anchor - NEAR), min(len(line), anchor + NEAR + 1)):
            same_part = line.segment_ends[i] == line.segment_ends[anchor]
            if i != anchor and same_part and i not in silent and line.stems[i] not in COMMON:
                found.setdefault(f"near:{line.stems[i]}", Trace(i, i + 1))


def _facet_features(
    line: Line, sightings: Iterable[Sighting], anchors: Collection[int], silent: Collection[int], context: str
) -> Mapping[str, Trace]:
    found: Features = {}
    for each in sightings:
        if any(i in silent for i in range(each.first, each.last)):
            continue
        name = f"facet:{each.facet}"
        for feature in (name, f"{name}:{context}", *_placed(each, anchors)):
            trace = Trace(each.first, each.last, each.facet)
            found[feature] = max(found.get(feature, trace), trace, key=lambda t: (t.last - t.first, -t.first))
    return found


def _placed(each: Sighting, anchors: Collection[int]) -> Iterable[str]:
    name = f"{PLACED}{each.facet}"
    close = any(each.first - NEAR <= i < each.last + NEAR for i in anchors)
    yield f"{name}:{'near' if close else 'far'}"
    if each.first < LEADING:
        yield f"{name}:lead"
    yield f"{name}:cue{int(each.weight * 4)}"
