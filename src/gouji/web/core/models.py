"""What the frame itself remembers: when each job of its own was last put into the queue."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """The last day or hour for which a job (``schedule.Job``) was put into the queue."""

    name = models.CharField(_("名称"), max_length=80, primary_key=True)
    period = models.CharField(_("时段"), max_length=13, default="")
    queued_at = models.DateTimeField(_("排入时间"), auto_now=True)

    class Meta:
        """One row a job."""

        verbose_name = _("定时工作")

    def __str__(self) -> str:
        return f"{self.name} {self.period}"
