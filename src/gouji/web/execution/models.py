"""Loads (导入) of execution data, saved mappings, threshold settings, exemptions, and alerts (预警) with their moves."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gouji.web.filings.models import Original
from gouji.web.units.models import Region, Unit

_ACTOR = settings.AUTH_USER_MODEL


class SavedMapping(models.Model):
    """Which column is which field, for files with these headings: confirmed once by a person, used again next month."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="+", verbose_name=_("区划"))
    signature = models.CharField(max_length=64)
    mapping = models.JSONField(_("列对应"))
    confirmed_by = models.ForeignKey(_ACTOR, models.PROTECT, related_name="+", verbose_name=_("确认人"))
    confirmed_at = models.DateTimeField(_("确认时间"), auto_now=True)

    class Meta:
        """One mapping for one shape of file."""

        verbose_name = _("列对应")
        constraints = (models.UniqueConstraint(fields=("region", "signature"), name="one_mapping_a_shape"),)

    def __str__(self) -> str:
        return f"{self.region} {self.mapping.get('item', '')}"


class Load(models.Model):
    """One file taken in. Only a LIVE load counts; taking it back makes those it replaced live again."""

    class State(models.TextChoices):
        """How far a load is."""

        READING = "reading", _("正在读取")
        MAPPING = "mapping", _("待确认列对应")
        TAKING = "taking", _("正在导入")
        HELD = "held", _("待人工核对")
        LIVE = "live", _("已启用")
        REPLACED = "replaced", _("已被替换")
        REVERSED = "reversed", _("已撤回")
        REFUSED = "refused", _("不能导入")

    region = models.ForeignKey(Region, models.PROTECT, related_name="loads", verbose_name=_("区划"))
    original = models.ForeignKey(Original, models.PROTECT, related_name="+", verbose_name=_("原件"))
    file_name = models.CharField(_("文件名"), max_length=255)
    year = models.PositiveSmallIntegerField(_("年度"))
    item = models.CharField(_("数据项"), max_length=20, blank=True)
    sheet = models.CharField(_("工作表"), max_length=100, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.READING)
    signature = models.CharField(max_length=64, blank=True)
    head = models.JSONField(_("表头"), default=list)
    mapping = models.JSONField(_("列对应"), default=dict)
    tally = models.JSONField(_("清点"), default=dict)
    remarks = models.JSONField(_("须核对的事项"), default=list)
    settled = models.PositiveIntegerField(_("处理过的行"), default=0)
    first_day = models.DateField(_("起"), null=True, blank=True)
    last_day = models.DateField(_("止"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replaces", verbose_name=_("被谁替换")
    )
    made_at = models.DateTimeField(_("导入时间"), auto_now_add=True)
    made_by = models.ForeignKey(_ACTOR, models.PROTECT, null=True, related_name="+", verbose_name=_("导入人"))
    live_at = models.DateTimeField(_("启用时间"), null=True, blank=True)

    class Meta:
        """Newest first."""

        verbose_name = _("导入")
        ordering = ("-pk",)
        indexes = (models.Index(fields=("region", "state", "item"), name="live_loads"),)

    def __str__(self) -> str:
        return f"{self.file_name}（{self.year}）"


class ThresholdSetting(models.Model):
    """A threshold of an indicator as one region sets it; without one the indicator's default counts.

    ``nature`` makes it hold for units of that nature only, and goes before the one for all units.
    """

    region = models.ForeignKey(Region, models.CASCADE, related_name="+", verbose_name=_("区划"))
    indicator = models.CharField(_("指标"), max_length=10)
    name = models.CharField(_("阈值"), max_length=20)
    nature = models.CharField(_("单位性质"), max_length=20, choices=Unit.Nature.choices, blank=True, default="")
    value = models.DecimalField(_("数值"), max_digits=14, decimal_places=4)
    basis = models.CharField(_("依据"), max_length=200)
    set_by = models.ForeignKey(_ACTOR, models.PROTECT, related_name="+", verbose_name=_("设置人"))
    set_at = models.DateTimeField(_("设置时间"), auto_now=True)

    class Meta:
        """One value a threshold a region."""

        verbose_name = _("阈值设置")
        ordering = ("indicator", "name", "nature")
        constraints = (
            models.UniqueConstraint(fields=("region", "indicator", "name", "nature"), name="one_threshold_a_nature"),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.name} {self.value}"


class FailedPull(models.Model):
    """Why a source (``sources.toml``) could not be read the last time; gone once it could."""

    region = models.TextField(_("区划代码"))
    source = models.TextField(_("数据源"))
    why = models.TextField(_("原因"))
    at = models.DateTimeField(_("时间"), auto_now=True)

    class Meta:
        """One a source."""

        verbose_name = _("没有读成的数据源")
        constraints = (models.UniqueConstraint(fields=("region", "source"), name="one_failure_a_source"),)

    def __str__(self) -> str:
        return f"{self.region} {self.source}"


class RowDecision(models.Model):
    """What a person did with a row that was set aside: mended its cells, took it as it is, or left it out; with a reason."""

    class Kind(models.TextChoices):
        """The three ways."""

        MENDED = "mended", _("改正后采用")
        ACCEPTED = "accepted", _("照原样采用")
        DISCARDED = "discarded", _("舍弃")

    load = models.ForeignKey(Load, models.CASCADE, related_name="decisions", verbose_name=_("导入"))
    row = models.PositiveIntegerField(_("行号"))
    kind = models.CharField(_("处理"), max_length=10, choices=Kind.choices)
    cells = models.JSONField(_("内容"), default=list)
    reason = models.TextField(_("理由"))
    made_by = models.ForeignKey(_ACTOR, models.PROTECT, related_name="+", verbose_name=_("处理人"))
    made_at = models.DateTimeField(_("处理时间"), auto_now_add=True)

    class Meta:
        """One decision a row, in the order of the rows."""

        verbose_name = _("行的处理")
        ordering = ("row",)
        constraints = (models.UniqueConstraint(fields=("load", "row"), name="one_decision_a_row"),)

    def __str__(self) -> str:
        return f"{self.load} {self.row} {self.get_kind_display()}"


class Exemption(models.Model):
    """Something that an indicator leaves out, with a reason and a last day: an exception never stands for ever."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="+", verbose_name=_("区划"))
    indicator = models.CharField(_("指标"), max_length=10)
    about = models.JSONField(_("对象"))
    reason = models.TextField(_("理由"))
    until = models.DateField(_("截止日期"))
    made_by = models.ForeignKey(_ACTOR, models.PROTECT, related_name="+", verbose_name=_("设置人"))
    made_at = models.DateTimeField(_("设置时间"), auto_now_add=True)
    lifted_at = models.DateTimeField(_("提前结束"), null=True, blank=True)
    lifted_by = models.ForeignKey(_ACTOR, models.PROTECT, null=True, related_name="+", verbose_name=_("结束人"))
    lifted_for = models.TextField(_("结束的理由"), blank=True)

    class Meta:
        """Those that end first stand first."""

        verbose_name = _("例外")
        ordering = ("until", "pk")

    def __str__(self) -> str:
        return f"{self.indicator} {self.reason}"


class Alert(models.Model):
    """A signal that stands: raised once, escalated when it worsens, closed by data or by a person with a reason."""

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("待处理")
        ASKED = "asked", _("已转事项")
        EXPLAINED = "explained", _("已说明")
        RECOVERED = "recovered", _("数据已恢复")
        EXEMPT = "exempt", _("例外")

    class Level(models.TextChoices):
        """红橙黄蓝."""

        RED = "red", _("红")
        ORANGE = "orange", _("橙")
        YELLOW = "yellow", _("黄")
        BLUE = "blue", _("蓝")

    region = models.ForeignKey(Region, models.PROTECT, related_name="alerts", verbose_name=_("区划"))
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="alerts", verbose_name=_("单位"))
    indicator = models.CharField(_("指标"), max_length=10)
    year = models.PositiveSmallIntegerField(_("年度"))
    key = models.CharField(max_length=64)
    about = models.JSONField(_("对象"))
    level = models.CharField(_("等级"), max_length=10, choices=Level.choices)
    value = models.CharField(_("数值"), max_length=40, blank=True)
    message = models.TextField(_("预警"))
    figures = models.JSONField(_("依据的数字"), default=list)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.OPEN)
    matter = models.ForeignKey(
        "matters.Matter", models.PROTECT, null=True, related_name="alerts", verbose_name=_("事项")
    )
    first_on = models.DateField(_("首次预警"))
    last_on = models.DateField(_("最近一次"))

    class Meta:
        """The worst and newest first."""

        verbose_name = _("预警")
        ordering = ("-last_on", "pk")
        constraints = (models.UniqueConstraint(fields=("region", "key"), name="one_alert_a_thing"),)
        indexes = (models.Index(fields=("region", "state", "year"), name="standing_alerts"),)

    def __str__(self) -> str:
        return self.message


class AlertMove(models.Model):
    """One change of an alert: raised, worse, better, recovered, raised again, explained, turned into a matter, exempted."""

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="moves", verbose_name=_("预警"))
    before = models.CharField(max_length=10, blank=True)
    after = models.CharField(max_length=10)
    level = models.CharField(max_length=10, choices=Alert.Level.choices)
    reason = models.TextField(_("说明"), blank=True)
    on = models.DateField(_("数据截至"))
    at = models.DateTimeField(_("时间"), auto_now_add=True)
    by = models.ForeignKey(_ACTOR, models.PROTECT, null=True, related_name="+", verbose_name=_("操作人"))

    class Meta:
        """Newest first."""

        verbose_name = _("预警记录")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
