"""The list of matters, and the same matters by state and by month."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from gouji.web.core.calendar import is_working_day
from gouji.web.core.export import ExportMixin
from gouji.web.matters.access import access_matters
from gouji.web.matters.kinds import all_kinds
from gouji.web.matters.models import Assignment, Matter
from gouji.web.matters.queries import is_open, matters_seen, waiting_for
from gouji.web.matters.ui import cells
from gouji.web.matters.ui.opening import kinds_to_open
from gouji.web.matters.ui.page import person
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import RIGHTS, Right
from gouji.web.units.models import Region

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.safestring import SafeString

    from gouji.web.matters.kinds.shape import Kind, State
    from gouji.web.people.rights import Rights

_SELECT = forms.Select(attrs={"class": "form-select"})
_A_COLUMN = 30
_WHEN = (
    ("open", _("未办结")),
    ("overdue", _("逾期")),
    ("soon", _("七日内到期")),
    ("mine", _("等我办理")),
    ("closed", _("已结束")),
)


def _labels() -> list[tuple[str, str]]:
    labels = dict.fromkeys(state.label for kind in all_kinds().values() for state in kind.states.values())
    return [(label, label) for label in labels]


class MatterFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library is untyped
    """Words, kind, state, time, year; as long as nobody asks for anything, what is open."""

    q = django_filters.CharFilter(
        method="with_words", label=_("标题、文号、单位"), widget=forms.TextInput(attrs={"class": "form-control"})
    )
    kind = django_filters.ChoiceFilter(
        label=_("种类"),
        empty_label=_("全部"),
        widget=_SELECT,
        choices=lambda: [(kind.code, kind.name) for kind in all_kinds().values()],
    )
    label = django_filters.ChoiceFilter(
        method="in_state", label=_("状态"), empty_label=_("全部"), widget=_SELECT, choices=_labels
    )
    when = django_filters.ChoiceFilter(
        method="at_time", label=_("办理情况"), empty_label=_("全部"), widget=_SELECT, choices=_WHEN
    )
    year = django_filters.NumberFilter(
        label=_("年度"), widget=forms.NumberInput(attrs={"class": "form-control", "min": 2000, "max": 2100})
    )

    class Meta:
        """Only the filters named above."""

        model = Matter
        fields = ()

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Ask for what is open where nothing is asked for."""
        asked = QueryDict(mutable=True) if data is None else data.copy()
        if not self.base_filters.keys() & asked.keys():
            asked["when"] = "open"
        super().__init__(asked, *args, **kwargs)

    def filter_queryset(self, queryset: QuerySet[Matter]) -> QuerySet[Matter]:
        """Put what is open in the order of its days, all else the latest first."""
        found: QuerySet[Matter] = super().filter_queryset(queryset)
        by_day = self.form.cleaned_data["when"] in {"open", "overdue", "soon", "mine"}
        return found.order_by(F("due_on").asc(nulls_last=True), "-pk") if by_day else found.order_by("-pk")

    def with_words(self, matters: QuerySet[Matter], _name: str, value: str) -> QuerySet[Matter]:
        """Leave those whose title, number or unit has the words."""
        return matters.filter(Q(title__icontains=value) | Q(number__icontains=value) | Q(unit__name__icontains=value))

    def in_state(self, matters: QuerySet[Matter], _name: str, value: str) -> QuerySet[Matter]:
        """Leave those whose state is so called, whatever their kind."""
        found = Q(pk__in=())
        for kind in all_kinds().values():
            found |= Q(kind=kind.code, state__in=[code for code, state in kind.states.items() if state.label == value])
        return matters.filter(found)

    def at_time(self, matters: QuerySet[Matter], _name: str, value: str) -> QuerySet[Matter]:
        """Leave those open, overdue, soon due, waiting for this person, or closed."""
        today = timezone.localdate()
        if value == "mine":
            user = person(self.request)
            return matters.filter(pk__in=waiting_for(user, rights_of(user)).values("pk"))
        return matters.filter(
            {
                "open": is_open(),
                "closed": Q(is_open=False),
                "overdue": is_open() & Q(due_on__lt=today),
                "soon": is_open() & Q(due_on__range=(today, today + dt.timedelta(days=7))),
            }[value]
        )


def _column(label: Any, **how: Any) -> tables.Column:  # noqa: ANN401
    """Return a column; those that a phone has no room for stand under the title there."""
    seen = how.pop("cell", "d-none d-md-table-cell")
    attrs = {"td": {"class": seen}, "th": {"class": seen}}
    return how.pop("made", tables.Column)(verbose_name=label, attrs=attrs, **how)


class MatterTable(tables.Table):  # type: ignore[misc]  # the library is untyped
    """Kind, title, unit, state, due day."""

    kind = _column(_("种类"))
    title = _column(_("标题"), cell="text-break")
    number = _column(_("文号"))
    unit = _column(_("承办单位"), order_by=("unit__name",))
    state = _column(_("状态"), cell="")
    due_on = _column(_("期限"), empty_values=())

    class Meta:
        """What is due first, first."""

        model = Matter
        fields = ("kind", "title", "number", "unit", "state", "due_on")
        empty_text = _("没有符合条件的事项。")
        attrs = {"class": "table table-vcenter card-table"}

    def before_render(self, request: HttpRequest) -> None:  # noqa: ARG002  the library's signature
        """Let the cells know the day."""
        self.today = timezone.localdate()

    def render_kind(self, record: Matter) -> str:
        """Name the kind."""
        return record.the_kind.name

    def render_title(self, record: Matter) -> SafeString:
        """Show the title, and on a phone what the hidden columns say."""
        return cells.title(record, self.today)

    def render_state(self, record: Matter) -> SafeString:
        """Show the state in its colour."""
        return cells.state(record)

    def render_due_on(self, record: Matter) -> str | SafeString:
        """Show the day and the working days that are left or gone."""
        return cells.until(record, self.today)

    def value_title(self, record: Matter) -> str:
        """Give the title, for a file."""
        return record.title

    def value_state(self, record: Matter) -> str:
        """Name the state, for a file."""
        return record.the_state.label

    def value_due_on(self, record: Matter) -> dt.date | None:
        """Give the day, for a file."""
        return record.due_on


class MatterList(ExportMixin, SingleTableMixin, FilterView):  # type: ignore[misc]  # the libraries are untyped
    """The matters that the person may read."""

    http_method_names = ("get", "head")
    table_class = MatterTable
    filterset_class = MatterFilter
    template_name = "matters/list.html"
    table_pagination: ClassVar = {"per_page": 25}  # the table alone counts and cuts
    export_name = "事项"

    def get_queryset(self) -> QuerySet[Matter]:
        """Return the readable matters."""
        user = person(self.request)
        rights = rights_of(user)
        access_matters(rights)
        # As an expression, so that no database looks all matters up by kind instead of those that are open.
        known = matters_seen(user, rights).alias(known=Coalesce("kind", Value("")))
        return known.filter(known__in=all_kinds())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401
        """Add the counts over the whole list, and what may be opened."""
        today = timezone.localdate()
        user = person(self.request)
        rights = rights_of(user)
        counts = (
            self.get_queryset()
            .filter(is_open())
            .order_by()
            .aggregate(
                open=Count("pk"),
                overdue=Count("pk", filter=Q(due_on__lt=today)),
                soon=Count("pk", filter=Q(due_on__range=(today, today + dt.timedelta(days=7)))),
            )
        )
        counts["mine"] = waiting_for(user, rights).count()
        more = {
            "counts": counts,
            "kinds": kinds_to_open(rights),
            "today": today,
            "tab": "list",
            "office": _office_of(rights),
        }
        context: dict[str, Any] = super().get_context_data(**kwargs, **more)
        return context


def _office_of(rights: Rights) -> Region | None:
    """Return the region whose office the person heads, the innermost of them."""
    paths = [seat.region for seat in rights.seats if seat.region and Right.MATTER_LEAD in RIGHTS[seat.role]]
    return Region.objects.filter(path__in=paths).order_by("-path").first() if paths else None


@dataclass(slots=True)
class Column:
    """One state on the board: its matters that are due first, and how many there are."""

    state: State
    count: int = 0
    cards: list[Matter] = field(default_factory=list)


@require_safe
def matter_board(request: HttpRequest) -> HttpResponse:
    """Show the open matters of one kind in columns by state."""
    user = person(request)
    access_matters(rights_of(user))
    kinds = all_kinds()
    seen = matters_seen(user, rights_of(user)).filter(is_open())
    counts = dict(seen.order_by().values_list("kind").annotate(Count("pk")))
    code = request.GET.get("kind") or next((code for code in kinds if code in counts), next(iter(kinds)))
    if code not in kinds:
        raise Http404
    columns = _columns(kinds[code], seen.filter(kind=code).order_by("due_on", "pk"))
    here = {
        "columns": columns,
        "chosen": kinds[code],
        "kinds": [(kind, counts.get(kind.code, 0)) for kind in kinds.values()],
        "today": timezone.localdate(),
        "tab": "board",
    }
    return render(request, "matters/board.html", here)


def _columns(kind: Kind, matters: QuerySet[Matter]) -> list[Column]:
    columns = {code: Column(state) for code, state in kind.states.items() if state.open}
    for one in matters:
        column = columns.get(one.state)
        if column is None:
            continue
        column.count += 1
        if len(column.cards) < _A_COLUMN:
            column.cards.append(one)
    return [column for column in columns.values() if column.count or column.state.code in kind.steps]


@dataclass(slots=True)
class Day:
    """One day of a month: whether it is in the month, whether it is worked, and what is due."""

    on: dt.date
    inside: bool
    works: bool
    due: list[tuple[Matter, str]] = field(default_factory=list)


@require_safe
def matter_calendar(request: HttpRequest) -> HttpResponse:
    """Show a month with what is due on each day."""
    user = person(request)
    access_matters(rights_of(user))
    today = timezone.localdate()
    first = _month(request.GET.get("month", ""), today)
    weeks = [
        [Day(day, day.month == first.month, is_working_day(day)) for day in week]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
    days = {day.on: day for week in weeks for day in week}
    span = (weeks[0][0].on, weeks[-1][-1].on)
    seen = matters_seen(user, rights_of(user)).filter(is_open())
    for one in seen.filter(due_on__range=span):
        days[one.due_on].due.append((one, ""))  # type: ignore[index]  # the filter leaves no empty day
    parts = Assignment.objects.filter(
        matter__in=seen.values("pk"), part="helper", state=Assignment.State.ASSIGNED, due_on__range=span
    )
    for part in parts.select_related("matter", "unit"):
        days[part.due_on].due.append((part.matter, f"{part.unit}会办"))  # type: ignore[index]
    here = {
        "weeks": weeks,
        "first": first,
        "today": today,
        "before": (first - dt.timedelta(days=1)).replace(day=1),
        "after": (first + dt.timedelta(days=32)).replace(day=1),
        "tab": "calendar",
        "names": "一二三四五六日",
        "busy": [day for week in weeks for day in week if day.due and day.inside],
    }
    return render(request, "matters/calendar.html", here)


def _month(text: str, today: dt.date) -> dt.date:
    """Return the first day of the month ``YYYY-MM``, of this month where that makes no sense."""
    try:
        first = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return first if 2000 <= first.year <= 2100 else today.replace(day=1)  # noqa: PLR2004  the years of any matter
