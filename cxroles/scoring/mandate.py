"""The mandate: does the description say what the person may decide, spend, lead and answer for?"""

from collections.abc import Mapping
from typing import Any

from cxroles.scoring.findings import Candidate, band_of, fill, suggest_line
from cxroles.scoring.tagging import tag_line
from cxroles.scoring.types import (
    MANDATE_ELEMENTS,
    Action,
    Dimension,
    Evidence,
    Finding,
    Rubric,
    Tagged,
    TemplateLine,
)

CODE = "mandate"


def assess(tagged: Tagged, rubric: Rubric) -> Dimension:
    """Which of the nine mandate elements are there (quoted) and which are missing."""
    found = find_elements(tagged, rubric)
    score = _score(found, rubric)
    missing = [code for code in MANDATE_ELEMENTS if code not in found]
    wording = rubric.rules.get(CODE, {}).get("messages", {}).get("summary", "{found}/{all}")
    return Dimension(
        code=CODE,
        score=round(score, 1),
        weight=float(rubric.rules.get("weights", {}).get("dimensions", {}).get(CODE, 1.0)),
        band=band_of(score, rubric),
        summary=fill(wording, found=len(found), all=len(MANDATE_ELEMENTS)),
        findings=tuple(_missing_finding(code, tagged, rubric) for code in missing),
        detail={CODE: {"elements": [_as_detail(c, found.get(c)) for c in MANDATE_ELEMENTS]}},
    )


def rate(tagged: Tagged, rubric: Rubric) -> float:
    """The score of ``assess`` (0-100) alone, for trying out changes."""
    return _score(find_elements(tagged, rubric), rubric)


def find_elements(tagged: Tagged, rubric: Rubric) -> dict[str, Evidence]:
    """Element code -> the words in the draft that settle it: a stated fact, else the first line that does."""
    text = tagged.draft.text
    found = {code: Evidence(start, end, text[start:end], "fact") for code, (start, end) in tagged.draft.facts.items()}
    ignored = rubric.rules.get(CODE, {}).get("ignored_sections", ())
    for each in tagged.statements:
        if each.statement.section not in ignored:
            for code, evidence in each.mandate.items():
                found.setdefault(code, evidence)
    return found


def _score(found: Mapping[str, Evidence], rubric: Rubric) -> float:
    weights = {code: _weight(code, rubric) for code in MANDATE_ELEMENTS}
    return 100.0 * sum(weights[code] for code in found) / sum(weights.values())


def _weight(code: str, rubric: Rubric) -> float:
    element = rubric.rules.get(CODE, {}).get("elements", {}).get(code, {})
    return float(element.get("weight", 1.0))


def _as_detail(code: str, evidence: Evidence | None) -> dict[str, Any]:
    quote = evidence and {"start": evidence.start, "end": evidence.end, "text": evidence.text}
    return {"code": code, "found": evidence is not None, "evidence": quote}


def _missing_finding(code: str, tagged: Tagged, rubric: Rubric) -> Finding:
    candidate = _best_line(code, tagged, rubric)
    element = rubric.rules.get(CODE, {}).get("elements", {}).get(code, {})
    total = sum(_weight(each, rubric) for each in MANDATE_ELEMENTS)
    return Finding(
        code=f"missing_{code}",
        dimension=CODE,
        severity="warning",
        points=candidate.gain if candidate else 100.0 * _weight(code, rubric) / total,
        message=fill(element.get("missing", code)),
        action=Action("insert_line", candidate.values) if candidate else None,
    )


def _best_line(code: str, tagged: Tagged, rubric: Rubric) -> Candidate | None:
    """The template's own line for an element; the order of the template decides between equals."""

    found = find_elements(tagged, rubric)

    def fits(line: TemplateLine) -> bool:
        return line.mandate == code

    def gain(line: TemplateLine) -> float:
        added = tag_line(line.text, rubric, title=tagged.draft.title).mandate
        return _score({**added, **found}, rubric) - _score(found, rubric)

    return suggest_line(tagged, rubric, gain=gain, fits=fits)
