"""Addresses of ``jobs``."""

from django.urls import path

from cxroles.jobs.views import listing, revisions, starting, workflow

app_name = "jobs"
urlpatterns = [
    path("", listing.list_descriptions, name="list"),
    path("new/", starting.start, name="start"),
    path("<int:pk>/status/", workflow.move_on, name="workflow"),
    path("<int:pk>/revisions/", revisions.list_revisions, name="revisions"),
    path("<int:pk>/revisions/<int:number>/", revisions.show_revision, name="revision"),
]
