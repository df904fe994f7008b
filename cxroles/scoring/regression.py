"""Logistic regression over features that are there or not, in plain Python and the same on every machine.

Dual coordinate descent (Yu, Huang and Lin, "Dual coordinate descent methods for logistic regression
and maximum entropy models", Machine Learning 85, 2011): a few passes over the lines are enough.
"""

import math
import random
from collections.abc import Sequence
from itertools import pairwise
from operator import mul

from cxroles.scoring.model import logistic

PASSES = 14
_NEWTON_STEPS = 3
_PLATT_STEPS = 25
CURVE_EDGES = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97, 1.01)

Sparse = Sequence[Sequence[int]]  # per line, the numbers of its features


def fit_weights(
    lines: Sparse, labels: Sequence[bool], costs: Sequence[float], strengths: Sequence[float]
) -> list[float]:
    """One weight per feature. ``costs`` (0 or more) say how much each line counts.

    ``strengths`` (0-1) say how freely a feature may be used: below 1 its weight is held back more.
    """
    weights = [0.0] * len(strengths)
    squares = [strength * strength for strength in strengths]
    used = [i for i, cost in enumerate(costs) if cost > 0]
    curves = {i: math.fsum(squares[j] for j in lines[i]) for i in used}
    states = dict.fromkeys(used, -4.0)
    for i in used:
        _move(weights, lines[i], squares, costs[i] * logistic(-4.0) * (1 if labels[i] else -1))
    order = random.Random(0)  # noqa: S311 - the same order everywhere, no secret
    for _ in range(PASSES):
        order.shuffle(used)
        for i in used:
            sign, cost = (1.0 if labels[i] else -1.0), costs[i]
            margin = sign * sum(map(weights.__getitem__, lines[i]))
            before, state = cost * logistic(states[i]), states[i]
            state = _solve(state, before, margin, curves[i], cost)
            _move(weights, lines[i], squares, sign * (cost * logistic(state) - before))
            states[i] = state
    return weights


def _solve(state: float, before: float, margin: float, curve: float, cost: float) -> float:
    """The best share of one line, all others held, by Newton's method; the slope is never below 1."""
    for _ in range(_NEWTON_STEPS):
        share = logistic(state)
        slope = 1.0 + curve * cost * share * (1.0 - share)
        state -= (state + curve * (cost * share - before) + margin) / slope
        state = max(-30.0, min(30.0, state))
    return state


def _move(weights: list[float], line: Sequence[int], squares: Sequence[float], step: float) -> None:
    for j in line:
        weights[j] += step * squares[j]


def fit_calibration(totals: Sequence[float], labels: Sequence[bool]) -> tuple[float, float]:
    """Slope and shift that turn totals into probabilities (Platt), held lightly towards 1 and 0."""
    slope, shift = 1.0, 0.0
    for _ in range(_PLATT_STEPS):
        chances = [logistic(slope * z + shift) for z in totals]
        gaps = [p - y for p, y in zip(chances, labels, strict=True)]
        spreads = [p * (1.0 - p) for p in chances]
        g1, g0 = math.fsum(map(mul, gaps, totals)) + 0.1 * (slope - 1.0), math.fsum(gaps) + 0.1 * shift
        h11 = math.fsum(s * z * z for s, z in zip(spreads, totals, strict=True)) + 0.1
        h10 = math.fsum(map(mul, spreads, totals))
        h00 = math.fsum(spreads) + 0.1
        determinant = h11 * h00 - h10 * h10
        slope -= (h00 * g1 - h10 * g0) / determinant
        shift -= (h11 * g0 - h10 * g1) / determinant
    return slope, shift


def fit_curve(chances: Sequence[float], labels: Sequence[bool]) -> list[tuple[float, float]]:
    """Knots (chance, share that was right) of a rising curve, by pooling neighbours that fall."""
    pools: list[tuple[float, float, int]] = []  # sum of chances, right ones, count
    for low, high in pairwise(CURVE_EDGES):
        inside = [(p, y) for p, y in zip(chances, labels, strict=True) if low <= p < high]
        if not inside:
            continue
        pools.append((math.fsum(p for p, _ in inside), float(sum(y for _, y in inside)), len(inside)))
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            (a, b, c), (d, e, f) = pools.pop(), pools.pop()
            pools.append((a + d, b + e, c + f))
    knots = [(round(total / count, 3), round(right / count, 3)) for total, right, count in pools]
    return [*knots, (1.0, max(knots[-1][1], 0.99))] if knots else []
