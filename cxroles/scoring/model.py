"""The learned tagger: one weight per feature and competency, and how sure a sum of weights makes it.

The rubric's rule file ``model`` holds it as a table that a person can read; ``learn`` (training.py)
writes it. Nothing here knows where the weights came from.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

RULES = "model"
NOTHING = "."  # a weight of nought in the table
BIAS = "bias"  # the feature that every line has
_STEEPEST = 35.0


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature (one per code, in the order of ``codes``), calibration and threshold."""

    framework: str
    codes: tuple[str, ...]
    threshold: float  # confidence 0-1 from which a line is tagged
    calibration: tuple[tuple[float, float], ...]  # slope and shift per code
    curve: tuple[tuple[float, float], ...]  # knots of what a calibrated chance turned out to be, rising
    weights: Mapping[str, tuple[float, ...]]

    def confidences(self, features: Iterable[str]) -> tuple[float, ...]:
        """How likely (0-1) each competency is, for a line with these features."""
        chances = zip(self.totals(features), self.calibration, strict=True)
        return tuple(follow_curve(logistic(slope * total + shift), self.curve) for total, (slope, shift) in chances)

    def totals(self, features: Iterable[str]) -> list[float]:
        """The sum of weights per competency."""
        rows = [row for name in features if (row := self.weights.get(name)) is not None]
        rows.append(self.weights.get(BIAS, (0.0,) * len(self.codes)))
        return [math.fsum(column) for column in zip(*rows, strict=True)]


def logistic(value: float) -> float:
    """1 / (1 + e^-value), safe for any value."""
    return 1.0 / (1.0 + math.exp(-max(-_STEEPEST, min(_STEEPEST, value))))


def follow_curve(chance: float, curve: Sequence[tuple[float, float]]) -> float:
    """The height of a rising curve of straight pieces at ``chance``; without knots the chance itself."""
    left, low = 0.0, 0.0
    for right, high in curve:
        if chance <= right:
            return low + (high - low) * (chance - left) / ((right - left) or 1.0)
        left, low = right, high
    return low if curve else chance


def model_from_rules(rules: Mapping[str, Any]) -> Model:
    """The model of a rule file. Raises ValueError naming the row of the table that is not understood."""
    codes = tuple(rules["codes"])
    calibration = rules["calibration"]
    return Model(
        framework=str(rules["framework"]),
        codes=codes,
        threshold=float(rules["threshold"]),
        calibration=tuple((float(calibration[c]["slope"]), float(calibration[c]["shift"])) for c in codes),
        curve=tuple((float(knot["chance"]), float(knot["right"])) for knot in rules["curve"]),
        weights=read_table(str(rules["weights"]), len(codes)),
    )


def read_table(table: str, columns: int) -> dict[str, tuple[float, ...]]:
    """Feature -> weights. Raises ValueError naming the row that has not one number per column."""
    weights: dict[str, tuple[float, ...]] = {}
    for number, row in enumerate(table.splitlines(), start=1):
        name, *cells = row.split()
        if len(cells) != columns or name in weights:
            raise ValueError(f"row {number} of the weights (“{name}”) needs a name of its own and {columns} numbers")
        try:
            weights[name] = tuple(0.0 if cell == NOTHING else float(cell) for cell in cells)
        except ValueError as error:
            raise ValueError(f"row {number} of the weights (“{name}”): {error}") from error
    return weights


def write_table(weights: Mapping[str, Sequence[float]]) -> str:
    """The table that ``read_table`` reads, sorted by name; three decimals."""
    width = max((len(name) for name in weights), default=0) + 1
    return "".join(
        f"{name:<{width}}{' '.join(f'{_cell(each):>6}' for each in row)}\n" for name, row in sorted(weights.items())
    )


def _cell(weight: float) -> str:
    return f"{weight:.3f}" if round(weight, 3) else NOTHING
