"""Accounts: workspaces, people and what they may do."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "cxroles.accounts"

    def ready(self) -> None:
        from cxroles.accounts.groups import ensure_groups

        # Permissions only exist after migrating, so the groups are filled then.
        post_migrate.connect(ensure_groups, dispatch_uid="accounts.ensure_groups")
