"""The admin site under the product's own name."""

from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.sites import AdminSite
from django.utils.translation import gettext_lazy as _


class CXAdminSite(AdminSite):
    """Django's admin for workspace admins."""

    site_header = _("CX Roles administration")
    site_title = _("CX Roles")
    index_title = _("Frameworks, role templates, people")


class CXAdminConfig(AdminConfig):
    """Makes ``CXAdminSite`` the site that ``admin.site`` means."""

    default_site = "cxroles.accounts.site.CXAdminSite"
