"""What was changed: line states before and after each edit, and taking an edit back."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from cxroles.accounts.models import User
from cxroles.jobs.models import Change, JobDescription, Statement, StatementTag

# Typing in one line within this time is one change, so that Ctrl+Z takes back words, not letters.
ONE_BREATH = timedelta(seconds=30)

State = dict[str, Any]


class Ledger:
    """Notes lines and fields before an edit and writes the Change after it."""

    def __init__(self, description: JobDescription, by: User, kind: str) -> None:
        self.description = description
        self.by = by
        self.kind = kind
        self.lines: dict[int, State] = {}
        self.fields: dict[str, Any] = {}
        self.token = ""

    def note_line(self, line: Statement) -> None:
        """Remember a line as it is, before it is changed."""
        self.lines.setdefault(line.pk, state_of(line))

    def note_new_line(self, line: Statement) -> None:
        """Remember that a line was not there; taking back removes it."""
        self.lines.setdefault(line.pk, state_of(line) | {"removed": True})

    def note_fields(self, names: Iterable[str]) -> None:
        """Remember fields of the description, before they are changed."""
        self.fields = {name: getattr(self.description, name) for name in names}

    def write(self, summary: str) -> Change:
        """Store the change, or add it to the one just made in the same line."""
        rows = Statement.objects.filter(pk__in=self.lines).prefetch_related("tags")
        after = {row.pk: state_of(row) for row in rows}
        now_fields = {name: getattr(self.description, name) for name in self.fields}
        after_state = {"lines": [after[pk] for pk in self.lines], "fields": now_fields, "token": self.token}
        continued = self._continued()
        if continued is not None:
            continued.after = after_state
            continued.save(update_fields=["after"])
            return continued
        return Change.objects.create(
            description=self.description,
            author=self.by,
            kind=self.kind,
            summary=summary[:200],
            before={"lines": list(self.lines.values()), "fields": self.fields},
            after=after_state,
        )

    def _continued(self) -> Change | None:
        newest = self.description.changes.first()
        if newest is None or self.kind != "edit_statement" or newest.kind != self.kind:
            return None
        if newest.author_id != self.by.pk or newest.undone_at or newest.made_at < timezone.now() - ONE_BREATH:
            return None
        same = [state["id"] for state in newest.after["lines"]] == list(self.lines)
        return newest if same else None


def state_of(line: Statement) -> State:
    """A line as plain values, with its place among the live lines of its section."""
    return {
        "id": line.pk,
        "section": line.section,
        "index": siblings_of(line).filter(position__lt=line.position).count(),
        "text": line.text,
        "level": line.level,
        "mandate": line.mandate,
        "removed": line.removed_at is not None,
        "tags": [
            {
                "framework": tag.framework_code,
                "code": tag.competency_code,
                "verdict": tag.verdict,
                "by": tag.decided_by_id,
                "at": tag.decided_at.isoformat(),
            }
            for tag in line.tags.all()
        ],
    }


def siblings_of(line: Statement) -> Any:
    """The other live lines of its section."""
    live = Statement.objects.filter(description_id=line.description_id, section=line.section, removed_at=None)
    return live.exclude(pk=line.pk).order_by("position", "pk")


def place_line(line: Statement, index: int) -> None:
    """Put a line at ``index`` (from 0) of its section and number the section anew."""
    order = list(siblings_of(line))
    order.insert(max(0, min(index, len(order))), line)
    moved = [(place, row) for place, row in enumerate(order) if row.position != place]
    for place, row in moved:
        row.position = place
    Statement.objects.bulk_update([row for _place, row in moved], ["position"])


def last_change(description: JobDescription, by: User) -> Change | None:
    """The last change she made and has not taken back."""
    return description.changes.filter(author=by, undone_at=None).first()


def take_back(change: Change, description: JobDescription) -> list[Statement]:
    """Restore the lines and fields of before a change. Raises ValidationError when somebody changed them since."""
    lines = {line.pk: line for line in description.statements.prefetch_related("tags")}
    for state in change.after["lines"]:
        _ensure_untouched(state, lines[state["id"]])
    _restore_fields(change, description)
    restored = [_restore_line(lines[state["id"]], state) for state in change.before["lines"]]
    change.undone_at = timezone.now()
    change.save(update_fields=["undone_at"])
    return restored


def _ensure_untouched(state: State, line: Statement) -> None:
    now = state_of(line)
    if any(now[key] != state[key] for key in now if key != "index"):
        raise ValidationError(
            _("“%(line)s” was changed by someone else since, so this cannot be taken back. Edit the line instead.")
            % {"line": shorten(line.text)}
        )


def _restore_fields(change: Change, description: JobDescription) -> None:
    for name, value in change.after.get("fields", {}).items():
        if getattr(description, name) != value:
            raise ValidationError(
                _("The facts were changed by someone else since, so this cannot be taken back. Edit them instead.")
            )
    for name, value in change.before.get("fields", {}).items():
        setattr(description, name, value)


def _restore_line(line: Statement, state: State) -> Statement:
    if line.text != state["text"]:
        line.version += 1
    line.section, line.text = state["section"], state["text"]
    line.level, line.mandate = state["level"], state["mandate"]
    line.removed_at = (line.removed_at or timezone.now()) if state["removed"] else None
    line.save()
    _restore_tags(line, state["tags"])
    if not state["removed"]:
        place_line(line, state["index"])
    return line


def _restore_tags(line: Statement, tags: Iterable[Mapping[str, Any]]) -> None:
    line.tags.all().delete()
    StatementTag.objects.bulk_create(
        StatementTag(
            statement=line,
            framework_code=tag["framework"],
            competency_code=tag["code"],
            verdict=tag["verdict"],
            decided_by_id=tag["by"],
            decided_at=parse_datetime(tag["at"]) or timezone.now(),
        )
        for tag in tags
    )


def shorten(text: str, most: int = 60) -> str:
    """The beginning of a line, to name it in a message."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
