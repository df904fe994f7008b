"""The admin site for job descriptions: looked up, never edited, never another workspace's."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cxroles.accounts.groups import ADMIN
from cxroles.accounts.models import User
from tests.builders import make_description, make_outsider, make_user

pytestmark = pytest.mark.django_db


def test_an_admin_looks_up_the_descriptions_of_her_workspace(sign_in: Callable[[User], Client]) -> None:
    client = sign_in(make_user(group=ADMIN))
    own = make_description(title="Head of Guests")
    other = make_description(title="Head of Elsewhere", owner=make_outsider())
    shown = client.get(reverse("admin:jobs_jobdescription_changelist")).content.decode()
    assert "Head of Guests" in shown
    assert "Head of Elsewhere" not in shown
    address = reverse("admin:jobs_jobdescription_change", args=[own.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"title": "Mine"}).status_code == 403
    assert client.get(reverse("admin:jobs_jobdescription_change", args=[other.pk])).status_code == 302
