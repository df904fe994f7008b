"""Every screen to be read or filled in: zero axe violations, light and dark, wide and narrow, folds open."""

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page

from cxroles.accounts.groups import ADMIN, RECRUITER
from cxroles.accounts.models import User
from cxroles.jobs.models import JobDescription
from cxroles.jobs.workflow import take_step
from tests.browser.conftest import OpenPage, violations
from tests.builders import make_blank, make_description, make_outsider, make_user

NARROW, WIDE = 390, 1440
# By whom each screen is opened, and its address; {approved} is the description with a revision.
SCREENS = {
    "manager": {
        "my drafts": "/descriptions/",
        "all of the workspace": "/descriptions/?tab=all",
        "nothing found": "/descriptions/?tab=all&q=zzzz",
        "start": "/descriptions/new/",
        "revision": "/descriptions/{approved}/revisions/1/",
        "revisions": "/descriptions/{approved}/revisions/",
        "templates": "/templates/",
        "frameworks": "/frameworks/",
        "framework, people and process": "/frameworks/engagement/",
        "password": "/accounts/password/",
    },
    "newcomer": {"nothing yet": "/descriptions/"},
    "recruiter": {
        "what is approved": "/descriptions/",
        "revision as a recruiter": "/descriptions/{approved}/revisions/1/",
        "forbidden": "/descriptions/new/",
    },
    "admin": {"template": "/templates/director/", "framework": "/frameworks/forrester/"},
    "nobody": {"sign-in": "/accounts/login/"},
}


@pytest.fixture
def people(loaded: None) -> dict[str, User]:
    """One person a permission group, and somebody alone in a workspace."""
    return {
        "manager": make_user(name="Priya Nair"),
        "newcomer": make_outsider(),
        "recruiter": make_user(group=RECRUITER),
        "admin": make_user(group=ADMIN),
    }


@pytest.fixture
def approved(people: dict[str, User]) -> JobDescription:
    """A description with one revision, beside a draft and one that waits for review."""
    owner = people["manager"]
    make_blank(owner=owner, title="Head of Journeys")
    waiting = make_description(owner=owner, template="head")
    take_step(description=waiting, code="submit", by=owner)
    description = make_description(owner=owner, reports_to="CEO", location="Leeds")
    take_step(description=description, code="approve", by=owner)
    return description


def faults_of(page: Page, address: str) -> list[str]:
    """What axe finds on a page with all its folds open, and whether it scrolls sideways."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('details:not(.menu)').forEach((fold) => { fold.open = true })")
    sideways = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return violations(page) + (["scrolls sideways"] if sideways else [])


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_screen_has_a_fault(
    open_page: OpenPage,
    settings: LazySettings,
    people: dict[str, User],
    approved: JobDescription,
    theme: str,
    width: int,
) -> None:
    settings.DEMO, settings.DEMO_PASSWORD = True, "shown-to-everyone"
    look = {"color_scheme": theme, "reduced_motion": "reduce", "viewport": {"width": width, "height": 900}}
    found = {}
    for who, screens in SCREENS.items():
        page = open_page("/healthz", people.get(who, approved.owner), wait=False, **look)
        if who == "nobody":
            page.context.clear_cookies()
        for name, address in screens.items():
            found[name] = faults_of(page, address.format(approved=approved.pk))
            assert page.locator("html").get_attribute("data-bs-theme") == theme
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_start_page_follows_the_template_until_touched(open_page: OpenPage, people: dict[str, User]) -> None:
    page = open_page("/descriptions/new/", people["manager"], wait=False)
    page.check("#template-cco")
    assert page.input_value("#id_title") == "Chief Customer Officer"
    assert page.locator("output").all_inner_texts() == ["30%", "10%", "10%", "15%", "20%", "15%"]
    page.fill("#id_need_strategy", "100")
    shown = page.locator("output").first.inner_text()
    page.check("#template-vp")
    assert page.input_value("#id_title") == "Vice President of Customer Experience"
    assert page.input_value("#id_need_strategy") == "100"
    page.get_by_role("button", name="Start from the template").click()
    page.wait_for_url("**/descriptions/*/")
    made = JobDescription.objects.get()
    assert made.template_code == "vp"
    assert f"{made.emphasis['forrester']['strategy']:g}%" == shown


def test_enter_in_a_field_begins_from_the_template(open_page: OpenPage, people: dict[str, User]) -> None:
    page = open_page("/descriptions/new/?template=head", people["manager"], wait=False)
    page.fill("#id_company", "Alderley Rail")
    page.press("#id_company", "Enter")
    page.wait_for_url("**/descriptions/*/")
    assert JobDescription.objects.get().source == "template"


def test_start_page_works_without_scripts(open_page: OpenPage, people: dict[str, User]) -> None:
    page = open_page("/descriptions/new/", people["manager"], wait=False, java_script_enabled=False)
    page.check("#template-cco")
    page.get_by_role("button", name="Fill in the chosen template's figures").click()
    assert page.input_value("#id_need_strategy") == "30"
    page.fill("#id_need_design", "40")
    page.get_by_role("button", name="Start blank").click()
    page.wait_for_url("**/descriptions/*/")
    made = JobDescription.objects.get()
    assert made.source == "blank"
    assert made.emphasis["forrester"]["design"] == pytest.approx(100 * 40 / 130, abs=0.1)
