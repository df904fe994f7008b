"""What makes a list of requirements feasible: keep the top, move the tail, name the rest for the team."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from cxroles.scoring.asks import CODE
from cxroles.scoring.demands import Contradiction, Demand, Demands
from cxroles.scoring.findings import fill
from cxroles.scoring.trials import with_moved
from cxroles.scoring.types import Action, Finding, Rubric, Severity, Tagged
from cxroles.scoring.yardstick import curve_at, strain_of, verdict_of

Rate = Callable[[Tagged, Rubric], float]
_SHOWN = 5  # capabilities named in one message


class Remedies:
    """Findings on a list of requirements, each priced by trying it out."""

    def __init__(self, tagged: Tagged, rubric: Rubric, demands: Demands, rate: Rate) -> None:
        self.tagged, self.rubric, self.demands, self.rate = tagged, rubric, demands, rate
        self.rules = rubric.rules.get(CODE, {})
        self.before = rate(tagged, rubric)
        self.moves = self._tail()

    def findings(self) -> Iterator[Finding]:
        """Everything worth saying: moves first, lowest ask first."""
        moved = {each.line.statement.index for each in self.moves}
        yield from map(self._move, self.moves)
        yield from self._of_list(moved)
        yield from self._of_experts()
        yield from self._of_years()
        yield from self._of_papers(moved)
        for each in self.demands.contradictions:
            if each.code != "both_lists" or each.statement not in moved:
                yield self._contradiction(each)

    def as_detail(self, findings: Iterable[Finding]) -> list[dict[str, Any]]:
        """The remedies of the report, in the order in which to apply them."""
        return [
            {
                "kind": each.action.kind if each.action else _KINDS.get(each.code, "shorten"),
                "message": each.message,
                "statement": each.statement,
            }
            | ({"to": each.action.values["to"]} if each.action else {})
            for each in findings
            if each.code in _KINDS
        ]

    # --- The length of the list -------------------------------------------------------------

    def _tail(self) -> list[Demand]:
        """The lowest lines of the list whose going brings it to its aim, never its top."""
        above = self.demands.count - int(self.rules.get("aim", 6))
        listed = [each for each in self.demands.lines if each.listed and each.asks]
        moves: list[Demand] = []
        for each in reversed(listed[int(self.rules.get("kept_on_top", 3)) :]):
            if above <= 0 or len(moves) == int(self.rules.get("most_moves", 5)):
                break
            moves.append(each)
            above -= len(each.asks)
        return moves

    def _move(self, each: Demand) -> Finding:
        code = "move_compound" if len(each.asks) > 1 else "move"
        return self._on_line(code, each, "warning", text=_shortened(each.line.statement.text), asks=len(each.asks))

    def _of_list(self, moved: set[int]) -> Iterator[Finding]:
        rules = self.rules
        if not self.demands.count:
            yield self._finding("no_requirements", "warning", self._gain(aim=True))
        elif self.demands.count > int(rules.get("verdicts", {}).get("acceptable", 8)) and not self.moves:
            yield self._finding("too_many", "error", self._gain(aim=True))
        for each in self.demands.lines:
            if len(each.asks) >= int(rules.get("compound", 3)) and each.line.statement.index not in moved:
                gain = self._gain(without=len(each.asks) - 1)
                yield self._placed("compound", each, "warning", gain, parts=_names(each), asks=len(each.asks))

    # --- Expert level, years, papers --------------------------------------------------------

    def _of_experts(self) -> Iterator[Finding]:
        allowed = int(self.rules.get("strain", {}).get("expert", {}).get("allowed", 2))
        asks = [ask.text for each in self.demands.experts for ask in each.asks]
        if len(asks) > allowed:
            parts = "; ".join(map(_shortened, asks[:_SHOWN]))
            yield self._finding(
                "expert", "warning", self._relief("expert"), asks=len(asks), parts=parts, allowed=allowed
            )

    def _of_years(self) -> Iterator[Finding]:
        demands = self.demands
        if demands.most_years > demands.usual_years:
            gain = self._relief("years")
            each, years = max(
                ((each, years) for each in demands.lines for years in each.reading.years),
                key=lambda pair: pair[1].least,
            )
            start = each.line.statement.start + years.start
            finding = self._placed("years", each, "warning", gain, years=years.least, most=demands.usual_years)
            yield replace(finding, start=start, end=start + len(years.text))

    def _of_papers(self, moved: set[int]) -> Iterator[Finding]:
        """Degrees and certificates that stand alone on a line move; elsewhere the words must change."""
        for each in self.demands.lines:
            if each.line.statement.index in moved:
                continue
            reading = each.reading
            alone = each.listed and len(reading.asks) == 1
            if reading.degree and alone:
                yield self._on_line("degree", each, "notice")
            elif reading.degree and reading.degree == self.demands.degree:
                yield self._placed("degree", each, "notice", self._relief("degree"))
            elif reading.certificates and alone:
                yield self._on_line("certificate", each, "notice", text=reading.certificates[0])

    def _contradiction(self, found: Contradiction) -> Finding:
        if found.code == "both_lists":
            each = next(each for each in self.demands.lines if each.line.statement.index == found.statement)
            return self._on_line(found.code, each, "warning", **found.values)
        gain = self._relief("contradictions", by=1)
        finding = self._finding(found.code, "warning", gain, **found.values)
        return replace(finding, statement=found.statement, start=found.start, end=found.end)

    # --- Findings and their price -----------------------------------------------------------

    def _on_line(self, code: str, each: Demand, severity: Severity, **values: object) -> Finding:
        """A finding on a line that may go to the preferred list."""
        index = each.line.statement.index
        action = Action("move", {"statement": index, "to": "preferred"}) if each.listed else None
        after = self.rate(with_moved(self.tagged, statement=index, to="preferred"), self.rubric)
        finding = self._placed(code, each, severity, max(0.0, after - self.before), **values)
        return replace(finding, action=action)

    def _placed(self, code: str, each: Demand, severity: Severity, points: float, **values: object) -> Finding:
        statement = each.line.statement
        finding = self._finding(code, severity, points, **values)
        return replace(finding, statement=statement.index, start=statement.start, end=statement.end)

    def _finding(self, code: str, severity: Severity, points: float, **values: object) -> Finding:
        messages, count = self.rules.get("messages", {}), self.demands.count
        verdict = verdict_of(count, self.rules)
        known = {
            "count": count,
            "aim": self.rules.get("aim", 6),
            "yardstick": self.rules.get("yardstick", ""),
            "verdict": messages.get("verdict", {}).get(verdict, verdict),
        }
        message = fill(messages.get(code, code), **{**known, **values})
        return Finding(code, CODE, severity, points, message)

    def _gain(self, *, without: int = 0, aim: bool = False) -> float:
        """Points gained if so many asks went, or if their number were right."""
        curve = self.rules.get("curve") or [[0, 0]]
        count = self.demands.count
        after = curve_at(int(self.rules.get("aim", 6)) if aim else count - without, curve)
        return max(0.0, min(after - curve_at(count, curve), 100.0 - self.before))

    def _relief(self, kind: str, *, by: float | None = None) -> float:
        """Points gained if a strain went, or became less by an amount."""
        rule = self.rules.get("strain", {}).get(kind, {})
        amount = self.demands.strains(self.rules)[kind]
        left = 0.0 if by is None else amount - by
        return strain_of(amount, rule) - strain_of(left, rule)


_KINDS = {
    "move": "move",
    "move_compound": "move",
    "both_lists": "move",
    "degree": "move",
    "certificate": "move",
    "too_many": "shorten",
    "compound": "team",
    "expert": "team",
}


def _names(each: Demand) -> str:
    return "; ".join(_shortened(ask.text) for ask in each.asks[:_SHOWN])


def _shortened(text: str, longest: int = 80) -> str:
    return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0] + "…"
