"""Files handed in together, until each is a version of a filing (收件)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gouji.web.filings.models.filing import Kind, Original, Version
from gouji.web.units.models import Region


class Intake(models.Model):
    """One file handed in that says itself of which unit, kind and year it is; what it leaves open waits for a person (待认领).

    ``ordinal`` is None where there may be another of its kind and the file does not say whether it is that one anew.
    """

    class State(models.TextChoices):
        """What became of the file."""

        WAITING = "waiting", _("等待识别")
        UNPACKED = "unpacked", _("已解包")
        PLACED = "placed", _("已归入")
        UNPLACED = "unplaced", _("待认领")
        REFUSED = "refused", _("无法读取")
        DISMISSED = "dismissed", _("不收")

    batch = models.UUIDField(_("批次"), db_index=True)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="members")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("区划"))
    original = models.ForeignKey(Original, models.PROTECT, null=True, related_name="+", verbose_name=_("原件"))
    file_name = models.CharField(_("文件名"), max_length=400)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    pages_done = models.PositiveIntegerField(default=0)
    pages_total = models.PositiveIntegerField(default=0)
    unit_name = models.CharField(_("识别的单位"), max_length=200, blank=True)
    kind = models.CharField(_("种类"), max_length=20, choices=Kind.choices, blank=True)
    year = models.PositiveSmallIntegerField(_("年度"), null=True, blank=True)
    ordinal = models.PositiveSmallIntegerField(_("第几份"), null=True, blank=True)
    problem = models.TextField(_("情况"), blank=True)
    version = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="intakes")
    at = models.DateTimeField(_("收到时间"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("报送人")
    )

    class Meta:
        """In the order of arrival; an archive's member comes in once however often it is unpacked."""

        verbose_name = _("收件")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("parent", "file_name"), name="one_intake_a_member"),)

    def __str__(self) -> str:
        return self.file_name

    @property
    def ended(self) -> bool:
        """Whether nothing more is to be waited for."""
        return self.state != self.State.WAITING
