"""A cue names a shared facet or has a pattern of its own."""

import pytest
from django.core.exceptions import ValidationError

from cxroles.frameworks.models import Cue


@pytest.mark.parametrize(("facet", "pattern"), [("cx_strategy", "customer strategy"), ("", "")])
def test_both_or_neither_is_refused(facet: str, pattern: str) -> None:
    with pytest.raises(ValidationError, match="exactly one"):
        Cue(facet=facet, pattern=pattern, weight=0.5).clean()


@pytest.mark.parametrize(("facet", "pattern"), [("cx_strategy", ""), ("", "customer strategy")])
def test_one_of_them_is_enough(facet: str, pattern: str) -> None:
    Cue(facet=facet, pattern=pattern, weight=0.5).clean()
