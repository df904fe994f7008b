"""``manage.py brief``: files in, PDF and report out, and what is refused."""

import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import execute_from_command_line

from tests.exports.reading_back import read_pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published")]

TEXT = """\
Head of Customer Experience

What you'll do
- Lead the customer experience strategy with the executive team.
- Map the customer journey and remove what annoys customers.
- Run the voice of the customer programme and close the loop on feedback.

Requirements
- Has led a customer experience team.
- Has measured NPS and customer effort.

Nice to have
- Knows Lean.
"""


@pytest.fixture(autouse=True)
def _open_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command run as from the shell closes the database at its end; the test goes on with it."""
    monkeypatch.setattr("django.core.management.base.connections.close_all", lambda: None)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A job description in a text file."""
    path = tmp_path / "advert.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: object) -> int:
    """The exit code of the command."""
    try:
        execute_from_command_line(["manage.py", "brief", *map(str, arguments)])
    except SystemExit as stopped:
        return int(stopped.code or 0)
    return 0


def test_prints_a_brief_and_writes_the_report(source: Path, tmp_path: Path) -> None:
    pdf, report = tmp_path / "out.pdf", tmp_path / "out.json"
    assert run(source, "--template", "head", "--pdf", pdf, "--json", report) == 0
    text = " ".join(read_pages(pdf.read_bytes()))
    for words in (
        "Role brief for recruiters",
        "Head of Customer Experience",
        "Map the customer journey",
        "Knows Lean.",
    ):
        assert words.lower() in text.lower()
    written = json.loads(report.read_text(encoding="utf-8"))
    assert written["schema"] == "cxroles.report/1"
    assert written["template"] == "head"
    assert f"Score {written['overall']}" in text


def test_prints_a_public_description_on_letter(source: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "out.pdf"
    code = run(
        source, "--template", "head", "--pdf", pdf, "--kind", "description", "--page", "Letter", "--title", "CX Lead"
    )
    assert code == 0
    (page,) = read_pages(pdf.read_bytes())
    assert "CX Lead" in page
    assert "Score" not in page


def test_reads_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert run("-", "--template", "vp", "--pdf", tmp_path / "out.pdf") == 0
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["advert.docx", "advert.md"])
def test_reads_what_it_says_it_reads(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if name.endswith(".docx"):
        import docx

        document = docx.Document()
        for line in TEXT.splitlines():
            document.add_paragraph(line)
        document.save(str(path))
    else:
        path.write_text(TEXT, encoding="utf-8")
    assert run(path, "--template", "head", "--pdf", tmp_path / "out.pdf") == 0
    assert "Map the customer journey" in " ".join(read_pages((tmp_path / "out.pdf").read_bytes()))


def test_reads_its_own_pdf(source: Path, tmp_path: Path) -> None:
    run(source, "--template", "head", "--pdf", tmp_path / "first.pdf", "--kind", "description")
    assert run(tmp_path / "first.pdf", "--template", "head", "--pdf", tmp_path / "second.pdf") == 0


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [(b"", "empty.txt", "empty"), (b"no pdf at all", "broken.pdf", "broken.pdf"), (b"x", "sheet.xlsx", ".docx")],
)
def test_refuses_what_it_cannot_read(
    content: bytes, name: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    assert run(tmp_path / name, "--template", "vp", "--pdf", tmp_path / "out.pdf") == 1
    assert reason in capsys.readouterr().err
    assert not (tmp_path / "out.pdf").exists()


def test_names_the_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "nowhere.txt", "--template", "vp", "--pdf", tmp_path / "out.pdf") == 1
    assert "nowhere.txt" in capsys.readouterr().err


def test_unknown_template_names_the_known_ones(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(source, "--template", "boss", "--pdf", tmp_path / "out.pdf") == 1
    message = capsys.readouterr().err
    assert all(code in message for code in ("boss", "director", "head", "vp", "cco"))


def test_says_where_it_cannot_write(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(source, "--template", "vp", "--pdf", tmp_path / "no" / "out.pdf") == 1
    assert "out.pdf" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("extra", "named"),
    [
        (("--kind", "interview"), "brief"),
        (("--page", "A5"), "Letter"),
        (("--nonsense",), "--nonsense"),
    ],
)
def test_usage_errors(
    extra: tuple[str, ...], named: str, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(source, "--template", "vp", "--pdf", tmp_path / "out.pdf", *extra) == 2
    assert named in capsys.readouterr().err


@pytest.mark.parametrize("missing", ["--template", "--pdf"])
def test_required_options(missing: str, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = {"--template": "vp", "--pdf": str(tmp_path / "out.pdf")}
    del given[missing]
    assert run(source, *(word for pair in given.items() for word in pair)) == 2
    assert missing in capsys.readouterr().err


def test_writes_neither_file_when_one_has_no_folder(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = tmp_path / "missing" / "out.json"
    assert run(source, "--template", "vp", "--pdf", tmp_path / "out.pdf", "--json", nowhere) == 1
    assert "folder does not exist" in capsys.readouterr().err
    assert not (tmp_path / "out.pdf").exists()
