"""The app as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilingsConfig(AppConfig):
    """The app ``filings``."""

    name = "gouji.web.filings"
    label = "filings"
    verbose_name = _("报送材料")
