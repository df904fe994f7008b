"""Paths to documents: finds the files and reads each, collecting every mistake on the way."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from cxroles.frameworks.loading.documents import Document, Mistake
from cxroles.frameworks.loading.yaml_events import build_document

LARGEST = 5 * 1024 * 1024  # bytes
DEMO = "demo"  # the folder of demo people and descriptions, which another command reads
# Extension -> reader of its text; a further format is one reader and one line.
READERS = {".yaml": build_document, ".yml": build_document}


def read_paths(paths: Iterable[Path]) -> tuple[list[Document], list[Mistake]]:
    """All documents in these files and folders, and every mistake of finding and reading them."""
    documents: list[Document] = []
    mistakes: list[Mistake] = []
    seen: set[Path] = set()
    for found in _files_of(paths):
        if isinstance(found, Mistake):
            mistakes.append(found)
        elif found.resolve() not in seen:
            seen.add(found.resolve())
            document, wrong = _read_file(found)
            documents += [document] if document else []
            mistakes += wrong
    return documents, mistakes


def _files_of(paths: Iterable[Path]) -> Iterator[Path | Mistake]:
    for path in paths:
        if path.is_dir():
            yield from _files_in(path)
        elif not path.exists():
            yield Mistake(shown(path), 0, "", _("there is no such file or folder; check the path"))
        elif path.suffix.lower() not in READERS:
            yield Mistake(shown(path), 0, "", _("this kind of file cannot be loaded; give a .yaml or .yml file"))
        else:
            yield path


def _files_in(folder: Path) -> Iterator[Path | Mistake]:
    inside = sorted(path for path in folder.rglob("*") if path.suffix.lower() in READERS and path.is_file())
    inside = [path for path in inside if DEMO not in path.relative_to(folder).parts]
    if not inside:
        yield Mistake(shown(folder), 0, "", _("the folder has no .yaml or .yml file; check the path"))
    yield from inside


def _read_file(path: Path) -> tuple[Document | None, list[Mistake]]:
    try:
        raw = _bytes_of(path)
    except OSError as error:
        reason = _("cannot be read (%(why)s); check its permissions") % {"why": error.strerror}
        return None, [Mistake(shown(path), 0, "", reason)]
    if len(raw) > LARGEST:
        return None, [Mistake(shown(path), 0, "", _("larger than 5 MB; split it into several files"))]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, [Mistake(shown(path), line, "", _("not in UTF-8; save the file with that encoding"))]
    return READERS[path.suffix.lower()](text, shown(path))


def _bytes_of(path: Path) -> bytes:
    # One byte more than allowed is enough to know, however large the file (or pipe) is.
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def shown(path: Path) -> str:
    """The path as people expect to see it: relative when it lies below the working directory."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative
