"""The descriptions list: the home page."""

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cxroles.accounts.models import User
from cxroles.jobs.access import can_compose
from cxroles.jobs.forms import ListFilter
from cxroles.jobs.listing import (
    TABS,
    approved_for,
    count_tabs,
    descriptions_in,
    reads_drafts,
    row_of_description,
    row_of_revision,
)
from cxroles.jobs.models import JobDescription
from cxroles.roles.models import RoleTemplate

PAGE_SIZE = 25


@require_safe
def list_descriptions(request: HttpRequest) -> HttpResponse:
    """Her descriptions by tab; for a recruiter the approved revisions."""
    user = cast(User, request.user)
    narrowed = _filter_of(request, user)
    context = _drafts_page(request, user, narrowed) if reads_drafts(user) else _approved_page(request, user, narrowed)
    context |= {
        "filter": narrowed,
        "filtered": any(narrowed.asked_for(name) for name in narrowed.fields),
        "may_compose": can_compose(user),
        "query": _query_without_page(request),
    }
    return render(request, "jobs/list.html", context)


def _filter_of(request: HttpRequest, user: User) -> ListFilter:
    roles = RoleTemplate.objects.values_list("code", "name")
    owned = JobDescription.objects.visible_to(user).values("owner")
    owners = User.objects.filter(pk__in=owned).values_list("pk", "name")
    return ListFilter(request.GET, roles=list(roles), owners=list(owners))


def _drafts_page(request: HttpRequest, user: User, narrowed: ListFilter) -> dict[str, Any]:
    counts = count_tabs(user)
    tab = _tab_of(request, counts)
    found = descriptions_in(tab, user).matching(narrowed.asked_for("q"))
    wanted = {
        "role_template_version__role_template__code": narrowed.asked_for("role"),
        "owner": narrowed.asked_for("owner"),
        "status": narrowed.asked_for("status") if tab == "all" else "",
    }
    found = found.filter(**{lookup: value for lookup, value in wanted.items() if value})
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "rows": [row_of_description(each, user) for each in page],
        "tab": tab,
        "tabs": [(code, label, counts[code]) for code, label in TABS.items()],
        "nothing_yet": not counts["all"],
        "heading": TABS[tab],
    }


def _tab_of(request: HttpRequest, counts: dict[str, int]) -> str:
    """The tab asked for, else the first with something in it."""
    asked = request.GET.get("tab", "")
    if asked in TABS:
        return asked
    return next((tab for tab in TABS if counts[tab]), "drafts")


def _approved_page(request: HttpRequest, user: User, narrowed: ListFilter) -> dict[str, Any]:
    found = approved_for(user, words=narrowed.asked_for("q"))
    wanted = {
        "role_template_version__role_template__code": narrowed.asked_for("role"),
        "description__owner": narrowed.asked_for("owner"),
    }
    found = found.filter(**{lookup: value for lookup, value in wanted.items() if value})
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "rows": [row_of_revision(each, user) for each in page],
        "tab": "",
        "tabs": [],
        "nothing_yet": not page.paginator.count,
        "heading": _("Approved job descriptions"),
    }


def _query_without_page(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()
