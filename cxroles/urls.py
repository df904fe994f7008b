"""All addresses of the web app."""

from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from cxroles.accounts.views import ChangePassword, SignIn, healthz

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="jobs:list"), name="home"),
    path("descriptions/", include("cxroles.jobs.urls")),
    path("descriptions/", include("cxroles.exports.urls")),
    path("templates/", include("cxroles.roles.urls")),
    path("frameworks/", include("cxroles.frameworks.urls")),
    path("accounts/login/", SignIn.as_view(), name="login"),
    path("accounts/logout/", auth_views.LogoutView.as_view(), name="logout"),
    path("accounts/password/", ChangePassword.as_view(), name="password_change"),
    path("admin/", admin.site.urls),
    path("healthz", login_not_required(healthz), name="healthz"),
]
