"""Addresses of ``frameworks``."""

from django.urls import path

from cxroles.frameworks import views

app_name = "frameworks"
urlpatterns = [
    path("", views.list_frameworks, name="list"),
    path("<slug:code>/", views.show_framework, name="detail"),
]
