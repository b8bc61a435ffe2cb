"""上半年预算执行情况的报告: what came in and went out by the end of June, against the budget and last year's first half."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.compose.demo.government import common, phrases, tables
from gouji.compose.demo.government.accounts import DRAFT, GENERAL, HALF, INCOME, OUTLAY
from gouji.compose.demo.government.maker import OWN_LEVEL
from gouji.compose.demo.government.tables import GROWTH, RATIO, Money, Rate

if TYPE_CHECKING:
    from gouji.compose.demo.government.common import Paper


def write(paper: Paper) -> None:
    """Write the whole paper."""
    clerk = paper.clerk
    common.opening(
        paper,
        f"关于{paper.place}{{year}}年上半年[财政预算执行情况的报告|预算执行情况的报告]",
        common.day(paper, paper.year, 8),
        f"第十八届人民代表大会常务委员会第{common.meeting(paper, 5)}次会议",
        "财政局",
        "主任、各位副主任、各位委员：",
    )
    clerk.write(f"受{paper.place}人民政府委托，现将{paper.place}{{year}}年上半年预算执行情况报告如下，请予审议。")
    clerk.heading(2, "一、上半年预算执行情况")
    clerk.heading(3, "（一）一般公共预算")
    for number, (scope, level) in enumerate(((paper.whole, "全"), (paper.own, OWN_LEVEL)), 1):
        clerk.heading(4, f"{number}．{scope}")
        _general(paper, scope, level)
    for ordinal, book in zip("二三", common.BOOKS, strict=True):
        clerk.heading(3, f"（{ordinal}）{book}")
        _book(paper, book)
    clerk.heading(2, "二、上半年财政工作情况")
    clerk.write("[依法征收，应收尽收|加强收入分析和征管]，[统筹各类资金|盘活存量资金]，保障重点支出和“三保”支出需要。")
    clerk.heading(2, "三、下半年工作安排")
    for line in (
        "（一）[抓好收入组织|努力完成收入任务]，密切关注重点税源变化，依法依规组织非税收入。",
        "（二）[加快支出进度|加快预算执行]，对执行较慢的项目逐项督促，年底前难以支出的资金按规定收回统筹。",
        "（三）管好政府债务，[加快专项债券资金使用|加强债券项目管理]，按时偿还到期本息。",
    ):
        clerk.write(line)
    clerk.turn()
    clerk.heading(2, "附表")
    _tables(paper)


def _general(paper: Paper, scope: str, level: str) -> None:
    clerk = paper.clerk
    now, last = paper.account(HALF, GENERAL, level), paper.account(HALF, GENERAL, level, back=1)
    plan = paper.account(DRAFT, GENERAL, level)
    whole, came = phrases.carried_out(
        clerk, f"上半年，{scope}一般公共预算收入", now.revenue, phrases.Against(plan.revenue, "年初预算", last.revenue)
    )
    clerk.write(
        "{came}。{parts}。[主要收入项目：|主要项目完成情况是：]{items}。",
        came=came,
        parts=phrases.taxes(clerk, whole, now, last),
        items=phrases.items(clerk, now, last, INCOME, phrases.main_items(now, INCOME, 4)),
    )
    _, went = phrases.carried_out(
        clerk,
        f"上半年，{scope}一般公共预算支出",
        now.spending,
        phrases.Against(plan.spending, "年初预算", last.spending),
    )
    clerk.write(
        "{went}。[主要支出项目：|其中：]{items}。",
        went=went,
        items=phrases.items(clerk, now, last, OUTLAY, phrases.main_items(now, OUTLAY, 5)),
    )


def _book(paper: Paper, book: str) -> None:
    clerk = paper.clerk
    now, last, plan = paper.account(HALF, book), paper.account(HALF, book, back=1), paper.account(DRAFT, book)
    _, came = phrases.carried_out(
        clerk, f"上半年，{paper.whole}{book}收入", now.revenue, phrases.Against(plan.revenue, "年初预算", last.revenue)
    )
    _, went = phrases.carried_out(
        clerk, f"{paper.whole}{book}支出", now.spending, phrases.Against(plan.spending, "年初预算", last.spending)
    )
    clerk.write("{came}；{went}。", came=came, went=went)


def _tables(paper: Paper) -> None:
    clerk, number = paper.clerk, iter(range(1, 99))
    named = [(GENERAL, "全", paper.whole), (GENERAL, OWN_LEVEL, paper.own)]
    named += [(book, "全", paper.whole) for book in common.BOOKS]
    for book, level, scope in named:
        plan, now = paper.account(DRAFT, book, level), paper.account(HALF, book, level)
        last = paper.account(HALF, book, level, back=1)
        columns = (
            Money("年初预算数", plan),
            Money("1—6月完成数", now),
            Rate("为年初预算的%", RATIO, 1, 0),
            Money("上年同期数", last),
            Rate("比上年同期增长%", GROWTH, 1, 3),
        )
        for word, rows in (("收入", tables.revenue_rows), ("支出", tables.spending_rows)):
            name = f"附表{next(number)} {paper.year}年上半年{scope}{book}{word}执行情况表"
            tables.sheet(clerk, name, columns, rows(plan, f"{book}{word}合计"))
