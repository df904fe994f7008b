"""Statements as JSON lines: reading them and checking what they claim."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cxroles.scoring.types import SECTIONS, Rubric

Row = dict[str, Any]
NumberedRow = tuple[int, Row]


def read_rows(name: str) -> Iterator[NumberedRow]:
    """Line numbers and rows of a JSON-lines file.

    Raises OSError, and LookupError naming the line that is not such a row.
    """
    for number, line in enumerate(_text_of(name).split("\n"), start=1):
        if line.strip():
            yield number, _row(name, number, line)


def _text_of(name: str) -> str:
    content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LookupError(f"{name}: byte {error.start} is not UTF-8. Save the file as UTF-8.") from error


def _row(name: str, number: int, line: str) -> Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise LookupError(f"{name}:{number}: not JSON ({error}). One object a line is expected.") from error
    try:
        json.dumps(row, ensure_ascii=False, allow_nan=False).encode()
    except ValueError as error:  # half a character (a lone surrogate), or NaN
        raise LookupError(f"{name}:{number}: cannot be written as JSON again ({error}). Mend the value.") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise LookupError(f'{name}:{number}: an object with "text" (a string) is expected.')
    if row.get("section") not in (None, *SECTIONS):
        raise LookupError(f"{name}:{number}: unknown section {row['section']!r}. Known: {', '.join(SECTIONS)}.")
    return row


def check_labels(name: str, rows: Sequence[NumberedRow], rubric: Rubric) -> list[str]:
    """Codes of the frameworks that the rows are labelled for. Raises LookupError for a label that is none."""
    known = {framework.code: {each.code for each in framework.competencies} for framework in rubric.frameworks}
    for number, row in rows:
        for framework in known.keys() & row.keys():
            _check_row(f"{name}:{number}", framework, row[framework], known[framework])
    found = [code for code in known if any(code in row for _, row in rows)]
    if not found:
        raise LookupError(f'{name}: no line is labelled. Add e.g. "forrester": ["strategy"] to each.')
    return found


def _check_row(place: str, framework: str, labels: Any, known: set[str]) -> None:
    if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
        raise LookupError(f'{place}: "{framework}" must be a list of competency codes.')
    unknown = sorted(set(labels) - known)
    if unknown:
        raise LookupError(
            f"{place}: {framework} has no competency {', '.join(unknown)}. Known: {', '.join(sorted(known))}."
        )
