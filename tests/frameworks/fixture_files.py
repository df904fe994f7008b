"""Builders for fixture files: a published fixture, changed a little, in a folder of its own."""

import copy
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from cxroles.frameworks.models import FrameworkVersion, RubricVersion
from cxroles.roles.models import RoleTemplateVersion

FIXTURES = Path(settings.BASE_DIR) / "fixtures"


def newest_framework(code: str = "forrester") -> FrameworkVersion:
    """The framework version with the highest number."""
    return FrameworkVersion.objects.filter(framework__code=code).order_by("-number")[0]


def newest_template(code: str = "vp") -> RoleTemplateVersion:
    """The role template version with the highest number."""
    return RoleTemplateVersion.objects.filter(role_template__code=code).order_by("-number")[0]


def framework_content(code: str = "forrester") -> dict[str, Any]:
    """A copy of what is published, to change and write to a file."""
    return copy.deepcopy(newest_framework(code).content)


def template_content(code: str = "vp") -> dict[str, Any]:
    return copy.deepcopy(newest_template(code).content)


def rules_content(code: str) -> dict[str, Any]:
    return copy.deepcopy(RubricVersion.objects.order_by("-number")[0].rules()[code])


def write_fixture(folder: Path, content: dict[str, Any], name: str = "") -> Path:
    """The content as a file: JSON is YAML too."""
    path = folder / f"{name or content['code']}.yaml"
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    return path


def write_text(folder: Path, text: str, name: str = "broken.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def load(*paths: Path, **options: Any) -> str:
    """What load_fixtures prints."""
    out = StringIO()
    call_command("load_fixtures", *map(str, paths), stdout=out, **options)
    return out.getvalue()


def refusal(*paths: Path) -> str:
    """What load_fixtures complains of; fails when it does not exit with 1."""
    err = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("load_fixtures", *map(str, paths), stdout=StringIO(), stderr=err)
    assert refused.value.returncode == 1
    return err.getvalue()
