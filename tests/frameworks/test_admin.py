"""The admin site for frameworks, role templates and scoring rules."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from cxroles.accounts.groups import ADMIN, HIRING_MANAGER, RECRUITER
from cxroles.accounts.models import User
from cxroles.frameworks.drafting import copy_as_draft
from cxroles.frameworks.models import Framework, FrameworkVersion, RubricVersion, VersionStatus
from cxroles.roles.drafting import copy_as_draft as copy_template
from cxroles.roles.models import RoleTemplateVersion
from tests.builders import make_user
from tests.frameworks.fixture_files import newest_framework, newest_template

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def admin(sign_in: SignIn) -> Client:
    return sign_in(make_user(group=ADMIN))


def page(name: str, *args: Any) -> str:
    return reverse(f"admin:{name}", args=args)


def form_values(client: Client, address: str) -> dict[str, Any]:
    """What a browser would send when the form is saved unchanged."""
    context: Any = client.get(address).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values: dict[str, Any] = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            values[bound.html_name] = "" if value is None else value
    return {key: value for key, value in values.items() if value is not False}


def run_action(client: Client, name: str, action: str, *rows: Any) -> list[str]:
    """The messages after an action on these rows of a list."""
    client.get(page(f"{name}_changelist"))  # shows, and so clears, what earlier requests said
    sent = {"action": action, "_selected_action": [row.pk for row in rows]}
    answer = client.post(page(f"{name}_changelist"), sent)
    return [str(message) for message in get_messages(answer.wsgi_request)]


LISTS = (
    "frameworks_framework",
    "frameworks_frameworkversion",
    "frameworks_proficiencylevel",
    "frameworks_rubricversion",
    "roles_roletemplate",
    "roles_roletemplateversion",
)


@pytest.mark.parametrize("name", LISTS)
def test_an_admin_opens_every_list_and_its_first_entry(name: str, admin: Client) -> None:
    answer = admin.get(page(f"{name}_changelist"))
    assert answer.status_code == 200
    first = answer.context["cl"].result_list[0]
    assert admin.get(page(f"{name}_change", first.pk)).status_code == 200


@pytest.mark.parametrize("group", [HIRING_MANAGER, RECRUITER, None])
@pytest.mark.parametrize("name", LISTS)
def test_others_are_sent_to_the_sign_in_page(name: str, group: str | None, sign_in: SignIn) -> None:
    answer = sign_in(make_user(group=group)).get(page(f"{name}_changelist"))
    assert answer.status_code == 302
    assert "/admin/login/" in answer.headers["Location"]


def test_a_published_framework_version_is_only_read(admin: Client) -> None:
    version = newest_framework()
    address = page("frameworks_frameworkversion_change", version.pk)
    assert b'name="_save"' not in admin.get(address).content
    assert admin.post(address, {"summary": "Mine."}).status_code == 403
    assert admin.post(page("frameworks_frameworkversion_delete", version.pk), {"post": "yes"}).status_code == 403
    competency = version.competencies.all()[0]
    assert admin.post(page("frameworks_competency_change", competency.pk), {"name": "Mine"}).status_code == 403
    version.refresh_from_db()
    assert version.summary == version.content["summary"]


def test_a_published_template_version_is_only_read(admin: Client) -> None:
    version = newest_template()
    line = version.statements.all()[0]
    assert admin.post(page("roles_roletemplateversion_change", version.pk), {"title": "Mine"}).status_code == 403
    assert admin.post(page("roles_templatestatement_change", line.pk), {"text": "Mine"}).status_code == 403


def test_published_versions_survive_the_delete_action(admin: Client) -> None:
    before = FrameworkVersion.objects.count()
    sent = {"action": "delete_selected", "_selected_action": [newest_framework().pk], "post": "yes"}
    admin.post(page("frameworks_frameworkversion_changelist"), sent)
    assert FrameworkVersion.objects.count() == before


def test_a_framework_with_versions_cannot_be_deleted_or_renamed(admin: Client) -> None:
    framework = Framework.objects.get(code="forrester")
    admin.post(page("frameworks_framework_delete", framework.pk), {"post": "yes"})
    admin.post(page("frameworks_framework_change", framework.pk), {"name": "Mine", "code": "mine"})
    framework.refresh_from_db()
    assert (framework.code, framework.short_name) == ("forrester", "Forrester")
    assert framework.name == newest_framework().content["name"]


def test_a_draft_is_copied_edited_and_published(admin: Client) -> None:
    first = newest_framework()
    messages = run_action(admin, "frameworks_frameworkversion", "copy_selected", first)
    assert messages == ["Forrester v2 is a draft now, copied from Forrester v1."]
    draft = newest_framework()
    assert (draft.status, draft.competencies.count()) == (VersionStatus.DRAFT, 6)
    address = page("frameworks_frameworkversion_change", draft.pk)
    changed = {"summary": "Said anew.", "short_name": "Six", "competencies-0-definition": "Decides whom to serve."}
    answer = admin.post(address, {**form_values(admin, address), **changed})
    assert answer.status_code == 302, answer.context["errors"]
    assert Framework.objects.get(code="forrester").short_name == "Forrester"
    assert run_action(admin, "frameworks_frameworkversion", "publish_selected", draft) == ["Six v2 is published."]
    draft.refresh_from_db()
    assert draft.status == VersionStatus.PUBLISHED
    assert draft.content["competencies"][0]["definition"] == "Decides whom to serve."
    assert (draft.content["summary"], draft.content["short_name"]) == ("Said anew.", "Six")
    first.refresh_from_db()
    assert first.content["competencies"][0]["definition"] == first.competencies.all()[0].definition
    assert first.competencies.all()[0].definition != "Decides whom to serve."


def test_a_draft_with_mistakes_is_not_published_and_each_is_shown(admin: Client) -> None:
    draft = copy_as_draft(version=newest_framework())
    draft.competencies.filter(code="culture").update(weight=50, definition="")
    draft.competencies.get(code="design").indicators.filter(level=3).delete()
    messages = run_action(admin, "frameworks_frameworkversion", "publish_selected", draft)
    assert any("competencies[culture].definition: is empty" in text for text in messages)
    draft.competencies.filter(code="culture").update(definition="Habits.")
    messages = run_action(admin, "frameworks_frameworkversion", "publish_selected", draft)
    assert any("the percentages add up to" in text for text in messages)
    assert any("indicators.3: level 3 has 0 indicators" in text for text in messages)
    draft.refresh_from_db()
    assert draft.status == VersionStatus.DRAFT


def test_publishing_twice_says_that_it_is_no_draft(admin: Client) -> None:
    messages = run_action(admin, "frameworks_frameworkversion", "publish_selected", newest_framework())
    assert messages == ["Forrester v1 is no draft; copy it as a draft first."]


def test_indicators_and_cues_of_a_draft_are_edited_behind_its_competency(admin: Client) -> None:
    competency = copy_as_draft(version=newest_framework()).competencies.all()[0]
    address = page("frameworks_competency_change", competency.pk)
    values = {**form_values(admin, address), "indicators-0-text": "Sees it coming."}
    answer = admin.post(address, values)
    assert answer.status_code == 302, answer.context["errors"]
    assert competency.indicators.filter(text="Sees it coming.").exists()


def test_a_template_draft_is_edited_and_published(admin: Client) -> None:
    run_action(admin, "roles_roletemplateversion", "copy_selected", newest_template())
    draft = newest_template()
    address = page("roles_roletemplateversion_change", draft.pk)
    values = {**form_values(admin, address), "aliases": "VP CX\n\nChief of Guests\n", "name": "VP of Guests"}
    answer = admin.post(address, values)
    assert answer.status_code == 302, answer.context["errors"]
    messages = run_action(admin, "roles_roletemplateversion", "publish_selected", draft)
    assert messages == ["VP of Guests v2 is published."]
    draft.refresh_from_db()
    assert draft.content["aliases"] == ["VP CX", "Chief of Guests"]
    assert (
        draft.content["statements"]
        == RoleTemplateVersion.objects.get(role_template__code="vp", number=1).content["statements"]
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("emphasis", '{"forrester": {"strategy": "all"}}'),
        ("variants", '[1, "two"]'),
        ("facts", '{"text": "x"}'),
        ("sources", "not JSON"),
    ],
)
def test_ill_formed_values_of_a_template_draft_are_refused(field: str, value: str, admin: Client) -> None:
    draft = copy_template(version=newest_template())
    address = page("roles_roletemplateversion_change", draft.pk)
    answer = admin.post(address, {**form_values(admin, address), field: value})
    assert answer.status_code == 200
    assert field in answer.context["adminform"].form.errors


def test_a_template_line_without_tags_stops_the_publication(admin: Client) -> None:
    draft = copy_template(version=newest_template())
    draft.statements.order_by("position")[0].tags.filter(framework_code="ccxp").delete()
    messages = run_action(admin, "roles_roletemplateversion", "publish_selected", draft)
    assert messages == ["VP of CX v2: statements[vp-purpose-01]: names no competency of ccxp; add one to three"]


def test_a_new_framework_begins_as_a_draft(admin: Client) -> None:
    admin.post(
        page("frameworks_framework_add"),
        {"code": "own", "name": "Our own", "short_name": "Own", "publisher": "Us", "position": 9},
    )
    framework = Framework.objects.get(code="own")
    address = page("frameworks_frameworkversion_add")
    values = {**form_values(admin, address), "framework": framework.pk, "summary": "Ours.", "sources": "[]"}
    answer = admin.post(address, values)
    assert answer.status_code == 302, answer.context["errors"]
    version = framework.versions.get()
    assert (version.number, version.status) == (1, VersionStatus.DRAFT)
    messages = run_action(admin, "frameworks_frameworkversion", "publish_selected", version)
    assert any("competencies: has 0 entries, needs at least 1" in text for text in messages)


def test_scoring_rules_are_shown_and_not_changed(admin: Client) -> None:
    rubric = RubricVersion.objects.get()
    address = page("frameworks_rubricversion_change", rubric.pk)
    assert b"&quot;dimensions&quot;" in admin.get(address).content
    assert admin.post(address, {"number": 7}).status_code == 403
