"""What surrounds a cue: is the customer there, is it negated, is it somebody else's duty?"""

from cxroles.scoring.cues import Hit
from cxroles.scoring.lexicon import Lexicon, Meaning
from cxroles.scoring.text import Line


class Context:
    """Whether the customer is in a line, and which of its words count."""

    def __init__(self, line: Line, hits: list[Hit[Meaning]], lexicon: Lexicon, facing: bool) -> None:
        self.anchors = tokens_of(hits, "anchor") - tokens_of(hits, "no_anchor")
        self.anchored = bool(self.anchors)
        self.facing = facing
        self.negated = _negated_tokens(line, hits, lexicon)
        self.others = _other_duty_tokens(line, hits)

    @property
    def name(self) -> str:
        """Where the customer is: "named" in the line, "titled" in the job title only, or "bare"."""
        if self.anchored:
            return "named"
        return "titled" if self.facing else "bare"

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


def tokens_of(hits: list[Hit[Meaning]], kind: str) -> set[int]:
    """Positions of all words in hits of one kind."""
    return {i for hit in hits if hit.payload.kind == kind for i in range(hit.first, hit.last)}


def _negated_tokens(line: Line, hits: list[Hit[Meaning]], lexicon: Lexicon) -> set[int]:
    exempt = tokens_of(hits, "exempt")
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
