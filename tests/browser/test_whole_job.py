"""The whole job in one go: a manager pastes, corrects, composes, approves; a recruiter prints the brief."""

import io
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Download, Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from cxroles.accounts.groups import RECRUITER
from tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.usefixtures("loaded")

PASTED = """VP Customer Experience

Harbour Foods delivers groceries to 200,000 homes.

What you'll do
- Set the customer experience strategy and agree its priorities with the board.
- Coach department heads to run their teams around the customers they serve.
- Publish the retention and NPS dashboard every month.

You'll need
- Has led change across functions that did not report to you.

Penguins may swim here. They sing as well.
"""


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 1440, "height": 1000}, accept_downloads=True
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def sign_in(page: Page, email: str) -> None:
    page.goto("/")
    page.fill("#id_username", email)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/descriptions/")


def sign_out(page: Page) -> None:
    page.locator("header details.menu > summary").first.click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/")


def words_of(download: Download) -> tuple[int, str]:
    """Pages and text of a downloaded PDF, with white space folded."""
    reader = PdfReader(io.BytesIO(download.path().read_bytes()))
    text = " ".join(page.extract_text() for page in reader.pages)
    return len(reader.pages), re.sub(r"\s+", " ", text)


def score_of(page: Page) -> int:
    return int(page.get_attribute("#panel", "data-score") or 0)


def paste_and_correct(page: Page) -> None:
    page.get_by_role("link", name="Paste or upload").first.click()
    page.fill("#id_text", PASTED)
    page.select_option("#id_template", "vp")
    page.get_by_role("button", name="Split into lines").click()
    stray = page.locator("li.check-line", has_text="Penguins may swim here.")
    expect(stray.locator("select")).to_have_value("other")
    stray.locator("textarea").fill("A subsidised canteen, with penguins.")
    stray.locator("select").select_option("offer")
    page.fill("#id_company", "Harbour Foods")
    page.get_by_role("button", name="Create description").click()
    page.wait_for_selector("html[data-composer=ready]", state="attached")


def compose(page: Page) -> None:
    duties = page.locator("#lines-responsibilities textarea")
    expect(duties).to_have_count(3)
    duties.nth(0).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Review them with customers each spring.")
    expect(page.locator("#save-state[data-state=saved]")).to_be_visible()
    before = score_of(page)
    page.locator("#fixes").get_by_role("button", name="Insert this line").first.click()
    page.wait_for_function("before => Number(document.querySelector('#panel').dataset.score) > before", arg=before)


def test_a_manager_defines_a_role_and_a_recruiter_prints_its_brief(page: Page) -> None:
    manager, recruiter = make_user(email="priya@example.org"), make_user(email="tom@example.org", group=RECRUITER)
    sign_in(page, manager.email)
    paste_and_correct(page)
    compose(page)
    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as draft:
        page.locator("form[action$='/export/description/']").get_by_role("button", name="PDF, A4").click()
    assert "Review them with customers each spring." in words_of(draft.value)[1]
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("Approved").first).to_be_visible()
    sign_out(page)

    sign_in(page, recruiter.email)
    page.get_by_role("link", name="VP Customer Experience", exact=True).click()
    expect(page.get_by_text("A subsidised canteen, with penguins.")).to_be_visible()
    with page.expect_download() as brief:
        page.locator("a[href*='/brief.pdf']").first.click()
    pages, text = words_of(brief.value)
    assert pages <= 2
    for words in ("Harbour Foods", "Competency profile", "Has led change across functions", "granted", "not stated"):
        assert words in text
