"""Runs of the engine over a version, and the figures that a person read where the engine misread."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gouji.web.filings.models.filing import Filing, Original, Version


class Check(models.Model):
    """One run of the engine over a version. What it found is rebuilt at any time from original and engine version."""

    class State(models.TextChoices):
        """How far the run is."""

        WAITING = "waiting", _("等待核对")
        RUNNING = "running", _("正在核对")
        DONE = "done", _("已核对")
        FAILED = "failed", _("未能核对")

    version = models.ForeignKey(Version, models.CASCADE, related_name="checks", verbose_name=_("版本"))
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.WAITING)
    engine = models.CharField(_("引擎版本"), max_length=40, blank=True)
    pages_done = models.PositiveIntegerField(default=0)
    pages_total = models.PositiveIntegerField(default=0)
    partial = models.BooleanField(_("部分读出"), default=False)
    told = models.BooleanField(default=False)  # whether the other apps have heard of it
    attempts = models.PositiveSmallIntegerField(default=0)
    account = models.JSONField(_("数字清点"), default=dict)
    problems = models.JSONField(_("读取问题"), default=list)
    queued_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        verbose_name = _("核对")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.version} {self.get_state_display()}"

    @property
    def ended(self) -> bool:
        """Whether nothing more is to be waited for."""
        return self.state in {self.State.DONE, self.State.FAILED}


class Correction(models.Model):
    """A figure read anew by a person: at ``start:end`` of the original's text stands ``value``. Withdrawn, never deleted."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="corrections", verbose_name=_("材料"))
    original = models.ForeignKey(Original, models.PROTECT, related_name="+", verbose_name=_("原件"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    printed = models.CharField(_("识别为"), max_length=200)
    value = models.CharField(_("应为"), max_length=40)
    unit = models.CharField(_("单位"), max_length=20, blank=True)
    reason = models.CharField(_("理由"), max_length=200)
    at = models.DateTimeField(_("时间"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("校正人")
    )
    withdrawn_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    class Meta:
        """One that counts a place of an original."""

        verbose_name = _("识别校正")
        ordering = ("start", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("filing", "original", "start", "end"),
                condition=models.Q(withdrawn_at=None),
                name="one_correction_a_figure",
            ),
        )

    def __str__(self) -> str:
        return f"{self.printed} → {self.value}{self.unit}"
