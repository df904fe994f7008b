"""Pages around signing in, and the health check."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.db import connection
from django.db.utils import Error
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("database unreachable\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


DEMO_PEOPLE = (
    ("manager@demo.example", _("Hiring manager"), _("composes, scores, approves and prints job descriptions")),
    ("recruiter@demo.example", _("Recruiter"), _("reads what is approved and prints role briefs")),
    ("admin@demo.example", _("Admin"), _("looks after frameworks, role templates and people")),
)


class SignIn(LoginView):
    """Sign in by email and password; in demo mode with one click as one of the demo people."""

    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if settings.DEMO:
            kwargs |= {"demo_people": DEMO_PEOPLE, "demo_password": settings.DEMO_PASSWORD}
        return super().get_context_data(**kwargs)


class ChangePassword(SuccessMessageMixin[Form], PasswordChangeView):
    """Change the own password and go on working."""

    success_url = reverse_lazy("home")
    success_message = _("Your password is changed.")
