"""Clarity: length, lists, one ask a line, reading grade and plain words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cxroles.scoring.clearness import (
    Counts,
    bounds_of_duties,
    bounds_of_length,
    count,
    is_overloaded,
    parts_of,
    read,
    rules_of,
    score_of,
    unexplained,
)
from cxroles.scoring.findings import band_of, fill
from cxroles.scoring.replacing import Wording, group_alike, replace_action, wordings_in
from cxroles.scoring.types import Action, Dimension, Finding, Rubric, Severity, Statement, Tagged

CODE = "clarity"
_NAMED = 6  # wordings a summing-up names


def assess(tagged: Tagged, rubric: Rubric) -> Dimension:
    """How clear the description is, part by part, with what to shorten, split and reword."""
    counts = count(tagged, rubric)
    score = score_of(counts, rules_of(rubric))
    return Dimension(
        code=CODE,
        score=round(score, 1),
        weight=float(rubric.rules.get("weights", {}).get("dimensions", {}).get(CODE, 1.0)),
        band=band_of(score, rubric),
        summary=_summary(counts, rules_of(rubric)),
        findings=tuple(_Editor(tagged, rubric, counts).findings()) if counts.size.words else (),
        detail={CODE: _as_detail(tagged, rubric, counts)},
    )


def rate(tagged: Tagged, rubric: Rubric) -> float:
    """The score of ``assess`` (0-100) alone, for trying out changes."""
    return score_of(count(tagged, rubric), rules_of(rubric))


def _summary(counts: Counts, rules: Mapping[str, Any]) -> str:
    messages = rules.get("messages", {})
    if not counts.size.words:
        return str(messages.get("empty", ""))
    found = counts.vague + counts.jargon + counts.abbreviations
    return fill(
        messages.get("summary", "{words}"),
        words=counts.size.words,
        grade=round(counts.size.grade),
        share=round(100 * counts.bullets_share),
        problems=fill(messages.get("problems" if found else "no_problems", ""), count=found),
    )


def _as_detail(tagged: Tagged, rubric: Rubric, counts: Counts) -> dict[str, Any]:
    size = counts.size
    return {
        "words": size.words,
        "grade": round(size.grade, 1),
        "words_per_sentence": round(size.words / size.sentences, 1) if size.sentences else 0.0,
        "syllables_per_word": round(size.syllables / size.words, 2) if size.words else 0.0,
        "bullets_share": round(100 * counts.bullets_share, 1),
        "responsibilities": counts.responsibilities,
        "overloaded": [each.index for each, _ in _overloaded(tagged, rubric)],
        "vague": [_as_hit(each) for each in wordings_in(tagged, rubric, CODE, ("vague",))],
        "jargon": [_as_hit(each) for each in wordings_in(tagged, rubric, CODE, ("jargon",))],
        "abbreviations": [form.text for _, form in unexplained(tagged, rubric)],
        "repeats": [each.statement.index for each in tagged.statements if each.repeats is not None],
        "parts": {part: round(100 * reached) for part, reached in parts_of(counts, rules_of(rubric)).items()},
    }


def _as_hit(wording: Wording) -> dict[str, Any]:
    found = wording.evidence
    return {
        "statement": wording.statement.index,
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "alternative": wording.instead,
        "ask": wording.entry.get("ask"),
    }


def _overloaded(tagged: Tagged, rubric: Rubric) -> list[tuple[Statement, bool]]:
    """List lines that hold too much, longest first, each with whether its length is the reason."""
    rules = rules_of(rubric)
    longest = rules.get("line", {}).get("longest", 35)
    readings = [
        (each.statement, read(each, rubric))
        for each in tagged.statements
        if each.statement.section in rules.get("list_sections", ())
    ]
    bad = [(statement, reading.size.words) for statement, reading in readings if is_overloaded(reading, rules)]
    return [(each, words > longest) for each, words in sorted(bad, key=lambda pair: -pair[1])]


class _Editor:
    """Writes the findings of one draft; points are points of this dimension."""

    def __init__(self, tagged: Tagged, rubric: Rubric, counts: Counts) -> None:
        self.tagged, self.rubric, self.counts = tagged, rubric, counts
        self.rules = rules_of(rubric)
        self.messages: Mapping[str, str] = self.rules.get("messages", {})
        self.most = int(self.rules.get("most_findings", 4))

    def findings(self) -> Iterator[Finding]:
        yield from self._length()
        yield from self._duties()
        yield from self._lists()
        yield from self._grade()
        yield from self._lines()
        yield from self._wordings("vague")
        yield from self._wordings("jargon")
        yield from self._abbreviations()
        yield from self._repeats()

    def _gain(self, **changed: int) -> float:
        """Points won when these counts fall by so many."""
        after = replace(self.counts, **{name: getattr(self.counts, name) - less for name, less in changed.items()})
        return score_of(after, self.rules) - score_of(self.counts, self.rules)

    def _part(self, part: str) -> float:
        """Points won when a part is fully reached."""
        weights = {name: float(each) for name, each in self.rules.get("parts", {}).items()}
        missing = 1.0 - parts_of(self.counts, self.rules)[part]
        return 100.0 * missing * weights.get(part, 1.0) / (sum(weights.values()) or 1.0)

    def _finding(
        self, code: str, severity: Severity, points: float, at: Statement | None = None, **values: Any
    ) -> Finding:
        action = Action("show_line", {"statement": at.index}) if at else None
        message = fill(self.messages.get(code, code), **values)
        start, end = (at.start, at.end) if at else (None, None)
        return Finding(code, CODE, severity, points, message, at.index if at else None, start, end, action)

    def _length(self) -> Iterator[Finding]:
        words = self.counts.size.words
        least, most = bounds_of_length(self.counts, self.rules)
        if words < least:
            yield self._finding("few_words", "warning", self._part("length"), words=words, least=least, most=most)
        elif words > most:
            yield self._finding("many_words", "warning", self._part("length"), words=words, most=most)

    def _duties(self) -> Iterator[Finding]:
        number = self.counts.responsibilities
        least, most = bounds_of_duties(self.rules)
        points = self._part("responsibilities")
        if number < least:
            yield self._finding("few_responsibilities", "warning", points, count=number, least=least, most=most)
        elif number > most:
            duties = [each.statement for each in self.tagged.statements if each.statement.section == "responsibilities"]
            yield self._finding("many_responsibilities", "warning", points, duties[-1], count=number, most=most)

    def _lists(self) -> Iterator[Finding]:
        share = self.counts.bullets_share
        if share < float(self.rules.get("bullets_share", 0.33)):
            longest = max(self.tagged.statements, key=lambda each: len(each.statement.text)).statement
            yield self._finding("few_bullets", "warning", self._part("bullets"), longest, share=round(100 * share))

    def _grade(self) -> Iterator[Finding]:
        bounds = self.rules.get("grade", {})
        good, warn, grade = float(bounds.get("good", 12)), float(bounds.get("warn", 14)), self.counts.size.grade
        if grade > good:
            hardest = max(self.tagged.statements, key=lambda each: read(each, self.rubric).size.grade).statement
            severity: Severity = "warning" if grade > warn else "notice"
            values = {"grade": round(grade), "good": f"{good:g}", "warn": f"{warn:g}"}
            yield self._finding("hard_to_read", severity, self._part("grade"), hardest, **values)

    def _lines(self) -> Iterator[Finding]:
        lines = _overloaded(self.tagged, self.rubric)
        readings = {each.statement.index: read(each, self.rubric) for each in self.tagged.statements}
        longest, points = self.rules.get("line", {}).get("longest", 35), self._gain(overloaded=1)
        for statement, long in lines[: self.most]:
            reading = readings[statement.index]
            found = reading.second_ask.text if reading.second_ask else ""
            values = {"words": reading.size.words, "longest": longest, "found": found}
            yield self._finding("long_line" if long else "two_asks", "notice", points, statement, **values)
        rest = lines[self.most :]
        if rest:
            points = self._gain(overloaded=len(rest))
            yield self._finding("more_lines", "notice", points, rest[0][0], count=len(rest))

    def _wordings(self, group: str) -> Iterator[Finding]:
        code = "vague_word" if group == "vague" else group
        alike = group_alike(wordings_in(self.tagged, self.rubric, CODE, (group,)))
        for same in alike[: self.most]:
            yield self._wording(code, group, same)
        rest = [each for same in alike[self.most :] for each in same]
        if rest:
            words = list(dict.fromkeys(f"“{each.evidence.text.lower()}”" for each in rest))
            named = ", ".join([*words[:_NAMED], *(["…"] if len(words) > _NAMED else [])])
            points = self._gain(**{group: len(rest)})
            yield self._finding(f"more_{code}", "notice", points, rest[0].statement, list=named)

    def _wording(self, code: str, group: str, same: Sequence[Wording]) -> Finding:
        first, action = same[0], same[0].replacement
        kind = {"": "remove", None: "word"}.get(first.instead, "replace")
        wording = f"{group}_{kind}" if f"{group}_{kind}" in self.messages else code
        times = fill(self.messages.get("times", ""), count=len(same)) if len(same) > 1 else ""
        message = fill(
            self.messages.get(wording, code),
            found=first.evidence.text,
            instead=first.instead,
            ask=first.entry.get("ask", ""),
            times=f" {times}" if times else "",
        )
        found = self._finding(code, "notice", self._gain(**{group: 1}), first.statement)
        start, end = first.evidence.start, first.evidence.end
        return replace(found, message=message, start=start, end=end, action=action or found.action)

    def _abbreviations(self) -> Iterator[Finding]:
        forms = list(unexplained(self.tagged, self.rubric))
        entries = self.rules.get("wordings", {}).get("long_forms", ())
        known = {entry["short"]: entry["text"] for entry in entries}
        for each, form in forms[: self.most]:
            line, instead = each.statement, known.get(form.text)
            code = "abbreviation" if instead else "unknown_abbreviation"
            found = self._finding(code, "notice", self._gain(abbreviations=1), line, found=form.text, instead=instead)
            start, end = line.start + form.start, line.start + form.end
            spelt = replace_action(line, start, end, f"{instead} ({form.text})") if instead else None
            yield replace(found, start=start, end=end, action=spelt or found.action)
        rest = forms[self.most :]
        if rest:
            names, points = ", ".join(form.text for _, form in rest), self._gain(abbreviations=len(rest))
            yield self._finding("more_abbreviation", "notice", points, rest[0][0].statement, list=names)

    def _repeats(self) -> Iterator[Finding]:
        texts = {each.statement.index: each.statement.text for each in self.tagged.statements}
        repeated = [each for each in self.tagged.statements if each.repeats is not None]
        for each in repeated[: self.most]:
            earlier = _shortened(texts.get(each.repeats or 0, ""))
            found = self._finding("repeated_line", "warning", self._gain(repeats=1), each.statement, earlier=earlier)
            yield replace(found, action=Action("remove_line", {"statement": each.statement.index}))
        rest = repeated[self.most :]
        if rest:
            points = self._gain(repeats=len(rest))
            yield self._finding("more_repeated_line", "warning", points, rest[0].statement, count=len(rest))


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"
