"""Static files as they are served: every file that one names is there under its hashed name."""

from pathlib import Path

from django.core.management import call_command
from pytest_django import Settings


def test_static_files_can_be_collected_and_packed(settings: Settings, tmp_path: Path) -> None:
    packed = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": packed}
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").stat().st_size
    assert list(tmp_path.glob("css/app.*.css.gz"))
