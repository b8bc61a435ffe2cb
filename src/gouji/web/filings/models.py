"""Filings (报送材料), their versions and originals, checks, findings (疑点) and the decisions about them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gouji.web.units.models import Unit


class Kind(models.TextChoices):
    """What a filing is; the engine's kinds of parts."""

    BUDGET = "budget", _("部门预算")
    FINAL = "final", _("部门决算")
    PERFORMANCE = "performance", _("绩效报告")
    GOVERNMENT_BUDGET = "government_budget", _("政府预算")
    GOVERNMENT_FINAL = "government_final", _("政府决算")
    WORK_REPORT = "work_report", _("报告")
    OTHER = "other", _("其他材料")


class Stage(models.TextChoices):
    """How far a filing is on its way to the public; only ``services`` moves it."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("已报送")
    APPROVED = "approved", _("已批复")
    PUBLISHED = "published", _("已公开")


class Original(models.Model):
    """The bytes of a file, once, under their hash; never changed and never replaced."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField(_("大小"))
    media_type = models.CharField(_("类型"), max_length=100)
    stored_at = models.DateTimeField(_("存入时间"), auto_now_add=True)

    class Meta:
        """The content-addressed store."""

        verbose_name = _("原件")

    def __str__(self) -> str:
        return self.sha256[:12]


class Filing(models.Model):
    """One unit's document of one kind and year, through all its versions."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="filings", verbose_name=_("单位"))
    kind = models.CharField(_("种类"), max_length=20, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(_("年度"))
    title = models.CharField(_("标题"), max_length=200)
    stage = models.CharField(_("阶段"), max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    approved_on = models.DateField(_("批复日期"), null=True, blank=True)
    published_on = models.DateField(_("公开日期"), null=True, blank=True)
    secrecy_checked_at = models.DateTimeField(_("保密审查时间"), null=True, blank=True)
    secrecy_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("保密审查人")
    )
    released_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("建立人")
    )

    class Meta:
        """Newest year first."""

        verbose_name = _("报送材料")
        ordering = ("-year", "unit__code", "kind", "pk")
        constraints = (models.UniqueConstraint(fields=("unit", "kind", "year"), name="one_filing_a_unit_kind_year"),)

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """A file handed in for a filing; the last number counts, the earlier ones stay."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="versions", verbose_name=_("材料"))
    number = models.PositiveSmallIntegerField(_("版本"))
    original = models.ForeignKey(Original, models.PROTECT, related_name="+", verbose_name=_("原件"))
    file_name = models.CharField(_("文件名"), max_length=255)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    filed_at = models.DateTimeField(_("报送时间"), auto_now_add=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("报送人")
    )

    class Meta:
        """Newest first."""

        verbose_name = _("版本")
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("filing", "number"), name="version_number_once_a_filing"),)

    def __str__(self) -> str:
        return f"{self.filing} v{self.number}"


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


class Finding(models.Model):
    """A finding of a filing (疑点; confirmed: 问题), followed over versions by its fingerprint."""

    class State(models.TextChoices):
        """What was decided."""

        OPEN = "open", _("待核")
        CONFIRMED = "confirmed", _("问题")
        REJECTED = "rejected", _("不予采纳")
        SETTLED = "settled", _("已更正")

    class Severity(models.TextChoices):
        """The engine's severities."""

        ERROR = "error", _("不符")
        WARNING = "warning", _("存疑")
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
    detail = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, db_index=True)
    recurrence_key = models.CharField(max_length=64, db_index=True)
    by_hand = models.BooleanField(_("人工提出"), default=False)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.OPEN)
    found_at = models.DateTimeField(_("发现时间"), auto_now_add=True)

    class Meta:
        """In the order of the document, which is that of discovery."""

        verbose_name = _("疑点")
        ordering = ("filing", "pk")
        constraints = (
            models.UniqueConstraint(fields=("filing", "fingerprint"), name="one_finding_a_fingerprint_a_filing"),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.message}"


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
