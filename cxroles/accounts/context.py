"""What every page of the interface knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def interface(request: HttpRequest) -> dict[str, Any]:
    """Demo mode, for the sign-in page and the banner."""
    return {"demo": settings.DEMO}
