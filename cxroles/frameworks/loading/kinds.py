"""The kinds of fixture there are. An app adds its own by naming them in ``fixture_kinds`` of its AppConfig."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.apps import apps
from django.utils.module_loading import import_string

from cxroles.frameworks.loading.documents import Document, Mistake
from cxroles.frameworks.loading.library import Library
from cxroles.frameworks.loading.schema import Shape

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shelved:
    """The newest published content of one code. ``file_checksum`` is that of the newest version out of a file."""

    code: str
    number: int
    content: Content
    checksum: str
    file_checksum: str


class Shelf(Protocol):
    """Where the published content of one kind is kept."""

    def newest(self) -> list[Shelved]:
        """The newest published content of every code."""
        ...

    def next_number(self, code: str) -> int:
        """The version number that publishing this code now would make."""
        ...

    def publish(self, contents: Iterable[Content]) -> None:
        """Write each content as the next published version of its code."""
        ...


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fixture: its shape, its checks and where it is kept."""

    name: str
    shape: type[Shape]
    check: Callable[[Document, Library], Iterable[Mistake]]
    shelf: Shelf
    special_shapes: Mapping[str, type[Shape]] = field(default_factory=dict)  # code -> its own shape
    # What can be said of a document whose shape is wrong, so that all mistakes show at once.
    glance: Callable[[Document], Iterable[Mistake]] = field(default=lambda _document: ())

    def shape_of(self, code: str) -> type[Shape]:
        """The model a document of that code must satisfy."""
        return self.special_shapes.get(code, self.shape)


def fixture_kinds() -> dict[str, Kind]:
    """Every kind by name, in the order the apps are installed."""
    paths = [path for config in apps.get_app_configs() for path in getattr(config, "fixture_kinds", ())]
    kinds: list[Kind] = [import_string(path) for path in paths]
    return {kind.name: kind for kind in kinds}
