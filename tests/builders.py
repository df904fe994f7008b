"""Builders: each makes one thing with sensible values that a test may override."""

from typing import Any

from django.contrib.auth.models import Group

from cxroles.accounts.groups import HIRING_MANAGER
from cxroles.accounts.models import User, Workspace
from cxroles.jobs.drafts import published_template
from cxroles.jobs.editing import add_statement
from cxroles.jobs.models import JobDescription, Statement
from cxroles.jobs.starting import start_blank, start_from_template

PASSWORD = "correct horse battery staple"


def make_workspace(**values: Any) -> Workspace:
    """A workspace; the same one for the same name."""
    values.setdefault("name", "Northwind Energy")
    return Workspace.objects.get_or_create(**values)[0]


def make_user(*, group: str | None = HIRING_MANAGER, **values: Any) -> User:
    """A person in a permission group, in the default workspace."""
    values.setdefault("email", f"person{User.objects.count() + 1}@example.org")
    values.setdefault("name", values["email"].split("@")[0].title())
    values.setdefault("workspace", make_workspace())
    person = User.objects.create_user(password=values.pop("password", PASSWORD), **values)
    if group:
        person.groups.add(Group.objects.get(name=group))
    return person


def make_outsider(**values: Any) -> User:
    """A hiring manager of another workspace."""
    values.setdefault("workspace", make_workspace(name="Elsewhere Ltd"))
    return make_user(**values)


def make_description(*, owner: User | None = None, template: str = "vp", **facts: Any) -> JobDescription:
    """A description with all lines of a role template."""
    facts.setdefault("company", "Northwind Energy")
    return start_from_template(owner=owner or make_user(), template_version=published_template(template), facts=facts)


def make_blank(*, owner: User | None = None, template: str = "vp", **facts: Any) -> JobDescription:
    """A description without lines."""
    return start_blank(owner=owner or make_user(), template_version=published_template(template), facts=facts)


def make_statement(description: JobDescription, text: str = "Set the customer strategy.", **values: Any) -> Statement:
    """A line added by the description's owner."""
    values.setdefault("section", "responsibilities")
    return add_statement(description=description, by=description.owner, text=text, **values).lines[0]
