"""Pasting or uploading an existing description, correcting its lines, and who may do it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cxroles.accounts.groups import RECRUITER
from cxroles.accounts.models import User
from cxroles.jobs.checking import keep_source
from cxroles.jobs.importing import TEXT_LIMIT
from cxroles.jobs.models import ImportedSource, JobDescription
from tests.builders import make_outsider, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published")]

SignIn = Callable[[User], Client]
TEXT = (
    "Head of Guest Experience\n\n"
    "What you'll do\n- Own the guest journey\n- Coach the front desk\n\n"
    "Requirements\n- Six years in hotels\n- Dutch is a plus\n\n"
    "Purple penguins waddle twice. They also sing.\n"
)


def make_source(owner: User | None = None, text: str = TEXT, **values: Any) -> ImportedSource:
    """An imported text that waits for correction."""
    return keep_source(owner=owner or make_user(), text=text, template_code="head", **values)[0]


def paste(client: Client, text: str, **fields: Any) -> Any:
    """Post the form as a browser does, which ends lines with two characters."""
    sent = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return client.post(reverse("jobs:import"), {"text": sent, "template": "head", **fields})


def check_page(source: ImportedSource) -> str:
    return reverse("jobs:import_check", args=[source.pk])


def form_of(client: Client, source: ImportedSource) -> dict[str, str]:
    """What a browser would send when the correction page is submitted as it stands."""
    context = client.get(check_page(source)).context
    fields = {"title": context["form"]["title"].value() or "", "company": ""}
    for line, _options in context["rows"]:
        fields |= {f"section-{line.number}": line.section, f"text-{line.number}": line.text}
    return fields


def lines_of(description: JobDescription) -> list[tuple[str, str]]:
    return list(description.live_statements().values_list("section", "text"))


# --- Pasting --------------------------------------------------------------------------------


def test_a_pasted_text_is_kept_and_split(sign_in: SignIn) -> None:
    owner = make_user()
    answer = paste(sign_in(owner), TEXT)
    source = ImportedSource.objects.get()
    assert answer.headers["Location"] == check_page(source)
    assert (source.owner, source.workspace, source.title) == (owner, owner.workspace, "Head of Guest Experience")
    assert source.text == TEXT


def test_an_uploaded_file_is_read(sign_in: SignIn) -> None:
    upload = SimpleUploadedFile("role.md", TEXT.encode())
    assert paste(sign_in(make_user()), "", file=upload).status_code == 302
    source = ImportedSource.objects.get()
    assert (source.file_name, source.text) == ("role.md", TEXT)


def test_facts_of_the_start_page_come_along(sign_in: SignIn) -> None:
    client = sign_in(make_user())
    page = client.get(reverse("jobs:import"), {"template": "head", "company": "Larkspur", "budget": "2 million"})
    assert 'value="Larkspur"' in page.content.decode()
    answer = paste(client, TEXT, company="Larkspur", budget="2 million")
    form = client.get(answer.headers["Location"]).context["form"]
    assert (form["company"].value(), form["budget"].value()) == ("Larkspur", "2 million")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"text": ""}, "Paste the text of a job description, or choose a file."),
        ({"text": " \r\n\t "}, "Paste the text of a job description, or choose a file."),
        ({"text": "--- *** ---"}, "There are no words in this text."),
        ({"text": "\x00\x01"}, "There are no words in this text."),
        ({"text": "a" * (TEXT_LIMIT + 1)}, "more than 2 MB"),
        ({"text": "Own it\n" * 3_001}, "The text has 3,001 lines"),
        ({"text": "a\n" * 900_000}, "The text has 900,001 lines"),
        ({"text": TEXT, "template": ""}, "Choose the role template"),
        ({"text": TEXT, "template": "nobody"}, "not one of the available choices"),
        ({"text": TEXT, "title": "x" * 161}, "at most 160 characters"),
        ({"text": "", "file": SimpleUploadedFile("role.pdf", b"%PDF-1.4 broken")}, "damaged or no PDF"),
        ({"text": "", "file": SimpleUploadedFile("role.txt", b"")}, "is empty"),
        ({"text": "", "file": SimpleUploadedFile("role.txt", b"a" * 10_485_761)}, "larger than 10 MB"),
        ({"text": TEXT, "file": SimpleUploadedFile("role.txt", b"Own it")}, "There is a text in the box as well."),
    ],
)
def test_refusals_say_why_and_keep_what_was_typed(sign_in: SignIn, fields: dict[str, Any], told: str) -> None:
    answer = sign_in(make_user()).post(reverse("jobs:import"), {"template": "head", "title": "Head", **fields})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert answer.context["form"]["text"].value() == fields["text"]
    assert not ImportedSource.objects.exists()


def test_more_than_a_request_may_hold_is_refused_on_the_page(sign_in: SignIn) -> None:
    answer = paste(sign_in(make_user()), "a" * 7_000_000)
    assert answer.status_code == 413
    assert "The text is too big to be read." in answer.content.decode()


def test_pasting_needs_the_token_of_the_form() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())
    assert paste(client, TEXT).status_code == 403
    assert not ImportedSource.objects.exists()


BIG = "Own the guest journey from the first call to the last bill, every day of the year.\n"
ODD = [
    BIG * (200_000 // len(BIG)),
    "word " * 400_000,
    "a" * TEXT_LIMIT,
    "Duties\r\n- Own\x00 the\x07 desk\x1b[0m\r\n",
    "المتطلبات:\n• خبرة في خدمة العملاء\n\u202eabc\u202c",
    "💛 Head of 🦄\n🚀 What you'll do\n👉🏽 Own it 👩‍👩‍👧‍👦\n",
    "Duties\n- <script>alert('x')</script>\n- </textarea><b>bold</b>\n",
    "\ufeff\u200b\u00a0Own it",
    "{{ 7|add:7 }} {% now 'Y' %}",
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_reach_the_correction_page_whole(sign_in: SignIn, text: str) -> None:
    client = sign_in(make_user())
    page = client.get(paste(client, text).headers["Location"])
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    shown = "".join(line.heading + line.text for line, _options in page.context["rows"])
    words = [
        word for word in text.replace("\x00", "").replace("\x07", "").replace("\x1b", "").split() if word.isalnum()
    ]
    assert all(word in shown for word in words[:50])


def test_dropped_characters_are_counted(sign_in: SignIn) -> None:
    client = sign_in(make_user())
    page = client.get(paste(client, "Duties\n- Own\x00 the\x07 desk").headers["Location"])
    assert "2 characters that no document can hold were left out." in page.content.decode()
    assert "Own the desk" in page.content.decode()


# --- Correcting -----------------------------------------------------------------------------


def test_every_line_is_shown_with_its_section(sign_in: SignIn) -> None:
    owner = make_user()
    page = sign_in(owner).get(check_page(make_source(owner)))
    assert [(line.section, line.text) for line, _options in page.context["rows"]] == [
        ("responsibilities", "Own the guest journey"),
        ("responsibilities", "Coach the front desk"),
        ("required", "Six years in hotels"),
        ("preferred", "Dutch is a plus"),
        ("other", "Purple penguins waddle twice."),
        ("other", "They also sing."),
    ]
    html = page.content.decode()
    assert html.count("Fits no section") == 2
    assert "2 lines fit no section." in html
    assert "checked" not in html


def test_creating_takes_the_lines_as_they_stand(sign_in: SignIn) -> None:
    owner = make_user()
    source = make_source(owner)
    client = sign_in(owner)
    answer = client.post(check_page(source), {**form_of(client, source), "company": "Larkspur"})
    description = JobDescription.objects.get()
    assert answer.headers["Location"] == reverse("jobs:compose", args=[description.pk])
    assert (description.title, description.company, description.source) == (
        "Head of Guest Experience",
        "Larkspur",
        "imported",
    )
    assert description.template_code == "head"
    assert len(lines_of(description)) == 6
    source.refresh_from_db()
    assert source.description == description


def test_corrections_are_taken(sign_in: SignIn) -> None:
    owner = make_user()
    source = make_source(owner)
    client = sign_in(owner)
    changes = {"section-4": "about", "text-0": "Own  every\r\nguest journey", "drop-5": "on", "text-2": " "}
    client.post(check_page(source), {**form_of(client, source), **changes})
    assert lines_of(JobDescription.objects.get()) == [
        ("about", "Purple penguins waddle twice."),
        ("responsibilities", "Own every guest journey"),
        ("responsibilities", "Coach the front desk"),
        ("preferred", "Dutch is a plus"),
    ]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "x" * 161}, "at most 160 characters"),
        ({"title": "Head\x00"}, "Null characters are not allowed"),
        ({"text-1": "y" * 4_001}, "This line has 4001 characters; it can have 4000."),
        ({"section-1": "nowhere"}, "Choose one of the sections."),
        ({f"drop-{number}": "on" for number in range(6)}, "No line is left."),
    ],
)
def test_nothing_typed_is_lost_on_an_error(sign_in: SignIn, changes: dict[str, str], told: str) -> None:
    owner = make_user()
    source = make_source(owner)
    client = sign_in(owner)
    typed = {**form_of(client, source), "company": "Larkspur", "text-0": "Own the whole stay", **changes}
    page = client.post(check_page(source), typed)
    assert page.status_code == 422
    assert told in page.content.decode()
    lines = [line for line, _options in page.context["rows"]]
    assert [line.text for line in lines] == [typed[f"text-{line.number}"] for line in lines]
    assert [line.dropped for line in lines] == [f"drop-{line.number}" in typed for line in lines]
    assert page.context["form"]["company"].value() == "Larkspur"
    assert not JobDescription.objects.exists()


def test_two_thousand_lines(sign_in: SignIn) -> None:
    owner = make_user()
    source = make_source(owner, "Head of Care\nDuties\n" + "".join(f"- Own route {n}\n" for n in range(2_000)))
    client = sign_in(owner)
    assert client.post(check_page(source), form_of(client, source)).status_code == 302
    assert len(lines_of(JobDescription.objects.get())) == 2_000


def test_a_line_too_long_for_one_is_cut_and_says_so(sign_in: SignIn) -> None:
    owner = make_user()
    source = make_source(owner, "Head of Care\nDuties\n- " + "guest " * 1_500)
    client = sign_in(owner)
    page = client.get(check_page(source))
    assert "".join(line.text.replace(" ", "") for line, _options in page.context["rows"]) == "guest" * 1_500
    assert "cut to fit" in page.content.decode()
    assert client.post(check_page(source), form_of(client, source)).status_code == 302


def test_headings_of_unknown_wording_are_offered_as_lines(sign_in: SignIn) -> None:
    owner = make_user()
    page = sign_in(owner).get(check_page(make_source(owner, "## Duties\n### Orchard\n- Prune\n")))
    assert [(line.section, line.text) for line, _options in page.context["rows"]] == [
        ("other", "### Orchard"),
        ("responsibilities", "Prune"),
    ]
    assert "A heading with a wording we do not know." in page.content.decode()


def test_creating_twice_makes_one_description(sign_in: SignIn) -> None:
    owner = make_user()
    source = make_source(owner)
    client = sign_in(owner)
    form = form_of(client, source)
    addresses = {client.post(check_page(source), form).headers["Location"] for _click in range(2)}
    assert len(addresses) == JobDescription.objects.count() == 1


def test_starting_again_keeps_the_text(sign_in: SignIn) -> None:
    owner = make_user()
    source = make_source(owner)
    page = sign_in(owner).get(reverse("jobs:import"), {"source": source.pk})
    assert page.context["form"]["text"].value() == TEXT


# --- Who may --------------------------------------------------------------------------------


def test_only_its_owner_sees_an_imported_text(sign_in: SignIn) -> None:
    source = make_source()
    for person in (make_user(), make_outsider(), make_user(group=RECRUITER)):
        client = sign_in(person)
        assert client.get(check_page(source)).status_code == 404
        assert client.post(check_page(source), {"title": "Mine"}).status_code == 404
    client = sign_in(make_user())
    assert client.get(reverse("jobs:import"), {"source": source.pk}).status_code == 404
    assert not JobDescription.objects.exists()


def test_recruiters_do_not_import(sign_in: SignIn) -> None:
    client = sign_in(make_user(group=RECRUITER))
    assert client.get(reverse("jobs:import")).status_code == 403
    assert paste(client, TEXT).status_code == 403
    assert not ImportedSource.objects.exists()


def test_signing_in_comes_first(client: Client) -> None:
    for page in (reverse("jobs:import"), check_page(make_source())):
        for answer in (client.get(page), client.post(page)):
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith(reverse("login"))


def test_unknown_texts_are_not_found(sign_in: SignIn) -> None:
    assert sign_in(make_user()).get(reverse("jobs:import_check", args=[999_999])).status_code == 404
