"""Addresses of ``exports``, below those of job descriptions."""

from django.urls import path

from cxroles.exports import views

app_name = "exports"
urlpatterns = [
    path("<int:pk>/export/<slug:kind>/", views.export, name="export"),
    path("<int:pk>/revisions/<int:number>/<slug:kind>.pdf", views.revision_file, name="revision_file"),
]
