"""Application settings of ``exports``."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "cxroles.exports"
