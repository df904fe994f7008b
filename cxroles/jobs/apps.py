"""Application settings of ``jobs``."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "cxroles.jobs"
