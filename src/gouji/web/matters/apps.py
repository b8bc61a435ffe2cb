"""The app as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MattersConfig(AppConfig):
    """The app ``matters``."""

    name = "gouji.web.matters"
    label = "matters"
    verbose_name = _("事项")
