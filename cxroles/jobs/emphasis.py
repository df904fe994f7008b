"""From what an organisation says it needs most to the target emphasis in both reference frameworks. Pure."""

from collections.abc import Iterable, Mapping

Shares = Mapping[str, float]
Link = tuple[str, str, str, str]  # (from code, framework, to code, kind), as in scoring.types.Framework.crosswalk


def spread_emphasis(
    needs: Shares, *, framework: str, template: Mapping[str, Shares], crosswalk: Iterable[Link]
) -> dict[str, dict[str, float]]:
    """Target emphasis in percent by framework, each summing to 100.

    ``needs`` are the raw weights (0 or more) of one framework's competencies. Every linked framework
    follows by ratio: a competency that is asked for twice as much as in the template doubles its
    counterparts there. Raises ValueError when all needs are 0.
    """
    own = to_percent(needs)
    spread = {framework: own}
    sources: dict[str, dict[str, list[str]]] = {}
    for start, other, end, _kind in crosswalk:
        sources.setdefault(other, {}).setdefault(end, []).append(start)
    for other, linked in sources.items():
        usual = template.get(other, {})
        followed = {code: _follow(usual, code, linked.get(code, []), own, template[framework]) for code in usual}
        spread[other] = to_percent(followed) if any(followed.values()) else dict(usual)
    return spread


def _follow(usual: Shares, code: str, sources: list[str], own: Shares, before: Shares) -> float:
    if not sources:
        return float(usual[code])
    wanted = sum(own.get(source, 0.0) for source in sources)
    given = sum(float(before.get(source, 0.0)) for source in sources)
    # A template that gives a discipline nothing has no ratio; the new share itself is the best guess.
    return float(usual[code]) * wanted / given if given else wanted


def to_percent(weights: Shares) -> dict[str, float]:
    """Weights as percent with one decimal that sum to 100. Raises ValueError when all are 0 or one is below 0."""
    total = float(sum(weights.values()))
    if total <= 0 or min(weights.values()) < 0:
        raise ValueError("At least one weight must be above 0 and none below.")
    shares = {code: round(100 * weight / total, 1) for code, weight in weights.items()}
    largest = max(shares, key=lambda code: shares[code])
    shares[largest] = round(shares[largest] + 100 - sum(shares.values()), 1)
    return shares
