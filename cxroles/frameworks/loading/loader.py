"""Fixture files into the database: all of them or, when anything is wrong, none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from cxroles.frameworks.loading.differing import Difference, differences
from cxroles.frameworks.loading.documents import Document, Mistake, MistakesFoundError, checksum_of
from cxroles.frameworks.loading.explaining import check_shape
from cxroles.frameworks.loading.kinds import Content, Kind, Shelved, fixture_kinds
from cxroles.frameworks.loading.library import Library
from cxroles.frameworks.loading.reading import read_paths
from cxroles.frameworks.loading.trial import check_by_scoring

Key = tuple[str, str]  # kind and code
Outcome = Literal["new", "changed", "unchanged", "kept"]


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What loading did, or would do, with one file.

    "kept": the file says what it said before, and an admin has published a newer version since.
    """

    file: str
    kind: str
    code: str
    outcome: Outcome
    number: int
    differences: tuple[Difference, ...] = ()

    @property
    def publishes(self) -> bool:
        """Whether the file makes a new version."""
        return self.outcome in ("new", "changed")


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """What loading did, or would do. With ``mistakes`` nothing was written."""

    files: tuple[FileOutcome, ...] = ()
    mistakes: tuple[Mistake, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the files were turned down."""
        return bool(self.mistakes)


def load_paths(paths: Iterable[Path | str], *, dry_run: bool = False) -> LoadOutcome:
    """Check the fixtures in these files and folders and publish what differs, all or nothing.

    Never raises for bad content: ``LoadOutcome.mistakes`` lists everything that is wrong.
    """
    documents, mistakes = read_paths(Path(path) for path in paths)
    # Reading what is published and writing the next version belong together, or two loads could collide.
    with transaction.atomic():
        kinds = fixture_kinds()
        shelved = newest_of(kinds)
        mistakes += check_documents(documents, kinds, shelved)
        if mistakes:
            return LoadOutcome(mistakes=tuple(sorted(mistakes)))
        outcomes = [_compare(document, kinds, shelved) for document in documents]
        if not dry_run:
            _publish(documents, outcomes, kinds)
    return LoadOutcome(files=tuple(outcomes))


def newest_of(kinds: Mapping[str, Kind]) -> dict[Key, Shelved]:
    """The newest published content of every kind and code."""
    return {(name, shelved.code): shelved for name, kind in kinds.items() for shelved in kind.shelf.newest()}


def check_documents(
    documents: Iterable[Document], kinds: Mapping[str, Kind], shelved: Mapping[Key, Shelved]
) -> list[Mistake]:
    """Everything wrong in these documents, among them and against what is published; they become sound."""
    documents = list(documents)
    mistakes: list[Mistake] = []
    for document in documents:
        mistakes += _check_head(document, kinds) or check_shape(document, kinds[document.kind].shape_of(document.code))
    mistakes += _check_codes(documents)
    own = {(document.kind, document.code) for document in documents}
    published = [_published_document(key, each) for key, each in shelved.items() if key not in own]
    library = Library([*documents, *published])
    all_sound = all(document.sound for document in documents)
    for document in library.documents:
        if document.sound and (all_sound or not document.published):
            mistakes += kinds[document.kind].check(document, library)
        elif not document.sound and document.kind in kinds:
            mistakes += kinds[document.kind].glance(document)
    return mistakes or list(check_by_scoring(documents, library))


def check_draft(content: Content, name: str) -> Content:
    """The content of a draft in its normal form. Raises MistakesFoundError with all that is wrong."""
    kinds = fixture_kinds()
    document = Document(name, content)
    mistakes = check_documents([document], kinds, newest_of(kinds))
    if mistakes:
        raise MistakesFoundError(mistakes)
    return document.content


def _check_head(document: Document, kinds: Mapping[str, Kind]) -> list[Mistake]:
    if document.kind not in kinds:
        reason = _("must be one of %(kinds)s") % {"kinds": ", ".join(kinds)}
        return [document.mistake(("kind",), reason)]
    if not isinstance(document.content.get("code"), str):
        return [document.mistake(("code",), _("is missing or is no text; add it"))]
    return []


def _check_codes(documents: Iterable[Document]) -> list[Mistake]:
    first: dict[Key, str] = {}
    mistakes = []
    for document in documents:
        other = first.setdefault((document.kind, document.code), document.file)
        if other != document.file:
            reason = _("“%(code)s” is also in %(other)s; load one of the two or give it its own code")
            mistakes.append(document.mistake(("code",), reason % {"code": document.code, "other": other}))
    return mistakes


def _published_document(key: Key, shelved: Shelved) -> Document:
    name = _("published %(kind)s %(code)s version %(number)s")
    values = {"kind": key[0].replace("_", " "), "code": shelved.code, "number": shelved.number}
    return Document(name % values, shelved.content, published=True, sound=True)


def _compare(document: Document, kinds: Mapping[str, Kind], shelved: Mapping[Key, Shelved]) -> FileOutcome:
    before = shelved.get((document.kind, document.code))
    checksum = checksum_of(document.content)
    outcome: Outcome = "changed"
    if before is None:
        outcome = "new"
    elif before.checksum == checksum:
        outcome = "unchanged"
    elif before.file_checksum == checksum:
        outcome = "kept"
    publishes = before is None or outcome == "changed"
    return FileOutcome(
        file=document.file,
        kind=document.kind,
        code=document.code,
        outcome=outcome,
        number=kinds[document.kind].shelf.next_number(document.code) if publishes or not before else before.number,
        differences=tuple(differences(before.content if before else {}, document.content)) if publishes else (),
    )


def _publish(documents: Iterable[Document], outcomes: Iterable[FileOutcome], kinds: Mapping[str, Kind]) -> None:
    changed: dict[str, list[Document]] = {}
    for document, outcome in zip(documents, outcomes, strict=True):
        if outcome.publishes:
            changed.setdefault(document.kind, []).append(document)
    for name, of_kind in changed.items():
        kinds[name].shelf.publish(document.content for document in of_kind)
