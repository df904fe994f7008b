"""Where a framework stands in a tagged draft: depth, emphasis, coverage and fit of its competencies.

Depth of a competency grows with every line that asks for it, each further line a little less.
Coverage is the target emphasis that is reached; emphasis is what the lines really spend.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cxroles.scoring.types import Framework, Rubric, Tagged, TaggedStatement

RULES = "coverage"


@dataclass(frozen=True, slots=True)
class Ask:
    """One line that asks for a competency: its strength 0-1 and its statement's index."""

    strength: float
    statement: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one framework stands; mappings go from competency code to value."""

    framework: Framework
    targets: Mapping[str, float]
    asks: Mapping[str, tuple[Ask, ...]]
    depths: Mapping[str, float]
    emphasis: Mapping[str, float]
    coverage: float  # 0-100
    fit: float  # 0-1


def take_standing(tagged: Tagged, rubric: Rubric, framework: Framework) -> Standing:
    """Depth, emphasis, coverage and fit of one framework."""
    rules = rubric.rules.get(RULES, {})
    asks = _collect_asks(tagged, framework, rules)
    targets = rubric.targets(tagged.draft, framework)
    depths = {code: depth_of([ask.strength for ask in each], rules) for code, each in asks.items()}
    emphasis = _emphasis(asks)
    return Standing(
        framework=framework,
        targets=targets,
        asks=asks,
        depths=depths,
        emphasis=emphasis,
        coverage=_coverage(depths, targets, rules),
        fit=fit_of(emphasis, targets),
    )


def depth_of(strengths: Iterable[float], rules: Mapping[str, Any]) -> float:
    """Depth 0-100 of a competency from the strengths of its lines, with diminishing returns."""
    decay, scale = float(rules.get("decay", 0.85)), float(rules.get("depth_scale", 3.0))
    ordered = sorted(strengths, reverse=True)
    return 100.0 * (1.0 - math.exp(-math.fsum(decay**i * a for i, a in enumerate(ordered)) / scale))


def fit_of(emphasis: Mapping[str, float], targets: Mapping[str, float]) -> float:
    """1 - the Jensen-Shannon distance of two shares: 1 the same, 0 nothing in common."""
    given, wanted = math.fsum(emphasis.values()), math.fsum(targets.values())
    if not given or not wanted:
        return 0.0
    divergence = math.fsum(_divergence(emphasis.get(code, 0.0) / given, targets[code] / wanted) for code in targets)
    return 1.0 - math.sqrt(min(1.0, max(0.0, divergence)))


def _divergence(p: float, q: float) -> float:
    middle = (p + q) / 2
    return sum(x * math.log2(x / middle) / 2 for x in (p, q) if x > 0)


def _coverage(depths: Mapping[str, float], targets: Mapping[str, float], rules: Mapping[str, Any]) -> float:
    enough = float(rules.get("enough_depth", 36.0))
    total = math.fsum(targets.values())
    reached = math.fsum(share * min(1.0, depths.get(code, 0.0) / enough) for code, share in targets.items())
    return 100.0 * reached / total if total else 0.0


def coverage_with(standing: Standing, asks: Mapping[str, float], rules: Mapping[str, Any]) -> float:
    """The coverage 0-100 if one more line asked for these competencies with these strengths."""
    depths = dict(standing.depths)
    for code, strength in asks.items():
        known = [ask.strength for ask in standing.asks.get(code, ())]
        depths[code] = depth_of([*known, strength], rules)
    return _coverage(depths, standing.targets, rules)


def _collect_asks(tagged: Tagged, framework: Framework, rules: Mapping[str, Any]) -> dict[str, tuple[Ask, ...]]:
    """Asks per competency; of lines that say nearly the same, only the strongest counts."""
    strongest: dict[tuple[int, str], Ask] = {}
    for each, weight in _weighted(tagged.statements, rules):
        group = each.statement.index if each.repeats is None else each.repeats
        for tag in each.tags.get(framework.code, ()):
            ask = Ask(weight * tag.confidence, each.statement.index)
            known = strongest.get((group, tag.code))
            if ask.strength > 0 and (known is None or ask.strength > known.strength):
                strongest[group, tag.code] = ask
    asks: dict[str, list[Ask]] = {each.code: [] for each in framework.competencies}
    for (_, code), ask in strongest.items():
        asks.setdefault(code, []).append(ask)
    return {code: tuple(each) for code, each in asks.items()}


def _weighted(
    statements: Sequence[TaggedStatement], rules: Mapping[str, Any]
) -> Iterable[tuple[TaggedStatement, float]]:
    """Statements with their weight: by section, and in the required list by their place in it."""
    places: dict[str, int] = {}
    for each in statements:
        section = each.statement.section
        place = places.get(section, 0)
        places[section] = place + 1
        yield each, weight_of(section, place, rules)


def weight_of(section: str, place: int, rules: Mapping[str, Any]) -> float:
    """Weight 0-1 of a line by its section and its place (0 first) in it."""
    weight = float(rules.get("sections", {}).get(section, 0.0))
    ranked = rules.get("ranked", {})
    if section in ranked.get("sections", ()):
        weight *= max(float(ranked["least"]), 1.0 - float(ranked["step"]) * place)
    return weight


def _emphasis(asks: Mapping[str, Sequence[Ask]]) -> dict[str, float]:
    """Share of attention in percent: each line spends one unit over its competencies."""
    spent: dict[int, float] = {}
    for each in asks.values():
        for ask in each:
            spent[ask.statement] = spent.get(ask.statement, 0.0) + 1.0
    units = {code: math.fsum(1.0 / spent[ask.statement] for ask in each) for code, each in asks.items()}
    total = math.fsum(units.values())
    return {code: 100.0 * unit / total if total else 0.0 for code, unit in units.items()}
