"""The one place where fixtures meet the scorer's cue language."""

import re
from collections.abc import Container, Iterable
from typing import Any

from django.utils.translation import gettext as _

from cxroles.scoring.cues import FIGURE, parse_pattern
from cxroles.scoring.text import Stems

_ELEMENT = re.compile(r"~\d{0,2}$|[=@]?[\w'’&.+/-]+(\|[=@]?[\w'’&.+/-]+)*$")


class _Everything(Container[str]):
    """Stands for the word classes while no facets file says which there are."""

    def __contains__(self, _name: object) -> bool:
        return True


def pattern_mistake(pattern: str, classes: Iterable[str] | None) -> str | None:
    """What is wrong with a cue pattern, or None. ``classes`` None: not known yet."""
    known: Any = _Everything() if classes is None else {FIGURE, *(name.lower() for name in classes)}
    for element in pattern.split():
        if not _ELEMENT.match(element):
            return _("“%(element)s” is no element of a cue: use words, =word, a|b, @class, ~ or ~2") % {
                "element": element
            }
    try:
        parse_pattern(pattern, Stems({}), known)
    except ValueError as error:
        return _("%(reason)s; mend the cue") % {"reason": error}
    return None


def stems_mistake(rules: dict[str, Any]) -> str | None:
    """What is wrong with the stem exceptions, or None."""
    try:
        Stems(rules)
    except (ValueError, KeyError, TypeError, AttributeError, re.error) as error:
        return _("cannot be used (%(reason)s); compare with the comments in the file") % {"reason": error}
    return None
