"""The problems planted in the made-up county's execution: which unit bears them, their rows, and when each must be raised.

Every indicator has one. The rest of the county is even and clean, so that whatever else is raised is a false alarm.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Row = Sequence[object]
    Rows = dict[str, list[Row]]

FIRST, SHOPPER, CLUB, SLOW, UNBEGUN, VAGUE, LATER_MONEY, HELD_BACK = range(8)
RUSHING = VAGUE
"""The county's eight departments by what they bear; one bears two problems."""
APPROVED_ON = "01-20"
GENERAL, FUNDS = "一般公共预算", "政府性基金预算"
_ECONOMIC = "30201"
_VILLAGES = 21


@dataclass(frozen=True, slots=True)
class Year:
    """The year that is planted: its number, its last month, the units by name, what they have together (元)."""

    number: int
    last: int
    units: Sequence[str]
    whole: int

    def day(self, text: str) -> str:
        """Return a date of this year, ``MM-DD`` given."""
        return f"{self.number}-{text}"


@dataclass(slots=True)
class Plan:
    """Collects rows as :mod:`gouji.web.demo.execution` writes them, leaving out what is after the last month."""

    year: Year
    rows: Rows = field(default_factory=dict)
    _vouchers: int = 0

    def budget(self, unit: int, project: str, amount: int, function: str = "2010101") -> None:
        """Give a unit money for a project at the opening of the year."""
        fund = _fund(unit, project)
        row = (self.year.number, self.year.units[unit], project, function, _ECONOMIC, fund, amount)
        self.rows.setdefault("budget", []).append(row)

    def allot(self, day: str, document: str, unit: int, project: str, amount: int, *, above: bool = False) -> None:
        """Move money during the year; ``above`` says that it came from the higher level."""
        if int(day[:2]) > self.year.last:
            return
        source = "上级专项" if above else "本级"
        function = "2270101" if project == "" and amount < 0 else "2010101"
        about = (self.year.units[unit], project, function, _fund(unit, project))
        row = (self.year.number, self.year.day(day), document, source, *about, amount)
        self.rows.setdefault("allotment", []).append(row)

    def pay(self, day: str, unit: int, project: str, amount: int, payee: str, **more: str) -> None:
        """Pay once. ``more``: economic (item), summary, procurement (是), function."""
        if int(day[:2]) > self.year.last:
            return
        self._vouchers += 1
        self.rows.setdefault("payment", []).append(
            (
                self.year.day(day),
                f"{self.year.number}P{self._vouchers:04}",
                self.year.units[unit],
                project,
                more.get("function", "2010101"),
                more.get("economic", _ECONOMIC),
                _fund(unit, project),
                payee,
                more.get("summary", ""),
                more.get("procurement", ""),
                amount,
            )
        )

    def add(self, item: str, *rows: Row) -> None:
        """Add rows of any other item, the year in front."""
        self.rows.setdefault(item, []).extend((self.year.number, *row) for row in rows)


def _fund(unit: int, project: str) -> str:
    """Return the kind of funds: what was held back comes from land sold."""
    return FUNDS if unit == HELD_BACK and project in {"代编待分配资金", "统筹项目"} else GENERAL


def rows_of(year: Year) -> Rows:
    """Return the planted rows of the year, by item."""
    plan = Plan(year)
    for plant in (_small_payments, _projects, _moved_money, _debt_and_funds, _approvals, _audit):
        plant(plan)
    return plan.rows


def _small_payments(plan: Plan) -> None:
    plan.pay("03-08", SHOPPER, "公用运转", 6_000, "虚构惠民超市")
    plan.pay("03-09", UNBEGUN, "公用运转", 3_000, "虚构湖畔度假村", economic="30215")
    plan.add("approved", ("会议定点", "虚构县招待所"))
    plan.pay("03-11", UNBEGUN, "公用运转", 120_000, "虚构办公设备公司", procurement="是")
    plan.add("procurement", (plan.year.units[UNBEGUN], "货物", 100_000))
    plan.pay("11-12", SHOPPER, "公用运转", 20_000, "虚构加油站", economic="30231", summary="油卡充值")
    plan.add(
        "carry_over",
        (plan.year.number - 2, plan.year.units[CLUB], "信息化建设", 86_000),
    )


def _projects(plan: Plan) -> None:
    plan.budget(CLUB, "乡村共建", 10_000 * _VILLAGES)
    for at in range(_VILLAGES):
        plan.pay("03-05", CLUB, "乡村共建", 10_000, f"虚构第{at + 1}乡人民政府")
    plan.budget(CLUB, "科普宣传", 100_000)
    plan.pay("03-06", CLUB, "科普宣传", 80_000, "虚构科普学会")
    plan.budget(SHOPPER, "设备更新", 600_000)
    for day in ("04-01", "04-10", "04-20"):
        plan.pay(day, SHOPPER, "设备更新", 200_000, "虚构设备公司")
    plan.budget(VAGUE, "软件开发", 1_200_000)
    plan.pay("05-15", VAGUE, "软件开发", 1_200_000, "虚构新设软件公司")
    plan.add("supplier", ("虚构新设软件公司", plan.year.day("03-01"), 500_000))
    plan.budget(FIRST, "绿化工程", 700_000)
    plan.pay("03-20", FIRST, "绿化工程", 200_000, "虚构园林公司", summary="工程进度款")
    plan.pay("11-05", FIRST, "绿化工程", 500_000, "虚构园林公司", summary="预付工程款")
    plan.budget(LATER_MONEY, "春节慰问", 30_000)
    plan.pay("01-10", LATER_MONEY, "春节慰问", 30_000, "虚构慰问品商行")


def _moved_money(plan: Plan) -> None:
    """Money held back and placed in February, money from above, the reserve, and what no meeting approved."""
    year = plan.year
    held = year.whole // 2
    plan.budget(HELD_BACK, "代编待分配资金", held, "2290201")
    placed = f"虚构财预〔{year.number}〕2号"
    plan.allot("02-05", placed, HELD_BACK, "代编待分配资金", -held)
    plan.allot("02-05", placed, HELD_BACK, "统筹项目", held)
    above = year.whole // 10
    plan.allot("02-06", f"虚构财预〔{year.number}〕3号", LATER_MONEY, "上级专项", above, above=True)
    for month in range(2, year.last + 1):
        months = 2 if month == 2 else 1  # noqa: PLR2004  February pays for January too
        plan.pay(f"{month:02}-21", HELD_BACK, "统筹项目", held * months // 12, "虚构建设公司", function="2120801")
        plan.pay(f"{month:02}-21", LATER_MONEY, "上级专项", above * months // 12, "虚构工程公司")
    plan.allot("02-15", f"虚构财预〔{year.number}〕4号", LATER_MONEY, "公用运转", 50_000)
    used = f"虚构财预〔{year.number}〕31号"
    plan.allot("07-03", used, FIRST, "", -100_000)
    plan.allot("07-03", used, FIRST, "抗旱应急", 100_000)
    plan.pay("07-06", FIRST, "抗旱应急", 100_000, "虚构打井队", function="2240701")


def _debt_and_funds(plan: Plan) -> None:
    """Debt near its limit and high for its means, bonds that lie idle, and the two other books' funds."""
    million = 1_000_000
    plan.add(
        "debt",
        ("一般债务", "县本级", 500 * million, 0, 0, 0, 430 * million, 0),
        ("专项债务", "县本级", 800 * million, 100 * million, 10 * million, 8 * million, 768 * million, 20 * million),
    )
    plan.add("capacity", (900 * million,))
    for month in range(1, plan.year.last + 1):
        plan.add(
            "state_capital",
            (month, "利润收入", 12 * million, million * month),
            (month, "股利、股息收入", million, 0),
            (month, "调出资金", 2_400_000, 200_000 * month),
        )
        plan.add(
            "insurance",
            (month, "城乡居民基本养老保险基金", "收入", 10 * million * month, ""),
            (month, "城乡居民基本养老保险基金", "支出", 11 * million * month, 140 * million),
            (month, "城乡居民基本医疗保险基金", "收入", 10 * million * month, ""),
            (month, "城乡居民基本医疗保险基金", "支出", 9 * million * month, 30 * million),
        )


def _approvals(plan: Plan) -> None:
    """Add what the congress approved, and money passed on to the townships in time and too late."""
    year = plan.year
    opened = "虚构人发〔%d〕1号" % year.number  # noqa: UP031  the brackets of document numbers
    plan.add("decision", (year.day(APPROVED_ON), "批准预算", GENERAL, opened, year.whole + _planned(plan)))
    transfers = (
        ("02-10", "", "虚构镇转〔%d〕1号", "芦汀镇", "一般性转移支付"),
        ("03-20", year.day("02-01"), "虚构镇转〔%d〕2号", "芦汀镇", "专项转移支付"),
        ("04-10", "", "虚构镇转〔%d〕3号", "松隐乡", "一般性转移支付"),
    )
    for day, received, document, party, kind in transfers:
        if int(day[:2]) <= year.last:
            plan.add("transfer", (year.day(day), received, document % year.number, party, kind, 300_000))


def _planned(plan: Plan) -> int:
    return sum(int(str(row[-1])) for row in plan.rows["budget"] if GENERAL in row)


def _audit(plan: Plan) -> None:
    year = plan.year
    slow, club = year.units[SLOW], year.units[CLUB]
    plan.add(
        "audit",
        (slow, "往来款", "往来款长期未清理", 350_000, year.day("01-15"), ""),
        (club, "资产管理", "资产未及时入账", 80_000, year.day("06-30"), year.day("01-25")),
    )


@dataclass(frozen=True, slots=True)
class Planted:
    """What must be raised: the indicator, its unit (None: the region), in which months (the last month of the data)."""

    code: str
    unit: int | None = None
    when: Callable[[int], bool] = lambda _month: True


def _from(first: int) -> Callable[[int], bool]:
    return lambda month: month >= first


TRUTH = (
    Planted("AU101", SLOW),
    Planted("AU102", CLUB),
    Planted("BU101", VAGUE),
    Planted("BU102", LATER_MONEY, _from(2)),
    Planted("BU102", HELD_BACK, _from(2)),
    Planted("BU103", LATER_MONEY, _from(6)),
    Planted("BU104", SLOW, _from(12)),
    Planted("BU104", LATER_MONEY, _from(12)),
    Planted("BU105"),
    Planted("BU106"),
    Planted("BU107", FIRST, _from(7)),
    Planted("BU108", None, _from(2)),
    Planted("BU109", CLUB, _from(3)),
    Planted("CA101", CLUB),
    Planted("DE101"),
    Planted("DE102", None, _from(9)),
    Planted("DE103"),
    Planted("DE104", None, _from(11)),
    # A twentieth of what is due is paid: the lag passes 10 points in February. Four hundredths a month: in March, and
    # the rush of the last two months makes the year whole again.
    Planted("EX101", SLOW, _from(2)),
    Planted("EX101", RUSHING, lambda month: 3 <= month < 12),  # noqa: PLR2004  the months of the rush
    Planted("EX102", UNBEGUN, _from(6)),
    Planted("EX103", SLOW, _from(9)),
    Planted("EX104", VAGUE, _from(12)),
    Planted("EX105", RUSHING, _from(12)),
    Planted("EX106", FIRST),
    Planted("EX107", CLUB, _from(3)),
    Planted("EX108", SHOPPER, _from(3)),
    Planted("EX109", SHOPPER, _from(4)),
    Planted("EX110", VAGUE, _from(5)),
    Planted("EX111", UNBEGUN, _from(3)),
    Planted("EX112", LATER_MONEY),
    Planted("EX113", FIRST, _from(11)),
    Planted("PE101", UNBEGUN),
    Planted("PE102", CLUB, _from(12)),
    Planted("PE103", VAGUE, _from(12)),
    Planted("PE104", SHOPPER, _from(12)),
    Planted("PR101", UNBEGUN, _from(3)),
    Planted("RE101"),
    Planted("RE102"),
    Planted("RE103"),
    Planted("RE104", None, _from(6)),
    Planted("SC101"),
    Planted("SC102", None, _from(9)),
    Planted("SO101", None, _from(6)),
    Planted("SO102"),
    Planted("TG101", SHOPPER),
    Planted("TG102", CLUB),
    Planted("TG103", SHOPPER, _from(11)),
    Planted("TR101", None, _from(3)),
    Planted("TR102", None, _from(4)),
)
