"""The app as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """The app ``api``."""

    name = "gouji.web.api"
    label = "api"
    verbose_name = _("接口")
