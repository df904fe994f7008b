"""Lets pages of the frameworks name role templates without importing them."""

from typing import Any

from django import template

from cxroles.roles.reading import lines_asking

register = template.Library()


@register.simple_tag
def lines_asking_for(framework_code: str) -> dict[str, list[dict[str, Any]]]:
    """Competency code -> how many lines of each role template ask for it."""
    return lines_asking(framework_code)


@register.filter
def at(mapping: dict[str, Any], key: str) -> Any:
    """The value of a mapping under a key that is itself a variable; None without one."""
    return mapping.get(key)
