"""The made-up county's execution data: five years, even and clean, with one planted problem an indicator, and their truth."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from gouji.supervision.items import all_items
from gouji.supervision.mapping import Mapping
from gouji.web.demo import planted
from gouji.web.execution.models import Load
from gouji.web.execution.services import alerts, loading
from gouji.web.units.queries import departments

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from gouji.web.people.models import User
    from gouji.web.units.models import Region

MONTHS = 12
_YEARS = 5
_PROJECTS = (("人员经费", 60, "30101"), ("公用运转", 35, "30201"), ("信息化建设", 5, "30299"))
_STARVED = ("规划编制", 100_000, 40_000)
"""A project of the vague unit that gets its money every year and spends two fifths of it."""
_FUNCTIONS = ("2080101", "2130301", "2070101", "2110101", "2130101", "2120101", "2012604", "2050701")
_BASE, _STEP = 12_000_000, 1_200_000
_RUSH = (4, 30)
"""What the rushing unit spends of its year in each of the first ten months, and in each of the last two (%)."""
_HEADS = {
    "budget": ("年度", "预算单位", "项目名称", "功能科目", "部门经济科目", "资金性质", "年初预算数"),
    "payment": (
        *("支付日期", "凭证号", "预算单位", "项目名称", "功能科目", "部门经济科目", "资金性质"),
        *("收款人", "摘要", "是否政府采购", "支付金额"),
    ),
    "allotment": ("年度", "下达日期", "文号", "指标来源", "预算单位", "项目名称", "功能科目", "资金性质", "指标金额"),
    "three_public": ("年度", "月份", "单位名称", "费用类别", "年初预算数", "累计数"),
    "carry_over": ("年度", "形成年度", "单位名称", "项目名称", "结转余额"),
    "debt": ("年度", "债务类型", "对方地区", "债务限额", "发行额", "应还本金", "还本额", "年末余额", "已使用"),
    "revenue": ("年度", "月份", "资金性质", "收入科目", "年初预算数", "本月数", "累计数"),
    "performance": ("年度", "单位名称", "项目名称", "绩效目标", "自评得分", "执行数", "未完成原因"),
    "decision": ("年度", "日期", "类别", "资金性质", "文号", "金额"),
    "capacity": ("年度", "综合财力"),
    "supplier": ("年度", "收款人", "成立日期", "注册资本"),
    "approved": ("年度", "类别", "收款人"),
    "procurement": ("年度", "单位名称", "类别", "金额"),
    "state_capital": ("年度", "月份", "科目名称", "年初预算数", "累计数"),
    "insurance": ("年度", "月份", "类别", "科目名称", "累计数", "余额"),
    "transfer": ("年度", "日期", "收到日期", "文号", "对方地区", "类别", "金额"),
    "audit": ("年度", "单位名称", "问题类别", "审计问题", "金额", "整改期限", "整改完成日期"),
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
    """Load five years through the steps that real files take, and evaluate the last month; once."""
    if Load.objects.filter(region=region).exists():
        return
    until = reach(today)
    units = list(region.units.filter(departments()).order_by("code").values_list("name", flat=True))
    for year in range(until.year - _YEARS + 1, until.year + 1):
        now = year == until.year
        for name, rows in _files(units, year, until.month if now else MONTHS, now=now).items():
            _take(region, actor, year, name, rows)
    alerts.evaluate(region, alerts.month_end(until.year, until.month))


def truth(units: Sequence[str], until: Reach) -> set[tuple[str, str]]:
    """Return what must be raised at the end of that month and nothing else: indicator and unit, empty for the region."""
    return {(one.code, "" if one.unit is None else units[one.unit]) for one in planted.TRUTH if one.when(until.month)}


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


def _files(units: Sequence[str], year: int, last: int, *, now: bool) -> dict[str, Iterable[Sequence[object]]]:
    """Return the rows of each item; the planted ones only in the year that is going on."""
    files: dict[str, Iterable[Sequence[object]]] = {
        "budget": [*_budget(units, year), *_reserve(units, year)],
        "payment": list(_payments(units, year, last, planted_now=now)),
        "three_public": list(_three_public(units, year, last, planted_now=now)),
        "revenue": list(_revenue(year, last, planted_now=now)),
        "audit": [(year, units[planted.CLUB], "资产管理", "资产闲置", 60_000, f"{year}-06-30", f"{year}-06-01")],
    }
    if now:
        whole = sum(int(str(row[-1])) for row in files["budget"])
        extra = planted.rows_of(planted.Year(year, last, units, whole))
        files = {name: chain(files.get(name, ()), extra.get(name, ())) for name in {**files, **extra}}
        files["budget"] = list(files["budget"])
        files["performance"] = list(_performance(units, files["budget"], last))
    return files


def _function(at: int) -> str:
    return _FUNCTIONS[at % len(_FUNCTIONS)]


def _money(at: int) -> int:
    return _BASE + at * _STEP


def _budget(units: Sequence[str], year: int) -> Iterator[Sequence[object]]:
    for at, unit in enumerate(units):
        for project, share, economic in _PROJECTS:
            item = "30299" if at == planted.VAGUE and economic == "30201" else economic
            yield year, unit, project, _function(at), item, planted.GENERAL, _money(at) * share // 100
    name, given, _spent = _STARVED
    yield year, units[planted.VAGUE], name, "2010101", "30201", planted.GENERAL, given


def _reserve(units: Sequence[str], year: int) -> Iterator[Sequence[object]]:
    """Yield the reserve: half a hundredth of all, which is less than the law asks."""
    whole = sum(_money(at) for at in range(len(units)))
    yield year, units[planted.FIRST], "", "2270101", "", planted.GENERAL, whole // 200


def _payments(units: Sequence[str], year: int, last: int, *, planted_now: bool) -> Iterator[Sequence[object]]:
    """Yield a twelfth of each project every month; in the planted year some are slow, late or not begun."""
    for month in range(1, last + 1):
        day = f"{year}-{month:02}-20"
        for at, unit in enumerate(units):
            for number, (project, share, economic) in enumerate(_PROJECTS):
                if planted_now and at == planted.UNBEGUN and number == len(_PROJECTS) - 1:
                    continue
                own = planted_now and at == planted.FIRST and (month, number) == (1, 1)
                paid = _paid(_money(at) * share // 100, month, at if planted_now else None)
                voucher = f"{year}{month:02}{at:02}{number}"
                payee = unit if own else f"虚构供应商{number}"
                yield day, voucher, unit, project, _function(at), economic, planted.GENERAL, payee, "", "", paid
    name, _given, spent = _STARVED
    if last >= 3:  # noqa: PLR2004  paid in March
        unit, voucher = units[planted.VAGUE], f"{year}S1"
        function = _function(planted.VAGUE)
        yield f"{year}-03-16", voucher, unit, name, function, "30201", planted.GENERAL, "虚构规划院", "", "", spent


def _paid(whole: int, month: int, unit: int | None) -> int:
    if unit == planted.SLOW:
        return whole // MONTHS // 20
    if unit == planted.RUSHING:
        return whole * _RUSH[month > MONTHS - 2] // 100
    return whole // MONTHS


def _three_public(units: Sequence[str], year: int, last: int, *, planted_now: bool) -> Iterator[Sequence[object]]:
    """Yield what was spent so far: one unit has spent its year in a month every year, one spends more than last year."""
    for month in range(1, last + 1):
        for at, unit in enumerate(units):
            opening = MONTHS * (1_000 if at == planted.SHOPPER else 5_000)
            less = at == planted.CLUB and not planted_now
            a_month = 13_000 if at == planted.SHOPPER else 4_500 if less else 5_000
            yield year, month, unit, "公务接待费", opening, a_month * month


def _revenue(year: int, last: int, *, planted_now: bool) -> Iterator[Sequence[object]]:
    """Yield revenue that is little tax; in the planted year other revenue jumps, fines are paid back, land sells badly."""
    other = 4_500_000 if planted_now else 3_000_000
    for month in range(1, last + 1):
        yield year, month, planted.GENERAL, "税收收入", "", 5_500_000, 5_500_000 * month
        yield year, month, planted.GENERAL, "非税收入", "", other, other * month
        if planted_now:
            yield year, month, planted.FUNDS, "国有土地使用权出让收入", 100_000_000, 1_000_000, 1_000_000 * month
            yield year, month, planted.GENERAL, "罚没收入", "", -10_000 if month == last else 20_000, 20_000 * month


def _performance(units: Sequence[str], budget: Iterable[Sequence[object]], last: int) -> Iterator[Sequence[object]]:
    """Yield every project with its target but one; when the year is over, what the units think of themselves."""
    for year, unit, project, *_rest in budget:
        if not project or (unit, project) == (units[planted.UNBEGUN], _PROJECTS[-1][0]):
            continue
        judged = last == MONTHS
        score = (100 if unit == units[planted.CLUB] else 92) if judged else ""
        spent: object = ""
        if judged and (unit, project) == (units[planted.VAGUE], _STARVED[0]):
            spent = _STARVED[2]
        if judged and (unit, project) == (units[planted.SHOPPER], "设备更新"):
            spent = 610_000
        yield year, unit, project, f"按时完成{project}", score, spent, ""
