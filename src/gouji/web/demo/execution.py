"""The made-up county's execution data: three years, even and clean, with one planted problem an indicator, and their truth."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.supervision.items import all_items
from gouji.supervision.mapping import Mapping
from gouji.web.execution.models import Load
from gouji.web.execution.services import alerts, loading

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from gouji.web.people.models import User
    from gouji.web.units.models import Region

MONTHS = 12
_YEARS = 3
_PROJECTS = (("人员经费", 60, "30101"), ("公用运转", 35, "30201"), ("信息化建设", 5, "30299"))
_BASE, _STEP = 12_000_000, 1_200_000
# Which unit carries which planted problem, by its place in the list.
_SELF_PAID, _OVER_ITS_BUDGET, _OLD_CARRY_OVER, _SLOW, _UNBEGUN, _UNDETAILED = range(6)
_HEADS = {
    "budget": ("年度", "预算单位", "项目名称", "功能科目", "部门经济科目", "资金性质", "年初预算数"),
    "payment": ("支付日期", "凭证号", "预算单位", "项目名称", "功能科目", "收款人", "支付金额"),
    "three_public": ("年度", "月份", "单位名称", "费用类别", "年初预算数", "累计数"),
    "carry_over": ("年度", "形成年度", "单位名称", "项目名称", "结转余额"),
    "debt": ("年度", "债务类型", "债务限额", "年末余额"),
    "revenue": ("年度", "月份", "收入科目", "本月数", "累计数"),
}


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the data goes: the year and its last whole month."""

    year: int
    month: int


def reach(today: dt.date) -> Reach:
    """Return the last whole month before a day."""
    return Reach(today.year, today.month - 1) if today.month > 1 else Reach(today.year - 1, MONTHS)


def load(region: Region, actor: User, today: dt.date) -> None:
    """Load three years through the steps that real files take, and evaluate the last month; once."""
    if Load.objects.filter(region=region).exists():
        return
    until = reach(today)
    units = list(region.units.filter(parent=None).order_by("code").values_list("name", flat=True))
    for year in range(until.year - _YEARS + 1, until.year + 1):
        last = until.month if year == until.year else MONTHS
        for name, rows in _files(units, year, last, until.year):
            _take(region, actor, year, name, rows)
    alerts.evaluate(region, alerts.month_end(until.year, until.month))


def truth(units: Sequence[str], until: Reach) -> set[tuple[str, str]]:
    """Return what must be raised at the end of that month and nothing else: indicator and the unit or thing it is about."""
    slow, unbegun = units[_SLOW], units[_UNBEGUN]
    found = {
        ("EX106", units[_SELF_PAID]),
        ("TG101", units[_OVER_ITS_BUDGET]),
        ("CA101", units[_OLD_CARRY_OVER]),
        ("BU101", units[_UNDETAILED]),
        ("DE101", ""),
    }
    # A twentieth of what is due is paid: the lag passes 10 points in February.
    found |= {("EX101", slow)} if until.month > 1 else set()
    found |= {("EX102", unbegun)} if until.month >= _at("EX102") else set()
    found |= {("EX103", slow)} if until.month >= _at("EX103") else set()
    return found | ({("BU104", slow)} if until.month == MONTHS else set())


def _at(code: str) -> Decimal:
    from gouji.supervision.indicator import all_indicators  # noqa: PLC0415  walks the modules

    names = {one.name: one.default for one in all_indicators()[code].thresholds}
    return names.get("month", names.get("yellow", Decimal(1)))


def _take(region: Region, actor: User, year: int, name: str, rows: Iterable[Sequence[object]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEADS[name])
    writer.writerows(rows)
    content = text.getvalue().encode("utf-8-sig")
    found = loading.read(loading.receive(actor, region, year, f"虚构-{year}年{all_items()[name].zh}.csv", [content]))
    if found.state == Load.State.MAPPING:
        found = loading.confirm(actor, found, Mapping.from_json(found.mapping))
    loading.take(found)


def _files(
    units: Sequence[str], year: int, last: int, this_year: int
) -> Iterator[tuple[str, Iterable[Sequence[object]]]]:
    now = year == this_year
    yield "budget", _budget(units, year)
    yield "payment", _payments(units, year, last, planted=now)
    yield "three_public", _three_public(units, year, last)
    if now:
        yield "carry_over", [(year, year - 2, units[_OLD_CARRY_OVER], "信息化建设", 86_000)]
        yield "debt", [(year, "一般债务", 500_000_000, 430_000_000), (year, "专项债务", 800_000_000, 768_000_000)]
        yield "revenue", _revenue(year, last)


def _money(at: int) -> int:
    return _BASE + at * _STEP


def _budget(units: Sequence[str], year: int) -> Iterator[Sequence[object]]:
    for at, unit in enumerate(units):
        for project, share, economic in _PROJECTS:
            item = "30299" if at == _UNDETAILED and economic == "30201" else economic
            yield year, unit, project, "2010101", item, "一般公共预算", _money(at) * share // 100
    # The reserve: two hundredths of all, within the law's bounds.
    yield year, units[0], "", "2270101", "", "一般公共预算", _reserve(len(units))


def _reserve(count: int) -> int:
    return sum(_money(at) for at in range(count)) // 600 * MONTHS


def _payments(units: Sequence[str], year: int, last: int, *, planted: bool) -> Iterator[Sequence[object]]:
    """Yield a twelfth of each project every month; the slow unit pays a twentieth of it, the unbegun project nothing."""
    for month in range(1, last + 1):
        day = f"{year}-{month:02}-20"
        yield day, f"{year}{month:02}R", units[0], "", "2270101", "虚构应急公司", _reserve(len(units)) // MONTHS
        for at, unit in enumerate(units):
            for number, (project, share, _economic) in enumerate(_PROJECTS):
                if planted and at == _UNBEGUN and number == len(_PROJECTS) - 1:
                    continue
                due = _money(at) * share // 100 // MONTHS
                payee = unit if planted and at == _SELF_PAID and (month, number) == (1, 1) else f"虚构供应商{number}"
                paid = due // 20 if planted and at == _SLOW else due
                yield day, f"{year}{month:02}{at:02}{number}", unit, project, "2010101", payee, paid


def _three_public(units: Sequence[str], year: int, last: int) -> Iterator[Sequence[object]]:
    for month in range(1, last + 1):
        for at, unit in enumerate(units):
            a_month = 13_000 if at == _OVER_ITS_BUDGET else 5_000
            # The unit that is over has spent its year's budget in the first month, in every year.
            yield (
                year,
                month,
                unit,
                "公务接待费",
                MONTHS * (1_000 if at == _OVER_ITS_BUDGET else 5_000),
                a_month * month,
            )


def _revenue(year: int, last: int) -> Iterator[Sequence[object]]:
    for month in range(1, last + 1):
        for subject, amount in (("税收收入", 7_000_000), ("非税收入", 3_000_000)):
            yield year, month, subject, amount, amount * month
