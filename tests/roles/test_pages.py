"""``/templates/`` and ``/templates/<code>/``: the role templates, to be read."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cxroles.accounts.groups import ADMIN, RECRUITER
from cxroles.accounts.models import User
from cxroles.roles.models import RoleTemplateVersion
from tests.builders import make_outsider, make_user

SignIn = Callable[[User], Client]


@pytest.mark.parametrize("address", ["/templates/", "/templates/vp/"])
def test_anonymous_is_sent_to_sign_in(client: Client, published: None, address: str) -> None:
    assert client.get(address)["Location"].startswith("/accounts/login/")


def test_list_shows_all_four_with_their_emphasis(sign_in: SignIn, published: None) -> None:
    response = sign_in(make_user()).get("/templates/")
    cards = response.context["cards"]
    assert [card.version.role_template.code for card in cards] == ["director", "head", "vp", "cco"]
    assert [bar.share for bar in cards[3].profile.bars] == [30, 10, 10, 15, 20, 15]
    assert len({card.profile.scale for card in cards}) == 1, "bars of different length must mean different shares"
    assert "3 Leads (3 to 4)" in response.content.decode()


def test_everything_of_a_template_is_there(sign_in: SignIn, published: None) -> None:
    version = RoleTemplateVersion.objects.get(role_template__code="director")
    response = sign_in(make_user()).get("/templates/director/")
    page = response.content.decode()
    shown = [line for group in response.context["groups"] for line in group.lines]
    extra = [line for variant in response.context["variants"] for group in variant.groups for line in group.lines]
    assert {line.statement.pk for line in [*shown, *extra]} == set(version.statements.values_list("pk", flat=True))
    assert all(line.competencies for line in [*shown, *extra])
    for words in (*version.aliases, "Variant: Manufacturing", "Decision rights", "Where such people come from", "CCXP"):
        assert words in page


def test_mandate_names_each_of_its_nine_elements(sign_in: SignIn, published: None) -> None:
    groups = sign_in(make_user()).get("/templates/vp/").context["groups"]
    mandate = next(group for group in groups if group.section == "mandate")
    assert len({line.statement.mandate for line in mandate.lines}) == 9


def test_who_composes_may_start_from_it(sign_in: SignIn, published: None) -> None:
    start = 'href="/descriptions/new/?template=vp"'
    assert start in sign_in(make_outsider()).get("/templates/vp/").content.decode()
    assert start not in sign_in(make_user(group=RECRUITER)).get("/templates/vp/").content.decode()


def test_admins_get_a_way_into_the_admin_site(sign_in: SignIn, published: None) -> None:
    assert "/admin/roles/" in sign_in(make_user(group=ADMIN)).get("/templates/vp/").content.decode()
    assert "/admin/roles/" not in sign_in(make_user()).get("/templates/vp/").content.decode()


@pytest.mark.parametrize("code", ["janitor", "v-p", "x" * 300])
def test_unknown_template_is_not_found(sign_in: SignIn, published: None, code: str) -> None:
    assert sign_in(make_user()).get(f"/templates/{code}/").status_code == 404


def test_newest_published_version_is_shown(sign_in: SignIn, published: None) -> None:
    old = RoleTemplateVersion.objects.get(role_template__code="vp")
    values = {name: getattr(old, name) for name in ("role_template", "level", "level_from", "level_to", "emphasis")}
    for number, status in ((2, "published"), (3, "draft")):
        RoleTemplateVersion.objects.create(number=number, status=status, title=f"Wording {number}", **values)
    assert "Wording 2" in sign_in(make_user()).get("/templates/vp/").content.decode()


def test_number_of_queries_does_not_grow_with_the_lines(
    sign_in: SignIn, published: None, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(make_user())
    client.get("/templates/")
    with django_assert_max_num_queries(20) as plain:
        client.get("/templates/vp/")
    version = RoleTemplateVersion.objects.get(role_template__code="vp")
    first = version.statements.get(code="vp-purpose-01")
    for number in range(5):
        line = version.statements.create(code=f"more-{number}", section="purpose", text="More.", level=4)
        line.tags.create(framework_code="forrester", competency_code="strategy")
    assert first.tags.exists()
    with django_assert_max_num_queries(20) as longer:
        client.get("/templates/vp/")
    assert len(longer) == len(plain)
