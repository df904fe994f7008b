"""Competency coverage: does the description ask for what the role's target emphasis says?"""

import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from cxroles.scoring.findings import Candidate, band_of, fill, suggest_line
from cxroles.scoring.standing import Standing, coverage_with, take_standing, weight_of
from cxroles.scoring.tagging import tag_line
from cxroles.scoring.types import (
    Action,
    Competency,
    Dimension,
    Finding,
    Framework,
    Rubric,
    Tagged,
    TemplateLine,
)

CODE = "coverage"


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


def _mean_coverage(standings: Sequence[Standing]) -> float:
    scores = [each.coverage for each in standings if each.framework.reference]
    return math.fsum(scores) / len(scores) if scores else 0.0


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
            fit=round(100 * each.fit),
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
        candidate = _best_line(tagged, rubric, standings, wanted=(standing.framework, competency), taken=taken)
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
    tagged: Tagged,
    rubric: Rubric,
    standings: Sequence[Standing],
    *,
    wanted: tuple[Framework, Competency],
    taken: set[str],
) -> Candidate | None:
    """The template line for a competency with which the score gains most; duties before asks."""
    framework, competency = wanted

    def fits(section: str, line: TemplateLine) -> bool:
        asked = line.competencies.get(framework.code, ())
        if line.section != section or line.code in taken or competency.code not in asked:
            return False
        found = tag_line(line.text, rubric, title=tagged.draft.title)
        return any(tag.code == competency.code for tag in found.tags.get(framework.code, ()))

    gain = partial(_gain, tagged=tagged, rubric=rubric, standings=standings)
    for section in rubric.rules.get(CODE, {}).get("suggest_from", ("responsibilities",)):
        candidate = suggest_line(tagged, rubric, gain=gain, fits=partial(fits, section))
        if candidate:
            return candidate
    return None


def _gain(line: TemplateLine, *, tagged: Tagged, rubric: Rubric, standings: Sequence[Standing]) -> float:
    """What the score would gain with one more line at the end of its section."""
    rules = rubric.rules.get(CODE, {})
    place = sum(each.statement.section == line.section for each in tagged.statements)
    weight = weight_of(line.section, place, rules)
    found = tag_line(line.text, rubric, title=tagged.draft.title).tags
    references = [each for each in standings if each.framework.reference]
    gains = [
        coverage_with(each, {tag.code: weight * tag.confidence for tag in found.get(each.framework.code, ())}, rules)
        - each.coverage
        for each in references
    ]
    return math.fsum(gains) / len(gains)


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
