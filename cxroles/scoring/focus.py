"""Focus: does the description know what the job is about, and is it the job of its template?"""

from collections.abc import Iterator, Mapping
from typing import Any

from cxroles.scoring.duties import (
    FIELDS,
    OTHER,
    Duties,
    breadth_of,
    fields_of,
    majority_of,
    people_share,
    sort_duties,
    template_mix,
)
from cxroles.scoring.findings import Candidate, band_of, fill, suggest_line, with_line
from cxroles.scoring.standing import fit_of
from cxroles.scoring.tagging import tag_line
from cxroles.scoring.types import Action, Dimension, Finding, Rubric, Severity, Tagged, TemplateLine

CODE = "focus"


def assess(tagged: Tagged, rubric: Rubric) -> Dimension:
    """Shares of the fields, what the job mainly is, how broad, and what does not fit the template."""
    duties = sort_duties(tagged, rubric)
    rules = rubric.rules.get(CODE, {})
    score = _score(duties, rubric)
    people = people_share(duties, rubric)
    return Dimension(
        code=CODE,
        score=round(score, 1),
        weight=float(rubric.rules.get("weights", {}).get("dimensions", {}).get(CODE, 1.0)),
        band=band_of(score, rubric),
        summary=_summary(duties, people, rubric),
        findings=tuple(_Advice(tagged, rubric, duties, score).findings(people)) if duties.lines else (),
        detail={
            CODE: {
                "shares": dict(duties.shares),
                "majority": majority_of(duties, rules),
                "breadth": breadth_of(duties, rules),
                "people_share": people,
            }
        },
    )


def rate(tagged: Tagged, rubric: Rubric) -> float:
    """The score of ``assess`` (0-100) alone, for trying out changes."""
    return _score(sort_duties(tagged, rubric), rubric)


# --- Score ----------------------------------------------------------------------------------


def _score(duties: Duties, rubric: Rubric) -> float:
    if not duties.lines:
        return 0.0
    rules = rubric.rules.get(CODE, {})
    weights: Mapping[str, float] = rules.get("score", {"fit": 1.0})
    total = sum(weights.values()) or 1.0
    mixed = weights.get("fit", 0) * fit_score(duties, rubric) + weights.get("named", 0) * _named_score(duties, rules)
    return mixed / total * min(1.0, len(duties.lines) / max(1, int(rules.get("fewest_duties", 3))))


def fit_score(duties: Duties, rubric: Rubric) -> float:
    """0-100: fit to the template's own mix; without one, how decided the job is."""
    rules = rubric.rules.get(CODE, {})
    fit = _fit(duties, rubric)
    if fit is None:
        decided = rules.get("decided", {})
        kind = "majority" if majority_of(duties, rules) else breadth_of(duties, rules)
        return float(decided.get(kind, 70)) if duties.main else 0.0
    bounds = rules.get("fit", {})
    none, full = float(bounds.get("none", 0.3)), float(bounds.get("full", 0.75))
    return 100.0 * min(1.0, max(0.0, (fit - none) / ((full - none) or 1.0)))


def _fit(duties: Duties, rubric: Rubric) -> float | None:
    """Fit 0-1 to the template's mix of fields; None without a template that has duties."""
    if not rubric.template:
        return None
    usual = template_mix(rubric.template, rubric)
    targets = {field: usual[field] for field in FIELDS}
    return fit_of({field: duties.shares[field] for field in FIELDS}, targets) if any(targets.values()) else None


def _named_score(duties: Duties, rules: Mapping[str, Any]) -> float:
    allowed = float(rules.get("unnamed_allowed", 15))
    return 100.0 * min(1.0, (100.0 - duties.shares[OTHER]) / ((100.0 - allowed) or 1.0))


# --- What to say ----------------------------------------------------------------------------


class _Advice:
    """Findings on the focus of a description."""

    def __init__(self, tagged: Tagged, rubric: Rubric, duties: Duties, score: float) -> None:
        self.tagged, self.rubric, self.duties, self.score = tagged, rubric, duties, score
        self.rules = rubric.rules.get(CODE, {})
        self.template = rubric.template
        self.usual = template_mix(self.template, rubric) if self.template else {}

    def findings(self, people: float) -> Iterator[Finding]:
        """What to cut, add or decide."""
        fewest = int(self.rules.get("fewest_duties", 3))
        if len(self.duties.lines) < fewest:
            yield self._say("few_duties", "warning", 100.0 - self.score, count=len(self.duties.lines))
            return
        if self.usual and any(self.usual[field] for field in FIELDS):
            yield from self._of_main()
            yield from self._of_lacking()
        elif self._is_undecided():
            yield self._say("mixed", "warning", 0.0)
        yield from self._of_unnamed()
        if people < float(self.rules.get("few_people", 20)):
            yield self._say("few_people", "warning", 0.0, people=round(people))
        yield from self._of_poll()

    def _is_undecided(self) -> bool:
        return majority_of(self.duties, self.rules) is None and breadth_of(self.duties, self.rules) == "mixed"

    def _of_main(self) -> Iterator[Finding]:
        """The main field, where it takes far more than in the template."""
        main, shares = self.duties.main, self.duties.shares
        if not main or shares[main] < self.usual[main] + float(self.rules.get("too_much", 25)):
            return
        usual_main = max(FIELDS, key=lambda field: self.usual[field])
        other_job = main != usual_main and majority_of(self.duties, self.rules)
        rest = float(self.rules.get("score", {}).get("fit", 1)) * (100.0 - fit_score(self.duties, self.rubric))
        code: str = "other_job" if other_job else "too_much"
        yield self._say(code, "error" if other_job else "warning", rest, **self._of_field(main))

    def _of_lacking(self) -> Iterator[Finding]:
        rule = self.rules.get("lacking", {})
        for field in FIELDS:
            usual, share = self.usual[field], self.duties.shares[field]
            if usual >= float(rule.get("usual", 15)) and share < float(rule.get("found", 5)):
                candidate = self._line_on(field)
                action = Action("insert_line", candidate.values) if candidate else None
                points = candidate.gain if candidate else 0.0
                yield self._say("lacking", "warning", max(0.0, points), action=action, **self._of_field(field))

    def _line_on(self, field: str) -> Candidate | None:
        sections = self.rules.get("sections", ("responsibilities",))

        def fits(line: TemplateLine) -> bool:
            if line.section not in sections:
                return False
            mix = fields_of(tag_line(line.text, self.rubric, title=self.tagged.draft.title), self.rubric)
            return mix.get(field, 0.0) >= 0.5

        def gain(line: TemplateLine) -> float:
            return rate(with_line(self.tagged, self.rubric, line), self.rubric) - self.score

        return suggest_line(self.tagged, self.rubric, gain=gain, fits=fits)

    def _of_unnamed(self) -> Iterator[Finding]:
        unnamed = self.duties.unnamed
        if self.duties.shares[OTHER] <= float(self.rules.get("unnamed_allowed", 15)):
            return
        weights = self.rules.get("score", {})
        share = float(weights.get("named", 0)) / (sum(weights.values()) or 1.0)
        gain = share * (100.0 - _named_score(self.duties, self.rules))
        first = unnamed[0].statement
        found = self._say("unnamed", "warning", gain, count=len(unnamed), text=_shortened(first.text))
        yield _placed(found, first.index, first.start, first.end)

    def _of_poll(self) -> Iterator[Finding]:
        shares, least = self.duties.shares, float(self.rules.get("poll", {}).get("least", 25))
        strategy, service = shares["strategy_journey_design"], shares["service_operations"]
        if min(strategy, service) >= least:
            poll = self.rules.get("poll_figures", {})
            yield self._say(
                "poll",
                "notice",
                0.0,
                strategy=round(strategy),
                service=round(service),
                poll_strategy=poll.get("strategy", ""),
                poll_service=poll.get("service", ""),
            )

    def _of_field(self, field: str) -> dict[str, Any]:
        return {
            "field": self.rules.get("names", {}).get(field, field),
            "share": round(self.duties.shares[field]),
            "usual": round(self.usual[field]),
            "template": self.template.title if self.template else "",
        }

    def _say(
        self, code: str, severity: Severity, points: float, /, action: Action | None = None, **values: Any
    ) -> Finding:
        wording = self.rules.get("messages", {}).get(code, code)
        return Finding(code, CODE, severity, points, fill(wording, **values), action=action)


def _placed(found: Finding, statement: int, start: int, end: int) -> Finding:
    return Finding(
        found.code, found.dimension, found.severity, found.points, found.message, statement, start, end, found.action
    )


def _shortened(text: str, longest: int = 80) -> str:
    return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0] + "…"


def _summary(duties: Duties, people: float, rubric: Rubric) -> str:
    rules = rubric.rules.get(CODE, {})
    messages = rules.get("messages", {})
    if not duties.lines:
        return str(messages.get("nothing", ""))
    majority, breadth = majority_of(duties, rules), breadth_of(duties, rules)
    main = duties.main or OTHER
    field = rules.get("names", {}).get(main, main)
    wording = messages.get("majority" if majority else "no_majority", "{field}")
    fit = _fit(duties, rubric)
    basis = fill(
        messages.get("decided" if fit is None else "fit", ""),
        fit=round(100 * (fit or 0)),
        named=round(100 - duties.shares[OTHER]),
        template=rubric.template.title if rubric.template else "",
    )
    return fill(
        messages.get("summary", "{main}"),
        main=fill(wording, field=field, share=round(duties.shares[main])),
        breadth=messages.get("breadth", {}).get(breadth, breadth),
        people=round(people),
        basis=basis,
    )
