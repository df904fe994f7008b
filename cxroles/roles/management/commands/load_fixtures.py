"""``load_fixtures``: check the project's fixtures, show what differs, publish it."""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.utils import IntegrityError
from django.utils.translation import gettext as _

from cxroles.frameworks.loading.differing import Difference
from cxroles.frameworks.loading.loader import FileOutcome, LoadOutcome, load_paths

_HEADLINES = {"new": "new, version {number}", "changed": "version {number}", "unchanged": "unchanged"}
_KEPT = "unchanged since it was loaded; version {number}, published in the administration, stays"


class Command(BaseCommand):
    """Exit 0 when the fixtures are published (or would be), 1 when they are refused."""

    help = "Checks framework, role template and scoring fixtures and publishes what differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders; default: fixtures/")
        parser.add_argument("--dry-run", action="store_true", help="show the difference, write nothing")

    def handle(self, *_args: Any, paths: list[str], dry_run: bool, verbosity: int, **_options: Any) -> None:
        found: list[Any] = list(paths) or [settings.BASE_DIR / "fixtures"]
        outcome = self._load(found, dry_run)
        if outcome.refused:
            self._refuse(outcome)
        if verbosity:
            for line in _report(outcome.files, dry_run):
                self.stdout.write(line)

    def _load(self, paths: list[Any], dry_run: bool) -> LoadOutcome:
        try:
            return load_paths(paths, dry_run=dry_run)
        except IntegrityError as error:
            raise CommandError(_("Somebody else loaded fixtures at the same moment. Run the command again.")) from error

    def _refuse(self, outcome: LoadOutcome) -> None:
        for mistake in outcome.mistakes:
            self.stderr.write(str(mistake))
        count = len(outcome.mistakes)
        raise CommandError(_("%(count)s to mend; nothing was loaded.") % {"count": _mistakes(count)})


def _mistakes(count: int) -> str:
    return _("1 mistake") if count == 1 else _("%(count)s mistakes") % {"count": count}


def _report(files: Iterable[FileOutcome], dry_run: bool) -> Iterator[str]:
    for file in files:
        yield f"{file.file}: {_HEADLINES.get(file.outcome, _KEPT).format(number=file.number)}"
        yield from (f"  {line}" for line in _difference_lines(file))
    if dry_run:
        yield _("Nothing was written (--dry-run).")


def _difference_lines(file: FileOutcome) -> Iterator[str]:
    """Added and retired entries of a group share a line; each changed one says its fields."""
    for (change, group), found in groupby(file.differences, key=_line_key):
        entries = list(found)
        if change == "changed":
            yield from (_changed_line(entry) for entry in entries)
        else:
            names = ", ".join(entry.code or entry.group for entry in entries)
            yield f"{change} {group}: {names}" if group else f"{change} {names}"


def _line_key(entry: Difference) -> tuple[str, str]:
    return entry.change, entry.group if entry.code else ""


def _changed_line(entry: Difference) -> str:
    name = f"{entry.group} {entry.code}".strip()
    return f"changed {name}: {', '.join(entry.fields)}" if entry.fields else f"changed {name}"
