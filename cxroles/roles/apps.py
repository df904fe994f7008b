"""Application settings of ``roles``."""

from django.apps import AppConfig


class RolesConfig(AppConfig):
    name = "cxroles.roles"
