"""What a version says that others can be held against: its ledger (台账), kept when its check ends."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gouji.web.filings.models.filing import Version


class Ledger(models.Model):
    """The packed ledger of a version, made anew from its original at any time.

    ``linked`` marks what other documents said of the version when its findings were stored ("" nothing), ``asked`` what
    they said when another check was queued because of it.
    """

    version = models.OneToOneField(
        Version, models.CASCADE, primary_key=True, related_name="ledger", verbose_name=_("版本")
    )
    engine = models.CharField(_("引擎版本"), max_length=40)
    packed = models.BinaryField()
    linked = models.CharField(max_length=64, blank=True)
    asked = models.CharField(max_length=64, blank=True)

    class Meta:
        """One a version."""

        verbose_name = _("材料台账")

    def __str__(self) -> str:
        return str(self.version)
