"""``/descriptions/new/``: templates side by side, facts, needs and the three ways in."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from cxroles.accounts.groups import RECRUITER
from cxroles.accounts.models import User
from cxroles.jobs.models import JobDescription
from tests.builders import make_outsider, make_user

SignIn = Callable[[User], Client]
URL = "/descriptions/new/"
VP_NEEDS = {
    "need_strategy": 20,
    "need_customer_understanding": 15,
    "need_design": 10,
    "need_measurement": 15,
    "need_governance": 20,
    "need_culture": 20,
}


def answers(**values: Any) -> dict[str, Any]:
    """What the page sends when the VP template is chosen and nothing else is touched."""
    return {
        "template": "vp",
        "preset": "vp",
        "title": "Vice President of Customer Experience",
        "way": "template",
        **VP_NEEDS,
        **values,
    }


def test_anonymous_is_sent_to_sign_in(client: Client, published: None) -> None:
    assert client.get(URL).status_code == 302


def test_recruiter_may_not_start(sign_in: SignIn, published: None) -> None:
    client = sign_in(make_user(group=RECRUITER))
    assert client.get(URL).status_code == 403
    assert client.post(URL, answers()).status_code == 403
    assert not JobDescription.objects.exists()


def test_four_templates_stand_side_by_side(sign_in: SignIn, published: None) -> None:
    page = sign_in(make_user()).get(URL).content.decode()
    for code in ("director", "head", "vp", "cco"):
        assert f'id="template-{code}"' in page
        assert f'href="/templates/{code}/"' in page
    assert "CEO, Board" in page
    assert "Worth knowing" in page


def test_address_preselects_a_template_with_its_figures(sign_in: SignIn, published: None) -> None:
    form = sign_in(make_user()).get(URL + "?template=cco").context["form"]
    assert form["template"].value() == "cco"
    assert form["title"].value() == "Chief Customer Officer"
    assert form["need_strategy"].value() == 30


def test_unknown_template_in_the_address_is_ignored(sign_in: SignIn, published: None) -> None:
    response = sign_in(make_user()).get(URL + "?template=janitor")
    assert response.status_code == 200
    assert response.context["form"]["template"].value() == "director"


def test_from_template_takes_its_lines_and_the_facts(sign_in: SignIn, published: None) -> None:
    owner = make_outsider()
    response = sign_in(owner).post(URL, answers(company="Alderley Rail", reports_to="CEO", budget="1.2 million"))
    made = JobDescription.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"/descriptions/{made.pk}/"
    assert (made.owner, made.workspace, made.source) == (owner, owner.workspace, "template")
    assert (made.company, made.reports_to, made.budget) == ("Alderley Rail", "CEO", "1.2 million")
    assert made.live_statements().filter(section="mandate").count() == 9
    assert made.emphasis == {}, "untouched sliders leave the template's own targets"


def test_variant_adds_its_lines(sign_in: SignIn, published: None) -> None:
    client = sign_in(make_user())
    client.post(URL, answers(template="director", preset="director", title="D"))
    client.post(URL, answers(template="director", preset="director", title="M", variant="director:Manufacturing"))
    plain, variant = JobDescription.objects.get(title="D"), JobDescription.objects.get(title="M")
    assert variant.live_statements().count() == plain.live_statements().count() + 4


def test_blank_has_no_lines(sign_in: SignIn, published: None) -> None:
    sign_in(make_user()).post(URL, answers(way="blank", title="Something new"))
    made = JobDescription.objects.get()
    assert (made.title, made.source, made.live_statements().count()) == ("Something new", "blank", 0)


def test_import_leads_on_with_template_and_facts(sign_in: SignIn, published: None) -> None:
    response = sign_in(make_user()).post(URL, answers(way="import", company="Harbour & Vale"))
    address = urlsplit(response["Location"])
    assert address.path == "/descriptions/import/"
    assert parse_qs(address.query)["template"] == ["vp"]
    assert parse_qs(address.query)["company"] == ["Harbour & Vale"]
    assert not JobDescription.objects.exists()


def test_moved_sliders_are_normalised_and_ccxp_follows(sign_in: SignIn, published: None) -> None:
    needs = dict.fromkeys(VP_NEEDS, 50) | {"need_strategy": 100, "need_culture": 0}
    sign_in(make_user()).post(URL, answers(**needs))
    emphasis = JobDescription.objects.get().emphasis
    assert sum(emphasis["forrester"].values()) == pytest.approx(100)
    assert emphasis["forrester"]["strategy"] == pytest.approx(33.3, abs=0.1)
    assert emphasis["forrester"]["culture"] == 0
    assert sum(emphasis["ccxp"].values()) == pytest.approx(100)
    assert emphasis["ccxp"]["strategy"] > 20, "more is asked of strategy than the template's 20"
    assert emphasis["ccxp"]["culture_accountability"] < 30


def test_what_was_not_touched_follows_the_chosen_template(sign_in: SignIn, published: None) -> None:
    sign_in(make_user()).post(URL, answers(template="cco"))
    made = JobDescription.objects.get()
    assert made.title == "Chief Customer Officer"
    assert made.emphasis == {}
    assert made.template_code == "cco"


def test_button_without_scripts_fills_in_the_figures(sign_in: SignIn, published: None) -> None:
    response = sign_in(make_user()).post(URL, answers(template="cco", way="preset", company="Alderley Rail"))
    form = response.context["form"]
    assert response.status_code == 200
    assert form["need_strategy"].value() == 30
    assert form["title"].value() == "Chief Customer Officer"
    assert form["company"].value() == "Alderley Rail"
    assert not JobDescription.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"template": ""}, "Role template"),
        ({"template": "janitor"}, "janitor"),
        ({"variant": "director:Manufacturing"}, "belongs to another role template"),
        ({"variant": "vp:nothing"}, "vp:nothing"),
        ({"need_design": "-1"}, "greater than or equal to 0"),
        ({"need_design": "101"}, "less than or equal to 100"),
        ({"need_design": "lots"}, "whole number"),
        (dict.fromkeys(VP_NEEDS, "0"), "at least one discipline more than 0"),
        ({"company": "x" * 121}, "at most 120 characters"),
        ({"sector": "energy\x00"}, "Null characters"),
    ],
)
def test_mistakes_are_said_and_nothing_typed_is_lost(
    sign_in: SignIn, published: None, wrong: dict[str, Any], said: str
) -> None:
    response = sign_in(make_user()).post(URL, answers(location="Leeds, two days", **wrong))
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert 'value="Leeds, two days"' in page
    assert not JobDescription.objects.exists()


def test_markup_in_facts_is_escaped(sign_in: SignIn, published: None) -> None:
    response = sign_in(make_user()).post(URL, answers(need_design="x", company="<script>alert(1)</script>"))
    assert "<script>alert" not in response.content.decode()


def test_page_needs_no_inline_script_or_style(sign_in: SignIn, published: None) -> None:
    page = sign_in(make_user()).get(URL).content.decode()
    assert "style=" not in page
    assert "<script>" not in page
    assert "onclick" not in page


def test_number_of_queries_is_small(sign_in: SignIn, published: None, django_assert_max_num_queries: Any) -> None:
    client = sign_in(make_user())
    with django_assert_max_num_queries(16):
        client.get(URL)


def test_nothing_loaded_is_said(sign_in: SignIn, db: None) -> None:
    from cxroles.roles.models import RoleTemplateVersion

    client = sign_in(make_user())
    RoleTemplateVersion.objects.update(status="retired")
    response = client.get(URL)
    assert response.status_code == 503
    assert "load_fixtures" in response.content.decode()
