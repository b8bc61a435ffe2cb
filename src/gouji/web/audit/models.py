"""The chain of events. Rows are only added: triggers on both databases refuse update and delete."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One change: who did what to which thing, when and why, and the hash that ties it to the event before."""

    number = models.PositiveBigIntegerField(_("序号"), unique=True)
    at = models.DateTimeField(_("时间"), db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("操作人")
    )
    actor_name = models.CharField(_("姓名"), max_length=100)
    action = models.CharField(_("操作"), max_length=60, db_index=True)
    object_type = models.CharField(_("对象类型"), max_length=60)
    object_id = models.CharField(_("对象编号"), max_length=64)
    object_name = models.CharField(_("对象"), max_length=200)
    region = models.CharField(max_length=80, db_index=True)  # Region.path of the thing; empty: of no one region
    detail = models.JSONField(_("内容"), default=dict)
    before = models.CharField(_("前一条的校验值"), max_length=64)
    hash = models.CharField(_("校验值"), max_length=64, unique=True)

    class Meta:
        """In the order of the chain."""

        verbose_name = _("操作记录")
        ordering = ("number",)
        indexes = (models.Index(fields=("object_type", "object_id"), name="event_by_object"),)

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.object_name}"


class Head(models.Model):
    """The end of the chain, one row: whoever writes an event locks it first, so that the chain never forks."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"


class Inspection(models.Model):
    """One recomputation of the whole chain: how far it went, and the number of the first event that does not hold."""

    at = models.DateTimeField(_("时间"), auto_now_add=True)
    number = models.PositiveBigIntegerField(_("核到第几条"))
    fault_number = models.PositiveBigIntegerField(null=True)
    fault_reason = models.CharField(max_length=20, blank=True)

    class Meta:
        """Newest first."""

        verbose_name = _("校验")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.number} {self.fault_reason or 'ok'}"
