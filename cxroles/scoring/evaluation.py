"""How good the tagger is: its tags against labelled lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cxroles.scoring.tagging import tag_line
from cxroles.scoring.types import Rubric


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
    """The tagger on one framework. ``clean`` is the share 0-1 of unlabelled lines left untagged."""

    framework: str
    lines: int
    competencies: Mapping[str, Counts]
    micro: Counts
    macro_f1: float
    clean: float


def evaluate(rows: Sequence[Mapping[str, Any]], rubric: Rubric, framework: str) -> Evaluation:
    """Tag labelled rows ({"text", "title"?, FRAMEWORK: [codes]}) and compare.

    Rows without labels for the framework are left out. Raises KeyError for an unknown framework.
    """
    codes = [each.code for each in rubric.framework(framework).competencies]
    pairs = [(frozenset(row[framework]), _predict(row, rubric, framework)) for row in rows if framework in row]
    competencies = {code: _count(pairs, code) for code in codes}
    unlabelled = [predicted for labels, predicted in pairs if not labels]
    return Evaluation(
        framework=framework,
        lines=len(pairs),
        competencies=competencies,
        micro=sum(competencies.values(), Counts()),
        macro_f1=_ratio(sum(each.f1 for each in competencies.values()), len(codes)),
        clean=_ratio(sum(not predicted for predicted in unlabelled), len(unlabelled)),
    )


def _predict(row: Mapping[str, Any], rubric: Rubric, framework: str) -> frozenset[str]:
    title, section = str(row.get("title") or ""), str(row.get("section") or "responsibilities")
    found = tag_line(str(row["text"]), rubric, title=title, section=section)
    return frozenset(tag.code for tag in found.tags.get(framework, ()))


def _count(pairs: Iterable[tuple[frozenset[str], frozenset[str]]], code: str) -> Counts:
    right = wrong = missed = 0
    for labels, predicted in pairs:
        right += code in labels and code in predicted
        wrong += code not in labels and code in predicted
        missed += code in labels and code not in predicted
    return Counts(right, wrong, missed)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
