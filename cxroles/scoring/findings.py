"""What the dimensions share when they say what to mend: bands, wordings and lines to insert."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cxroles.scoring.tagging import tag_line
from cxroles.scoring.types import (
    Draft,
    Rubric,
    Statement,
    Tagged,
    TemplateLine,
)

NEAR_WORDING = 0.6  # share of common words above which a template line counts as present


@dataclass(frozen=True, slots=True)
class Candidate:
    """A template line and what the score that was tried gains with it."""

    line: TemplateLine
    gain: float

    @property
    def values(self) -> dict[str, Any]:
        """The values of an ``insert_line`` action."""
        return {
            "code": self.line.code,
            "text": self.line.text,
            "section": self.line.section,
            "level": self.line.level,
            "competencies": {code: list(each) for code, each in self.line.competencies.items()},
        }


def band_of(score: float, rubric: Rubric) -> str:
    """The band of a score 0-100: the highest whose lower bound it reaches."""
    bands: Mapping[str, float] = rubric.rules.get("weights", {}).get("bands") or {
        "poor": 0,
        "fair": 40,
        "good": 60,
        "great": 80,
    }
    reached = [(bound, name) for name, bound in bands.items() if round(score) >= bound]
    return max(reached)[1] if reached else min(bands, key=lambda name: bands[name])


def fill(wording: str, **values: object) -> str:
    """A wording of the fixtures with its {names} filled in; an unknown name stays as it is."""
    for name, value in values.items():
        wording = wording.replace("{" + name + "}", str(value))
    return wording.strip()


def insert_line(draft: Draft, *, section: str, text: str, level: int | None = None) -> Draft:
    """The draft with one more line, after the last line of its section; its text goes to the end."""
    start = len(draft.text) + 1
    added = Statement(0, section, text, start, start + len(text), level)
    places = [i for i, each in enumerate(draft.statements) if each.section == section]
    place = places[-1] + 1 if places else len(draft.statements)
    lines = (*draft.statements[:place], added, *draft.statements[place:])
    return replace(
        draft,
        text=f"{draft.text}\n{text}",
        statements=tuple(replace(each, index=i) for i, each in enumerate(lines)),
    )


def with_line(tagged: Tagged, rubric: Rubric, line: TemplateLine) -> Tagged:
    """A tagged draft as it would be with one more line; only that line is read anew."""
    found = tag_line(line.text, rubric, title=tagged.draft.title, section=line.section)
    draft = insert_line(tagged.draft, section=line.section, text=line.text, level=line.level)
    new = max(draft.statements, key=lambda each: each.start)
    # The other statements keep their index here, so the new one takes the next free number.
    statement = replace(new, index=len(tagged.statements))
    added = replace(found, statement=statement)
    lines = tagged.statements
    return Tagged(draft, (*lines[: new.index], added, *lines[new.index :]))


def suggest_line(
    tagged: Tagged,
    rubric: Rubric,
    *,
    gain: Callable[[TemplateLine], float],
    fits: Callable[[TemplateLine], bool],
) -> Candidate | None:
    """The fitting template line, not yet in the draft, with the highest gain; of equals the first."""
    best: Candidate | None = None
    for line in template_lines(rubric):
        if not fits(line) or is_present(line, tagged, rubric):
            continue
        points = gain(line)
        if best is None or points > best.gain + 1e-9:
            best = Candidate(line, points)
    return best


def template_lines(rubric: Rubric) -> Iterable[TemplateLine]:
    """Lines to suggest: the chosen template's, else those of all templates."""
    templates = (rubric.template,) if rubric.template else rubric.templates
    return [line for template in templates for line in template.lines]


def is_present(line: TemplateLine, tagged: Tagged, rubric: Rubric) -> bool:
    """Whether the draft already has this line in near-same words."""
    words = tag_line(line.text, rubric, title=tagged.draft.title).vocabulary
    others = (each.vocabulary for each in tagged.statements)
    return any(len(words & other) >= NEAR_WORDING * len(words | other) for other in others)
