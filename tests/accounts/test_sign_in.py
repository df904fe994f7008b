"""Signing in and out, the password page, demo people, and the pages that say what went wrong."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.template.loader import render_to_string
from django.test import Client

from cxroles.accounts.models import User
from tests.builders import PASSWORD, make_user

SignIn = Callable[[User], Client]
LOGIN = "/accounts/login/"


def test_page_is_public_and_kept_out_of_search_engines(client: Client, db: None) -> None:
    response = client.get(LOGIN)
    assert response.status_code == 200
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_email_and_password_lead_to_the_page_asked_for(client: Client, published: None) -> None:
    person = make_user(email="priya@example.org")
    response = client.post(LOGIN, {"username": "Priya@Example.org", "password": PASSWORD, "next": "/templates/"})
    assert response["Location"] == "/templates/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_another_site_is_never_the_next_page(client: Client, published: None) -> None:
    person = make_user()
    answers = {"username": person.email, "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert client.post(LOGIN, answers)["Location"] == "/"


@pytest.mark.parametrize("password", ["wrong", "", "\x00", "ü" * 5000])
def test_wrong_password_says_so_and_keeps_the_address(client: Client, db: None, password: str) -> None:
    make_user(email="priya@example.org")
    response = client.post(LOGIN, {"username": "priya@example.org", "password": password})
    assert response.status_code == 200
    assert 'value="priya@example.org"' in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_inactive_people_stay_outside(client: Client, db: None) -> None:
    person = make_user(is_active=False)
    client.post(LOGIN, {"username": person.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_signed_in_people_are_sent_on(sign_in: SignIn, published: None) -> None:
    assert sign_in(make_user()).get(LOGIN)["Location"] == "/"


def test_demo_people_and_password_are_shown_in_demo_mode_only(client: Client, db: None, settings: LazySettings) -> None:
    settings.DEMO_PASSWORD = "shown-to-everyone"
    settings.DEMO = False
    page = client.get(LOGIN).content.decode()
    assert "manager@demo.example" not in page
    assert "shown-to-everyone" not in page
    settings.DEMO = True
    page = client.get(LOGIN).content.decode()
    for words in ("manager@demo.example", "recruiter@demo.example", "admin@demo.example", "shown-to-everyone"):
        assert words in page


def test_demo_people_without_a_known_password_are_only_named(client: Client, db: None, settings: LazySettings) -> None:
    settings.DEMO, settings.DEMO_PASSWORD = True, ""
    page = client.get(LOGIN).content.decode()
    assert "manager@demo.example" in page
    assert page.count('name="password"') == 1, "only the sign-in form asks for one"


def test_password_is_changed_and_the_person_stays_signed_in(sign_in: SignIn, published: None) -> None:
    person = make_user()
    client = sign_in(person)
    new = "another long phrase 7"
    answers = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    page = client.post("/accounts/password/", answers, follow=True)
    person.refresh_from_db()
    assert person.check_password(new)
    assert page.redirect_chain[-1][0] == "/descriptions/"
    assert "Your password is changed." in page.content.decode()


def test_password_page_explains_mistakes(sign_in: SignIn, db: None) -> None:
    person = make_user()
    response = sign_in(person).post(
        "/accounts/password/", {"old_password": "wrong", "new_password1": "12345", "new_password2": "12346"}
    )
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"old_password", "new_password2"}
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_password_page_is_for_signed_in_people(client: Client, db: None) -> None:
    assert client.get("/accounts/password/")["Location"].startswith(LOGIN)


def test_signing_out_leads_back(sign_in: SignIn, db: None) -> None:
    client = sign_in(make_user())
    assert client.post("/accounts/logout/")["Location"] == LOGIN
    assert "_auth_user_id" not in client.session


def test_unknown_address_has_the_product_s_own_page(client: Client, db: None) -> None:
    response = client.get("/nothing/here/")
    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()
    assert "nothing/here" not in response.content.decode()


def test_form_without_its_token_is_refused_kindly(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post(LOGIN, {"username": "x", "password": "y"})
    assert response.status_code == 403
    assert "This form has expired" in response.content.decode()


@pytest.mark.parametrize("page", ["400.html", "500.html"])
def test_pages_for_broken_moments_need_no_context(page: str) -> None:
    text = render_to_string(page)
    assert "CX Roles" in text
    assert "/descriptions/" not in text
    assert "noindex" in text


def test_too_many_fields_are_refused_with_a_page(sign_in: SignIn, db: None, settings: LazySettings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    response = sign_in(make_user()).post("/accounts/password/", dict.fromkeys("abcdef", "1"))
    assert response.status_code == 400
    assert "We could not make sense of that" in response.content.decode()
