"""A trial run of the scorer on what is about to be published.

Shapes and checks catch what experts usually get wrong. Rules that pass them and still stop the
scorer would show up as a broken page; here they are refused instead.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from cxroles.frameworks.loading.documents import Document, Mistake
from cxroles.frameworks.loading.library import Library
from cxroles.scoring.engine import score
from cxroles.scoring.rubric import rubric_from_documents
from cxroles.scoring.splitting import draft_from_text

SAMPLE = """Head of Customer Experience

About us
We run 40 clinics.

Responsibilities
- Own the customer experience strategy and report to the CEO.
- Map journeys and raise NPS across departments.

Requirements
- Has led a customer team of ten.
"""
NEEDED = {"facets", "weights", "sections"}  # the rule files no score can do without


def check_by_scoring(documents: Iterable[Document], library: Library) -> Iterator[Mistake]:
    """Score a sample with the documents' rules; only worth doing once each of them is in order."""
    tried = [document for document in documents if document.kind in ("framework", "scoring")]
    rules = {document.code: document.content for document in library.of_kind("scoring")}
    if not tried or not rules.keys() >= NEEDED:
        return
    try:
        _score_sample(library, rules)
    except Exception as error:  # whatever it is, it must not reach a page
        reason = _("the scorer cannot work with these files together (%(error)s); take back the last change")
        files = ", ".join(document.file for document in tried)
        yield Mistake(files, 0, "", reason % {"error": f"{type(error).__name__}: {error}"})


def _score_sample(library: Library, rules: dict[str, dict[str, Any]]) -> None:
    templates = [document.content for document in library.of_kind("role_template")]
    rubric = rubric_from_documents([d.content for d in library.of_kind("framework")], templates, rules)
    score(draft_from_text(SAMPLE, rules["sections"]), rubric).as_dict()
