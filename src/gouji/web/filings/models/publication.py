"""When a region's budgets and accounts were replied to (批复): what publication is counted from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gouji.web.filings.models.filing import Kind
from gouji.web.units.models import Region


class Reply(models.Model):
    """The day on which a region's finance bureau replied to its departments for a kind and year."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="replies", verbose_name=_("区划"))
    kind = models.CharField(_("种类"), max_length=20, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(_("年度"))
    on = models.DateField(_("批复日期"))
    basis = models.CharField(_("文号"), max_length=100, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("登记人")
    )

    class Meta:
        """One a region, kind and year."""

        verbose_name = _("批复")
        ordering = ("-year", "kind")
        constraints = (models.UniqueConstraint(fields=("region", "kind", "year"), name="one_reply_a_region_kind_year"),)

    def __str__(self) -> str:
        return f"{self.region} {self.year} {self.get_kind_display()}"
