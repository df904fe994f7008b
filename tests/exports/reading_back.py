"""Reads a PDF back as a person or a screen reader would."""

import io
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pypdf import PdfReader

_SPACE = re.compile(r"\s+")


def read_pages(pdf: bytes) -> list[str]:
    """The text of each page on one line, spaces single."""
    return [_SPACE.sub(" ", page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def read_text(pdf: bytes) -> str:
    """The text of all pages without any spaces: line ends inside long words do not matter."""
    return _SPACE.sub("", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def read_runs(pdf: bytes) -> list[list[tuple[str, str, float, float]]]:
    """(text, font, x, y) of every run of type on each page; y grows upwards, in points."""
    pages = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        runs: list[tuple[str, str, float, float]] = []

        def note(text: str, cm: Any, tm: Any, font: Any, _size: float, runs: Any = runs) -> None:
            if text.strip() and font:
                x, y = (cm[0] * tm[4] + cm[4], cm[3] * tm[5] + cm[5])
                runs.append((text.strip(), str(font["/BaseFont"]), x, y))

        page.extract_text(visitor_text=note)
        pages.append(runs)
    return pages


def squeeze(text: str) -> str:
    """A text as ``read_text`` would give it."""
    return _SPACE.sub("", text)


def read_structure(pdf: bytes) -> list[tuple[str, str]]:
    """(tag, alternative text) of every structure element, in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return list(_elements(document.Root.StructTreeRoot.K))


def _elements(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S), str(node.get("/Alt", ""))
        yield from _elements(node.get("/K", pikepdf.Array()))


def read_words(pdf: bytes, folder: Path) -> list[list[tuple[str, float, float, float, float]]]:
    """Every word of each page with its box (left, top, right, bottom) in points."""
    path = folder / "words.pdf"
    path.write_bytes(pdf)
    command = ["pdftotext", "-bbox", str(path), "-"]
    html = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    pages = html.split("<page ")[1:]
    box = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
    return [[(m[5], *(float(m[i]) for i in (1, 2, 3, 4))) for m in box.finditer(page)] for page in pages]  # type: ignore[misc]
