"""What a matter is about: the lines of its list (清单), and what is said of them and of its findings."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gouji.web.filings.models import Finding, Version
from gouji.web.matters.models.matter import Matter

_PERSON = settings.AUTH_USER_MODEL


class Item(models.Model):
    """One line of a list (问题清单、整改清单) that is closed on its own (销号).

    ``version`` and ``start`` say where a report tells it, ``amount`` what money it concerns, where it came from one.
    """

    class State(models.TextChoices):
        """Whether it is closed."""

        OPEN = "open", _("未销号")
        CLOSED = "closed", _("已销号")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="items", verbose_name=_("事项"))
    number = models.PositiveSmallIntegerField(_("序号"))
    problem = models.TextField(_("问题"))
    measure = models.TextField(_("措施"), blank=True)
    responsible = models.CharField(_("责任人"), max_length=60, blank=True)
    due_on = models.DateField(_("时限"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.OPEN)
    closed_on = models.DateField(_("销号日期"), null=True, blank=True)
    closed_by = models.ForeignKey(_PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    closing_note = models.TextField(_("核查情况"), blank=True)
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("出自报告")
    )
    start = models.PositiveIntegerField(null=True, blank=True)
    amount = models.DecimalField(_("涉及金额（元）"), max_digits=18, decimal_places=2, null=True, blank=True)
    recurrence_key = models.CharField(max_length=64, blank=True, db_index=True)
    again = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="came_again", verbose_name=_("以前出现")
    )

    class Meta:
        """Matter by matter, in the order of the list."""

        verbose_name = _("清单事项")
        ordering = ("matter_id", "number")
        constraints = (models.UniqueConstraint(fields=("matter", "number"), name="item_number_once_a_matter"),)

    def __str__(self) -> str:
        return f"{self.number} {self.problem}"


class Told(models.Model):
    """What a report says became of an item (整改报告所述), as a person confirmed it; it closes nothing, the last one counts."""

    class State(models.TextChoices):
        """How far the report says it is put right."""

        DONE = "done", _("已整改")
        PARTLY = "partly", _("部分整改")
        UNDER_WAY = "under_way", _("正在整改")

    item = models.ForeignKey(Item, models.PROTECT, related_name="told", verbose_name=_("清单事项"))
    version = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name=_("整改报告"))
    start = models.PositiveIntegerField()
    text = models.TextField(_("报告所述"))
    state = models.CharField(_("整改情况"), max_length=10, choices=State.choices)
    money = models.JSONField(_("金额去向"), default=list)
    by = models.ForeignKey(_PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("登记人"))
    on = models.DateField(_("日期"))

    class Meta:
        """In the order they were confirmed; one passage is told of an item once."""

        verbose_name = _("整改报告所述")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("item", "version", "start"), name="passage_told_once_an_item"),)

    def __str__(self) -> str:
        return f"{self.item} {self.get_state_display()}"


class Explanation(models.Model):
    """What a unit says about one finding of a letter (情况说明); a later one stands beside the earlier, the last counts."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="explanations", verbose_name=_("事项"))
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="explanations", verbose_name=_("问题"))
    text = models.TextField(_("情况说明"))
    by = models.ForeignKey(_PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("说明人"))
    on = models.DateField(_("日期"))

    class Meta:
        """In the order they were given."""

        verbose_name = _("情况说明")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.on} {self.text[:60]}"
