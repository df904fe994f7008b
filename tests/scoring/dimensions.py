"""What the tests of single dimensions share: a template as a draft, one dimension of a report, an action applied."""

from dataclasses import replace
from types import ModuleType
from typing import Any

from cxroles.scoring.engine import score
from cxroles.scoring.findings import insert_line
from cxroles.scoring.tagging import tag_draft
from cxroles.scoring.types import Action, Dimension, Draft, Rubric
from tests.scoring.rubrics import make_draft, read_documents

TEMPLATES = ("director", "head", "vp", "cco")


def draft_of_template(code: str) -> Draft:
    """All lines of a shipped template as a draft under its title."""
    document = read_documents("roles")[code]
    return make_draft(*[(each["section"], each["text"]) for each in document["statements"]], title=document["title"])


def judge(module: ModuleType, draft: Draft, rubric: Rubric) -> Dimension:
    """One dimension of a draft; its short way to the score must agree with the long one."""
    tagged = tag_draft(draft, rubric)
    found: Dimension = module.assess(tagged, rubric)
    assert abs(found.score - module.rate(tagged, rubric)) <= 0.05
    assert all(0 <= finding.points <= 100 for finding in found.findings)
    for finding in found.findings:
        assert "{" not in finding.message
        assert finding.start is None or draft.text[finding.start : finding.end].strip()
    return found


def codes(found: Dimension) -> list[str]:
    """The codes of the findings."""
    return [finding.code for finding in found.findings]


def apply_action(draft: Draft, action: Action) -> Draft:
    """The draft after a line was inserted or moved."""
    values: dict[str, Any] = dict(action.values)
    if action.kind == "insert_line":
        return insert_line(draft, section=values["section"], text=values["text"], level=values["level"])
    assert action.kind == "move"
    moved = next(each for each in draft.statements if each.index == values["statement"])
    rest = [each for each in draft.statements if each is not moved]
    lines = [*rest, replace(moved, section=values["to"])]
    return replace(draft, statements=tuple(replace(each, index=i) for i, each in enumerate(lines)))


def overall(draft: Draft, rubric: Rubric) -> float:
    """The overall score without rounding."""
    report = score(draft, rubric)
    weight = sum(each.weight for each in report.dimensions)
    return sum(each.score * each.weight for each in report.dimensions) / weight
