"""The papers of matters: attachments, how letters are signed and numbered, and what reminds of a day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gouji.web.filings.models import Original
from gouji.web.matters.models.lists import Item
from gouji.web.matters.models.matter import Matter, Move
from gouji.web.units.models import Region

_PERSON = settings.AUTH_USER_MODEL


class Attachment(models.Model):
    """A file with a matter: with one of its moves, one of its items, or a letter that went out. Its bytes are an original."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="attachments", verbose_name=_("事项"))
    move = models.ForeignKey(Move, models.PROTECT, null=True, blank=True, related_name="attachments")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, db_index=False, related_name="evidence")
    original = models.ForeignKey(Original, models.PROTECT, related_name="+", verbose_name=_("原件"))
    file_name = models.CharField(_("文件名"), max_length=255)
    letter = models.CharField(_("函件"), max_length=40, blank=True)
    added_by = models.ForeignKey(_PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("上传人"))
    added_at = models.DateTimeField(_("上传时间"), auto_now_add=True)

    class Meta:
        """In the order they came."""

        verbose_name = _("附件")
        ordering = ("pk",)
        # Few are of an item: over all of them a database takes the index to be of no use.
        indexes = (models.Index(fields=("item",), name="attachment_of_item", condition=models.Q(item__isnull=False)),)

    def __str__(self) -> str:
        return self.file_name


class Reminder(models.Model):
    """A note that something is soon due or overdue, once for each due day; it stands on the matter's page and in 待办."""

    class Stage(models.TextChoices):
        """Before or after the day."""

        SOON = "soon", _("即将到期")
        OVERDUE = "overdue", _("逾期")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="reminders", verbose_name=_("事项"))
    what = models.CharField(_("提醒"), max_length=200)
    stage = models.CharField(_("阶段"), max_length=10, choices=Stage.choices)
    days = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(_("期限"))
    on = models.DateField(_("提醒日期"))

    class Meta:
        """Newest first; the same reminder is written once."""

        verbose_name = _("提醒")
        ordering = ("-on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("matter", "what", "stage", "days", "due_on"), name="one_reminder_a_stage_and_due_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.get_stage_display()}"


class Office(models.Model):
    """How a region's office signs its letters: its name, the prefix of its numbers, whom to ask, its own templates."""

    region = models.OneToOneField(Region, models.PROTECT, related_name="office", verbose_name=_("区划"))
    name = models.CharField(_("发文机关"), max_length=100)
    prefix = models.CharField(_("文号代字"), max_length=20)
    contact = models.CharField(_("联系人"), max_length=40, blank=True)
    phone = models.CharField(_("电话"), max_length=40, blank=True)

    class Meta:
        """One a region."""

        verbose_name = _("发文机关")

    def __str__(self) -> str:
        return self.name


class Template(models.Model):
    """An office's own form of a letter: a docx with {{placeholders}} that replaces ours."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="templates", verbose_name=_("发文机关"))
    kind = models.CharField(_("种类"), max_length=40)
    letter = models.CharField(_("函件"), max_length=40)
    original = models.ForeignKey(Original, models.PROTECT, related_name="+", verbose_name=_("原件"))
    file_name = models.CharField(_("文件名"), max_length=255)

    class Meta:
        """One a letter."""

        verbose_name = _("函件模板")
        constraints = (models.UniqueConstraint(fields=("office", "kind", "letter"), name="one_template_a_letter"),)

    def __str__(self) -> str:
        return self.file_name


class Serial(models.Model):
    """The last number given out in a series of a region and year; numbers are never given twice."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    series = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        """One row a series."""

        constraints = (models.UniqueConstraint(fields=("region", "series", "year"), name="one_serial_a_series_year"),)

    def __str__(self) -> str:
        return f"{self.series} {self.year} {self.last}"
