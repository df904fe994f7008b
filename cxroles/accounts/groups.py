"""The three permission groups and their model permissions."""

from typing import Any

HIRING_MANAGER = "Hiring manager"
RECRUITER = "Recruiter"
ADMIN = "Admin"

_EDITED_BY_ADMINS = ("frameworks", "roles")
GROUP_PERMISSIONS: dict[str, tuple[str, ...]] = {
    HIRING_MANAGER: (
        "jobs.add_jobdescription",
        "jobs.change_jobdescription",
        "jobs.view_jobdescription",
        "jobs.approve_jobdescription",
        "jobs.export_description",
        "jobs.export_brief",
    ),
    RECRUITER: ("jobs.view_jobdescription", "jobs.export_description", "jobs.export_brief"),
    ADMIN: (
        "jobs.add_jobdescription",
        "jobs.change_jobdescription",
        "jobs.view_jobdescription",
        "jobs.approve_jobdescription",
        "jobs.export_description",
        "jobs.export_brief",
        "accounts.add_user",
        "accounts.change_user",
        "accounts.view_user",
        "accounts.view_workspace",
    ),
}


def ensure_groups(sender: Any = None, **_kwargs: Any) -> None:
    """Create the three groups and give them their permissions; running it again changes nothing."""
    from django.contrib.auth.models import Group, Permission

    for name, wanted in GROUP_PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=name)
        codes = {code.split(".")[1] for code in wanted}
        apps = {code.split(".")[0] for code in wanted}
        permissions = list(Permission.objects.filter(content_type__app_label__in=apps, codename__in=codes))
        if name == ADMIN:
            permissions += Permission.objects.filter(content_type__app_label__in=_EDITED_BY_ADMINS)
        group.permissions.add(*permissions)
