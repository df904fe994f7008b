"""A rubric's wordings, compiled once: one matcher over all cues, and what each cue stands for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from weakref import WeakKeyDictionary

from cxroles.scoring.cues import Matcher
from cxroles.scoring.model import RULES as MODEL
from cxroles.scoring.model import Model, model_from_rules
from cxroles.scoring.text import Line, Stems
from cxroles.scoring.types import Evidence, Rubric, Tag

Kind = Literal[
    "facet", "phrase", "mandate", "mark", "negation", "negated_before", "exempt", "other_duty", "no_anchor", "anchor"
]
CONTEXTS: tuple[Kind, ...] = ("negation", "negated_before", "exempt", "other_duty", "no_anchor")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a cue stands for. ``key``: facet, "framework/competency", mandate element or "file/group/number"."""

    kind: Kind
    key: str
    weight: float = 0.0
    needs_customer: bool = False
    title_weight: float = 0.0  # weight when only the job title is customer-facing, no word in the line


_SIZE_KEPT = 1_000_000  # characters of lines whose tags are kept

Tags = Mapping[str, tuple[Tag, ...]]


@dataclass(frozen=True, slots=True)
class LineTags:
    """What a line says, whoever wrote it where: offsets count from the start of the line."""

    stems: tuple[str, ...]
    vocabulary: frozenset[str]
    tags: Tags
    rejected: Tags
    mandate: Mapping[str, Evidence]
    marks: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class JobTitle:
    """What a job title tells about a line: whether it faces customers, and what kinds of job it names."""

    known: bool = False
    facing: bool = False
    kinds: frozenset[str] = frozenset()


class TitleKinds:
    """The kinds of job of titles.yaml, looked up by runs of stems."""

    def __init__(self, kinds: Mapping[str, Iterable[str]], stems: Stems) -> None:
        self._kinds: dict[tuple[str, ...], set[str]] = {}
        for kind, wordings in kinds.items():
            for wording in wordings:
                self._kinds.setdefault(tuple(stems.of(word) for word in wording.lower().split()), set()).add(kind)
        self._longest = max(map(len, self._kinds), default=0)

    def of(self, title: Line) -> frozenset[str]:
        """Every kind that a title names."""
        runs = (title.stems[i : i + n] for i in range(len(title)) for n in range(1, self._longest + 1))
        return frozenset(kind for run in runs for kind in self._kinds.get(run, ()))


@dataclass(frozen=True, slots=True)
class Learned:
    """The learned model and the frameworks that follow it: framework -> own code -> its code."""

    model: Model
    follows: Mapping[str, Mapping[str, str]]


@dataclass(slots=True, eq=False)
class Lexicon:
    """What tagging looks up. ``competencies`` maps a source key to (framework, code, weight)."""

    stems: Stems
    matcher: Matcher[Meaning]
    competencies: Mapping[str, tuple[tuple[str, str, float], ...]]
    settings: Mapping[str, Any]
    titles: TitleKinds
    learned: Learned | None = None
    seen: dict[tuple[str, JobTitle], LineTags] = field(default_factory=dict)  # lines already tagged
    seen_size: int = 0  # characters of these lines

    def remember(self, key: tuple[str, JobTitle], tags: LineTags) -> None:
        """Keep the tags of a line; when the lines kept grow too many, start anew."""
        if self.seen_size > _SIZE_KEPT:
            self.seen.clear()
            self.seen_size = 0
        self.seen[key] = tags
        self.seen_size += len(key[0])


_compiled: WeakKeyDictionary[Rubric, Lexicon] = WeakKeyDictionary()


def lexicon_for(rubric: Rubric) -> Lexicon:
    """The rubric's compiled wordings. Raises ValueError naming the pattern that is not understood."""
    lexicon = _compiled.get(rubric)
    if lexicon is None:
        lexicon = _compiled[rubric] = _compile(rubric)
    return lexicon


def _compile(rubric: Rubric) -> Lexicon:
    stems = Stems(rubric.rules.get("stems", {}))
    wordings = [
        *_facet_cues(rubric),
        *_phrases(rubric),
        *_mandate_cues(rubric),
        *_marked_cues(rubric),
        *_contexts(rubric),
    ]
    return Lexicon(
        stems=stems,
        matcher=Matcher(wordings, stems=stems, classes=_classes(rubric)),
        competencies=_competencies(rubric),
        settings=rubric.rules.get("facets", {}).get("tagging", {}),
        titles=TitleKinds(rubric.rules.get("titles", {}).get("kinds", {}), stems),
        learned=_learned(rubric),
    )


def _learned(rubric: Rubric) -> Learned | None:
    """The rubric's model, if its framework is there with the competencies it was taught."""
    rules = rubric.rules.get(MODEL)
    frameworks = {each.code: each for each in rubric.frameworks}
    taught = frameworks.get(str(rules["framework"])) if rules else None
    if not rules or taught is None or not {each.code for each in taught.competencies} >= set(rules["codes"]):
        return None
    follows = {
        code: {source: target for source, framework, target, _ in taught.crosswalk if framework == code}
        for code in rules.get("follows", ())
        if code in frameworks
    }
    return Learned(model_from_rules(rules), follows)


def _classes(rubric: Rubric) -> Mapping[str, list[str]]:
    classes: Mapping[str, list[str]] = rubric.rules.get("facets", {}).get("classes", {})
    return {"customer": [], "customer_titles": [], **classes}


def _facet_cues(rubric: Rubric) -> Iterator[tuple[str, Meaning]]:
    for code, facet in rubric.rules.get("facets", {}).get("facets", {}).items():
        for cue in facet["cues"]:
            needs_customer = bool(cue.get("customer", facet.get("customer", True)))
            title_weight = float(cue.get("title", facet.get("title", 0.0)))
            weight = float(cue["weight"])
            yield cue["text"], Meaning("facet", code, weight, needs_customer, title_weight)


def _phrases(rubric: Rubric) -> Iterator[tuple[str, Meaning]]:
    for framework in rubric.frameworks:
        for competency in framework.competencies:
            for cue in competency.cues:
                key = f"{framework.code}/{competency.code}"
                yield cue.pattern, Meaning("phrase", key, cue.weight, cue.needs_customer)


def _mandate_cues(rubric: Rubric) -> Iterator[tuple[str, Meaning]]:
    for code, element in rubric.rules.get("mandate", {}).get("elements", {}).items():
        for pattern in element.get("cues", ()):
            yield pattern, Meaning("mandate", code, 1.0)


def _marked_cues(rubric: Rubric) -> Iterator[tuple[str, Meaning]]:
    """Cues that a dimension's own rule file lists as ``wordings: {group: [entry, ...]}``."""
    for file, rules in rubric.rules.items():
        for group, entries in (rules.get("wordings") or {}).items():
            for number, entry in enumerate(entries):
                for pattern in patterns_of(entry):
                    yield pattern, Meaning("mark", f"{file}/{group}/{number}")


def patterns_of(entry: str | Mapping[str, Any]) -> list[str]:
    """The cue patterns of an entry: itself, its ``text``, or its ``forms`` word for word."""
    if isinstance(entry, str):
        return [entry]
    exact = [" ".join(f"={word}" for word in form.replace("-", " ").split()) for form in entry.get("forms", ())]
    return [entry["text"], *exact] if "text" in entry else exact


def _contexts(rubric: Rubric) -> Iterator[tuple[str, Meaning]]:
    contexts = rubric.rules.get("facets", {}).get("contexts", {})
    yield "@customer", Meaning("anchor", "anchor")
    for kind in CONTEXTS:
        for pattern in contexts.get(kind, ()):
            yield pattern, Meaning(kind, kind)


def _competencies(rubric: Rubric) -> Mapping[str, tuple[tuple[str, str, float], ...]]:
    found: dict[str, list[tuple[str, str, float]]] = {}
    for framework in rubric.frameworks:
        for competency in framework.competencies:
            own = (framework.code, competency.code, 1.0)
            found.setdefault(f"{framework.code}/{competency.code}", []).append(own)
            for facet, weight in competency.facets.items():
                link = (framework.code, competency.code, weight)
                found.setdefault(facet, []).append(link)
    return {key: tuple(links) for key, links in found.items()}
