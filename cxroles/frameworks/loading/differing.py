"""What a new content would add, change and retire against the published one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Change = Literal["added", "changed", "retired"]
LONGEST_LABEL = 60  # characters
_HEAD = ("kind", "code")
_IDENTITIES = ("code", "number", "name", "title")


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry (``group`` "competencies", ``code`` "design") or key that differs, with its changed fields."""

    change: Change
    group: str
    code: str
    fields: tuple[str, ...] = ()


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """All differences, in the order of the new content, retired entries last."""
    before, after = dict(_entries(old)), dict(_entries(new))
    found = []
    for key, value in after.items():
        if key not in before:
            found.append(Difference("added", *key))
        elif before[key] != value:
            found.append(Difference("changed", *key, _changed_fields(before[key], value)))
    found += [Difference("retired", *key) for key in before if key not in after]
    order = list(new)
    return sorted(found, key=lambda each: order.index(each.group) if each.group in order else len(order))


def _entries(content: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Any]]:
    """(group, code) -> value for everything that is added and retired as one thing."""
    for key, value in content.items():
        if key in _HEAD:
            continue
        named = _named(value)
        if named is None:
            yield (key, ""), value
        else:
            yield from (((key, code), item) for code, item in named.items())


def _named(value: Any) -> dict[str, Any] | None:
    """The entries of a collection by what identifies each, or None for a plain value."""
    if isinstance(value, dict):
        return value
    if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
        return None if value != [] else {}
    for identity in _IDENTITIES:
        names = [str(item.get(identity, ""))[:LONGEST_LABEL] for item in value]
        if all(names) and len(set(names)) == len(names):
            # Order counts: required qualifications stand in order of priority.
            return {name: {**item, "position": at} for at, (name, item) in enumerate(zip(names, value, strict=True))}
    return {_label(item): item for item in value}


def _label(item: dict[str, Any]) -> str:
    if "from" in item and "to" in item:
        return f"{item['from']} → {item['to']}"
    return str(next(iter(item.values()), ""))[:LONGEST_LABEL]


def _changed_fields(old: Any, new: Any) -> tuple[str, ...]:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return ()
    fields: list[str] = []
    for key in [*new, *(key for key in old if key not in new)]:
        if old.get(key) != new.get(key):
            inner = _changed_fields(old.get(key), new.get(key))
            fields += [f"{key}.{field}" for field in inner] or [key]
    return tuple(fields)
