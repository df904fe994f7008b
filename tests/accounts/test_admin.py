"""The admin site for people: an admin rules her workspace, and nothing above or beside it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from cxroles.accounts.groups import ADMIN, HIRING_MANAGER, RECRUITER
from cxroles.accounts.models import User
from tests.builders import make_outsider, make_user, make_workspace

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
PASSWORD = "a long enough passphrase"


@pytest.fixture
def boss() -> User:
    return make_user(group=ADMIN, email="boss@example.org")


@pytest.fixture
def admin(sign_in: SignIn, boss: User) -> Client:
    return sign_in(boss)


def page(name: str, *args: Any) -> str:
    return reverse(f"admin:accounts_user_{name}", args=args)


def person_values(person: User, **changes: Any) -> dict[str, Any]:
    groups = list(person.groups.values_list("pk", flat=True))
    return {"email": person.email, "name": person.name, "is_active": "on", "groups": groups, **changes}


def group(name: str) -> Group:
    return Group.objects.get(name=name)


def test_an_admin_sees_the_people_of_her_workspace_only(admin: Client) -> None:
    colleague, outsider = make_user(), make_outsider(email="outsider@elsewhere.example")
    shown = admin.get(page("changelist")).content.decode()
    assert colleague.email in shown
    assert outsider.email not in shown
    assert admin.get(page("change", outsider.pk)).status_code == 302
    assert admin.get(reverse("admin:auth_user_password_change", args=[outsider.pk])).status_code == 404


def test_an_invited_person_signs_in_with_the_groups_she_was_given(admin: Client, boss: User, client: Client) -> None:
    elsewhere = make_workspace(name="Elsewhere Ltd")
    values = {
        "email": "New.Person@Example.org",
        "name": "New Person",
        "workspace": elsewhere.pk,
        "groups": [group(RECRUITER).pk],
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    answer = admin.post(page("add"), values)
    assert answer.status_code == 302, answer.context["errors"]
    person = User.objects.get(email="new.person@example.org")
    assert person.workspace == boss.workspace
    assert person.group_names == {RECRUITER}
    assert Client().login(username="new.person@example.org", password=PASSWORD)


def test_an_address_in_use_is_refused_whatever_its_case(admin: Client) -> None:
    make_user(email="taken@example.org")
    values = {"email": "Taken@example.org", "name": "T", "usable_password": "false"}
    answer = admin.post(page("add"), values)
    assert answer.status_code == 200
    assert "Somebody signs in with this address already." in answer.content.decode()


def test_weak_passwords_are_refused(admin: Client) -> None:
    values = {"email": "weak@example.org", "name": "W", "usable_password": "true"}
    answer = admin.post(page("add"), {**values, "password1": "12345678", "password2": "12345678"})
    assert answer.status_code == 200
    assert not User.objects.filter(email="weak@example.org").exists()


def test_groups_and_activity_of_a_colleague_are_changed(admin: Client) -> None:
    colleague = make_user()
    values = person_values(colleague, groups=[group(ADMIN).pk], name="Renamed")
    del values["is_active"]
    assert admin.post(page("change", colleague.pk), values).status_code == 302
    colleague = User.objects.get(pk=colleague.pk)
    assert (colleague.name, colleague.is_active, colleague.group_names) == ("Renamed", False, frozenset({ADMIN}))


def test_an_admin_cannot_hand_out_more_than_she_has(admin: Client) -> None:
    colleague = make_user()
    elsewhere = make_workspace(name="Elsewhere Ltd")
    mighty = Group.objects.create(name="Mighty")
    permission = Permission.objects.get(codename="delete_session")
    sent = {"is_superuser": "on", "user_permissions": [permission.pk], "workspace": elsewhere.pk}
    admin.post(page("change", colleague.pk), person_values(colleague, **sent))
    admin.post(page("change", colleague.pk), person_values(colleague, groups=[mighty.pk]))
    changed = User.objects.get(pk=colleague.pk)
    assert not changed.is_superuser
    assert not changed.user_permissions.exists()
    assert changed.workspace == colleague.workspace
    assert changed.group_names == {HIRING_MANAGER}


def test_a_group_of_a_superusers_making_is_kept(admin: Client) -> None:
    colleague = make_user()
    colleague.groups.add(Group.objects.create(name="Auditors"))
    admin.post(page("change", colleague.pk), person_values(colleague, groups=[group(RECRUITER).pk]))
    assert User.objects.get(pk=colleague.pk).group_names == {RECRUITER, "Auditors"}


def test_a_superuser_of_the_workspace_is_out_of_reach(admin: Client) -> None:
    owner = make_user(group=None, email="owner@example.org", is_superuser=True)
    assert admin.post(page("change", owner.pk), person_values(owner, email="mine@example.org")).status_code == 403
    passwords = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    address = reverse("admin:auth_user_password_change", args=[owner.pk])
    assert admin.post(address, passwords).status_code == 403
    owner.refresh_from_db()
    assert owner.email == "owner@example.org"
    assert not owner.check_password(PASSWORD)


def test_a_new_password_for_a_colleague_works(admin: Client) -> None:
    colleague = make_user()
    address = reverse("admin:auth_user_password_change", args=[colleague.pk])
    assert admin.get(address).status_code == 200
    admin.post(address, {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"})
    assert Client().login(username=colleague.email, password=PASSWORD)


def test_an_admin_cannot_lock_herself_out(admin: Client, boss: User) -> None:
    admin.post(page("change", boss.pk), {"email": boss.email, "name": "Boss", "groups": [group(RECRUITER).pk]})
    again = User.objects.get(pk=boss.pk)
    assert (again.name, again.is_active, again.group_names) == ("Boss", True, frozenset({ADMIN}))


def test_nobody_is_deleted(sign_in: SignIn) -> None:
    client = sign_in(make_user(group=None, is_superuser=True))
    colleague = make_user()
    assert client.post(page("delete", colleague.pk), {"post": "yes"}).status_code == 403


def test_a_superuser_moves_people_between_workspaces(sign_in: SignIn) -> None:
    client = sign_in(make_user(group=None, is_superuser=True))
    colleague, elsewhere = make_user(), make_workspace(name="Elsewhere Ltd")
    answer = client.post(page("change", colleague.pk), person_values(colleague, workspace=elsewhere.pk))
    assert answer.status_code == 302, answer.context["errors"]
    assert User.objects.get(pk=colleague.pk).workspace == elsewhere


@pytest.mark.parametrize("name", [HIRING_MANAGER, RECRUITER])
def test_other_groups_have_no_admin_site(name: str, sign_in: SignIn) -> None:
    assert sign_in(make_user(group=name)).get(page("changelist")).status_code == 302


def test_an_admin_sees_her_own_workspace_only(admin: Client) -> None:
    make_workspace(name="Elsewhere Ltd")
    shown = admin.get(reverse("admin:accounts_workspace_changelist")).content.decode()
    assert "Northwind Energy" in shown
    assert "Elsewhere Ltd" not in shown
