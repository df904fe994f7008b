"""People and descriptions for a first look; everything here can be run again without doubling."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from ruamel.yaml import YAML

from cxroles.accounts.models import User, Workspace
from cxroles.jobs.drafts import published_rubric, published_template
from cxroles.jobs.editing import add_statement
from cxroles.jobs.models import ImportedSource, JobDescription
from cxroles.jobs.starting import start_from_import, start_from_template
from cxroles.jobs.workflow import take_step
from cxroles.scoring.splitting import split_description

FIXTURE = "fixtures/demo/demo.yaml"


def demo_password() -> str:
    """The password of the demo people: from the environment, else generated once and kept in ``var/``."""
    if settings.DEMO_PASSWORD:
        return str(settings.DEMO_PASSWORD)
    file: Path = settings.DEMO_PASSWORD_FILE
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(9) + "\n")
    return file.read_text().strip()


@transaction.atomic
def seed_demo(password: str) -> list[User]:
    """Make the demo workspace, its people and descriptions where missing; returns the people."""
    wanted = YAML(typ="safe").load((settings.BASE_DIR / FIXTURE).read_text(encoding="utf-8"))
    workspace, _ = Workspace.objects.get_or_create(name=wanted["workspace"])
    people = [_person(each, workspace, password) for each in wanted["people"]]
    for each in wanted["descriptions"]:
        _description(each, workspace)
    return people


def _person(wanted: dict[str, str], workspace: Workspace, password: str) -> User:
    person = User.objects.filter(email=wanted["email"]).first()
    if person is None:
        person = User.objects.create_user(wanted["email"], password, name=wanted["name"], workspace=workspace)
    elif not person.check_password(password):
        person.set_password(password)
        person.save(update_fields=["password"])
    person.groups.add(Group.objects.get(name=wanted["group"]))
    return person


def _description(wanted: dict[str, Any], workspace: Workspace) -> None:
    title = wanted["facts"]["title"]
    if JobDescription.objects.filter(workspace=workspace, title=title).exists():
        return
    owner = User.objects.get(email=wanted["owner"])
    made = _imported(wanted, owner) if "text" in wanted else _from_template(wanted, owner)
    for line in wanted.get("lines", ()):
        add_statement(description=made, by=owner, section=line["section"], text=line["text"])
    if wanted.get("approve"):
        take_step(description=made, code="approve", by=owner)


def _from_template(wanted: dict[str, Any], owner: User) -> JobDescription:
    version = published_template(wanted["template"])
    return start_from_template(owner=owner, template_version=version, facts=wanted["facts"])


def _imported(wanted: dict[str, Any], owner: User) -> JobDescription:
    source = ImportedSource.objects.create(
        workspace=owner.workspace,
        owner=owner,
        text=wanted["text"],
        title=wanted["facts"]["title"],
        template_code=wanted["template"],
    )
    parsed = split_description(source.text, published_rubric(wanted["template"]).rules["sections"])
    lines = [(line.section, line.text) for line in parsed.lines if line.kind != "heading"]
    return start_from_import(
        source=source, template_version=published_template(wanted["template"]), lines=lines, facts=wanted["facts"]
    )
