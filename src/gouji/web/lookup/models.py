"""What can be searched (texts) and what can be counted (facts); both are derived and can be made anew at any time."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gouji.web.filings.models import Filing, Finding, Version
from gouji.web.filings.models import Kind as FilingKind
from gouji.web.lookup.fields import ExactField
from gouji.web.matters.models import Matter
from gouji.web.units.models import Unit


class Text(models.Model):
    """One piece of text that search can return. Its index of two-character words stands in ``lookup_gram`` under the same number.

    ``key`` names it among its kind: writing it again replaces it. ``unit`` decides who may read it; of a matter, which may
    have no unit, the matter itself does.
    """

    class Kind(models.TextChoices):
        """What a text belongs to."""

        SECTION = "section", _("材料正文")
        FINDING = "finding", _("疑点")
        MATTER = "matter", _("事项")
        UNIT = "unit", _("单位")

    kind = models.CharField(_("类别"), max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=80)
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+", verbose_name=_("单位"))
    matter = models.ForeignKey(Matter, models.CASCADE, null=True, related_name="+", verbose_name=_("事项"))
    filing = models.ForeignKey(Filing, models.CASCADE, null=True, related_name="+", verbose_name=_("材料"))
    version = models.ForeignKey(Version, models.CASCADE, null=True, related_name="+", verbose_name=_("版本"))
    finding = models.ForeignKey(Finding, models.CASCADE, null=True, related_name="+", verbose_name=_("疑点"))
    year = models.PositiveSmallIntegerField(_("年度"), null=True)
    filing_kind = models.CharField(_("种类"), max_length=20, choices=FilingKind.choices, blank=True)
    rule = models.CharField(_("规则"), max_length=10, blank=True)
    state = models.CharField(_("状态"), max_length=20, blank=True)
    title = models.CharField(_("标题"), max_length=300)
    body = models.TextField(_("正文"))
    place = models.JSONField(_("位置"), default=dict)
    url = models.CharField(max_length=200, blank=True)

    class Meta:
        """The newest year first."""

        verbose_name = _("可检索文本")
        ordering = ("-year", "pk")
        constraints = (models.UniqueConstraint(fields=("kind", "key"), name="one_text_a_key"),)
        indexes = (
            models.Index(fields=("unit", "kind", "year"), name="lookup_text_unit"),
            models.Index(fields=("version", "kind"), name="lookup_text_version"),
        )

    def __str__(self) -> str:
        return self.title


class Fact(models.Model):
    """One value of one subject (口径) in one version: a line of the ledger (台账).

    The axes are those of the engine's Subject, ``*`` where the whole is meant. ``own`` is a value of the filing's own year, of a
    government's paper what it is there to say (the draft 预算, the adjustment 调整预算, the account 决算), else what it says beside
    that, of the year before or of another basis. A government's ``scope`` is its level: 全 or 本级. ``main`` facts are those of the part that is the filing itself, not of a unit or a
    year printed along with it. ``value`` is in 元 for money and in ``measure_unit`` for what is counted.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="facts", verbose_name=_("版本"))
    filing = models.ForeignKey(Filing, models.CASCADE, related_name="facts", verbose_name=_("材料"))
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name=_("单位"))
    part = models.PositiveSmallIntegerField(default=0)
    main = models.BooleanField(default=True)
    own = models.BooleanField(default=True)
    kind = models.CharField(_("种类"), max_length=20, choices=FilingKind.choices)
    year = models.PositiveSmallIntegerField(_("年度"))
    scope = models.CharField(_("范围"), max_length=100, default="*")
    period = models.PositiveSmallIntegerField(_("期间"))
    basis = models.CharField(_("口径"), max_length=20)
    flow = models.CharField(_("收支"), max_length=20)
    funds = models.CharField(_("资金"), max_length=40)
    function = models.CharField(_("功能科目"), max_length=20, default="*")
    economic = models.CharField(_("经济科目"), max_length=20, default="*")
    nature = models.CharField(_("支出性质"), max_length=20, default="*")
    topic = models.CharField(_("专题"), max_length=80, default="*")
    measure = models.CharField(_("计量"), max_length=40, default="amount")
    words = models.CharField(_("数据项"), max_length=200)
    value = ExactField(_("数值"))
    measure_unit = models.CharField(_("单位"), max_length=20)
    printed = models.CharField(_("原文"), max_length=80)
    place = models.JSONField(_("位置"), default=dict)

    class Meta:
        """In the order of the document."""

        verbose_name = _("台账数据")
        ordering = ("version", "pk")
        indexes = (
            models.Index(fields=("unit", "economic", "function", "topic", "year"), name="lookup_fact_unit"),
            models.Index(fields=("version", "own"), name="lookup_fact_version"),
            models.Index(fields=("year", "kind"), name="lookup_fact_year"),
        )

    def __str__(self) -> str:
        return f"{self.words} {self.printed}"
