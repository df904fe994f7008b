"""Fixtures that every test may use."""

import os

os.environ.setdefault("CXROLES_SECRET_KEY", "tests-only-" + "x" * 50)
os.environ["CXROLES_DEBUG"] = "1"
os.environ["CXROLES_DEMO"] = "0"

from collections.abc import Callable  # noqa: E402  # the settings read the environment on import

import pytest  # noqa: E402
from django.test import Client  # noqa: E402

from cxroles.accounts.models import User  # noqa: E402


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Load the project's own frameworks, templates and rules once for all tests."""
    from django.core.management import call_command

    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's blocker is untyped
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
