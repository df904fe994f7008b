"""Addresses of ``roles``."""

from django.urls import path

from cxroles.roles import views

app_name = "roles"
urlpatterns = [
    path("", views.list_templates, name="list"),
    path("<slug:code>/", views.show_template, name="detail"),
]
