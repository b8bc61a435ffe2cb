"""The app as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """The app ``people``."""

    name = "gouji.web.people"
    label = "people"
    verbose_name = _("人员")

    def ready(self) -> None:
        """Listen to the login pages."""
        from gouji.web.people import signals  # noqa: F401, PLC0415  apps load before models
