"""Filings (报送材料), their originals, versions, and the moves of their stage."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gouji.web.units.models import Unit


class Kind(models.TextChoices):
    """What a filing is: the engine's kinds of parts and of a government's papers (``extract.papers.title.Paper``)."""

    BUDGET = "budget", _("部门预算")
    FINAL = "final", _("部门决算")
    PERFORMANCE = "performance", _("绩效报告")
    GOVERNMENT_BUDGET = "government_budget", _("政府预算")
    HALF_YEAR = "half_year", _("上半年预算执行情况报告")
    ADJUSTMENT = "adjustment", _("预算调整方案")
    GOVERNMENT_FINAL = "government_final", _("政府决算")
    AUDIT_REPORT = "audit_report", _("审计工作报告")
    RECTIFICATION = "rectification", _("审计整改报告")
    WORK_REPORT = "work_report", _("其他报告")
    OTHER = "other", _("其他材料")


SEVERAL = frozenset({Kind.ADJUSTMENT, Kind.WORK_REPORT, Kind.OTHER})
"""Kinds of which a unit may have several in a year, each a filing of its own under its number."""
MOST_OF_A_KIND = 10


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
    """One unit's document of one kind and year, through all its versions; ``ordinal`` numbers those of which there are several."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="filings", verbose_name=_("单位"))
    kind = models.CharField(_("种类"), max_length=20, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(_("年度"))
    ordinal = models.PositiveSmallIntegerField(_("第几份"), default=1)
    title = models.CharField(_("标题"), max_length=200)
    stage = models.CharField(_("阶段"), max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    approved_on = models.DateField(_("批复日期"), null=True, blank=True)
    published_on = models.DateField(_("公开日期"), null=True, blank=True)
    secrecy_checked_at = models.DateTimeField(_("保密审查时间"), null=True, blank=True)
    secrecy_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("保密审查人")
    )
    released_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("发布人")
    )
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("建立人")
    )

    class Meta:
        """Newest year first."""

        verbose_name = _("报送材料")
        ordering = ("-year", "unit__code", "kind", "ordinal", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "kind", "year", "ordinal"), name="one_filing_a_unit_kind_year_number"
            ),
        )

    MOMENTS = ("secrecy_checked_at", "released_at", "created_at")
    """What a page that lists hundreds does well to leave in the database: to read a moment takes longer than the rest of the row."""

    def __str__(self) -> str:
        return self.title

    def get_kind_display(self) -> str:  # type: ignore[no-redef]  # in place of the one that Django makes
        """Return the kind in words; Django's own way asks all kinds for theirs each time."""
        return str(Kind(self.kind).label)

    def get_stage_display(self) -> str:  # type: ignore[no-redef]
        """Return the stage in words."""
        return str(Stage(self.stage).label)


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


class StageMove(models.Model):
    """One step of a filing from stage to stage: who, when, and why where it went back."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="moves", verbose_name=_("材料"))
    before = models.CharField(max_length=10, choices=Stage.choices)
    after = models.CharField(max_length=10, choices=Stage.choices)
    reason = models.TextField(_("理由"), blank=True)
    at = models.DateTimeField(_("时间"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("操作人")
    )

    class Meta:
        """Newest first."""

        verbose_name = _("阶段变动")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.get_before_display()} → {self.get_after_display()}"

    @property
    def goes_back(self) -> bool:
        """Whether the filing was returned."""
        return Stage.values.index(self.after) < Stage.values.index(self.before)
