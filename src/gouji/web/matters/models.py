"""Matters (事项), their moves, and their children: assignments, items, extensions, votes, attachments, letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gouji.web.filings.models import Finding, Original
from gouji.web.matters.kinds import kind_of
from gouji.web.units.models import Region, Unit

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.matters.kinds.shape import Kind, State

_PERSON = settings.AUTH_USER_MODEL


class Part(models.TextChoices):
    """What a unit's part in a matter is."""

    MAIN = "main", _("主办")
    SEPARATE = "separate", _("分办")
    HELPER = "helper", _("会办")


class Matter(models.Model):
    """One thing that must be answered by a date. Its state, deadline and version are written by ``services`` alone."""

    class Importance(models.TextChoices):
        """Whether leaders follow it."""

        NORMAL = "normal", _("一般")
        KEY = "key", _("重点督办")

    kind = models.CharField(_("种类"), max_length=40, db_index=True)
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
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", verbose_name=_("以前的同类事项")
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
            models.Index(fields=("is_open", "due_on"), name="matter_by_due"),
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


class Item(models.Model):
    """One line of a list (问题清单、整改清单) that is closed on its own (销号)."""

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
    recurrence_key = models.CharField(max_length=64, blank=True, db_index=True)
    again = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="came_again", verbose_name=_("以前出现")
    )

    class Meta:
        """In the order of the list."""

        verbose_name = _("清单事项")
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("matter", "number"), name="item_number_once_a_matter"),)

    def __str__(self) -> str:
        return f"{self.number} {self.problem}"


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


class Attachment(models.Model):
    """A file with a matter: with one of its moves, one of its items, or a letter that went out. Its bytes are an original."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="attachments", verbose_name=_("事项"))
    move = models.ForeignKey(Move, models.PROTECT, null=True, blank=True, related_name="attachments")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="evidence")
    original = models.ForeignKey(Original, models.PROTECT, related_name="+", verbose_name=_("原件"))
    file_name = models.CharField(_("文件名"), max_length=255)
    letter = models.CharField(_("函件"), max_length=40, blank=True)
    added_by = models.ForeignKey(_PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("上传人"))
    added_at = models.DateTimeField(_("上传时间"), auto_now_add=True)

    class Meta:
        """In the order they came."""

        verbose_name = _("附件")
        ordering = ("pk",)

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
