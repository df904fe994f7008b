"""Fixtures that every test may use."""

import os
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from cxroles.accounts.models import User


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Load the project's own frameworks, templates and rules once for all tests."""
    from django.core.management import call_command

    with django_db_blocker.unblock():
        call_command("load_fixtures", verbosity=0)


@pytest.fixture
def published(db: None) -> None:
    """A database with the project's fixtures published."""


@pytest.fixture
def sign_in(client: Client) -> Callable[[User], Client]:
    """Signs a person in and returns the client."""

    def signed(person: User) -> Client:
        client.force_login(person)
        return client

    return signed


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """With CXROLES_REQUIRE_ALL=1 nothing may be skipped: say what was."""
    for report in _skipped(terminalreporter):
        terminalreporter.write_line(f"NOT ALLOWED TO SKIP: {report.nodeid}", red=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With CXROLES_REQUIRE_ALL=1 a skipped test fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and session.exitstatus == pytest.ExitCode.OK and _skipped(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _skipped(reporter: pytest.TerminalReporter) -> list[pytest.TestReport]:
    if os.environ.get("CXROLES_REQUIRE_ALL") != "1":
        return []
    return [*reporter.stats.get("skipped", []), *reporter.stats.get("xfailed", [])]
