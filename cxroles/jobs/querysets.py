"""Reads of descriptions and revisions, each named for its purpose."""

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from cxroles.accounts.models import User
    from cxroles.jobs.models import JobDescription, Revision  # noqa: F401  # named as text in the bases


class JobDescriptions(models.QuerySet["JobDescription"]):
    """Job descriptions as somebody may see them."""

    def visible_to(self, user: "User") -> "JobDescriptions":
        """Those of her workspace that she may open; for a recruiter the ones with an approved revision."""
        own = self.filter(workspace_id=user.workspace_id)
        if user.is_hiring_manager or user.is_workspace_admin:
            return own
        if user.is_recruiter:
            return own.filter(revisions__reason="approved").distinct()
        return own.filter(owner=user)

    def for_list(self) -> "JobDescriptions":
        """With what a list row shows."""
        return self.select_related("owner", "role_template_version__role_template")

    def matching(self, words: str) -> "JobDescriptions":
        """Those with all the words in title or company."""
        found = self
        for word in words.split()[:12]:
            found = found.filter(models.Q(title__icontains=word) | models.Q(company__icontains=word))
        return found

    def for_composing(self) -> "JobDescriptions":
        """With what the composer and the scorer need."""
        return self.select_related(
            "workspace", "owner", "role_template_version__role_template", "rubric_version"
        ).prefetch_related("framework_versions__framework")


class RevisionRows(models.QuerySet["Revision"]):
    """Revisions as somebody may see them."""

    def visible_to(self, user: "User") -> "RevisionRows":
        """Those of her workspace; for a recruiter the approved ones."""
        own = self.filter(description__workspace_id=user.workspace_id)
        if user.is_hiring_manager or user.is_workspace_admin:
            return own
        if user.is_recruiter:
            return own.filter(reason="approved")
        return own.filter(description__owner=user)

    def update(self, **kwargs: Any) -> int:
        """Refused: a revision never changes. Raises FrozenError."""
        from cxroles.jobs.models import FrozenError

        raise FrozenError("A revision never changes; freeze a new one.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused: a revision is kept for good. Raises FrozenError."""
        from cxroles.jobs.models import FrozenError

        raise FrozenError("A revision is kept for good.")
