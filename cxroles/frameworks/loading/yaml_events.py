"""YAML text to plain values with the line of each, built from the parser's events.

Working on events keeps hostile files harmless: aliases, tags and deep nesting are refused before
anything is built from them. Mapping keys are always text, as they are in JSON.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml import events as ev
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from cxroles.frameworks.loading.documents import Document, Mistake, Place

DEEPEST = 12
_WHOLE = re.compile(r"[-+]?\d{1,15}$")
_DECIMAL = re.compile(r"[-+]?\d{1,15}\.\d{1,15}$")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


class _StopReading(Exception):  # noqa: N818  # control flow, not an error
    """The rest of the file is not worth reading."""


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    values: dict[str, Any] | list[Any]
    place: Place
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    file: str
    root: Any = None
    documents: int = 0
    lines: dict[Place, int] = field(default_factory=lambda: {(): 1})
    mistakes: list[Mistake] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def take(self, event: Any) -> None:
        """Add what one event says."""
        if isinstance(event, ev.DocumentStartEvent):
            self._begin_document(event)
        elif isinstance(event, ev.MappingEndEvent | ev.SequenceEndEvent):
            self.open.pop()
        elif isinstance(event, ev.NodeEvent):
            self._take_node(event)

    def refuse(self, line: int, reason: str) -> None:
        self.mistakes.append(Mistake(self.file, line, "", reason))

    def _begin_document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self.refuse(_line(event), _("a second document begins (---); put it into a file of its own"))
            raise _StopReading

    def _take_node(self, event: Any) -> None:
        self._refuse_tricks(event)
        parent = self.open[-1] if self.open else None
        if parent and isinstance(parent.values, dict) and parent.key is None:
            self._take_key(parent, event)
            return
        place = self._place_in(parent, event)
        value = self._value_of(event)
        self._put(parent, value)
        if isinstance(value, dict | list):
            self._open(event, _Open(value, place))

    def _refuse_tricks(self, event: Any) -> None:
        if isinstance(event, ev.AliasEvent) or event.anchor:
            self.refuse(_line(event), _("anchors and aliases (& and *) are not read; write the value out"))
        elif getattr(event, "tag", None) and not isinstance(event, ev.AliasEvent):
            self.refuse(_line(event), _("tags (!) are not read; write a plain value"))

    def _take_key(self, parent: _Open, event: Any) -> None:
        if not isinstance(event, ev.ScalarEvent):
            self.refuse(_line(event), _("a key must be one word; put the list or mapping behind a key"))
            raise _StopReading
        parent.key = str(event.value)
        place = (*parent.place, parent.key)
        if parent.key in parent.values:
            self.refuse(
                _line(event),
                _("the key “%(key)s” stands here twice, first in line %(line)s; keep one")
                % {"key": parent.key[:60], "line": self.lines[place]},
            )
        self.lines.setdefault(place, _line(event))

    def _place_in(self, parent: _Open | None, event: Any) -> Place:
        if parent is None:
            return ()
        if isinstance(parent.values, dict):
            return (*parent.place, str(parent.key))
        place = (*parent.place, len(parent.values))
        self.lines[place] = _line(event)
        return place

    def _put(self, parent: _Open | None, value: Any) -> None:
        if parent is None:
            self.root = value
        elif isinstance(parent.values, list):
            parent.values.append(value)
        else:
            parent.values[str(parent.key)] = value
            parent.key = None

    def _value_of(self, event: Any) -> Any:
        if isinstance(event, ev.MappingStartEvent):
            return {}
        if isinstance(event, ev.SequenceStartEvent):
            return []
        if isinstance(event, ev.ScalarEvent):
            return _scalar(event)
        return None

    def _open(self, event: Any, opened: _Open) -> None:
        if len(self.open) >= DEEPEST:
            self.refuse(_line(event), _("nested deeper than %(count)s levels; flatten it") % {"count": DEEPEST})
            raise _StopReading
        self.open.append(opened)


def _scalar(event: Any) -> Any:
    text = str(event.value)
    if not event.implicit[0]:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _WHOLE.match(text):
        return int(text)
    return float(text) if _DECIMAL.match(text) else text


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def build_document(text: str, file: str) -> tuple[Document | None, list[Mistake]]:
    """The document in a YAML text, or None, and every mistake of its form."""
    builder = _Builder(file)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            builder.take(event)
    except _StopReading:
        pass
    except YAMLError as error:
        builder.refuse(*_explained(error, text))
    if not builder.mistakes and not isinstance(builder.root, dict):
        builder.refuse(1, _("the file does not begin with keys; start with `kind:` and `code:`"))
    if builder.mistakes:
        return None, builder.mistakes
    return Document(file, builder.root, builder.lines), []


def _explained(error: YAMLError, text: str) -> tuple[int, str]:
    """Line and reason of a syntax error."""
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, int(error.position)) + 1
        return line, _("a control character stands here that YAML does not allow; delete it")
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        reason = _("not valid YAML (%(problem)s); check indentation, quotes and brackets around here")
        return (mark.line + 1 if mark else 1), reason % {"problem": error.problem or error.context}
    return 1, _("not valid YAML; check indentation, quotes and brackets")
