"""``/frameworks/`` and ``/frameworks/<code>/``: the competency frameworks, to be read."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cxroles.accounts.groups import ADMIN, RECRUITER
from cxroles.accounts.models import User
from cxroles.frameworks.models import Competency, Cue
from cxroles.frameworks.reading import cue_in_words
from cxroles.roles.models import TemplateTag
from tests.builders import make_user

SignIn = Callable[[User], Client]
CODES = ("forrester", "ccxp", "director-skills", "head-competencies", "recruiter-asks", "engagement")


@pytest.mark.parametrize("address", ["/frameworks/", "/frameworks/ccxp/"])
def test_anonymous_is_sent_to_sign_in(client: Client, published: None, address: str) -> None:
    assert client.get(address)["Location"].startswith("/accounts/login/")


def test_list_has_all_six_and_the_ladder(sign_in: SignIn, published: None) -> None:
    page = sign_in(make_user(group=RECRUITER)).get("/frameworks/").content.decode()
    for code in CODES:
        assert f'href="/frameworks/{code}/"' in page
    assert "Shapes with the board" in page


@pytest.mark.parametrize("code", CODES)
def test_every_competency_has_its_definition_and_levels(sign_in: SignIn, published: None, code: str) -> None:
    response = sign_in(make_user()).get(f"/frameworks/{code}/")
    entries = response.context["entries"]
    wanted = Competency.objects.filter(version__framework__code=code)
    assert [entry.competency.code for entry in entries] == [each.code for each in wanted.order_by("position")]
    assert all(len(entry.rungs) == 5 for entry in entries)
    shown = sum(len(rung.indicators) for entry in entries for rung in entry.rungs)
    assert shown == sum(each.indicators.count() for each in wanted) > 0


def test_crosswalk_is_told_from_both_ends(sign_in: SignIn, published: None) -> None:
    client = sign_in(make_user())
    links = {e.competency.code: e.links for e in client.get("/frameworks/forrester/").context["entries"]}
    assert [(link.label, link.competency.code) for link in links["governance"]] == [
        ("is part of", "culture_accountability")
    ]
    back = {e.competency.code: e.links for e in client.get("/frameworks/ccxp/").context["entries"]}
    assert {(link.label, link.competency.code) for link in back["culture_accountability"]} == {
        ("includes", "governance"),
        ("includes", "culture"),
    }
    assert [link.label for link in back["strategy"]] == ["is the same as"]


def test_template_lines_that_ask_for_it_are_counted(sign_in: SignIn, published: None) -> None:
    tags = TemplateTag.objects.filter(framework_code="forrester", competency_code="governance")
    asked = tags.filter(statement__version__role_template__code="vp").values("statement").distinct().count()
    page = sign_in(make_user()).get("/frameworks/forrester/").content.decode()
    governance = page.split('id="governance"')[1].split("</article>")[0]
    assert f'<a href="/templates/vp/">VP of CX</a> <span class="nums">{asked}</span>' in governance


def test_admins_get_a_way_into_the_admin_site(sign_in: SignIn, published: None) -> None:
    assert "/admin/frameworks/" in sign_in(make_user(group=ADMIN)).get("/frameworks/ccxp/").content.decode()
    assert "/admin/frameworks/" not in sign_in(make_user()).get("/frameworks/ccxp/").content.decode()


@pytest.mark.parametrize("code", ["nothing", "ladder"])
def test_unknown_framework_is_not_found(sign_in: SignIn, published: None, code: str) -> None:
    assert sign_in(make_user()).get(f"/frameworks/{code}/").status_code == 404


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("close|closed ~ feedback loop", "close / closed … feedback loop"),
        ("=nps", "nps"),
        ("own ~2 @customer =p&l", "own … [any customer word] p&l"),
    ],
)
def test_cue_patterns_are_spelt_out(pattern: str, words: str) -> None:
    assert cue_in_words(Cue(pattern=pattern, weight=1), {}) == words


def test_families_of_wordings_have_their_names() -> None:
    cue = Cue(facet="journey_mapping", weight=1)
    assert cue_in_words(cue, {"journey_mapping": "Mapping journeys"}) == "Mapping journeys"
    assert cue_in_words(cue, {}) == "journey mapping"


def test_number_of_queries_is_the_same_for_every_framework(
    sign_in: SignIn, published: None, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(make_user())
    counts = set()
    for code in ("forrester", "recruiter-asks"):
        with django_assert_max_num_queries(20) as asked:
            client.get(f"/frameworks/{code}/")
        counts.add(len(asked))
    assert len(counts) == 1
