"""The shape of framework, ladder and scoring fixtures: keys, types and limits."""

from typing import Annotated, Any, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from cxroles.scoring.model import read_table

HUES = Literal[
    "blue", "violet", "orange", "green", "olive", "crimson", "teal", "slate", "amber", "indigo", "brown", "magenta"
]
LEVELS = ("1", "2", "3", "4", "5")


def _two_decimals(number: float) -> float:
    if round(number, 2) != number:
        raise ValueError(_("has more than two decimals; round it"))
    return float(number)


def _sized(longest: int) -> Any:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=longest)


Text = Annotated[str, _sized(4000)]
Sentence = Annotated[str, _sized(400)]
Name = Annotated[str, _sized(120)]
ShortName = Annotated[str, _sized(16)]
PatternText = Annotated[str, _sized(200)]
RulePattern = Annotated[str, _sized(1000)]
DashedCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Percent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False), AfterValidator(_two_decimals)]
Weight = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Number = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Position = Annotated[int, Field(ge=0, le=10_000)]


class Shape(BaseModel):
    """A fixture's shape. ``as_written``: defaults are not filled in, since the scorer has its own."""

    as_written: ClassVar[bool] = False


class Part(Shape):
    """What every part of a fixture has in common: no unknown keys, no guessed types."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Source(Part):
    """Where a fact or name comes from."""

    title: Annotated[str, _sized(300)]
    publisher: Annotated[str, _sized(200)]
    used_for: Annotated[str, _sized(400)]


class Phrase(Part):
    """A wording of one competency alone."""

    text: PatternText
    weight: Weight
    customer: bool = True


class Cues(Part):
    """What evidences a competency."""

    facets: dict[Code, Weight] = {}
    phrases: list[Phrase] = []


class Competency(Part):
    """One entry of a framework."""

    code: Code
    name: Name
    short_name: ShortName
    hue: HUES
    weight: Percent
    orientation: Literal["people", "process", "both"] = "both"
    definition: Text
    indicators: dict[str, list[Sentence]]
    cues: Cues = Cues()


class Link(Part):
    """A crosswalk link; ``to`` is framework.competency."""

    source: Code = Field(alias="from")
    to: Annotated[str, _sized(81)]
    link: Literal["exactMatchOf", "isPartOf", "isRelatedTo"]


class Framework(Part):
    """A whole competency framework."""

    kind: Literal["framework"]
    code: DashedCode
    name: Annotated[str, _sized(160)]
    short_name: Annotated[str, _sized(40)]
    publisher: Name
    reference: bool = False
    noun: Annotated[str, _sized(20)] = "competency"
    position: Position = 0
    summary: Text
    sources: Annotated[list[Source], Field(min_length=1)]
    competencies: Annotated[list[Competency], Field(min_length=1, max_length=12)]
    crosswalk: list[Link] = []


class Rung(Part):
    """One proficiency level."""

    number: Annotated[int, Field(ge=1, le=5)]
    name: Annotated[str, _sized(60)]
    definition: Text
    scope: Text
    verbs: list[Annotated[str, _sized(40)]] = []


class Ladder(Part):
    """The five levels that all frameworks share."""

    kind: Literal["ladder"]
    code: Literal["ladder"]
    levels: Annotated[list[Rung], Field(min_length=5, max_length=5)]


class Rules(Shape):
    """A file of scoring rules; each dimension reads its own keys."""

    model_config = ConfigDict(extra="allow", strict=True)
    as_written: ClassVar[bool] = True

    kind: Literal["scoring"]
    code: Code


class FacetCue(Part):
    """One wording of a facet; ``customer`` and ``title`` override the facet's own."""

    text: RulePattern
    weight: Weight
    customer: bool = True
    title: Weight = 0


class Facet(Part):
    """A family of wordings that several competencies share."""

    name: Name
    customer: bool = True
    title: Weight = 0
    cues: Annotated[list[FacetCue], Field(min_length=1)]


class Facets(Rules):
    """facets.yaml: word classes, families of cues and the turns of phrase around them."""

    classes: dict[Code, Annotated[list[Name], Field(min_length=1)]]
    facets: dict[Code, Facet]
    contexts: dict[Code, list[RulePattern]] = {}


class Element(BaseModel):
    """One mandate element and the wordings that state it."""

    model_config = ConfigDict(extra="allow", strict=True)

    name: Name
    weight: Number
    cues: Annotated[list[RulePattern], Field(min_length=1)]
    missing: Text


class Mandate(Rules):
    """mandate.yaml: the nine elements."""

    elements: Annotated[dict[Code, Element], Field(min_length=9, max_length=9)]


class Bands(Part):
    """From which score (0-100) each band begins."""

    poor: Percent
    fair: Percent
    good: Percent
    great: Percent


class Weights(Rules):
    """weights.yaml: what each dimension counts for, and the bands."""

    dimensions: Annotated[dict[Code, Percent], Field(min_length=1)]
    bands: Bands


FiveNumbers = Annotated[list[Number], Field(min_length=5, max_length=5)]
Wordings = dict[Code, list[RulePattern]]


class Strain(Part):
    """What an amount takes off a score: ``each`` above ``allowed``, ``most`` in all."""

    allowed: Number = 0
    each: Number
    most: Number


class UsualYears(Part):
    """Years of experience that are usual at the levels 1 to 5."""

    least: FiveNumbers
    most: FiveNumbers
    unknown: Number


class Feasibility(Rules):
    """feasibility.yaml: how many asks are right, and what makes a list too much for one person."""

    verdicts: dict[Code, Number]
    curve: Annotated[list[Annotated[list[Number], Field(min_length=2, max_length=2)]], Field(min_length=2)]
    strain: dict[Code, Strain]
    usual_years: UsualYears
    wordings: Wordings
    messages: dict[str, Any]


class Focus(Rules):
    """focus.yaml: which field a duty belongs to."""

    fields: dict[Code, dict[Code, Weight]]
    names: dict[Code, Name]
    wordings: Wordings
    messages: dict[str, Any]


class Level(Rules):
    """level.yaml: verbs and scope words of the five levels."""

    sections: dict[Code, Weight]
    floors: FiveNumbers
    usual: FiveNumbers
    names: Annotated[list[Name], Field(min_length=5, max_length=5)]
    wordings: Wordings
    messages: dict[str, Any]


class Calibration(Part):
    """A straight line from a sum of weights towards a probability."""

    slope: Annotated[float, Field(allow_inf_nan=False)]
    shift: Annotated[float, Field(allow_inf_nan=False)]


class Knot(Part):
    """A point of the curve from a first guess at a probability to what turned out right."""

    chance: Weight
    right: Weight


class Model(Rules):
    """model.yaml: what ``manage.py train`` learned."""

    framework: DashedCode
    follows: list[DashedCode] = []
    codes: Annotated[list[Code], Field(min_length=1)]
    threshold: Weight
    calibration: dict[Code, Calibration]
    curve: list[Knot]
    weights: str

    @model_validator(mode="after")
    def _usable(self) -> "Model":
        if set(self.calibration) != set(self.codes):
            raise ValueError(_("calibration must have exactly the codes listed above"))
        read_table(self.weights, len(self.codes))
        return self


class Titles(Rules):
    """titles.yaml: the kinds of job that titles name."""

    kinds: dict[Code, Annotated[list[Name], Field(min_length=1)]]


RULE_SHAPES: dict[str, type[Shape]] = {
    "facets": Facets,
    "mandate": Mandate,
    "weights": Weights,
    "feasibility": Feasibility,
    "focus": Focus,
    "level": Level,
    "model": Model,
    "titles": Titles,
}
