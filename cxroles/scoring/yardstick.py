"""The yardstick of feasibility: how many asks are right, and what a strained list loses."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from cxroles.scoring.asks import CODE
from cxroles.scoring.demands import Demands
from cxroles.scoring.types import Rubric


def rate_demands(demands: Demands, rubric: Rubric) -> float:
    """Score 0-100: the number of essential asks on the curve, less what strains it. No text, no score."""
    if demands.empty:
        return 0.0
    rules = rubric.rules.get(CODE, {})
    strain = sum(
        strain_of(amount, rules.get("strain", {}).get(kind, {})) for kind, amount in demands.strains(rules).items()
    )
    return max(0.0, curve_at(demands.count, rules.get("curve") or [[0, 0]]) - strain)


def curve_at(count: float, curve: Sequence[Sequence[float]]) -> float:
    """The score of a number of asks, in a straight line between the points of the curve."""
    if count <= curve[0][0]:
        return float(curve[0][1])
    for (x1, y1), (x2, y2) in pairwise(curve):
        if count <= x2:
            return y1 + (y2 - y1) * (count - x1) / (x2 - x1) if x2 > x1 else float(y2)
    return float(curve[-1][1])


def strain_of(amount: float, rule: Mapping[str, float]) -> float:
    """What an amount takes off the score."""
    above = max(0.0, amount - float(rule.get("allowed", 0)))
    return min(above * float(rule.get("each", 0)), float(rule.get("most", 100)))


def verdict_of(count: int, rules: Mapping[str, Any]) -> str:
    """few | right | acceptable | heavy | unicorn."""
    limits = sorted(rules.get("verdicts", {}).items(), key=lambda limit: float(limit[1]))
    return next((str(name) for name, most in limits if count <= most), "unicorn")
