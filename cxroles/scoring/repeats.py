"""Lines that say nearly the same, so that a repeated line counts once."""

import math
from collections import Counter
from collections.abc import Sequence

from cxroles.scoring.text import shingles

NEAR_REPEAT = 0.8  # Jaccard similarity of five-word runs above which two lines say the same

Runs = frozenset[tuple[str, ...]]


def near_repeats(lines: Sequence[Sequence[str]]) -> dict[int, int]:
    """Position of a line (its stems) -> position of the first line that says nearly the same."""
    runs = [shingles(line) for line in lines]
    common = Counter(run for each in runs for run in each)
    groups = _Groups(len(runs))
    holders: dict[tuple[str, ...], list[int]] = {}
    for position, own in enumerate(runs):
        rarest = sorted(own, key=lambda run: (common[run], run))
        # Lines that share over 80 % of their runs share one of the rarest fifth: look no further.
        for run in rarest[: len(rarest) - math.ceil(NEAR_REPEAT * len(rarest)) + 1]:
            for other in holders.get(run, ()):
                if not groups.joined(position, other) and _near(own, runs[other]):
                    groups.join(position, other)
            holders.setdefault(run, []).append(position)
    return {i: groups.first(i) for i in range(len(runs)) if groups.first(i) != i}


def _near(one: Runs, other: Runs) -> bool:
    return len(one & other) > NEAR_REPEAT * len(one | other)


class _Groups:
    """Disjoint sets of positions, each known by its first member."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def first(self, position: int) -> int:
        while self._parents[position] != position:
            self._parents[position] = self._parents[self._parents[position]]
            position = self._parents[position]
        return position

    def joined(self, one: int, other: int) -> bool:
        return self.first(one) == self.first(other)

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.first(one), self.first(other)))
        self._parents[high] = low
