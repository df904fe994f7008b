"""Words for codes, and times as people say them."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from cxroles.jobs.wording import word_for

register = template.Library()


@register.filter
def word(code: str, kind: str) -> str:
    """The word for a code of a report; ``kind``: band, dimension, section, mandate or status."""
    return word_for(kind, code)


@register.filter
def ago(moment: datetime) -> str:
    """How long ago, in one unit: “3 hours ago”; “just now” within a minute."""
    if (timezone.now() - moment).total_seconds() < 60:
        return _("just now")
    return _("%(time)s ago") % {"time": timesince(moment, depth=1)}
