"""Meetings (会议) with their agenda, what came to them (送达登记), and a region's own terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gouji.web.agenda.steps import UNITS, Term, steps, topics
from gouji.web.filings.models import Filing
from gouji.web.units.models import Region

if TYPE_CHECKING:
    import datetime as dt

_PERSON = settings.AUTH_USER_MODEL


class Meeting(models.Model):
    """A meeting of a region's congress or of its committees. What is due around it moves with its day."""

    class Kind(models.TextChoices):
        """Whose meeting it is."""

        CONGRESS = "congress", _("人民代表大会会议")
        STANDING = "standing", _("常委会会议")
        COUNCIL = "council", _("主任会议")
        COMMITTEE = "committee", _("委员会会议")

    region = models.ForeignKey(Region, models.PROTECT, related_name="meetings", verbose_name=_("区划"))
    kind = models.CharField(_("种类"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("名称"), max_length=100)
    on = models.DateField(_("开始日期"))
    until = models.DateField(_("结束日期"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    cancelled_at = models.DateTimeField(_("取消时间"), null=True, blank=True)
    made_by = models.ForeignKey(_PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("登记人"))

    class Meta:
        """The earliest first."""

        verbose_name = _("会议")
        ordering = ("on", "pk")
        indexes = (models.Index(fields=("region", "on"), name="meeting_by_day"),)

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> dt.date:
        """The day on which it ends: what is decided counts from it."""
        return self.until or self.on


class Item(models.Model):
    """One item of an agenda (议题): a topic of a fiscal year."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items", verbose_name=_("会议"))
    topic = models.CharField(_("议题"), max_length=20)
    year = models.PositiveSmallIntegerField(_("预算年度"))
    number = models.PositiveSmallIntegerField(_("序号"), default=1)

    class Meta:
        """In the order of the agenda."""

        verbose_name = _("议题")
        ordering = ("number", "pk")
        constraints = (models.UniqueConstraint(fields=("meeting", "topic", "year"), name="one_item_a_topic_and_year"),)

    def __str__(self) -> str:
        return f"{topics()[self.topic].name}（{self.year}年）"


class Receipt(models.Model):
    """A step that is done, entered by a person: on which day, with which filing. Taken back, never altered.

    ``occasion`` is the agenda item of a topic that may come up more than once a year, else 0.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="receipts", verbose_name=_("区划"))
    step = models.CharField(_("事项"), max_length=40)
    year = models.PositiveSmallIntegerField(_("预算年度"))
    occasion = models.PositiveBigIntegerField(default=0)
    on = models.DateField(_("完成日期"))
    filing = models.ForeignKey(Filing, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("材料"))
    note = models.CharField(_("说明"), max_length=200, blank=True)
    at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    by = models.ForeignKey(_PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("登记人"))
    taken_back_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    class Meta:
        """One that counts an occasion."""

        verbose_name = _("完成登记")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("region", "step", "year", "occasion"),
                condition=models.Q(taken_back_at=None),
                name="one_receipt_an_occasion",
            ),
        )

    def __str__(self) -> str:
        return f"{steps()[self.step].name}（{self.year}年）"


class OwnTerm(models.Model):
    """A region's own term of a step, with what it rests on; a step that is not ``used`` does not stand in its calendar."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="+", verbose_name=_("区划"))
    step = models.CharField(_("事项"), max_length=40)
    used = models.BooleanField(_("采用"), default=True)
    n = models.SmallIntegerField(_("期限"))
    unit = models.CharField(_("计量"), max_length=12, choices=list(UNITS.items()))
    basis = models.CharField(_("依据"), max_length=200)
    by = models.ForeignKey(_PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("设置人"))
    at = models.DateTimeField(_("设置时间"), auto_now=True)

    class Meta:
        """One a step and region."""

        verbose_name = _("本地期限")
        ordering = ("step",)
        constraints = (models.UniqueConstraint(fields=("region", "step"), name="one_term_a_step_and_region"),)

    def __str__(self) -> str:
        return f"{steps()[self.step].name} {self.term}"

    @property
    def term(self) -> Term:
        """The term as a value."""
        return Term(self.n, self.unit)
