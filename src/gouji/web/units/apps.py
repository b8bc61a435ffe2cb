"""The app as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UnitsConfig(AppConfig):
    """The app ``units``."""

    name = "gouji.web.units"
    label = "units"
    verbose_name = _("单位")
