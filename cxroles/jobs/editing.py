"""Editing a job description: one operation a function, each one transaction and one Change.

Every operation scores the result and raises ``django.core.exceptions.ValidationError`` with what
is wrong and what to do; nothing is saved then.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cxroles.accounts.models import User
from cxroles.jobs.drafts import Scored, remember_score, rubric_for, scored
from cxroles.jobs.emphasis import emphasis_from_needs
from cxroles.jobs.freezing import FACT_FIELDS
from cxroles.jobs.history import Ledger, last_change, place_line, shorten, siblings_of, take_back
from cxroles.jobs.models import Change, JobDescription, Statement, StatementTag, Status
from cxroles.roles.models import Section

MOST_LINES = 500
LONGEST_LINE = 4000  # characters, as in Statement.text
_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BULLET = re.compile(r"^(?:[•◦▪‣●*–—-]|\d{1,2}[.)])\s+")


class EditConflictError(Exception):
    """Somebody else saved this line first. ``line`` holds their words, ``text`` hers."""

    def __init__(self, line: Statement, text: str) -> None:
        super().__init__(_("Someone else changed this line."))
        self.line = line
        self.text = text


@dataclass(slots=True)
class Edited:
    """An edit that was made: the lines it touched, the change on record and the new score."""

    description: JobDescription
    lines: list[Statement] = field(default_factory=list)
    change: Change | None = None
    _scored: Scored | None = None

    @property
    def scored(self) -> Scored:
        """The description with its report, as it is after the edit."""
        if self._scored is None:
            self._scored = scored(self.description)
        return self._scored


# --- Operations -----------------------------------------------------------------------------


def add_statement(
    *, description: JobDescription, by: User, section: str, text: str, after: int | None = None, token: str = ""
) -> Edited:
    """Add a line (several when the text has line breaks) after line ``after`` or at the end of the section.

    ``token`` names the attempt: a repeated one answers with the lines it made the first time.
    """
    with _editing(description, by, "add_statement") as (ledger, edited):
        token = _without_controls(token)
        earlier = _added_with(token, edited.description)
        if earlier is not None:
            edited.lines = earlier
            return edited
        texts = clean_lines(text)
        _ensure_room(edited.description, len(texts))
        _ensure_section(section)
        ledger.token = token
        place = _place_after(edited.description, section, after)
        edited.lines = _insert(edited.description, ledger, section, texts, place)
        name = Section(section).label
        summary = ngettext("Line added to %(section)s", "%(count)d lines added to %(section)s", len(texts))
        edited.change = ledger.write(summary % {"section": name, "count": len(texts)})
    return edited


def edit_statement(
    *, description: JobDescription, by: User, line: int, text: str, version: int, sent: str = ""
) -> Edited:
    """Change the words of a line; further lines of the text follow it as lines of their own.

    ``sent`` is what the same browser sent last: when that is how the line stands, its answer was
    lost and nobody else was here. Raises EditConflictError when ``version`` is not the line's
    newest and the words differ otherwise.
    """
    with _editing(description, by, "edit_statement") as (ledger, edited):
        row = _live_line(edited.description, line)
        first, *more = clean_lines(text)
        edited.lines = [row]
        if first == row.text and not more:
            return edited
        if version != row.version and row.text != _without_controls(sent).strip():
            raise EditConflictError(row, text)
        _ensure_room(edited.description, len(more))
        ledger.note_line(row)
        row.text = first
        row.version += 1
        row.full_clean(exclude=["description"])
        row.save()
        place = siblings_of(row).filter(position__lt=row.position).count() + 1
        edited.lines += _insert(edited.description, ledger, row.section, more, place)
        edited.change = ledger.write(_("“%(line)s” changed") % {"line": shorten(first)})
    return edited


def move_statement(
    *,
    description: JobDescription,
    by: User,
    line: int,
    section: str | None = None,
    after: int | None = None,
    step: int = 0,
) -> Edited:
    """Move a line: by ``step`` places (-1 up, 1 down), or to ``section`` after line ``after`` (0 first, None last)."""
    with _editing(description, by, "move_statement") as (ledger, edited):
        row = _live_line(edited.description, line)
        target = section or row.section
        _ensure_section(target)
        ledger.note_line(row)
        if step:
            place = ledger.lines[row.pk]["index"] + step
        else:
            place = _place_after(edited.description, target, after, leaving_out=row.pk)
        row.section = target
        row.save()
        place_line(row, place)
        edited.lines = [row]
        edited.change = ledger.write(
            _("“%(line)s” moved in %(section)s") % {"line": shorten(row.text), "section": Section(target).label}
        )
    return edited


def remove_statement(*, description: JobDescription, by: User, line: int) -> Edited:
    """Take a line out; it stays on record and can be brought back."""
    with _editing(description, by, "remove_statement") as (ledger, edited):
        row = _live_line(edited.description, line)
        ledger.note_line(row)
        row.removed_at = timezone.now()
        row.save(update_fields=["removed_at"])
        edited.lines = [row]
        edited.change = ledger.write(_("“%(line)s” removed") % {"line": shorten(row.text)})
    return edited


def insert_template_line(*, description: JobDescription, by: User, code: str, after: int | None = None) -> Edited:
    """Add a line of the pinned role template, with its level and mandate element."""
    with _editing(description, by, "insert_template_line") as (ledger, edited):
        code = _without_controls(code)
        found = edited.description.role_template_version.statements.filter(code=code).first()
        if found is None:
            raise ValidationError(_("The role template has no line “%(code)s”.") % {"code": code[:60]})
        if edited.description.live_statements().filter(template_line=code, text=found.text).exists():
            raise ValidationError(_("“%(line)s” is there already.") % {"line": shorten(found.text)})
        _ensure_room(edited.description, 1)
        place = _place_after(edited.description, found.section, after)
        edited.lines = _insert(edited.description, ledger, found.section, [found.text], place)
        row = edited.lines[0]
        row.level, row.mandate, row.template_line = found.level, found.mandate, code
        row.save(update_fields=["level", "mandate", "template_line"])
        edited.change = ledger.write(_("“%(line)s” inserted") % {"line": shorten(row.text)})
    return edited


def decide_tag(*, description: JobDescription, by: User, line: int, framework: str, code: str, verdict: str) -> Edited:
    """Confirm, add or reject a competency of a line; an empty verdict leaves it to the tagger again."""
    with _editing(description, by, "decide_tag") as (ledger, edited):
        row = _live_line(edited.description, line)
        name = _competency_name(edited.description, framework, code)
        ledger.note_line(row)
        row.tags.filter(framework_code=framework, competency_code=code).delete()
        if verdict:
            tag = StatementTag(
                statement=row, framework_code=framework, competency_code=code, verdict=verdict, decided_by=by
            )
            tag.full_clean(exclude=["statement", "decided_by"])
            tag.save()
        edited.lines = [row]
        word = StatementTag.Verdict(verdict).label if verdict else _("Left to the tagger")
        edited.change = ledger.write(f"{name}: {word}")
    return edited


def set_level(*, description: JobDescription, by: User, line: int, level: int | None) -> Edited:
    """Set the level 1-5 a line asks for; None leaves it open."""
    with _editing(description, by, "set_level") as (ledger, edited):
        row = _live_line(edited.description, line)
        ledger.note_line(row)
        row.level = level
        row.full_clean(exclude=["description"])
        row.save(update_fields=["level"])
        edited.lines = [row]
        edited.change = ledger.write(_("Level of “%(line)s” changed") % {"line": shorten(row.text)})
    return edited


def edit_facts(*, description: JobDescription, by: User, facts: Mapping[str, str]) -> Edited:
    """Change title, company, location, reporting line and the like; names are those of ``FACT_FIELDS``."""
    with _editing(description, by, "edit_facts") as (ledger, edited):
        ledger.note_fields(FACT_FIELDS)
        for name in FACT_FIELDS:
            if name in facts:
                setattr(edited.description, name, _without_controls(facts[name]).strip())
        edited.description.full_clean()
        edited.change = ledger.write(_("Facts changed"))
    return edited


def set_emphasis(*, description: JobDescription, by: User, needs: Mapping[str, float]) -> Edited:
    """Set the target emphasis from the six needs; the ccxp shares follow the crosswalk."""
    with _editing(description, by, "set_emphasis") as (ledger, edited):
        rubric = rubric_for(edited.description)
        forrester = rubric.framework("forrester")
        if set(needs) != {each.code for each in forrester.competencies}:
            raise ValidationError(_("The needs must name each discipline once."))
        ledger.note_fields(("emphasis",))
        base = edited.description.role_template_version.emphasis
        edited.description.emphasis = emphasis_from_needs(needs, base, forrester.crosswalk)
        edited.change = ledger.write(_("Emphasis changed"))
    return edited


def undo_change(*, description: JobDescription, by: User) -> Edited:
    """Take back her last change. Raises ValidationError when there is none or somebody changed the lines since."""
    with _editing(description, by, "undo") as (_ledger, edited):
        change = last_change(edited.description, by)
        if change is None:
            raise ValidationError(_("There is nothing of yours to take back."))
        edited.lines = take_back(change, edited.description)
        edited.change = change
    return edited


# --- Words ----------------------------------------------------------------------------------


def clean_lines(text: str) -> list[str]:
    """The lines of a typed or pasted text, without control characters, bullets and empty lines.

    Raises ValidationError when nothing is left or a line is too long.
    """
    parts = [_without_controls(part).strip() for part in _BREAKS.split(text)]
    lines = [part for part in parts if part]
    if len(lines) > 1:
        lines = [_BULLET.sub("", line) or line for line in lines]
    if not lines:
        raise ValidationError(_("A line needs words. Write some, or remove the line."))
    for line in lines:
        if len(line) > LONGEST_LINE:
            raise ValidationError(
                _("This line has %(length)d characters; a line holds at most %(most)d. Shorten or split it.")
                % {"length": len(line), "most": LONGEST_LINE}
            )
    return lines


def _without_controls(text: str) -> str:
    """Tabs become spaces; other control characters and lone surrogates go, as databases refuse them."""
    spaced = text.replace("\t", " ")
    return "".join(letter for letter in spaced if unicodedata.category(letter) not in ("Cc", "Cs"))


# --- Shared steps ---------------------------------------------------------------------------


@contextmanager
def _editing(description: JobDescription, by: User, kind: str) -> Iterator[tuple[Ledger, Edited]]:
    """One transaction on the locked description; when something changed, score it and count the change."""
    with transaction.atomic():
        found = JobDescription.objects.select_for_update(of=("self",)).for_composing()
        locked: JobDescription = found.get(pk=description.pk)
        if locked.status != Status.DRAFT:
            raise ValidationError(_("It is not a draft any more. Reopen it to change it."))
        edited = Edited(locked)
        yield Ledger(locked, by, kind), edited
        if edited.change is not None:
            remember_score(locked, edited.scored.report)
            locked.serial += 1
            locked.save()


def _insert(description: JobDescription, ledger: Ledger, section: str, texts: list[str], place: int) -> list[Statement]:
    added = []
    for offset, text in enumerate(texts):
        row = Statement(description=description, section=section, text=text)
        row.full_clean(exclude=["description"])
        row.save()
        place_line(row, place + offset)
        ledger.note_new_line(row)
        added.append(row)
    return added


def _live_line(description: JobDescription, pk: int) -> Statement:
    row = description.statements.filter(pk=pk, removed_at=None).prefetch_related("tags").first()
    if row is None:
        raise ValidationError(_("This line was removed meanwhile. Reload the page to see what is there."))
    return row


def _place_after(
    description: JobDescription, section: str, after: int | None, *, leaving_out: int | None = None
) -> int:
    """Index right after a line of the section: 0 first; the end when it is None or not there."""
    rows = description.live_statements().filter(section=section).exclude(pk=leaving_out or 0)
    order = list(rows.values_list("pk", flat=True))
    if after == 0:
        return 0
    return order.index(after) + 1 if after in order else len(order)


def _added_with(token: str, description: JobDescription) -> list[Statement] | None:
    if not token:
        return None
    change = description.changes.filter(kind="add_statement", after__token=token).first()
    if change is None:
        return None
    added = [state["id"] for state in change.after["lines"]]
    return list(description.live_statements().filter(pk__in=added))


def _ensure_room(description: JobDescription, more: int) -> None:
    if description.live_statements().count() + more > MOST_LINES:
        raise ValidationError(
            _("A job description holds at most %(most)d lines. Remove some before adding more.") % {"most": MOST_LINES}
        )


def _ensure_section(section: str) -> None:
    if section not in Section.values:
        raise ValidationError(_("There is no section “%(section)s”.") % {"section": section[:40]})


def _competency_name(description: JobDescription, framework: str, code: str) -> str:
    for each in rubric_for(description).frameworks:
        for competency in each.competencies:
            if (each.code, competency.code) == (framework, code):
                return competency.name
    raise ValidationError(_("There is no competency “%(code)s”.") % {"code": f"{framework}.{code}"[:80]})
