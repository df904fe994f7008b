"""Everything that will be published after a run, so that one fixture can be checked against the others."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from cxroles.frameworks.loading.documents import Document


class Library:
    """The documents of this run and, for codes that are not in it, the published ones.

    Its look-ups are forgiving: a document with a mistake of shape still lends its codes to the others,
    so that one mistake does not show up as twenty.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(documents)

    def of_kind(self, kind: str) -> Iterator[Document]:
        """All documents of one kind."""
        return (document for document in self.documents if document.kind == kind)

    @cached_property
    def competencies(self) -> dict[str, dict[str, dict[str, Any]]]:
        """Framework code -> competency code -> its content."""
        return {
            document.code: {str(c.get("code")): c for c in _mappings(document.content.get("competencies"))}
            for document in self.of_kind("framework")
        }

    @cached_property
    def reference_frameworks(self) -> list[str]:
        """Codes of the frameworks every role template is tagged with."""
        return sorted(d.code for d in self.of_kind("framework") if d.content.get("reference") is True)

    @cached_property
    def links(self) -> dict[str, set[str]]:
        """Crosswalk: framework.competency -> the ones it points to."""
        found: dict[str, set[str]] = {}
        for document in self.of_kind("framework"):
            for link in _mappings(document.content.get("crosswalk")):
                found.setdefault(f"{document.code}.{link.get('from')}", set()).add(str(link.get("to")))
        return found

    @cached_property
    def facets(self) -> set[str] | None:
        """Codes of the shared facets, or None while there is no facets file."""
        return self._keys_of_facets_file("facets")

    @cached_property
    def word_classes(self) -> set[str] | None:
        """Names of the word classes, or None while there is no facets file."""
        return self._keys_of_facets_file("classes")

    def _keys_of_facets_file(self, key: str) -> set[str] | None:
        for document in self.of_kind("scoring"):
            if document.code == "facets":
                values = document.content.get(key)
                return set(values) if isinstance(values, dict) else set()
        return None


def _mappings(values: Any) -> Iterator[dict[str, Any]]:
    if isinstance(values, list):
        yield from (value for value in values if isinstance(value, dict))
