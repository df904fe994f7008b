"""A real Chromium against a live server: every browser test starts signed in on a fresh database."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from cxroles.accounts.models import User
from cxroles.frameworks.models import FrameworkVersion

# Playwright's loop makes Django believe that a test is asynchronous; the database calls are not.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
NAMES = ("chromium", "chromium-browser", "google-chrome")

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder; only CXROLES_BROWSER_TESTS=0 leaves them out."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if os.environ.get("CXROLES_BROWSER_TESTS") == "0":
                # For a quick run by hand; with CXROLES_REQUIRE_ALL=1 a skipped test fails the run.
                item.add_marker(pytest.mark.skip(reason="CXROLES_BROWSER_TESTS=0"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's Chromium; a machine without one fails instead of passing unseen."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail("No Chromium found. Install it (apt-get install chromium) or name it in CHROMIUM.")
    return {"executable_path": found, "args": ["--no-sandbox", "--disable-dev-shm-usage"]}


@pytest.fixture
def loaded(transactional_db: None) -> None:
    """The project's fixtures; a live server's test empties the database behind itself."""
    if not FrameworkVersion.objects.exists():
        call_command("load_fixtures", verbosity=0)


@pytest.fixture
def open_page(loaded: None, live_server: LiveServer, browser: Browser) -> Iterator[OpenPage]:
    """Opens a path as a person, in a browser of her own; a script error fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(path: str, person: User, *, wait: bool = True, **options: Any) -> Page:
        options = {"viewport": {"width": 1440, "height": 1000}, **options}
        context = browser.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        context.add_cookies([{"name": "sessionid", "value": _session_of(person), "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path)
        if wait:
            page.wait_for_selector("html[data-composer=ready]", state="attached")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def _session_of(person: User) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


def violations(page: Page) -> list[str]:
    """What axe finds wrong: rule and first element."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]
