"""Feasibility, the "unicorn check": could one person have everything that is demanded?"""

from collections.abc import Iterator, Mapping
from typing import Any

from cxroles.scoring.demands import Demands, collect_demands
from cxroles.scoring.findings import band_of, fill
from cxroles.scoring.remedies import Remedies
from cxroles.scoring.types import Dimension, Rubric, Tagged
from cxroles.scoring.yardstick import rate_demands, verdict_of

CODE = "feasibility"


def assess(tagged: Tagged, rubric: Rubric) -> Dimension:
    """How many separate things are essential, what strains the list, and what to move from it."""
    demands = collect_demands(tagged, rubric)
    score = rate_demands(demands, rubric)
    remedies = Remedies(tagged, rubric, demands, rate)
    findings = tuple(remedies.findings()) if tagged.statements else ()
    return Dimension(
        code=CODE,
        score=round(score, 1),
        weight=float(rubric.rules.get("weights", {}).get("dimensions", {}).get(CODE, 1.0)),
        band=band_of(score, rubric),
        summary=_summary(demands, rubric.rules.get(CODE, {})),
        findings=findings,
        detail={CODE: _as_detail(demands, rubric) | {"remedies": remedies.as_detail(findings)}},
    )


def rate(tagged: Tagged, rubric: Rubric) -> float:
    """The score of ``assess`` (0-100) alone, for trying out changes."""
    return rate_demands(collect_demands(tagged, rubric), rubric)


def _as_detail(demands: Demands, rubric: Rubric) -> dict[str, Any]:
    return {
        "required_count": demands.count,
        "preferred_count": demands.preferred,
        "years": demands.most_years or None,
        "degree": demands.degree_named.removeprefix("degree_") or None,
        "certificates": list(demands.certificates),
        "verdict": verdict_of(demands.count, rubric.rules.get(CODE, {})),
    }


def _summary(demands: Demands, rules: Mapping[str, Any]) -> str:
    messages = rules.get("messages", {})
    extras = ", ".join(_extras(demands, rules, messages.get("extras", {})))
    if not demands.count:
        return str(messages.get("no_asks", ""))
    verdict = verdict_of(demands.count, rules)
    word = messages.get("verdict", {}).get(verdict, verdict)
    return fill(
        messages.get("summary", "{count}"), count=demands.count, verdict=word, extras=extras[:1].upper() + extras[1:]
    )


def _extras(demands: Demands, rules: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    shown: dict[str, Any] = {
        "expert": demands.strains(rules)["expert"],
        "years": demands.most_years,
        "degree": int(bool(demands.degree_named)),
        "certificates": len(demands.certificates),
        "contradictions": len(demands.contradictions),
        "preferred": demands.preferred,
    }
    for kind, amount in shown.items():
        if amount:
            names = ", ".join(demands.certificates)
            yield fill(words.get(kind, kind), count=f"{amount:g}", names=names)
