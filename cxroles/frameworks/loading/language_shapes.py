"""The shape of the rule files on wording: clarity and inclusive language."""

from typing import Annotated, Any, Literal, Self

from django.utils.translation import gettext as _
from pydantic import Field, StringConstraints, model_validator

from cxroles.frameworks.loading.schema import Code, Number, Part, RulePattern, Rules, Sentence, Shape, Text, Weight

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Instead = Annotated[str, StringConstraints(max_length=200)]  # empty: leave it out
Count = Annotated[int, Field(ge=0, le=100_000)]
Syllables = Annotated[int, Field(ge=1, le=20)]
Patterns = list[RulePattern]


class Entry(Part):
    """Wordings to look for, with what to write instead or the question to answer."""

    text: RulePattern | None = None
    forms: dict[Words, Instead] = {}
    instead: Instead | None = None
    ask: Sentence | None = None
    hint: Sentence | None = None

    @model_validator(mode="after")
    def _says_what_to_look_for(self) -> Self:
        if not self.text and not self.forms:
            raise ValueError(_("names no wording; add text (a pattern) or forms (exact wordings)"))
        if self.text and self.instead is None and not self.ask and not self.hint:
            raise ValueError(_("says no way out; add instead, ask or hint"))
        return self


class LongForm(Part):
    """An abbreviation and what it stands for."""

    short: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9&]{1,5}$")]
    text: Words


class ClarityWordings(Part):
    """What clarity looks for."""

    exempt: Patterns = []
    vague: list[Entry] = []
    jargon: list[Entry] = []
    long_forms: list[LongForm] = []
    second_ask: Patterns = []
    doublet: Patterns = []
    executive_title: Patterns = []


class Length(Part):
    """Words of a good description."""

    least: Count
    most: Count
    executive_most: Count
    executive_from: Annotated[int, Field(ge=1, le=5)]


class Duties(Part):
    """How many responsibilities are right."""

    least: Annotated[int, Field(ge=1, le=100)]
    most: Annotated[int, Field(ge=1, le=100)]


class ListLine(Part):
    """When one line holds too much, and when too many lines do."""

    longest: Annotated[int, Field(ge=1, le=1000)]
    worst_share: Weight


class Grade(Part):
    """School years a reader needs."""

    good: Number
    warn: Number
    worst: Number


class SyllableRules(Part):
    """Words whose syllables the rules get wrong."""

    exceptions: dict[Words, Syllables] = {}
    silent_parts: list[Words] = []


class Clarity(Rules):
    """clarity.yaml: length, lists, single asks and plain words."""

    parts: dict[Code, Number]
    enough_words: Count
    length: Length
    bullets_share: Annotated[float, Field(gt=0, le=1)]
    list_sections: list[Code]
    responsibilities: Duties
    line: ListLine
    grade: Grade
    half_rate: dict[Code, Number]
    worst_count: dict[Code, Number]
    most_findings: Annotated[int, Field(ge=1, le=20)]
    judged_abbreviations: list[Code]
    common_abbreviations: list[Words]
    messages: dict[Code, Text]
    wordings: ClarityWordings
    syllables: SyllableRules


class InclusionWordings(Part):
    """What inclusive language looks for."""

    exempt: Patterns = []
    equality: Patterns = []
    masculine: list[Entry] = []
    feminine: list[Entry] = []
    age: list[Entry] = []
    ability: list[Entry] = []
    ability_slur: list[Entry] = []
    culture: list[Entry] = []
    degree: list[Entry] = []


class Cost(Part):
    """What a kind of wording costs: each place, or each one per 100 words above what is tolerated."""

    each: Number | None = None
    per_rate: Number | None = None
    tolerated: Number = 0
    most: Number
    sections: list[Code] | None = None

    @model_validator(mode="after")
    def _costs_one_way(self) -> Self:
        if (self.each is None) == (self.per_rate is None):
            raise ValueError(_("needs either each (points a place) or per_rate (points a rate per 100 words)"))
        return self


class Inclusion(Rules):
    """inclusion.yaml: coded and excluding wording, with alternatives."""

    enough_words: Count
    most_findings: Annotated[int, Field(ge=1, le=20)]
    kinds: dict[Literal["masculine", "feminine", "age", "ability", "culture", "degree"], Cost]
    messages: dict[Code, Any]
    wordings: InclusionWordings


LANGUAGE_SHAPES: dict[str, type[Shape]] = {"clarity": Clarity, "inclusion": Inclusion}
