"""A line's tag menu: what every competency is for it now, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cxroles.frameworks.models import Competency, ProficiencyLevel
from cxroles.jobs.sheet import UNSURE_BELOW, Profile, Sheet, kind_of
from cxroles.scoring.types import Evidence, Tag, TaggedStatement

SURE_FROM = 0.85


def confidence_in_words(confidence: float) -> str:
    """A confidence 0-1 as people say it."""
    if confidence >= SURE_FROM:
        return _("very likely")
    return _("likely") if confidence >= UNSURE_BELOW else _("unsure")


REASONS: dict[str, Promise] = {
    "negated": gettext_lazy("the line says it is not part of the job"),
    "no_customer": gettext_lazy("the line names no customer"),
    "other_duty": gettext_lazy("it is somebody else's duty"),
    "stuffed": gettext_lazy("too many key words in one line"),
    "repeated": gettext_lazy("another line says the same"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A competency in a line's tag menu: what it is now and why."""

    key: str
    name: str
    hue: str
    state: str  # confirmed, added, rejected, counted, unsure, refused, none
    why: str


def tag_choices(sheet: Sheet, line: int) -> list[tuple[Profile, list[Choice]]]:
    """Every competency of every framework for one line, with reasons and evidence."""
    place = next(index for index, row in enumerate(sheet.rows) if row.pk == line)
    tagged = sheet.report.statements[place]
    grouped: dict[str, list[Choice]] = {}
    for (framework, code), competency in sheet.hues.items():
        grouped.setdefault(framework, []).append(_choice(framework, code, competency, tagged))
    return [(profile, grouped.get(profile.code, [])) for profile in sheet.profiles]


def _choice(framework: str, code: str, competency: Competency, tagged: TaggedStatement) -> Choice:
    counted = next((tag for tag in tagged.tags.get(framework, ()) if tag.code == code), None)
    refused = next((tag for tag in tagged.rejected.get(framework, ()) if tag.code == code), None)
    state, why = _state_and_why(counted, refused)
    return Choice(f"{framework}.{code}", competency.name, competency.hue, state, why)


def _state_and_why(counted: Tag | None, refused: Tag | None) -> tuple[str, str]:
    if counted is not None:
        words = _quote(counted.evidence)
        if counted.verdict:
            return counted.verdict, words
        state = "unsure" if kind_of(counted) == "unsure" else "counted"
        return state, f"{confidence_in_words(counted.confidence)}: {words}"
    if refused is not None and refused.verdict:
        return refused.verdict, _quote(refused.evidence)
    if refused is not None:
        reason = next((each.reason for each in refused.evidence if each.reason), "")
        return "refused", f"{_quote(refused.evidence)} – {REASONS.get(reason, _('too weak'))}"
    return "none", ""


def _quote(evidence: Sequence[Evidence]) -> str:
    return ", ".join(f"“{text}”" for text in dict.fromkeys(each.text for each in evidence))


def ladder() -> list[ProficiencyLevel]:
    """The five levels, lowest first."""
    return list(ProficiencyLevel.objects.order_by("number"))
