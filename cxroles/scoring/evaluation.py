"""How good the tagger is: its tags against labelled lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cxroles.scoring.lexicon import lexicon_for
from cxroles.scoring.tagging import read_title, tag_line
from cxroles.scoring.training import cross_validate
from cxroles.scoring.types import Rubric

BINS = 10


@dataclass(frozen=True, slots=True)
class Counts:
    """Right, wrong and missed tags. Ratios are 0-1; 0 where there is nothing to divide by."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        return _ratio(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return _ratio(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        return _ratio(2 * self.right, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The tagger on one framework. ``clean`` is the share 0-1 of unlabelled lines left untagged.

    ``calibration_error`` is how far, on average over the tags, confidence and share of right tags lie apart (0-1).
    """

    framework: str
    lines: int
    competencies: Mapping[str, Counts]
    micro: Counts
    macro_f1: float
    clean: float
    calibration_error: float


def evaluate(rows: Sequence[Mapping[str, Any]], rubric: Rubric, framework: str) -> Evaluation:
    """Tag labelled rows ({"text", "title"?, FRAMEWORK: [codes]}) and compare.

    Rows without labels for the framework are left out. Raises KeyError for an unknown framework.
    """
    codes = [each.code for each in rubric.framework(framework).competencies]
    return compare(
        framework,
        codes,
        [(frozenset(row[framework]), _predict(row, rubric, framework)) for row in rows if framework in row],
    )


def cross_validated(rows: Sequence[Mapping[str, Any]], rubric: Rubric, framework: str) -> tuple[Evaluation, Evaluation]:
    """Learn anew without each fold of postings and judge it: all lines, and those under customer-facing titles.

    Raises ValueError when the rows are too few to learn from, KeyError for an unknown framework.
    """
    lexicon = lexicon_for(rubric)
    pairs, facing = [], []
    for each in cross_validate(rows, rubric, framework):
        tags = {code: sure for code, sure in each.confidences.items() if sure >= each.threshold}
        pairs.append((frozenset(each.row[framework]), tags))
        if read_title(str(each.row.get("title") or ""), lexicon).facing:
            facing.append(pairs[-1])
    codes = [each.code for each in rubric.framework(framework).competencies]
    return compare(framework, codes, pairs), compare(framework, codes, facing)


Pair = tuple[frozenset[str], Mapping[str, float]]  # labels; tags with their confidence


def compare(framework: str, codes: Sequence[str], pairs: Sequence[Pair]) -> Evaluation:
    """Figures of tags against labels."""
    competencies = {code: _count(pairs, code) for code in codes}
    unlabelled = [predicted for labels, predicted in pairs if not labels]
    return Evaluation(
        framework=framework,
        lines=len(pairs),
        competencies=competencies,
        micro=sum(competencies.values(), Counts()),
        macro_f1=_ratio(sum(each.f1 for each in competencies.values()), len(codes)),
        clean=_ratio(sum(not predicted for predicted in unlabelled), len(unlabelled)),
        calibration_error=_calibration_error(pairs),
    )


def _calibration_error(pairs: Iterable[Pair]) -> float:
    """Tags are sorted into tenths by confidence; the gaps of the tenths are weighed by their size."""
    gaps = [0.0] * BINS
    tags = [(sure, code in labels) for labels, predicted in pairs for code, sure in predicted.items()]
    for sure, right in tags:
        gaps[min(int(sure * BINS), BINS - 1)] += sure - right
    return _ratio(sum(map(abs, gaps)), len(tags))


def _predict(row: Mapping[str, Any], rubric: Rubric, framework: str) -> Mapping[str, float]:
    title, section = str(row.get("title") or ""), str(row.get("section") or "responsibilities")
    found = tag_line(str(row["text"]), rubric, title=title, section=section)
    return {tag.code: tag.confidence for tag in found.tags.get(framework, ())}


def _count(pairs: Iterable[Pair], code: str) -> Counts:
    right = wrong = missed = 0
    for labels, predicted in pairs:
        right += code in labels and code in predicted
        wrong += code not in labels and code in predicted
        missed += code in labels and code not in predicted
    return Counts(right, wrong, missed)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
