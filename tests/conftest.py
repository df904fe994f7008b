"""Fixtures that every test may use."""

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
