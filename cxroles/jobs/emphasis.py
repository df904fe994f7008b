"""What the organisation needs most: from six sliders to target shares in both reference frameworks."""

import math
from collections.abc import Iterable, Mapping

Shares = Mapping[str, float]  # competency code -> percent
Link = tuple[str, str, str, str]  # (own code, other framework, other code, kind of link)


def normalise_shares(needs: Shares) -> dict[str, float]:
    """The needs as percent with one decimal, summing to exactly 100; equal shares when all are zero.

    Negative and non-finite needs count as zero.
    """
    if not needs:
        return {}
    kept = {code: max(need, 0.0) if math.isfinite(need) else 0.0 for code, need in needs.items()}
    total = math.fsum(kept.values())
    if not total:
        kept, total = dict.fromkeys(kept, 1.0), float(len(kept))
    tenths = {code: need * 1000 / total for code, need in kept.items()}
    whole = {code: math.floor(value) for code, value in tenths.items()}
    # The tenths lost by rounding down go to those that lost most.
    by_loss = sorted(tenths, key=lambda code: whole[code] - tenths[code])
    for code in by_loss[: 1000 - sum(whole.values())]:
        whole[code] += 1
    return {code: value / 10 for code, value in whole.items()}


def follow_crosswalk(needs: Shares, *, base: Shares, other_base: Shares, links: Iterable[Link]) -> dict[str, float]:
    """Shares in the other framework that follow the needs through the crosswalk, summing to 100.

    Where the template gives a linked competency more or less than its origins, that ratio is kept.
    """
    origins: dict[str, list[str]] = {code: [] for code in other_base}
    for own, _framework, other, _kind in links:
        if other in origins and own in needs:
            origins[other].append(own)
    followed: dict[str, float] = {}
    for code, codes in origins.items():
        before = math.fsum(base.get(own, 0.0) for own in codes)
        ratio = other_base[code] / before if before else 1.0
        followed[code] = ratio * math.fsum(needs[own] for own in codes) if codes else other_base[code]
    return normalise_shares(followed)


def emphasis_from_needs(
    needs: Shares, template_emphasis: Mapping[str, Shares], links: Iterable[Link]
) -> dict[str, dict[str, float]]:
    """Target emphasis for forrester (the sliders, normalised) and ccxp (following the crosswalk)."""
    forrester = normalise_shares(needs)
    ccxp = follow_crosswalk(
        forrester,
        base=template_emphasis.get("forrester", {}),
        other_base=template_emphasis.get("ccxp", {}),
        links=[link for link in links if link[1] == "ccxp"],
    )
    return {"forrester": forrester, "ccxp": ccxp} if ccxp else {"forrester": forrester}
