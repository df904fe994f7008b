"""The step between an imported text and a job description: every line with its section, to be corrected."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cxroles.accounts.models import User
from cxroles.jobs.drafts import published_rules
from cxroles.jobs.importing import LINE_LIMIT, ImportRefused, check_length
from cxroles.jobs.models import ImportedSource, Statement
from cxroles.roles.models import Section
from cxroles.scoring.splitting import ParsedDescription, ParsedLine, split_description

_longest = Statement._meta.get_field("text").max_length
TEXT_LIMIT = _longest or 4000  # characters of one line


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """A line on the correction page. ``remark`` says what needs a look, ``error`` why it cannot be taken."""

    number: int
    section: str
    text: str
    heading: str = ""  # printed above the first line under it
    remark: str = ""
    error: str = ""
    dropped: bool = False

    @property
    def height(self) -> int:
        """Rows of text that the field should show, 1-12."""
        return min(12, 1 + len(self.text) // 80)


def keep_source(
    *, owner: User, text: str, template_code: str, title: str = "", file_name: str = ""
) -> tuple[ImportedSource, ParsedDescription]:
    """Store an imported text and take it apart. Raises ImportRefused for too long or wordless texts."""
    # Browsers send two characters for a line end; they must not count against the limit.
    text = check_length(text.replace("\r\n", "\n"))
    if text.count("\n") > 50 * LINE_LIMIT:  # hopeless, so it is not even split
        raise _too_many_lines(text.count("\n") + 1)
    parsed = parse_text(text)
    if not any(map(str.isalnum, parsed.text)):
        raise ImportRefused(_("There are no words in this text. Paste the text of a job description."))
    lines = sum(1 for _line in _rows(parsed.lines))
    if lines > LINE_LIMIT:
        raise _too_many_lines(lines)
    source = ImportedSource.objects.create(
        workspace=owner.workspace,
        owner=owner,
        text=parsed.text,
        template_code=template_code,
        title=(title or parsed.title)[:160],
        file_name=file_name[-200:],
    )
    return source, parsed


def _too_many_lines(lines: int) -> ImportRefused:
    return ImportRefused(
        _(
            "The text has %(lines)s lines; a job description can have %(limit)s. "
            "Keep only the job description and try again."
        )
        % {"lines": f"{lines:,}", "limit": f"{LINE_LIMIT:,}"}
    )


def parse_text(text: str) -> ParsedDescription:
    """A text taken apart by the newest published rules."""
    return split_description(text, published_rules().rules()["sections"])


def lines_to_check(parsed: ParsedDescription) -> list[CheckedLine]:
    """The lines as they were understood, none left out; recognised headings became sections."""
    lines: list[CheckedLine] = []
    heading = ""
    for number, (line, text, cut) in enumerate(_rows(parsed.lines)):
        shown = line.heading if line.heading != heading else ""
        heading = line.heading
        lines.append(CheckedLine(number, _section_of(line), text, shown, _remark(line, cut)))
    return lines


def _rows(lines: Iterable[ParsedLine]) -> Iterator[tuple[ParsedLine, str, bool]]:
    """Each line that becomes one, its words, and whether it had to be cut because it was too long."""
    for line in lines:
        if line.kind == "heading" and line.recognised:
            continue
        text = " ".join(line.text.split())
        parts = textwrap.wrap(text, TEXT_LIMIT, break_on_hyphens=False) if len(text) > TEXT_LIMIT else [text]
        for part in parts:
            yield line, part, len(parts) > 1


def _section_of(line: ParsedLine) -> str:
    return "other" if line.kind == "heading" else line.section


def _remark(line: ParsedLine, cut: bool) -> str:
    if line.kind == "heading":
        return _("A heading with a wording we do not know. Keep it as a line, or drop it if the sections say enough.")
    if cut:
        return _("Part of a line with more than %(limit)d characters, cut to fit.") % {"limit": TEXT_LIMIT}
    if line.section == "other":
        return _("Fits no section, so it stays under “Other” until you choose one.")
    return ""


def read_lines(typed: Mapping[str, str], lines: list[CheckedLine]) -> list[CheckedLine]:
    """The lines as corrected on the page; what the page did not send stays as it was."""
    return [_read_line(typed, line) for line in lines]


def _read_line(typed: Mapping[str, str], line: CheckedLine) -> CheckedLine:
    text = " ".join(typed.get(f"text-{line.number}", line.text).replace("\x00", "").split())
    section = typed.get(f"section-{line.number}", line.section)
    dropped = f"drop-{line.number}" in typed
    error = ""
    if section not in Section.values:
        section, error = line.section, _("Choose one of the sections.")
    elif len(text) > TEXT_LIMIT and not dropped:
        error = _("This line has %(length)d characters; it can have %(limit)d. Shorten it.") % {
            "length": len(text),
            "limit": TEXT_LIMIT,
        }
    return replace(line, section=section, text=text, dropped=dropped, error=error)


def kept_lines(lines: Iterable[CheckedLine]) -> list[tuple[str, str]]:
    """(section, text) of the lines that make the description. Raises ValidationError when none is left."""
    kept = [(line.section, line.text) for line in lines if line.text and not line.dropped]
    if not kept:
        raise ValidationError(_("No line is left. Keep at least one line, or start again."))
    return kept
