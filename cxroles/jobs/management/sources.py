"""What the commands that read a description share: reading, scoring, refusing."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cxroles.jobs.drafts import published_rubric
from cxroles.jobs.importing import LINE_LIMIT, ImportRefused, read_document
from cxroles.scoring.engine import score
from cxroles.scoring.splitting import draft_from_text
from cxroles.scoring.types import Draft, Report, Rubric


def read_source(name: str) -> str:
    """Text of a file, or of standard input for ``-``. Raises OSError and ImportRefused."""
    if name == "-":
        return read_document("standard input.txt", sys.stdin.buffer.read())
    return read_document(name, Path(name).read_bytes())


def score_source(name: str, *, template: str | None, title: str | None) -> Report:
    """Score a file. Raises OSError, ImportRefused and LookupError (unknown template, nothing loaded)."""
    rubric = published_rubric(template)
    return score(draft_source(name, rubric, title=title), rubric)


def draft_source(name: str, rubric: Rubric, *, title: str | None) -> Draft:
    """A file as a draft ready to be scored. Raises OSError and ImportRefused."""
    draft = draft_from_text(read_source(name), rubric.rules["sections"], title=title)
    if len(draft.statements) > LINE_LIMIT:
        raise ImportRefused(
            f"{name} has {len(draft.statements)} lines; a job description has at most {LINE_LIMIT}. Shorten it."
        )
    return draft


@contextmanager
def stop(command: BaseCommand) -> Iterator[None]:
    """Turn what a person can mend into one line on stderr and exit code 1."""
    try:
        yield
    except OSError as error:
        raise CommandError(f"{error.filename}: {error.strerror}. Name a file that can be read.") from error
    except (KeyError, IndexError):  # lookups too, but a programmer's mistake and not the user's
        raise
    except (ImportRefused, LookupError) as error:
        raise CommandError(str(error)) from error
