"""The app as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExecutionConfig(AppConfig):
    """The app ``execution``."""

    name = "gouji.web.execution"
    label = "execution"
    verbose_name = _("预算执行")
