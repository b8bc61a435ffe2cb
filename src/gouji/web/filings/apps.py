"""The app as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilingsConfig(AppConfig):
    """The app ``filings``."""

    name = "gouji.web.filings"
    label = "filings"
    verbose_name = _("报送材料")

    def ready(self) -> None:
        """Have what was left behind taken up again."""
        from gouji.web.core.schedule import Every, Job, add_job  # noqa: PLC0415  apps load before models
        from gouji.web.filings.tasks import resume  # noqa: PLC0415

        add_job(Job("filings.resume", resume, Every.HOUR))
