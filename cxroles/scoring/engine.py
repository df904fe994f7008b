"""score(draft, rubric) -> Report: tags once, runs the dimensions, ranks the findings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cxroles.scoring import clarity, coverage, feasibility, focus, inclusion, level, mandate
from cxroles.scoring.findings import band_of, fill
from cxroles.scoring.tagging import tag_draft
from cxroles.scoring.text import count_words
from cxroles.scoring.trials import with_action
from cxroles.scoring.types import Dimension, Draft, Finding, Report, Rubric, Tagged

FEWEST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Judge:
    """One dimension: ``assess`` explains it, ``rate`` gives the same score (0-100) alone."""

    code: str
    assess: Callable[[Tagged, Rubric], Dimension]
    rate: Callable[[Tagged, Rubric], float]


# A new dimension is a module with these two functions and a line here.
DIMENSIONS: tuple[Judge, ...] = (
    Judge(coverage.CODE, coverage.assess, coverage.rate),
    Judge(mandate.CODE, mandate.assess, mandate.rate),
    Judge(feasibility.CODE, feasibility.assess, feasibility.rate),
    Judge(focus.CODE, focus.assess, focus.rate),
    Judge(level.CODE, level.assess, level.rate),
    Judge(clarity.CODE, clarity.assess, clarity.rate),
    Judge(inclusion.CODE, inclusion.assess, inclusion.rate),
)


def score(draft: Draft, rubric: Rubric) -> Report:
    """Score a draft (any text, also none) 0-100 with reasons; pure, so equal in, equal out."""
    tagged = tag_draft(draft, rubric)
    dimensions = tuple(judge.assess(tagged, rubric) for judge in DIMENSIONS)
    overall = _overall([(each.score, each.weight) for each in dimensions])
    priced = _price(dimensions, tagged, rubric)
    findings = [finding for each in priced for finding in each.findings]
    return Report(
        overall=round(overall),
        band=band_of(overall, rubric),
        title=draft.title,
        template=rubric.template.code if rubric.template else "",
        dimensions=priced,
        statements=tagged.statements,
        findings=_rank([*_too_short(draft, rubric), *findings]),
        versions=_versions(rubric),
    )


def _overall(scores: Sequence[tuple[float, float]]) -> float:
    total = sum(weight for _, weight in scores)
    return sum(score * weight for score, weight in scores) / total if total else 0.0


def _price(dimensions: Sequence[Dimension], tagged: Tagged, rubric: Rubric) -> tuple[Dimension, ...]:
    """Findings come with the points of their dimension; here they become points of the overall."""
    before = _rate_all(tagged, rubric)

    def priced(finding: Finding, weight: float) -> Finding:
        after = finding.action and with_action(tagged, rubric, finding.action)
        if after:
            points = _rate_all(after, rubric) - before
        else:
            points = finding.points * weight / (_total_weight(rubric) or 1.0)
        return replace(finding, points=round(max(points, 0.0), 1))

    return tuple(
        replace(each, findings=tuple(priced(finding, each.weight) for finding in each.findings)) for each in dimensions
    )


def _rate_all(tagged: Tagged, rubric: Rubric) -> float:
    return _overall([(judge.rate(tagged, rubric), _weight(judge, rubric)) for judge in DIMENSIONS])


def _weight(judge: Judge, rubric: Rubric) -> float:
    return float(rubric.rules.get("weights", {}).get("dimensions", {}).get(judge.code, 1.0))


def _total_weight(rubric: Rubric) -> float:
    return sum(_weight(judge, rubric) for judge in DIMENSIONS)


_SEVERITIES = ("error", "warning", "notice")


def _rank(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Most points first; what says that nothing can be judged stands before all."""
    return tuple(
        sorted(
            findings,
            key=lambda each: (
                each.code != "too_short",
                -each.points,
                _SEVERITIES.index(each.severity),
                each.code,
            ),
        )
    )


def _too_short(draft: Draft, rubric: Rubric) -> list[Finding]:
    rules = rubric.rules.get("weights", {})
    fewest = int(rules.get("fewest_words", FEWEST_WORDS))
    words = count_words(draft.text)
    if words >= fewest:
        return []
    wording = rules.get("messages", {}).get("too_short", "Not enough text to judge.")
    message = fill(wording, words=words, fewest=fewest)
    return [Finding("too_short", "text", "error", 0.0, message)]


def _versions(rubric: Rubric) -> dict[str, int | str]:
    versions: dict[str, int | str] = {
        "rubric": rubric.version,
        "tagger": int(rubric.rules.get("facets", {}).get("version", 1)),
    }
    if rubric.template:
        versions["template"] = rubric.template.version
    return versions | {each.code: each.version for each in rubric.frameworks}
