"""The app as Django knows it; it stores nothing."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """The app ``demo``."""

    name = "gouji.web.demo"
    label = "demo"
    verbose_name = _("演示")
