"""Application settings of ``frameworks``."""

from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "cxroles.frameworks"
