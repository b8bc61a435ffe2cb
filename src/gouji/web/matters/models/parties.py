"""What units and people have in a matter: their parts and answers, wishes for more time, votes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gouji.web.matters.models.matter import Matter, Move
from gouji.web.units.models import Unit

_PERSON = settings.AUTH_USER_MODEL


class Part(models.TextChoices):
    """What a unit's part in a matter is."""

    MAIN = "main", _("主办")
    SEPARATE = "separate", _("分办")
    HELPER = "helper", _("会办")


class Assignment(models.Model):
    """A unit's part in a matter; what it answered stands in its replies."""

    class State(models.TextChoices):
        """How far the unit is."""

        ASSIGNED = "assigned", _("办理中")
        RETURNED = "returned", _("已退回")
        ANSWERED = "answered", _("已答复")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="assignments", verbose_name=_("事项"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments", verbose_name=_("承办单位"))
    part = models.CharField(_("分工"), max_length=10, choices=Part.choices)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.ASSIGNED)
    assigned_on = models.DateField(_("交办日期"))
    return_by = models.DateField(_("可退回至"), null=True, blank=True)
    due_on = models.DateField(_("期限"), null=True, blank=True)
    returned_on = models.DateField(_("退回日期"), null=True, blank=True)
    return_reason = models.TextField(_("退回理由"), blank=True)

    class Meta:
        """The unit in charge first."""

        verbose_name = _("承办")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.unit} {self.get_part_display()}"


class Reply(models.Model):
    """What a unit answered to its assignment, with its class; a second handling adds a second reply."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="replies", verbose_name=_("承办"))
    text = models.TextField(_("答复"))
    result = models.CharField(_("类别"), max_length=10, blank=True)
    met_on = models.DateField(_("面商日期"), null=True, blank=True)
    by = models.ForeignKey(_PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("答复人"))
    on = models.DateField(_("日期"))

    class Meta:
        """In the order they were given."""

        verbose_name = _("答复")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.on} {self.assignment}"


class Extension(models.Model):
    """A wish to have more time, and what was decided."""

    class State(models.TextChoices):
        """What was decided."""

        ASKED = "asked", _("待审批")
        GRANTED = "granted", _("同意")
        REFUSED = "refused", _("不同意")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="extensions", verbose_name=_("事项"))
    before = models.DateField(_("原期限"))
    until = models.DateField(_("延至"))
    reason = models.TextField(_("理由"))
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(_PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("申请人"))
    asked_on = models.DateField(_("申请日期"))
    decided_by = models.ForeignKey(
        _PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("审批人")
    )
    decided_on = models.DateField(_("审批日期"), null=True, blank=True)
    note = models.TextField(_("审批意见"), blank=True)

    class Meta:
        """Newest first."""

        verbose_name = _("延期")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.before} → {self.until}"


class Ballot(models.Model):
    """A vote on how the answer satisfies (满意度测评): counts, no names."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="ballots", verbose_name=_("事项"))
    meeting = models.CharField(_("会议"), max_length=120)
    on = models.DateField(_("日期"))
    satisfied = models.PositiveIntegerField(_("满意"))
    fair = models.PositiveIntegerField(_("基本满意"))
    unsatisfied = models.PositiveIntegerField(_("不满意"))
    abstained = models.PositiveIntegerField(_("弃权"), default=0)
    after_move = models.ForeignKey(Move, models.PROTECT, related_name="+")
    by = models.ForeignKey(_PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("登记人"))

    class Meta:
        """In the order they were held."""

        verbose_name = _("满意度测评")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.meeting} {self.satisfied}/{self.fair}/{self.unsatisfied}/{self.abstained}"

    @property
    def cast(self) -> int:
        """All votes cast, abstentions with them."""
        return self.satisfied + self.fair + self.unsatisfied + self.abstained
