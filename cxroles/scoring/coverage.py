"""Competency coverage: does the description ask for what the role's target emphasis says?

Depth of a competency grows with every line that asks for it, each further line a little less.
Coverage is the target emphasis that is reached; emphasis is what the lines really spend.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from cxroles.scoring.findings import Candidate, band_of, fill, suggest_line
from cxroles.scoring.tagging import tag_line
from cxroles.scoring.types import (
    Action,
    Competency,
    Dimension,
    Finding,
    Framework,
    Rubric,
    Tagged,
    TaggedStatement,
    TemplateLine,
)

CODE = "coverage"


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


def assess(tagged: Tagged, rubric: Rubric) -> Dimension:
    """Coverage of the reference frameworks against the target emphasis, explained."""
    rules = rubric.rules.get(CODE, {})
    standings = [take_standing(tagged, rubric, each) for each in rubric.frameworks]
    score = _mean_coverage(standings)
    findings = [*_missing(tagged, rubric, standings), *_overdone(standings, rules)]
    return Dimension(
        code=CODE,
        score=round(score, 1),
        weight=float(rubric.rules.get("weights", {}).get("dimensions", {}).get(CODE, 1.0)),
        band=band_of(score, rubric),
        summary=_summary(standings, rules),
        findings=tuple(findings),
        detail={"frameworks": {each.framework.code: _as_detail(each) for each in standings}},
    )


def rate(tagged: Tagged, rubric: Rubric) -> float:
    """The score of ``assess`` (0-100) alone, for trying out changes."""
    references = [each for each in rubric.frameworks if each.reference]
    return _mean_coverage([take_standing(tagged, rubric, each) for each in references])


def take_standing(tagged: Tagged, rubric: Rubric, framework: Framework) -> Standing:
    """Depth, emphasis, coverage and fit of one framework."""
    rules = rubric.rules.get(CODE, {})
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


def _mean_coverage(standings: Sequence[Standing]) -> float:
    scores = [each.coverage for each in standings if each.framework.reference]
    return math.fsum(scores) / len(scores) if scores else 0.0


# --- Strengths ------------------------------------------------------------------------------


def _collect_asks(tagged: Tagged, framework: Framework, rules: Mapping[str, Any]) -> dict[str, tuple[Ask, ...]]:
    """Asks per competency; of lines that say nearly the same, only the strongest counts."""
    strongest: dict[tuple[int, str], Ask] = {}
    for position, (each, weight) in enumerate(_weighted(tagged.statements, rules)):
        group = position if each.repeats is None else each.repeats
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
    sections = rules.get("sections", {})
    ranked = rules.get("ranked", {})
    places: dict[str, int] = {}
    for each in statements:
        section = each.statement.section
        weight = float(sections.get(section, 0.0))
        if section in ranked.get("sections", ()):
            place = places.get(section, 0)
            places[section] = place + 1
            weight *= max(float(ranked["least"]), 1.0 - float(ranked["step"]) * place)
        yield each, weight


def _emphasis(asks: Mapping[str, Sequence[Ask]]) -> dict[str, float]:
    """Share of attention in percent: each line spends one unit over its competencies."""
    spent: dict[int, float] = {}
    for each in asks.values():
        for ask in each:
            spent[ask.statement] = spent.get(ask.statement, 0.0) + 1.0
    units = {code: math.fsum(1.0 / spent[ask.statement] for ask in each) for code, each in asks.items()}
    total = math.fsum(units.values())
    return {code: 100.0 * unit / total if total else 0.0 for code, unit in units.items()}


# --- Words ----------------------------------------------------------------------------------


def _as_detail(standing: Standing) -> dict[str, Any]:
    return {
        "coverage": round(standing.coverage, 1),
        "fit": round(standing.fit, 3),
        "competencies": [
            {
                "code": each.code,
                "depth": round(standing.depths[each.code], 1),
                "emphasis": round(standing.emphasis[each.code], 1),
                "target": round(standing.targets[each.code], 1),
                "statements": sorted({ask.statement for ask in standing.asks[each.code]}),
            }
            for each in standing.framework.competencies
        ],
    }


def _summary(standings: Sequence[Standing], rules: Mapping[str, Any]) -> str:
    parts = [
        fill(
            rules.get("messages", {}).get("summary", "{framework} {coverage} %"),
            framework=each.framework.label,
            coverage=round(each.coverage),
        )
        for each in standings
        if each.framework.reference
    ]
    return "; ".join(parts)


def _missing(tagged: Tagged, rubric: Rubric, standings: Sequence[Standing]) -> list[Finding]:
    """A finding for each competency below its target, each with a line of its own to insert."""
    findings: list[Finding] = []
    taken: set[str] = set()
    for standing, competency in _shortfalls(standings, rubric.rules.get(CODE, {})):
        candidate = _best_line(tagged, rubric, standing.framework, competency, taken)
        if candidate:
            taken.add(candidate.line.code)
        findings.append(_missing_finding(standing, competency, candidate, rubric))
    return findings


def _shortfalls(standings: Sequence[Standing], rules: Mapping[str, Any]) -> list[tuple[Standing, Competency]]:
    """Competencies below their target, widest gap first; exact matches of two frameworks once."""
    enough = float(rules.get("enough_depth", 36.0))
    gaps: list[tuple[float, Standing, Competency]] = []
    told: set[tuple[str, str]] = set()
    references = [each for each in standings if each.framework.reference]
    for standing in sorted(references, key=lambda each: not each.framework.crosswalk):
        for competency in standing.framework.competencies:
            lack = 1.0 - standing.depths[competency.code] / enough
            gap = lack * standing.targets[competency.code]
            if gap > 0 and (standing.framework.code, competency.code) not in told:
                gaps.append((gap, standing, competency))
                told |= _exact_matches(standing.framework, competency.code)
    gaps.sort(key=lambda each: -each[0])
    return [(standing, competency) for _, standing, competency in gaps]


def _exact_matches(framework: Framework, code: str) -> set[tuple[str, str]]:
    return {(other, match) for own, other, match, link in framework.crosswalk if own == code and link == "exactMatchOf"}


def _missing_finding(
    standing: Standing, competency: Competency, candidate: Candidate | None, rubric: Rubric
) -> Finding:
    asked = len(standing.asks[competency.code])
    messages = rubric.rules.get(CODE, {}).get("messages", {})
    return Finding(
        code=f"{'thin' if asked else 'missing'}_competency",
        dimension=CODE,
        severity="warning" if asked else "error",
        points=candidate.gain if candidate else 0.0,
        message=fill(
            messages.get("thin" if asked else "missing", "{competency}"),
            framework=standing.framework.label,
            competency=competency.name,
            target=round(standing.targets[competency.code]),
            lines=asked,
        ),
        action=Action("insert_line", candidate.values) if candidate else None,
    )


def _best_line(
    tagged: Tagged, rubric: Rubric, framework: Framework, competency: Competency, taken: set[str]
) -> Candidate | None:
    """The template line for a competency with which the score gains most; duties before asks."""

    def fits(section: str, line: TemplateLine) -> bool:
        asked = line.competencies.get(framework.code, ())
        if line.section != section or line.code in taken or competency.code not in asked:
            return False
        found = tag_line(line.text, rubric, title=tagged.draft.title)
        return any(tag.code == competency.code for tag in found.tags.get(framework.code, ()))

    for section in rubric.rules.get(CODE, {}).get("suggest_from", ("responsibilities",)):
        candidate = suggest_line(tagged, rubric, rate=rate, fits=partial(fits, section))
        if candidate:
            return candidate
    return None


def _overdone(standings: Sequence[Standing], rules: Mapping[str, Any]) -> list[Finding]:
    margin = float(rules.get("overdone_margin", 15.0))
    least = int(rules.get("overdone_least", 8))
    wording = rules.get("messages", {}).get("overdone", "{competency}")
    return [
        Finding(
            code="overdone_competency",
            dimension=CODE,
            severity="notice",
            points=0.0,
            message=fill(
                wording,
                framework=each.framework.label,
                competency=competency.name,
                emphasis=round(each.emphasis[competency.code]),
                target=round(each.targets[competency.code]),
            ),
        )
        for each in standings
        if each.framework.reference and sum(map(len, each.asks.values())) >= least
        for competency in each.framework.competencies
        if each.emphasis[competency.code] > each.targets[competency.code] + margin
    ]
