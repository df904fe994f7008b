"""Direction of a line of text, which a PDF engine does not find out by itself."""

import unicodedata

from django import template

register = template.Library()


@register.filter
def direction(text: str) -> str:
    """``rtl`` when the first letter with a direction runs from right to left, else ``ltr``."""
    for character in text:
        bidirectional = unicodedata.bidirectional(character)
        if bidirectional in {"R", "AL"}:
            return "rtl"
        if bidirectional == "L":
            return "ltr"
    return "ltr"
