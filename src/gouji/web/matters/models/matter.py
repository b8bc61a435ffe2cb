"""Matters (事项) and their moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gouji.web.filings.models import Finding
from gouji.web.matters.kinds import kind_of
from gouji.web.units.models import Region, Unit

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.matters.kinds.shape import Kind, State

_PERSON = settings.AUTH_USER_MODEL


class Matter(models.Model):
    """One thing that must be answered by a date. Its state, deadline and version are written by ``services`` alone."""

    class Importance(models.TextChoices):
        """Whether leaders follow it."""

        NORMAL = "normal", _("一般")
        KEY = "key", _("重点督办")

    kind = models.CharField(_("种类"), max_length=40)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    title = models.CharField(_("标题"), max_length=200)
    body = models.TextField(_("内容"), blank=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="matters", verbose_name=_("区划"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="matters", verbose_name=_("承办单位")
    )
    state = models.CharField(_("状态"), max_length=40, db_index=True)
    is_open = models.BooleanField(_("未办结"), default=True)
    year = models.PositiveSmallIntegerField(_("年度"))
    importance = models.CharField(_("重要程度"), max_length=10, choices=Importance.choices, default=Importance.NORMAL)
    deadline = models.CharField(_("期限种类"), max_length=40, blank=True)
    started_on = models.DateField(_("期限起算日"), null=True, blank=True)
    due_on = models.DateField(_("期限"), null=True, blank=True, db_index=True)
    result = models.CharField(_("答复类别"), max_length=10, blank=True)
    first_result = models.CharField(_("首次答复类别"), max_length=10, blank=True)
    rating = models.CharField(_("评价"), max_length=20, blank=True)
    recurrence_key = models.CharField(max_length=64, blank=True, db_index=True)
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="followed_by",
        verbose_name=_("以前的同类事项"),
    )
    findings: models.ManyToManyField[Finding, Any] = models.ManyToManyField(
        Finding, related_name="matters", blank=True, verbose_name=_("问题")
    )
    raised_by = models.ForeignKey(
        _PERSON, models.PROTECT, null=True, blank=True, related_name="raised", verbose_name=_("提出人")
    )
    opened_by = models.ForeignKey(_PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("立项人"))
    opened_on = models.DateField(_("立项日期"))
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """What is due first, first."""

        verbose_name = _("事项")
        ordering = ("due_on", "pk")
        indexes = (
            models.Index(fields=("kind", "state"), name="matter_by_kind_state"),
            # SQLite looks into no index for a column that is only true; a partial one it does use.
            models.Index(fields=("due_on",), name="matter_open_by_due", condition=models.Q(is_open=True)),
            models.Index(fields=("year", "kind"), name="matter_by_year"),
            models.Index(fields=("kind", "region", "raised_by"), name="matter_whose"),  # all that a list is counted by
            # Few matters follow another: over all of them a database takes the index to be of no use.
            models.Index(fields=("follows",), name="matter_followed", condition=models.Q(follows__isnull=False)),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def the_kind(self) -> Kind:
        """The kind's data."""
        return kind_of(self.kind)

    @property
    def the_state(self) -> State:
        """The state's data."""
        return self.the_kind.states[self.state]

    def is_overdue(self, today: dt.date) -> bool:
        """Whether its day has passed and it is still open."""
        return self.is_open and self.due_on is not None and self.due_on < today


class Move(models.Model):
    """One move of a matter: rows are added, never altered. ``data`` is what the move was given (answer, result, date…)."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="moves", verbose_name=_("事项"))
    code = models.CharField(max_length=40)
    label = models.CharField(_("办理"), max_length=60)
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40)
    due_before = models.DateField(null=True)
    due_after = models.DateField(null=True)
    reason = models.TextField(_("理由"), blank=True)
    data = models.JSONField(default=dict)
    actor = models.ForeignKey(_PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("办理人"))
    actor_of = models.CharField(_("所在"), max_length=100, blank=True)
    on = models.DateField(_("日期"))
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        """In the order they were made."""

        verbose_name = _("办理记录")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.on} {self.label}"

    def save(self, **kwargs: Any) -> None:  # noqa: ANN401  Django's signature
        """Refuse to alter a row."""
        if self.pk is not None:
            raise TypeError("a move is never altered")
        super().save(**kwargs)
