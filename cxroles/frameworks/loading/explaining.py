"""What a pydantic model finds wrong, said as mistakes with a line and what to do."""

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cxroles.frameworks.loading.documents import Document, Mistake, Place
from cxroles.frameworks.loading.schema import Shape

_REASONS: Mapping[str, str | Promise] = {
    "missing": gettext_lazy("is missing; add it"),
    "string_type": gettext_lazy("must be text; put it in quotes"),
    "string_too_short": gettext_lazy("is empty; write something or remove the key"),
    "string_too_long": gettext_lazy("is longer than %(max_length)s characters; shorten it"),
    "bool_type": gettext_lazy("must be true or false"),
    "int_type": gettext_lazy("must be a whole number"),
    "float_type": gettext_lazy("must be a number"),
    "list_type": gettext_lazy("must be a list; write [a, b] or one `- ` line an entry"),
    "dict_type": gettext_lazy("must be a mapping of keys to values"),
    "model_type": gettext_lazy("must be a mapping of keys to values"),
    "too_short": gettext_lazy("has %(actual_length)s entries, needs at least %(min_length)s; add some"),
    "too_long": gettext_lazy("has %(actual_length)s entries, at most %(max_length)s are allowed; remove some"),
    "literal_error": gettext_lazy("must be one of %(expected)s"),
    "greater_than_equal": gettext_lazy("must be %(ge)s or more"),
    "less_than_equal": gettext_lazy("must be %(le)s or less"),
    "string_pattern_mismatch": gettext_lazy("is not a code: use lower-case letters, digits and %(joint)s"),
    "value_error": gettext_lazy("%(error)s"),
}


def check_shape(document: Document, model: type[Shape]) -> list[Mistake]:
    """Bring the content into its normal form and mark it sound, or say all that is wrong with it."""
    unprintable = list(_control_characters(document, (), document.content))
    if unprintable:
        return unprintable
    try:
        parsed = model.model_validate(document.content)
    except ValidationError as error:
        return [_mistake(document, details, model) for details in error.errors(include_url=False)]
    document.content = parsed.model_dump(mode="json", by_alias=True, exclude_unset=model.as_written)
    document.sound = True
    return []


def _control_characters(document: Document, place: Place, value: Any) -> Iterator[Mistake]:
    """PostgreSQL refuses the null character, and no reader wants the others."""
    if isinstance(value, str) and any(ord(sign) < 32 and sign not in "\n\t" for sign in value):
        yield document.mistake(place, _("contains a control character; delete it"))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _control_characters(document, place, key)
            yield from _control_characters(document, (*place, key), inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _control_characters(document, (*place, number), inner)


def _mistake(document: Document, details: ErrorDetails, model: type[Shape]) -> Mistake:
    place: Place = tuple(step for step in details["loc"] if step != "[key]")
    if details["type"] == "extra_forbidden":
        return document.mistake(place, _unknown_key(str(place[-1]), model))
    return document.mistake(place, _reason(details))


def _reason(details: ErrorDetails) -> str:
    known = _REASONS.get(details["type"])
    if known is None:
        return _("is not valid: %(message)s") % {"message": details["msg"]}
    context = details.get("ctx") or {}
    values = {key: f"{value:g}" if isinstance(value, float) else value for key, value in context.items()}
    values["joint"] = _("underscores") if "_" in str(values.get("pattern")) else _("hyphens")
    return str(known) % values


def _unknown_key(key: str, model: type[Shape]) -> str:
    near = difflib.get_close_matches(key, sorted(_keys_of(model.model_json_schema())), n=1)
    if near:
        return _("is not a key of this place; did you mean “%(near)s”?") % {"near": near[0]}
    return _("is not a key of this place; remove it")


def _keys_of(schema: Any) -> set[str]:
    keys: set[str] = set()
    if isinstance(schema, dict):
        keys |= set(schema.get("properties", {}))
        for value in schema.values():
            keys |= _keys_of(value)
    return keys
