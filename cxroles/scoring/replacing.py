"""Other words for a wording of a rule file, fitted into its line: case, article, commas."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cxroles.scoring.types import Action, Evidence, Rubric, Statement, Tagged

_ARTICLE = re.compile(r"\b([Aa])(n?)(\s+)$")
_LIST_AFTER = re.compile(r"\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+")
_LIST_BEFORE = re.compile(r"(?:\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+)$")
_VOWEL = re.compile(r"(?!(?:uni|use|usa|uti|one\b|once|eu))[aeiou]|hour|honest|heir", re.I)
_FEWEST_LEFT = 3  # words a line must keep when one is taken out


@dataclass(frozen=True, slots=True)
class Wording:
    """A marked wording with the entry of the rule file that names it; offsets into the draft's text."""

    evidence: Evidence
    group: str
    entry: Mapping[str, Any]
    statement: Statement

    @property
    def instead(self) -> str | None:
        """What to write instead; "" to leave it out, None when the entry does not say."""
        return alternative_for(self.entry, self.evidence.text)

    @property
    def replacement(self) -> Action | None:
        """The action that writes the alternative, or None without one."""
        return replace_action(self.statement, self.evidence.start, self.evidence.end, self.instead)


def wording_of(mark: Evidence, statement: Statement, rubric: Rubric) -> Wording:
    """The wording a mark stands for. Raises LookupError for a mark of another rubric."""
    file, group, number = mark.source.split("/")
    entry = rubric.rules[file]["wordings"][group][int(number)]
    return Wording(mark, group, {"text": entry} if isinstance(entry, str) else entry, statement)


def alternative_for(entry: Mapping[str, Any], found: str) -> str | None:
    """The entry's alternative for exactly these words; ``{found}`` in it stands for them."""
    forms = {_plain(form): instead for form, instead in entry.get("forms", {}).items()}
    instead = forms.get(_plain(found), entry.get("instead"))
    return None if instead is None else str(instead).replace("{found}", found)


def _plain(words: str) -> str:
    return " ".join(re.split(r"[\s-]+", words.lower()))


def replace_action(statement: Statement, start: int, end: int, instead: str | None) -> Action | None:
    """The ``replace`` action that puts ``instead`` in place of the words; None when it would leave nothing."""
    if instead is None:
        return None
    line, first, last = statement.text, start - statement.start, end - statement.start
    if not instead:
        first, last = _with_joints(line, first, last)
    if len((line[:first] + line[last:]).split()) < (1 if instead else _FEWEST_LEFT):
        return None
    if _begins_line(line, first) and line[start - statement.start].isupper():
        last, instead = _capitalised(line, last, instead)
    first, instead = _with_article(line, first, last, instead)
    if instead == line[first:last]:
        return None
    offset = statement.start
    values = {"statement": statement.index, "start": offset + first, "end": offset + last, "text": instead}
    return Action("replace", values)


def _begins_line(line: str, first: int) -> bool:
    return not line[:first].strip(" \"'“‘(")


def _with_joints(line: str, first: int, last: int) -> tuple[int, int]:
    """Words to leave out, with the comma, "and" or space that is then one too many."""
    after, before = _LIST_AFTER.match(line, last), _LIST_BEFORE.search(line[:first])
    if after and not (before and line[last] != ","):
        return first, after.end()
    if before:
        return before.start(), last
    if last < len(line) and line[last].isspace():
        return first, last + 1
    return first - (first > 0 and line[first - 1].isspace()), last


def _capitalised(line: str, last: int, instead: str) -> tuple[int, str]:
    """A capital for the word that now begins the line."""
    if instead:
        return last, instead[0].upper() + instead[1:]
    return (last + 1, line[last].upper()) if last < len(line) else (last, instead)


def _with_article(line: str, first: int, last: int, instead: str) -> tuple[int, str]:
    """The replacement with "a" or "an" before it, when the old one no longer fits."""
    article = _ARTICLE.search(line[:first])
    following = (instead + line[last:]).lstrip()
    if not article or not following or bool(_VOWEL.match(following)) == bool(article[2]):
        return first, instead
    fitting = article[1] + ("" if article[2] else "n") + article[3]
    return article.start(), fitting + instead


def wordings_in(tagged: Tagged, rubric: Rubric, file: str, groups: Iterable[str]) -> list[Wording]:
    """The wordings of some groups of a rule file, in the order of the draft's lines."""
    prefixes = tuple(f"{file}/{group}/" for group in groups)
    return [
        wording_of(mark, each.statement, rubric)
        for each in tagged.statements
        for mark in each.marks
        if mark.source.startswith(prefixes)
    ]


def group_alike(wordings: Iterable[Wording]) -> list[list[Wording]]:
    """Wordings in equal words together; the commonest first, of equals the earliest."""
    alike: dict[str, list[Wording]] = {}
    for each in wordings:
        alike.setdefault(_plain(each.evidence.text), []).append(each)
    return sorted(alike.values(), key=lambda group: -len(group))
