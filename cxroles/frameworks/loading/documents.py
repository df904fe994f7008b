"""A fixture as read: its plain content, where each part of it stands, and what is wrong with it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Place = tuple[str | int, ...]
_NAMING_KEYS = ("code", "number", "name")


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One thing to mend before the content can be published. ``line`` is 0 outside files."""

    file: str
    line: int
    where: str
    reason: str

    def __str__(self) -> str:
        source = f"{self.file}:{self.line}" if self.line else self.file
        return f"{source}: {self.where}: {self.reason}" if self.where else f"{source}: {self.reason}"


class MistakesFoundError(ValueError):
    """Raised when content is refused; ``mistakes`` lists every reason."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


@dataclass(slots=True)
class Document:
    """The content of one fixture, from a file, from the database or from a draft in the admin site."""

    file: str
    content: dict[str, Any]
    lines: Mapping[Place, int] = field(default_factory=dict)
    published: bool = False  # already in the database: only what others take away from it is checked
    sound: bool = False  # its shape has been checked

    @property
    def kind(self) -> str:
        return str(self.content.get("kind", ""))

    @property
    def code(self) -> str:
        return str(self.content.get("code", ""))

    def mistake(self, place: Place, reason: str) -> Mistake:
        """A mistake at that place of this document."""
        return Mistake(self.file, self._line_of(place), self._name_of(place), reason)

    def _line_of(self, place: Place) -> int:
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 0)

    def _name_of(self, place: Place) -> str:
        return "".join(self._steps_of(place)).removeprefix(".")

    def _steps_of(self, place: Place) -> Iterator[str]:
        here: Any = self.content
        for step in place:
            here = _inside(here, step)
            yield f"[{_called(here, step)}]" if isinstance(step, int) else f".{step}"


def _inside(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(str(step))
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _called(item: Any, index: int) -> str:
    """What an entry of a list calls itself, else its number counted from 1."""
    if isinstance(item, dict):
        for key in _NAMING_KEYS:
            if isinstance(item.get(key), str | int):
                return str(item[key])
    return str(index + 1)


def checksum_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content, whatever the order of its keys."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
