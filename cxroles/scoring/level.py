"""Level, or "altitude": do verbs, scope words and mandate fit the job that is advertised?"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cxroles.scoring.altitude import Reach, advertised_level, read_reach, title_level
from cxroles.scoring.findings import band_of, fill
from cxroles.scoring.notes import remember
from cxroles.scoring.standing import fit_of, take_standing
from cxroles.scoring.tagging import tag_line
from cxroles.scoring.types import Dimension, Finding, Rubric, Severity, Tagged, TaggedStatement, Template

CODE = "level"


@dataclass(frozen=True, slots=True)
class Height:
    """How high a description reaches: its lines with their levels, their mean, and what is expected."""

    lines: tuple[tuple[TaggedStatement, float, Reach | None], ...]
    mean: float  # 1-5, 0 without a line
    expected: int | None  # level the job is advertised at
    target: float  # mean that is usual there


def assess(tagged: Tagged, rubric: Rubric) -> Dimension:
    """At which level the lines speak, which template that is nearest, and which lines do not fit."""
    height = measure_height(tagged, rubric)
    score = _score(height, rubric)
    level = level_of(height.mean, rubric) if height.lines else None
    nearest = nearest_template(tagged, height, rubric) if height.lines else None
    return Dimension(
        code=CODE,
        score=round(score, 1),
        weight=float(rubric.rules.get("weights", {}).get("dimensions", {}).get(CODE, 1.0)),
        band=band_of(score, rubric),
        summary=_summary(height, level, nearest, rubric),
        findings=tuple(_findings(tagged, height, nearest, rubric)) if tagged.statements else (),
        detail={
            CODE: {
                "level": level,
                "nearest_template": nearest.code if nearest else None,
                "evidence": list(_evidence(height)),
            }
        },
    )


def rate(tagged: Tagged, rubric: Rubric) -> float:
    """The score of ``assess`` (0-100) alone, for trying out changes."""
    return _score(measure_height(tagged, rubric), rubric)


# --- Measuring ------------------------------------------------------------------------------


def measure_height(tagged: Tagged, rubric: Rubric) -> Height:
    """The level of each line by its words, else as set by a person or template, and their mean."""
    weights: Mapping[str, float] = rubric.rules.get(CODE, {}).get("sections", {"responsibilities": 1})
    lines: list[tuple[TaggedStatement, float, Reach | None]] = []
    total = weight = 0.0
    for each in tagged.statements:
        share = weights.get(each.statement.section)
        if not share or each.repeats is not None:
            continue
        reach = read_reach(each, rubric)
        level = reach.level if reach else each.statement.level
        if level:
            lines.append((each, float(level), reach))
            total += share * level
            weight += share
    expected = advertised_level(tagged, rubric)
    mean = total / weight if weight else 0.0
    return Height(tuple(lines), mean, expected, _target(expected, mean, rubric))


def _target(expected: int | None, mean: float, rubric: Rubric) -> float:
    if rubric.template and rubric.template.lines:
        return template_mean(rubric.template, rubric)
    usual = rubric.rules.get(CODE, {}).get("usual")
    return float(usual[expected - 1] if usual else expected) if expected else mean


def template_mean(template: Template, rubric: Rubric) -> float:
    """Mean level (1-5) of a template's own lines, measured like a draft's; its level when they show none."""
    levels = _template_levels(template, rubric)
    return math.fsum(levels) / len(levels) if levels else float(template.level)


def _template_levels(template: Template, rubric: Rubric) -> list[float]:
    return remember(rubric, "level of template", template.code, lambda: list(_read_template(template, rubric)))


def _read_template(template: Template, rubric: Rubric) -> Iterator[float]:
    sections = rubric.rules.get(CODE, {}).get("sections", {"responsibilities": 1})
    for line in template.lines:
        if sections.get(line.section):
            reach = read_reach(tag_line(line.text, rubric), rubric)
            yield reach.level if reach else float(line.level)


def level_of(mean: float, rubric: Rubric) -> int:
    """The level 1-5 that a mean stands for."""
    floors: list[float] = rubric.rules.get(CODE, {}).get("floors", [0, 1.5, 2.5, 3.5, 4.5])
    return max(1, sum(mean >= floor for floor in floors))


def nearest_template(tagged: Tagged, height: Height, rubric: Rubric) -> Template | None:
    """The template whose lines reach as high, in a like mix of levels and competencies."""
    if not rubric.templates:
        return None
    weights = rubric.rules.get(CODE, {}).get("nearest", {})
    mix = _mix([level for _, level, _ in height.lines])
    standings = [take_standing(tagged, rubric, each) for each in rubric.frameworks if each.reference]
    title = set(tagged.draft.title.lower().split())

    def distance(template: Template) -> float:
        other = _mix(_template_levels(template, rubric))
        fits = [fit_of(s.emphasis, template.emphasis.get(s.framework.code, {})) for s in standings]
        return (
            float(weights.get("mean", 1)) * abs(height.mean - template_mean(template, rubric))
            + float(weights.get("mix", 0.5)) * sum(abs(mix[n] - other[n]) for n in range(1, 6)) / 2
            + float(weights.get("emphasis", 0.5)) * (1 - math.fsum(fits) / max(1, len(fits)))
            - float(weights.get("title", 0)) * (title == set(template.title.lower().split()))
        )

    return min(rubric.templates, key=distance)


def _mix(levels: list[float]) -> dict[int, float]:
    """Share 0-1 of lines at each level."""
    rounded = [min(5, max(1, math.floor(level + 0.5))) for level in levels]
    return {n: rounded.count(n) / max(1, len(rounded)) for n in range(1, 6)}


# --- Score ----------------------------------------------------------------------------------


def _score(height: Height, rubric: Rubric) -> float:
    if not height.lines:
        return 0.0
    strays = sum(_is_far(height, level, rubric) for _, level, _ in height.lines)
    return _score_of(height.mean, strays, height, rubric)


def _score_of(mean: float, strays: int, height: Height, rubric: Rubric) -> float:
    rules = rubric.rules.get(CODE, {})
    gap = max(0.0, abs(mean - height.target) - float(rules.get("tolerance", 0.25)))
    stray = rules.get("stray", {})
    lost = min(strays * float(stray.get("each", 0)), float(stray.get("most", 0)))
    shown = min(1.0, len(height.lines) / max(1, int(rules.get("least_lines", 3))))
    return max(0.0, 100.0 - float(rules.get("each_level", 55)) * gap - lost) * shown


def _is_far(height: Height, level: float, rubric: Rubric) -> bool:
    far = float(rubric.rules.get(CODE, {}).get("far", 1.6))
    return height.expected is not None and abs(level - height.target) >= far


def _gain(height: Height, level: float, rubric: Rubric) -> float:
    """Points gained if one line of that level spoke of the job's own."""
    strays = sum(_is_far(height, each, rubric) for _, each, _ in height.lines)
    mean = height.mean + (height.target - level) / len(height.lines)
    return max(0.0, _score_of(mean, strays - 1, height, rubric) - _score_of(height.mean, strays, height, rubric))


# --- What to say ----------------------------------------------------------------------------


def _findings(tagged: Tagged, height: Height, nearest: Template | None, rubric: Rubric) -> Iterator[Finding]:
    rules = rubric.rules.get(CODE, {})
    if len(height.lines) < int(rules.get("least_lines", 3)):
        yield _say("thin", "warning", 100.0 - _score(height, rubric), rubric, lines=len(height.lines))
        return
    yield from _of_whole(height, nearest, rubric)
    yield from _of_title(tagged, rubric)
    for low in (True, False):
        strays = [
            (each, level, reach)
            for each, level, reach in height.lines
            if reach and _is_far(height, level, rubric) and (level < height.target) == low
        ]
        strays.sort(key=lambda stray: -abs(stray[1] - height.target))
        for each, level, reach in strays[: int(rules.get("most_lines", 5))]:
            yield _of_line(each, level, reach, height, rubric)


def _of_whole(height: Height, nearest: Template | None, rubric: Rubric) -> Iterator[Finding]:
    level = level_of(height.mean, rubric)
    tolerance = float(rubric.rules.get(CODE, {}).get("tolerance", 0.25))
    if height.expected is None or abs(height.mean - height.target) <= tolerance or level == height.expected:
        return
    code = "below" if height.mean < height.target else "above"
    if code == "below" and nearest and nearest.level > level:
        code = "below_all"
    strays = sum(_is_far(height, each, rubric) for _, each, _ in height.lines)
    gain = _score_of(height.target, strays, height, rubric) - _score(height, rubric)
    severity: Severity = "error" if abs(level - height.expected) > 1 else "warning"
    names = {"level": level, "name": _name(level, rubric), "template": nearest.title if nearest else ""}
    expected = {"expected": height.expected, "expected_name": _name(height.expected, rubric)}
    yield _say(code, severity, gain, rubric, **names, **expected)


def _of_title(tagged: Tagged, rubric: Rubric) -> Iterator[Finding]:
    template, promised = rubric.template, title_level(tagged.draft.title, rubric)
    if template and promised and promised != title_level(template.title, rubric) and promised != template.level:
        values = {"title": tagged.draft.title, "level": promised, "name": _name(promised, rubric)}
        yield _say("title", "warning", 0.0, rubric, **values, expected=template.level)


def _of_line(each: TaggedStatement, level: float, reach: Reach, height: Height, rubric: Rubric) -> Finding:
    start = each.statement.start
    low = level < height.target
    mark = (min if low else max)(reach.words, key=lambda word: word.level)
    expected = height.expected or 3
    found = _say(
        "too_low" if low else "too_high",
        "warning",
        _gain(height, level, rubric),
        rubric,
        text=mark.text,
        level=mark.level,
        name=_name(mark.level, rubric),
        expected=expected,
        verbs=_verbs(expected, rubric),
    )
    return replace(found, statement=each.statement.index, start=start + mark.start, end=start + mark.end)


def _say(code: str, severity: Severity, points: float, rubric: Rubric, **values: object) -> Finding:
    wording = rubric.rules.get(CODE, {}).get("messages", {}).get(code, code)
    return Finding(code, CODE, severity, points, fill(wording, **values))


def _verbs(level: int, rubric: Rubric) -> str:
    rules = rubric.rules.get(CODE, {})
    verbs: list[str] = rules.get("wordings", {}).get(f"verb_{level}", [])
    return ", ".join(verbs[: int(rules.get("suggested_verbs", 6))])


def _name(level: int, rubric: Rubric) -> str:
    names: list[str] = rubric.rules.get(CODE, {}).get("names", [])
    return names[level - 1] if len(names) >= level else str(level)


def _summary(height: Height, level: int | None, nearest: Template | None, rubric: Rubric) -> str:
    messages = rubric.rules.get(CODE, {}).get("messages", {})
    if level is None:
        return str(messages.get("nothing", ""))
    expected = height.expected
    expectation = messages.get("unexpected", "")
    if expected is not None:
        expectation = fill(messages.get("expected", "{expected}"), expected=expected, name=_name(expected, rubric))
    return fill(
        messages.get("summary", "{level}"),
        level=level,
        name=_name(level, rubric),
        expectation=expectation,
        template=nearest.title if nearest else "-",
    )


def _evidence(height: Height) -> Iterator[dict[str, Any]]:
    for each, _, reach in height.lines:
        start = each.statement.start
        for word in reach.words if reach else ():
            yield {"start": start + word.start, "end": start + word.end, "text": word.text, "level": word.level}
