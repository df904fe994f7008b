"""Needs become shares that sum to 100, and the CCXP shares follow the crosswalk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxroles.jobs.emphasis import emphasis_from_needs, follow_crosswalk, normalise_shares

LINKS = [("strategy", "ccxp", "strategy", "exactMatchOf"), ("governance", "ccxp", "culture_accountability", "isPartOf")]
LINKS.append(("culture", "ccxp", "culture_accountability", "isPartOf"))
BASE = {"strategy": 60.0, "governance": 25.0, "culture": 15.0}
OTHER = {"strategy": 60.0, "culture_accountability": 40.0}


@given(st.dictionaries(st.text(min_size=1, max_size=4), st.floats(0, 100), min_size=1, max_size=9))
def test_shares_sum_to_100_and_keep_their_order(needs: dict[str, float]) -> None:
    shares = normalise_shares(needs)
    assert sum(round(share * 10) for share in shares.values()) == 1000
    assert all(shares[one] >= shares[other] - 0.11 for one in needs for other in needs if needs[one] >= needs[other])


def test_no_needs_at_all_are_equal_needs() -> None:
    assert normalise_shares({"a": 0, "b": 0}) == {"a": 50, "b": 50}


@pytest.mark.parametrize("odd", [-5.0, float("nan"), float("inf")])
def test_odd_numbers_count_as_nothing(odd: float) -> None:
    assert normalise_shares({"a": odd, "b": 3}) == {"a": 0, "b": 100}


def test_the_template_s_own_needs_give_its_own_ccxp_shares() -> None:
    assert follow_crosswalk(BASE, base=BASE, other_base=OTHER, links=LINKS) == OTHER


def test_parts_add_up_in_the_competency_they_belong_to() -> None:
    needs = {"strategy": 20.0, "governance": 50.0, "culture": 30.0}
    assert emphasis_from_needs(needs, {"forrester": BASE, "ccxp": OTHER}, LINKS) == {
        "forrester": needs,
        "ccxp": {"strategy": 20.0, "culture_accountability": 80.0},
    }
