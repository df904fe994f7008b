"""What the duties of a description are about: fields, disciplines, people or process."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cxroles.scoring.notes import marks_of, remember
from cxroles.scoring.tagging import tag_line
from cxroles.scoring.types import Rubric, Tagged, TaggedStatement, Template

CODE = "focus"
FIELDS = (
    "strategy_journey_design",
    "service_operations",
    "insight_measurement",
    "people_culture",
    "success_commercial",
)
OTHER = "other"

Mix = dict[str, float]


@dataclass(frozen=True, slots=True)
class Duties:
    """The duties of a draft; all shares in percent."""

    lines: tuple[TaggedStatement, ...]
    unnamed: tuple[TaggedStatement, ...]  # duties that name no field
    shares: Mix  # of fields, with "other"
    disciplines: Mix

    @property
    def main(self) -> str:
        """The field with most duties, "" when none is named."""
        best = max(FIELDS, key=lambda field: self.shares[field])
        return best if self.shares[best] else ""


def sort_duties(tagged: Tagged, rubric: Rubric) -> Duties:
    """Each duty spends one unit over the fields it names; a duty that names none counts as other."""
    lines = _duties_of(tagged, rubric)
    mixes = [fields_of(each, rubric) for each in lines]
    return Duties(
        lines=lines,
        unnamed=tuple(each for each, mix in zip(lines, mixes, strict=True) if not mix),
        shares=_shares([mix or {OTHER: 1.0} for mix in mixes], (*FIELDS, OTHER)),
        disciplines=_disciplines(lines, rubric),
    )


def _duties_of(tagged: Tagged, rubric: Rubric) -> tuple[TaggedStatement, ...]:
    rules = rubric.rules.get(CODE, {})
    for key, default in (("sections", ("responsibilities",)), ("otherwise", ())):
        sections = rules.get(key, default)
        told = (each for each in tagged.statements if each.vocabulary and each.repeats is None)
        lines = tuple(each for each in told if each.statement.section in sections)
        if lines:
            return lines
    return ()


def fields_of(each: TaggedStatement, rubric: Rubric) -> Mix:
    """Share 0-1 of each field in one line; empty when it names none."""
    rules = rubric.rules.get(CODE, {})
    wordings = remember(rubric, CODE, each.statement.text, lambda: _wordings(each))
    weights: Mapping[str, float] = rules.get("wording_weights", {})
    found: Mix = {field: float(weights[field]) for field in wordings if field in weights}
    for tag in each.tags.get(rules.get("framework", "forrester"), ()):
        for field, share in rules.get("fields", {}).get(tag.code, {}).items():
            found[field] = found.get(field, 0.0) + tag.confidence * share
    found = found or {field: float(rules.get("otherwise_weight", 1)) for field in wordings}
    total = math.fsum(found.values())
    return {field: weight / total for field, weight in found.items()} if total else {}


def _wordings(each: TaggedStatement) -> frozenset[str]:
    return frozenset(mark.group for mark in marks_of(each, CODE) if not mark.reason)


def _disciplines(lines: Iterable[TaggedStatement], rubric: Rubric) -> Mix:
    framework = rubric.rules.get(CODE, {}).get("framework", "forrester")
    codes = [c.code for each in rubric.frameworks if each.code == framework for c in each.competencies]
    mixes = []
    for each in lines:
        tags = [tag.code for tag in each.tags.get(framework, ()) if tag.confidence > 0]
        if tags:
            mixes.append({code: 1 / len(tags) for code in tags})
    return _shares(mixes, codes)


def _shares(mixes: list[Mix], codes: Iterable[str]) -> Mix:
    """Mean of the lines in percent, to one decimal."""
    count = len(mixes) or 1
    return {code: round(100.0 * math.fsum(mix.get(code, 0.0) for mix in mixes) / count, 1) for code in codes}


def people_share(duties: Duties, rubric: Rubric) -> float:
    """Percent of the duties on the people side, by the orientation of their competencies; 50 when none has any."""
    sides = {
        (framework.code, competency.code): float(competency.orientation == "people")
        for framework in rubric.frameworks
        for competency in framework.competencies
        if competency.orientation != "both"
    }
    means = [math.fsum(each) / len(each) for each in map(list, _sides_of(duties, sides)) if each]
    if not duties.lines:
        return 0.0
    return round(100.0 * math.fsum(means) / len(means), 1) if means else 50.0


def _sides_of(duties: Duties, sides: Mapping[tuple[str, str], float]) -> Iterator[list[float]]:
    for each in duties.lines:
        keys = ((framework, tag.code) for framework, tags in each.tags.items() for tag in tags)
        yield [sides[key] for key in keys if key in sides]


def template_mix(template: Template, rubric: Rubric) -> Mix:
    """Shares in percent of the fields in a template's own duties."""
    return remember(rubric, "focus of template", template.code, lambda: _read_mix(template, rubric))


def _read_mix(template: Template, rubric: Rubric) -> Mix:
    sections: Any = rubric.rules.get(CODE, {}).get("sections", ("responsibilities",))
    lines = (line.text for line in template.lines if line.section in sections)
    mixes = [fields_of(tag_line(text, rubric, title=template.title), rubric) for text in lines]
    return _shares([mix or {OTHER: 1.0} for mix in mixes], (*FIELDS, OTHER))


def breadth_of(duties: Duties, rules: Mapping[str, Any]) -> str:
    """generalist | specialist | mixed, by the disciplines that the duties ask for."""
    shares = sorted(duties.disciplines.values(), reverse=True)
    wide, narrow = rules.get("generalist", {}), rules.get("specialist", {})
    present = [share for share in shares if share >= float(wide.get("present", 8))]
    if len(present) >= int(wide.get("disciplines", 5)) and shares[0] <= float(wide.get("dominating", 40)):
        return "generalist"
    if sum(shares[: int(narrow.get("disciplines", 2))]) >= float(narrow.get("share", 75)):
        return "specialist"
    return "mixed"


def majority_of(duties: Duties, rules: Mapping[str, Any]) -> str | None:
    """The field with more than half of the duties, if any."""
    main = duties.main
    return main if main and duties.shares[main] > float(rules.get("majority", 50)) else None
