"""House rules a machine can see: sizes, names, nothing from a network."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
VAGUE = re.compile(r"(^|/)(utils?|helpers?|misc|common|managers?|services?|data|infos?)\.py$")
ADDRESS = re.compile(r"(?:src|href|url|import|from)\s*[=(]?\s*[\"'(]\s*(?:https?:)?//", re.IGNORECASE)


def list_files(*patterns: str) -> list[Path]:
    """Files git tracks, or would."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def test_files_stay_readable() -> None:
    files = list_files("cxroles/*.py", "tests/*.py", "static/*.js", "static/*.css")
    long = {
        path.relative_to(ROOT): lines
        for path in files
        if "/migrations/" not in str(path)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert not long


def test_names_say_something() -> None:
    assert not [path for path in list_files("cxroles/*.py") if VAGUE.search(str(path))]


def test_pages_load_nothing_from_a_network() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in list_files("templates/*.html", "static/*.css", "static/*.js")
        if (match := ADDRESS.search(path.read_text(encoding="utf-8")))
    ]
    assert not found


def test_the_lock_has_a_hash_for_every_package_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.findall(r"^[a-z0-9][\w.\-\[\]]*==[^\s]+ \\\n    --hash=sha256:", lock, re.MULTILINE)
    assert len(packages) == len(re.findall(r"^[a-z0-9].*==", lock, re.MULTILINE)) > 0
    assert "://" not in lock
    options = set(re.findall(r"^ *--([a-z-]+)", lock, re.MULTILINE))
    assert options == {"hash"}


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "LICENSE", "Makefile", "requirements.lock"])
def test_convention_is_kept(name: str) -> None:
    assert (ROOT / name).stat().st_size
