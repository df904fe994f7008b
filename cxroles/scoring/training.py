"""Learns the tagger's weights from labelled lines: ``learn(rows, rubric)`` is the ``model`` rule file.

Three views of the same lines are learned and added up, since rare competencies profit from what all
have in common: which competency a line asks for, whether it asks for any, and which it is if any.
Confidence and threshold come from lines that the weights had not seen (cross-validation by posting).
"""

import math
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cxroles.scoring.features import PLACED
from cxroles.scoring.lexicon import Lexicon, lexicon_for
from cxroles.scoring.model import BIAS, Model, follow_curve, logistic, write_table
from cxroles.scoring.regression import fit_calibration, fit_curve, fit_weights
from cxroles.scoring.tagging import read_features_of
from cxroles.scoring.types import Rubric

FOLDS = 5
SEEN_AT_LEAST = 2  # lines that must show a feature before it gets a weight
MOST_WEIGHTS = 10_000
LEAST_CLEAN = 0.95  # share of unlabelled lines that must stay untagged
HALF_TRUST = 0.5  # what a line without a posting (an article's, a template's) counts, and PLACED features
COST, COST_OF_ANY, COST_OF_WHICH = 0.2, 0.2, 0.3
SHARE_OF_ANY, SHARE_OF_WHICH = 0.5, 0.5
TEMPLATE_SECTIONS = ("responsibilities", "required", "preferred")

Row = Mapping[str, Any]
Weights = dict[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled line. ``fold`` is None for lines that are only taught, never held out."""

    features: tuple[str, ...]
    labels: tuple[bool, ...]
    fold: int | None
    trust: float


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What weights that had not seen a row made of it: totals per code."""

    row: int
    totals: tuple[float, ...]
    labels: tuple[bool, ...]
    fold: int


def learn(rows: Sequence[Row], rubric: Rubric, framework: str) -> dict[str, Any]:
    """The ``model`` rule file for a framework. Raises ValueError when nothing can be learned from the rows."""
    codes, examples = _examples(rows, rubric, framework)
    scale = fit_scale(hold_out(examples, len(codes)), len(codes))
    return {
        "kind": "scoring",
        "code": "model",
        "framework": framework,
        "follows": sorted({link[1] for link in rubric.framework(framework).crosswalk}),
        "codes": list(codes),
        "threshold": scale.threshold,
        "calibration": {
            code: {"slope": slope, "shift": shift} for code, (slope, shift) in zip(codes, scale.lines, strict=True)
        },
        "curve": [{"chance": chance, "right": right} for chance, right in scale.curve],
        "weights": write_table(_fit(examples, len(codes))),
    }


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled row and what a model that had not seen its posting says: confidence 0-1 per code."""

    row: Row
    confidences: Mapping[str, float]
    threshold: float


def cross_validate(rows: Sequence[Row], rubric: Rubric, framework: str) -> list[Judged]:
    """Rows that have a fold, judged by a model learned without it. Raises ValueError as ``learn`` does.

    Calibration and threshold of a fold come from the other folds' held-out lines.
    """
    codes, examples = _examples(rows, rubric, framework)
    held_out = hold_out(examples, len(codes))
    judged = []
    for fold in sorted({each.fold for each in held_out}):
        scale = fit_scale([each for each in held_out if each.fold != fold], len(codes))
        for each in held_out:
            if each.fold == fold:
                confidences = dict(zip(codes, scale.confidences(each), strict=True))
                judged.append(Judged(rows[each.row], confidences, scale.threshold))
    return judged


def _examples(rows: Sequence[Row], rubric: Rubric, framework: str) -> tuple[tuple[str, ...], list[Example]]:
    codes = tuple(each.code for each in rubric.framework(framework).competencies)
    lexicon = lexicon_for(rubric)
    loners = not any(row.get("posting") for row in rows)
    examples = [_example(row, codes, lexicon, framework, loners) for row in rows]
    labels = [label for each in examples for label in each.labels]
    if not any(labels) or len({each.fold for each in examples} - {None}) < 2:
        raise ValueError(f"learning needs labelled lines for {framework} of at least two postings")
    taught = [
        _example(
            {"text": line.text, "title": template.title, framework: line.competencies[framework]},
            codes,
            lexicon,
            framework,
            False,
        )
        for template in sorted(rubric.templates, key=lambda each: each.code)
        for line in template.lines
        if line.section in TEMPLATE_SECTIONS
    ]
    return codes, examples + taught


def _example(row: Row, codes: Sequence[str], lexicon: Lexicon, framework: str, loners: bool) -> Example:
    features = read_features_of(str(row["text"]), lexicon, title=str(row.get("title") or ""))
    group = str(row.get("posting") or (row["text"] if loners else ""))
    fold = int(row.get("fold", zlib.crc32(group.encode()) % FOLDS)) if group else None
    labels = tuple(code in row[framework] for code in codes)
    return Example((BIAS, *features), labels, fold, HALF_TRUST if fold is None else 1.0)


def hold_out(examples: Sequence[Example], columns: int) -> list[HeldOut]:
    """Totals of every line that has a fold, by weights learned without its fold."""
    held_out = []
    for fold in sorted({each.fold for each in examples if each.fold is not None}):
        weights = _fit([each for each in examples if each.fold != fold], columns)
        for number, each in enumerate(examples):
            if each.fold == fold:
                held_out.append(HeldOut(number, _totals(weights, each.features, columns), each.labels, fold))
    return held_out


def _totals(weights: Weights, features: Iterable[str], columns: int) -> tuple[float, ...]:
    model = Model("", ("",) * columns, 1.0, ((1.0, 0.0),) * columns, (), weights)
    return tuple(model.totals(name for name in features if name != BIAS))


def _fit(examples: Sequence[Example], columns: int) -> Weights:
    """The three views added up, without the weights that matter least."""
    counts = Counter(name for each in examples for name in each.features)
    names = sorted(name for name, count in counts.items() if count >= SEEN_AT_LEAST)
    places = {name: place for place, name in enumerate(names)}
    lines = [sorted(places[name] for name in each.features if name in places) for each in examples]
    strengths = [HALF_TRUST if name.startswith(PLACED) else 1.0 for name in names]
    asks = [any(each.labels) for each in examples]
    any_view = fit_weights(lines, asks, [COST_OF_ANY * each.trust for each in examples], strengths)
    views = []
    for column in range(columns):
        labels = [each.labels[column] for each in examples]
        own = fit_weights(lines, labels, [COST * each.trust for each in examples], strengths)
        costs = [COST_OF_WHICH * each.trust * ask for each, ask in zip(examples, asks, strict=True)]
        which = fit_weights(lines, labels, costs, strengths)
        views.append([a + SHARE_OF_ANY * b + SHARE_OF_WHICH * c for a, b, c in zip(own, any_view, which, strict=True)])
    return _pruned(dict(zip(names, zip(*views, strict=True), strict=True)), counts)


def _pruned(weights: Weights, counts: Mapping[str, int]) -> Weights:
    """The weights that move most lines most, to three decimals."""
    influence = sorted(
        (abs(weight) * math.sqrt(counts[name]) for name, row in weights.items() for weight in row), reverse=True
    )
    least = influence[min(MOST_WEIGHTS, len(influence)) - 1]
    kept = {}
    for name, row in weights.items():
        root = math.sqrt(counts[name])
        cells = tuple(round(weight, 3) if abs(weight) * root >= least else 0.0 for weight in row)
        if any(cells):
            kept[name] = cells
    return kept


@dataclass(frozen=True, slots=True)
class Scale:
    """From totals to confidences: a straight line per code, one curve for all, and the threshold."""

    lines: tuple[tuple[float, float], ...]
    curve: tuple[tuple[float, float], ...] = ()
    threshold: float = 1.0

    def confidences(self, each: HeldOut) -> tuple[float, ...]:
        """Confidence 0-1 per code."""
        pairs = zip(each.totals, self.lines, strict=True)
        return tuple(follow_curve(logistic(slope * total + shift), self.curve) for total, (slope, shift) in pairs)


def fit_scale(held_out: Sequence[HeldOut], columns: int) -> Scale:
    """Calibration and threshold from lines that the weights had not seen."""
    fits = (
        fit_calibration([each.totals[i] for each in held_out], [each.labels[i] for each in held_out])
        for i in range(columns)
    )
    scale = Scale(tuple((round(slope, 3), round(shift, 3)) for slope, shift in fits))
    chances = [chance for each in held_out for chance in scale.confidences(each)]
    scale = replace(scale, curve=tuple(fit_curve(chances, [label for each in held_out for label in each.labels])))
    return replace(scale, threshold=best_threshold([(each.labels, scale.confidences(each)) for each in held_out]))


def best_threshold(judged: Sequence[tuple[Sequence[bool], Sequence[float]]]) -> float:
    """The confidence with the best micro-F1 that leaves enough unlabelled lines clean; 0.2-0.6."""
    best, chosen = -1.0, 0.6
    for step in range(20, 61):
        threshold = step / 100
        tags = [
            (label, chance >= threshold)
            for labels, chances in judged
            for label, chance in zip(labels, chances, strict=True)
        ]
        right = sum(label and tagged for label, tagged in tags)
        size = sum(label for label, _ in tags) + sum(tagged for _, tagged in tags)
        score = 2 * right / size if size else 0.0
        if score > best and _clean(judged, threshold) >= LEAST_CLEAN:
            best, chosen = score, threshold
    return chosen


def _clean(judged: Sequence[tuple[Sequence[bool], Sequence[float]]], threshold: float) -> float:
    unlabelled = [max(chances) < threshold for labels, chances in judged if not any(labels)]
    return sum(unlabelled) / len(unlabelled) if unlabelled else 1.0
