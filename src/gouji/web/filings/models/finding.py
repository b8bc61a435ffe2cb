"""Findings (疑点) and the decisions about them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gouji.web.filings.models.filing import Filing, Version


class Finding(models.Model):
    """A finding of a filing (疑点; confirmed: 问题), followed over versions by its fingerprint."""

    class State(models.TextChoices):
        """What was decided."""

        OPEN = "open", _("待核")
        CONFIRMED = "confirmed", _("问题")
        REJECTED = "rejected", _("不予采纳")
        SETTLED = "settled", _("已更正")

    class Severity(models.TextChoices):
        """The engine's severities, in the words of its reports."""

        ERROR = "error", _("重要")
        WARNING = "warning", _("一般")
        NOTE = "note", _("提示")

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="findings", verbose_name=_("材料"))
    first_seen = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name=_("首次出现的版本"))
    last_seen = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name=_("最近出现的版本"))
    rule = models.CharField(_("规则"), max_length=10)
    severity = models.CharField(_("等级"), max_length=10, choices=Severity.choices)
    message = models.TextField(_("疑点"))
    printed = models.CharField(_("原文"), max_length=200, blank=True)
    expected = models.CharField(_("参考值"), max_length=60, blank=True)
    working = models.TextField(_("核算过程"), blank=True)
    place = models.JSONField(_("位置"), default=dict)
    where = models.CharField(_("位置"), max_length=120, blank=True)
    start = models.PositiveIntegerField(default=0)
    detail = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, db_index=True)
    recurrence_key = models.CharField(max_length=64, db_index=True)
    by_hand = models.BooleanField(_("人工提出"), default=False)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.OPEN)
    found_at = models.DateTimeField(_("发现时间"), auto_now_add=True)

    class Meta:
        """In the order of the document."""

        verbose_name = _("疑点")
        ordering = ("filing", "start", "pk")
        constraints = (
            models.UniqueConstraint(fields=("filing", "fingerprint"), name="one_finding_a_fingerprint_a_filing"),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.message}"

    @property
    def cited(self) -> list[dict[str, Any]]:
        """What it was held against in other documents: title, version, start and text of the figure, and where in words."""
        cited: list[dict[str, Any]] = self.detail.get("beside", [])
        return cited


class Decision(models.Model):
    """One move of a finding: who decided what, when and why."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="decisions", verbose_name=_("疑点"))
    before = models.CharField(max_length=10, choices=Finding.State.choices)
    after = models.CharField(max_length=10, choices=Finding.State.choices)
    reason = models.TextField(_("理由"), blank=True)
    at = models.DateTimeField(_("时间"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("决定人")
    )

    class Meta:
        """Newest first."""

        verbose_name = _("决定")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.get_before_display()} → {self.get_after_display()}"
