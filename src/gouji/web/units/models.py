"""Regions (行政区划), units (预算单位) and what became of them: renamed, merged, split."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

DAY = dt.timedelta(days=1)


class Region(models.Model):
    """A 市, 县 or 乡镇 of the administrative division list (GB/T 2260). ``path`` is its codes from the top, each with a slash."""

    class Level(models.TextChoices):
        """The levels of local people's congresses that this desk serves."""

        PROVINCE = "province", _("省")
        CITY = "city", _("市")
        COUNTY = "county", _("县")
        TOWNSHIP = "township", _("乡镇")

    code = models.CharField(_("区划代码"), max_length=12, unique=True)
    name = models.CharField(_("名称"), max_length=60)
    level = models.CharField(_("级次"), max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级")
    )
    path = models.CharField(max_length=80, editable=False, db_index=True)

    class Meta:
        """Ordered as the division list is."""

        verbose_name = _("区划")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs: Any) -> None:  # noqa: ANN401  Django's signature
        """Keep ``path`` true; a region is not moved below another one once it has units."""
        self.path = f"{self.parent.path if self.parent else ''}{self.code}/"
        super().save(**kwargs)


class Unit(models.Model):
    """A department (部门, without ``parent``), a subordinate unit (所属单位), or the government of the place (人民政府).

    ``path`` is the ids from the department down, each with a slash: a post at a department reaches its units by prefix.
    ``publishes`` says whether it has to publish what it is there to publish (a department its own budget and account, a government
    those of the place): who does not is on no publication board, and nothing of it is released.
    """

    class Nature(models.TextChoices):
        """What decides 机关运行经费 and staff rules; a government is no department and has budget and account of its whole place."""

        ADMINISTRATIVE = "administrative", _("行政单位")
        CIVIL_SERVICE = "civil_service", _("参公事业单位")
        INSTITUTION = "institution", _("事业单位")
        OTHER = "other", _("其他")
        GOVERNMENT = "government", _("一级政府")

    region = models.ForeignKey(Region, models.PROTECT, related_name="units", verbose_name=_("区划"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("主管部门")
    )
    code = models.CharField(_("单位编码"), max_length=20)
    name = models.CharField(_("单位名称"), max_length=100)
    short_name = models.CharField(_("简称"), max_length=40, blank=True)
    nature = models.CharField(_("单位性质"), max_length=20, choices=Nature.choices, default=Nature.ADMINISTRATIVE)
    publishes = models.BooleanField(_("须公开预决算"), default=True)
    since = models.DateField(_("设立日期"), null=True, blank=True)
    until = models.DateField(_("撤销日期"), null=True, blank=True)
    path = models.CharField(max_length=120, editable=False, db_index=True, default="")

    class Meta:
        """Ordered as budget offices list units: by code."""

        verbose_name = _("单位")
        ordering = ("code",)
        constraints = (models.UniqueConstraint(fields=("region", "code"), name="unit_code_once_a_region"),)

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs: Any) -> None:  # noqa: ANN401  Django's signature
        """Keep ``path`` true; a new unit learns its id first."""
        if self.pk is None:
            super().save(**kwargs)
            kwargs = {"update_fields": ["path"]}
        self.path = f"{self.parent.path if self.parent else ''}{self.pk}/"
        super().save(**kwargs)

    @property
    def is_government(self) -> bool:
        """Whether it is the government of its place."""
        return self.nature == self.Nature.GOVERNMENT

    @property
    def is_department(self) -> bool:
        """Whether it is a department, which hands in a budget and an account of its own."""
        return self.parent_id is None and not self.is_government


class UnitName(models.Model):
    """A name that a unit bore or bears in print; documents of earlier years are linked by it."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names", verbose_name=_("单位"))
    name = models.CharField(_("曾用名"), max_length=100, db_index=True)
    since = models.DateField(_("启用日期"), null=True, blank=True)
    until = models.DateField(_("停用日期"), null=True, blank=True)

    class Meta:
        """Newest first."""

        verbose_name = _("单位名称")
        ordering = ("-until", "pk")

    def __str__(self) -> str:
        return self.name


class UnitChange(models.Model):
    """One event in the history of units, with the document that ordered it."""

    class Kind(models.TextChoices):
        """What may happen to units."""

        RENAMED = "renamed", _("更名")
        MERGED = "merged", _("合并")
        SPLIT = "split", _("分设")
        MOVED = "moved", _("改变隶属")
        CLOSED = "closed", _("撤销")

    kind = models.CharField(_("变动"), max_length=10, choices=Kind.choices)
    on = models.DateField(_("日期"))
    before = models.ManyToManyField(Unit, related_name="changes_from", verbose_name=_("变动前"))
    after = models.ManyToManyField(Unit, related_name="changes_to", blank=True, verbose_name=_("变动后"))
    basis = models.CharField(_("文号或依据"), max_length=200, blank=True)
    note = models.TextField(_("说明"), blank=True)
    detail = models.JSONField(_("内容"), default=dict)

    class Meta:
        """Newest first. ``detail`` is what a rename or a move changed, as ``[old, new]``."""

        verbose_name = _("机构变动")
        ordering = ("-on", "pk")

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"


class UnitList(models.Model):
    """A list of units that somebody handed in: its rows as read, looked at before they are taken over, and kept after."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("区划"))
    file_name = models.CharField(_("文件名"), max_length=255)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("提交人"))
    at = models.DateTimeField(_("提交时间"), auto_now_add=True)
    applied_at = models.DateTimeField(_("导入时间"), null=True)

    class Meta:
        """Newest first."""

        verbose_name = _("单位清单")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.file_name
