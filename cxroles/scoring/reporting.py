"""The report as plain JSON values, schema ``cxroles.report/1``."""

from collections.abc import Mapping
from typing import Any

from cxroles.scoring.types import (
    SCHEMA,
    Dimension,
    Evidence,
    Finding,
    Report,
    Tag,
    TaggedStatement,
)


def report_as_dict(report: Report) -> dict[str, Any]:
    """The JSON contract; a key of a dimension that was not judged is absent."""
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "overall": report.overall,
        "band": report.band,
        "template": report.template,
        "title": report.title,
        "dimensions": [_dimension(each) for each in report.dimensions],
        "statements": [_statement(each) for each in report.statements],
    }
    for dimension in report.dimensions:
        document.update(dimension.detail)
    document["findings"] = [_finding(each) for each in report.findings]
    document["versions"] = dict(report.versions)
    return document


def _dimension(dimension: Dimension) -> dict[str, Any]:
    return {
        "code": dimension.code,
        "score": dimension.score,
        "weight": dimension.weight,
        "band": dimension.band,
        "summary": dimension.summary,
    }


def _statement(tagged: TaggedStatement) -> dict[str, Any]:
    statement = tagged.statement
    return {
        "index": statement.index,
        "section": statement.section,
        "text": statement.text,
        "start": statement.start,
        "end": statement.end,
        "competencies": _tags(tagged.tags),
        "rejected": _tags(tagged.rejected),
        "repeats": tagged.repeats,
    }


def _tags(tags: Mapping[str, tuple[Tag, ...]]) -> dict[str, list[dict[str, Any]]]:
    return {framework: [_tag(tag) for tag in each] for framework, each in tags.items() if each}


def _tag(tag: Tag) -> dict[str, Any]:
    return {
        "code": tag.code,
        "confidence": tag.confidence,
        "evidence": [_evidence(each) for each in tag.evidence],
        "decided_by": tag.decided_by,
        "verdict": tag.verdict,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    document: dict[str, Any] = {
        "start": evidence.start,
        "end": evidence.end,
        "text": evidence.text,
        "source": evidence.source,
        "weight": evidence.weight,
    }
    return document | ({"reason": evidence.reason} if evidence.reason else {})


def _finding(finding: Finding) -> dict[str, Any]:
    action = finding.action
    return {
        "code": finding.code,
        "dimension": finding.dimension,
        "severity": finding.severity,
        "points": finding.points,
        "message": finding.message,
        "statement": finding.statement,
        "start": finding.start,
        "end": finding.end,
        "action": {"kind": action.kind, **action.values} if action else None,
    }
