"""Application settings of ``roles``."""

from django.apps import AppConfig


class RolesConfig(AppConfig):
    name = "cxroles.roles"
    fixture_kinds = ("cxroles.roles.loading.ROLE_TEMPLATE",)
