"""The app as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """The app ``audit``."""

    name = "gouji.web.audit"
    label = "audit"
    verbose_name = _("审计日志")
