"""Application settings of ``frameworks``."""

from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "cxroles.frameworks"
    # What load_fixtures reads; each app names its own kinds.
    fixture_kinds = tuple(f"cxroles.frameworks.loading.own_kinds.{name}" for name in ("FRAMEWORK", "LADDER", "SCORING"))
