"""The composer over HTTP: who may do what, with and without its script, and what bad input gets."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cxroles.accounts.groups import ADMIN, RECRUITER
from cxroles.accounts.models import User
from cxroles.jobs.editing import edit_statement
from cxroles.jobs.models import JobDescription, Statement
from cxroles.jobs.workflow import take_step
from tests.builders import make_blank, make_description, make_outsider, make_statement, make_user

pytestmark = pytest.mark.usefixtures("published")
SignIn = Callable[[User], Client]
SCRIPTED = {"HX-Request": "true"}


def address(name: str, line: Statement) -> str:
    own = {"edit_line", "move_line", "remove_line", "decide_tag", "choose_level", "line_tags"}
    args = [line.description_id, line.pk] if name in own else [line.description_id]
    return reverse(f"jobs:{name}", args=[*args, "required"] if name == "library" else args)


POSTS: dict[str, dict[str, Any]] = {
    "add_line": {"section": "required", "text": "Added"},
    "edit_line": {"text": "Changed", "version": 1},
    "move_line": {"to": "required"},
    "remove_line": {},
    "decide_tag": {"decision": "forrester.culture:added"},
    "choose_level": {"level": "4"},
    "insert_line": {"code": "vp-purpose-01"},
    "save_facts": {"title": "New title"},
    "save_emphasis": {"need_strategy": "60", "need_culture": "40"},
    "undo": {},
}


def make_line(owner: User | None = None) -> Statement:
    return make_statement(make_blank(owner=owner), "Set the customer strategy.")


def snapshot(line: Statement) -> tuple[Any, ...]:
    saved = JobDescription.objects.get(pk=line.description_id)
    return saved.serial, saved.title, [(row.section, row.text, row.level) for row in saved.live_statements()]


# --- Who -------------------------------------------------------------------------------------


@pytest.mark.parametrize("scripted", [True, False])
@pytest.mark.parametrize("name", POSTS)
def test_the_owner_edits(sign_in: SignIn, name: str, scripted: bool) -> None:
    line = make_line()
    before = snapshot(line)
    response = sign_in(line.description.owner).post(
        address(name, line), POSTS[name], headers=SCRIPTED if scripted else None
    )
    assert response.status_code == (200 if scripted else 302)
    assert snapshot(line) != before


@pytest.mark.parametrize("name", POSTS)
@pytest.mark.parametrize(
    ("person", "status"),
    [
        (make_user, 403),
        (lambda: make_user(group=RECRUITER), 404),
        (make_outsider, 404),
        (lambda: make_user(group=None), 404),
    ],
    ids=["colleague", "recruiter", "outsider", "nobody"],
)
def test_others_do_not_edit(sign_in: SignIn, name: str, person: Callable[[], User], status: int) -> None:
    line = make_line()
    before = snapshot(line)
    assert sign_in(person()).post(address(name, line), POSTS[name]).status_code == status
    assert snapshot(line) == before


@pytest.mark.parametrize("name", POSTS)
def test_anonymous_is_sent_to_sign_in(client: Client, name: str) -> None:
    line = make_line()
    before = snapshot(line)
    response = client.post(address(name, line), POSTS[name])
    assert response["Location"].startswith(reverse("login"))
    assert snapshot(line) == before


def test_an_admin_edits_what_is_not_hers(sign_in: SignIn) -> None:
    line = make_line()
    response = sign_in(make_user(group=ADMIN)).post(address("edit_line", line), POSTS["edit_line"])
    assert response.status_code == 302
    assert snapshot(line)[2][0][1] == "Changed"


@pytest.mark.parametrize("name", POSTS)
def test_edits_are_posted_only(sign_in: SignIn, name: str) -> None:
    line = make_line()
    assert sign_in(line.description.owner).get(address(name, line)).status_code == 405


@pytest.mark.parametrize("name", ["line_tags", "library"])
@pytest.mark.parametrize("scripted", [True, False])
def test_tag_and_library_pages_are_for_those_who_edit(sign_in: SignIn, name: str, scripted: bool) -> None:
    line = make_line()
    values = SCRIPTED if scripted else None
    assert sign_in(line.description.owner).get(address(name, line), headers=values).status_code == 200
    assert sign_in(make_user()).get(address(name, line), headers=values).status_code == 403
    assert sign_in(make_outsider()).get(address(name, line), headers=values).status_code == 404


def test_the_owner_sees_fields_and_a_colleague_reads(sign_in: SignIn) -> None:
    line = make_line()
    page = reverse("jobs:compose", args=[line.description_id])
    own = sign_in(line.description.owner).get(page)
    read = sign_in(make_user()).get(page)
    assert b'<textarea name="text" class="line-field"' in own.content
    assert "Set the customer strategy." in re.sub("<[^>]+>", "", read.content.decode())
    assert b"line-field" not in read.content
    assert b"Submit for review" not in read.content


def test_outsiders_and_strangers_do_not_find_it(sign_in: SignIn, client: Client) -> None:
    page = reverse("jobs:compose", args=[make_line().description_id])
    assert client.get(page).status_code == 302
    assert sign_in(make_outsider()).get(page).status_code == 404
    assert sign_in(make_user(group=RECRUITER)).get(page).status_code == 404


def test_a_recruiter_is_led_to_the_approved_revision(sign_in: SignIn) -> None:
    description = make_description()
    take_step(description=description, code="approve", by=description.owner)
    response = sign_in(make_user(group=RECRUITER)).get(reverse("jobs:compose", args=[description.pk]))
    assert response["Location"] == reverse("jobs:revision", args=[description.pk, 1])


def test_an_approved_description_is_read_only_and_can_be_reopened(sign_in: SignIn) -> None:
    description = make_description()
    take_step(description=description, code="approve", by=description.owner)
    client = sign_in(description.owner)
    page = client.get(reverse("jobs:compose", args=[description.pk]))
    assert b"line-field" not in page.content
    assert b"Reopen" in page.content
    refused = client.post(reverse("jobs:add_line", args=[description.pk]), POSTS["add_line"])
    assert refused.status_code == 403


# --- Answers ------------------------------------------------------------------------------------


def test_a_save_answers_marks_chips_counts_and_panel_but_no_field(sign_in: SignIn) -> None:
    line = make_line()
    make_statement(line.description, "Another line.")
    values = {"text": "Set the customer experience vision with the board.", "version": 1}
    response = sign_in(line.description.owner).post(address("edit_line", line), values, headers=SCRIPTED)
    answer = response.content.decode()
    for wanted in (
        f'id="mirror-{line.pk}"',
        f'id="chips-{line.pk}"',
        'id="panel"',
        'id="sections"',
        'data-version="2"',
    ):
        assert wanted in answer
    assert "<textarea" not in answer
    assert "Another line" not in answer
    assert response["X-Serial"] == str(snapshot(line)[0])


def test_without_script_a_save_leads_back_to_the_line(sign_in: SignIn) -> None:
    line = make_line()
    response = sign_in(line.description.owner).post(address("edit_line", line), POSTS["edit_line"], follow=True)
    assert response.redirect_chain[-1][0].endswith(f"#line-{line.pk}")
    assert b"Saved." in response.content


def test_without_script_moving_keeps_what_was_typed(sign_in: SignIn) -> None:
    line = make_line()
    values = {"to": "required", "text": "Typed before moving", "version": 1}
    sign_in(line.description.owner).post(address("move_line", line), values)
    assert snapshot(line)[2] == [("required", "Typed before moving", None)]


def test_removing_offers_to_bring_the_line_back(sign_in: SignIn) -> None:
    line = make_line()
    client = sign_in(line.description.owner)
    page = client.post(address("remove_line", line), follow=True).content.decode()
    assert "Line removed." in page
    assert f'action="{address("undo", line)}"' in page
    client.post(address("undo", line))
    assert snapshot(line)[2] == [("responsibilities", "Set the customer strategy.", None)]


@pytest.mark.parametrize("scripted", [True, False])
def test_two_people_in_one_line_see_both_texts(sign_in: SignIn, scripted: bool) -> None:
    line = make_line()
    edit_statement(description=line.description, by=make_user(group=ADMIN), line=line.pk, text="Their words", version=1)
    values = {"text": "My words", "version": 1}
    response = sign_in(line.description.owner).post(
        address("edit_line", line), values, headers=SCRIPTED if scripted else None
    )
    page = response.content.decode()
    assert response.status_code == 409
    for wanted in ("Their words", "My words", "Keep mine", "Take theirs", 'name="version" value="2"'):
        assert wanted in page
    assert snapshot(line)[2][0][1] == "Their words"


def test_keeping_mine_overwrites_theirs_knowingly(sign_in: SignIn) -> None:
    line = make_line()
    edit_statement(description=line.description, by=make_user(group=ADMIN), line=line.pk, text="Their words", version=1)
    sign_in(line.description.owner).post(address("edit_line", line), {"text": "My words", "version": 2})
    assert snapshot(line)[2][0][1] == "My words"


def test_tags_are_explained_with_evidence(sign_in: SignIn) -> None:
    line = make_statement(make_blank(), "Set the customer experience strategy and its roadmap.")
    page = sign_in(line.description.owner).get(address("line_tags", line)).content.decode()
    assert "forrester.strategy:confirmed" in page
    assert "forrester.strategy:rejected" in page
    assert "“customer experience strategy”" in page
    assert "forrester.design:added" in page


def test_the_library_marks_what_is_there(sign_in: SignIn) -> None:
    line = make_line()
    client = sign_in(line.description.owner)
    page = reverse("jobs:library", args=[line.description_id, "purpose"])
    assert b"in your text" not in client.get(page).content
    client.post(address("insert_line", line), POSTS["insert_line"])
    assert client.get(page).content.count(b"in your text") == 1


def test_fix_next_inserts_the_line_it_offers(sign_in: SignIn) -> None:
    line = make_line()
    client = sign_in(line.description.owner)
    page = client.get(reverse("jobs:compose", args=[line.description_id])).content.decode()
    code = page.split('name="code" value="')[1].split('"')[0]
    before = JobDescription.objects.get(pk=line.description_id).score
    client.post(address("insert_line", line), {"code": code})
    assert JobDescription.objects.get(pk=line.description_id).score > before


def test_saving_asks_the_database_as_often_for_many_lines_as_for_few(sign_in: SignIn) -> None:
    counts = []
    for lines in (3, 60):
        line = make_line()
        make_statement(line.description, "\n".join(f"Duty {number} for customers" for number in range(lines)))
        client = sign_in(line.description.owner)
        client.post(address("edit_line", line), {"text": "Warm", "version": 1}, headers=SCRIPTED)
        with CaptureQueriesContext(connection) as queries:
            client.post(address("edit_line", line), {"text": "Measured", "version": 2}, headers=SCRIPTED)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 40


# --- Bad input -------------------------------------------------------------------------------------

ODD_TEXTS = [
    "",
    " \n ",
    "\x00\x01",
    "x" * 200_000,
    "קול הלקוח\u202e",
    "🎯" * 50,
    "<script>alert(1)</script>",
    "{{ 7 }}{% x %}",
]


def typed_back(response: Any) -> str:
    return unescape(response.content.decode())


@pytest.mark.parametrize("scripted", [True, False])
@pytest.mark.parametrize("name", ["add_line", "edit_line"])
@pytest.mark.parametrize("text", ODD_TEXTS, ids=lambda text: repr(text[:8]))
def test_odd_text_is_kept_or_refused_with_a_reason(sign_in: SignIn, name: str, text: str, scripted: bool) -> None:
    line = make_line()
    values = {**POSTS[name], "text": text}
    response = sign_in(line.description.owner).post(address(name, line), values, headers=SCRIPTED if scripted else None)
    kept = [row[1] for row in snapshot(line)[2]]
    if response.status_code == 422:
        assert "line" in typed_back(response)
        assert scripted or not text.strip("\x00\x01 \n") or text in typed_back(response)
    else:
        assert text in kept


def test_markup_is_shown_as_text(sign_in: SignIn) -> None:
    line = make_statement(make_blank(), "<script>alert(1)</script> for customers")
    page = sign_in(line.description.owner).get(reverse("jobs:compose", args=[line.description_id]))
    assert b"<script>alert(1)" not in page.content
    assert b"&lt;script&gt;alert(1)" in page.content


@pytest.mark.parametrize("odd", ["", "x", "-1", "1.5", "9" * 40, "²", "\x00", "--1"])
@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("edit_line", "version"),
        ("move_line", "step"),
        ("move_line", "after"),
        ("move_line", "to"),
        ("add_line", "after"),
        ("add_line", "section"),
        ("add_line", "token"),
        ("decide_tag", "decision"),
        ("choose_level", "level"),
        ("insert_line", "code"),
        ("save_emphasis", "need_strategy"),
        ("save_facts", "title"),
        ("save_facts", "company"),
    ],
)
def test_odd_values_never_break_it(sign_in: SignIn, name: str, field: str, odd: str) -> None:
    line = make_line()
    values = {**POSTS[name], field: odd}
    response = sign_in(line.description.owner).post(address(name, line), values)
    assert response.status_code in {302, 409, 422}


@pytest.mark.parametrize("name", ["edit_line", "move_line", "remove_line", "decide_tag", "choose_level"])
def test_a_line_of_another_description_is_out_of_reach(sign_in: SignIn, name: str) -> None:
    line, own = make_line(), make_blank()
    foreign = reverse(f"jobs:{name}", args=[own.pk, line.pk])
    before = snapshot(line)
    response = sign_in(own.owner).post(foreign, POSTS[name])
    assert response.status_code == 422
    assert snapshot(line) == before


def test_facts_too_long_are_refused_by_name(sign_in: SignIn) -> None:
    line = make_line()
    response = sign_in(line.description.owner).post(address("save_facts", line), {"company": "x" * 500})
    assert response.status_code == 422
    assert "company" in typed_back(response)
    assert "120" in typed_back(response)


def test_an_unknown_framework_shows_the_first(sign_in: SignIn) -> None:
    line = make_line()
    page = reverse("jobs:compose", args=[line.description_id])
    response = sign_in(line.description.owner).get(page, {"framework": "<b>"})
    assert b'data-framework="forrester"' in response.content


def test_an_answer_that_got_lost_is_no_conflict_with_oneself(sign_in: SignIn) -> None:
    description = make_blank()
    row = make_statement(description, "Own the customer")
    client = sign_in(description.owner)
    address = reverse("jobs:edit_line", args=[description.pk, row.pk])
    first = {"text": "Own the customer journey", "version": row.version, "sent": ""}
    client.post(address, first, headers=SCRIPTED)
    goes_on = {"text": "Own the customer journey map.", "version": row.version, "sent": first["text"]}
    assert client.post(address, goes_on, headers=SCRIPTED).status_code == 200
    row.refresh_from_db()
    assert row.text == "Own the customer journey map."
    stranger = {"text": "Something else.", "version": 1, "sent": "Never saved"}
    assert client.post(address, stranger, headers=SCRIPTED).status_code == 409
