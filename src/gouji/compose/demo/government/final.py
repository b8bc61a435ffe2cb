"""财政决算（草案）的报告: the year's settled accounts against the budget, last year and what the congress was told in January."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.compose.demo.books import Amount
from gouji.compose.demo.government import common, names, phrases, tables
from gouji.compose.demo.government.accounts import ADJUSTED, DONE, DRAFT, FINAL, FUND, GENERAL, INCOME, OUTLAY
from gouji.compose.demo.government.maker import OWN_LEVEL
from gouji.compose.demo.government.tables import RATIO, Columns, Money, Rate
from gouji.compose.demo.relations import Relation, Term

if TYPE_CHECKING:
    from gouji.compose.demo.government.common import Paper


def write(paper: Paper) -> None:
    """Write the whole paper."""
    clerk, kind = paper.clerk, paper.county.kind
    style = clerk.rng.randrange(3)
    common.opening(
        paper,
        f"关于{paper.place}{{year}}年[财政决算（草案）的报告|财政决算的报告]",
        common.day(paper, paper.year + 1, 7),
        f"第十八届人民代表大会常务委员会第{common.meeting(paper, 4)}次会议",
        "财政局",
        "主任、各位副主任、各位委员：",
    )
    clerk.write(
        f"{{year}}年{paper.place}财政决算已经编制完成。受{paper.place}人民政府委托，[现将决算情况报告如下|向本次常委会报告决算情况]，请予审查。"
    )
    clerk.heading(2, "一、{year}年财政收支决算情况")
    clerk.heading(3, "（一）一般公共预算")
    for number, (scope, level) in enumerate(((paper.whole, "全"), (paper.own, OWN_LEVEL)), 1):
        clerk.heading(4, f"{number}．{scope}决算情况")
        _general(paper, scope, level)
        phrases.balance(clerk, paper.account(FINAL, GENERAL, level), scope, style)
        _told(paper, scope, level)
    for ordinal, book in zip("二三", common.BOOKS, strict=True):
        clerk.heading(3, f"（{ordinal}）{book}")
        common.fund_section(paper, book, (FINAL, ADJUSTED), 0, style, "调整预算" if book == FUND else "预算")
    clerk.heading(3, "（四）社会保险基金预算")
    common.social_section(paper, FINAL, 0, planned=False)
    clerk.heading(2, "二、其他需要报告的事项")
    clerk.heading(3, "（一）转移支付情况")
    common.transfer_sentence(paper, FINAL, 0)
    clerk.heading(3, "（二）政府债务情况")
    common.debt_sentence(paper, 0)
    clerk.heading(3, "（三）预备费使用情况")
    _reserve(paper)
    clerk.heading(3, "（四）“三公”经费情况")
    _three_public(paper)
    clerk.heading(2, "三、落实决算审查意见的措施")
    clerk.write(
        f"[认真落实{kind}人大常委会决算审查意见|按照{kind}人大常委会审查意见]，抓好审计查出问题整改，加强预算绩效管理，提高财政资金使用效益。"
    )
    clerk.turn()
    clerk.heading(2, "附表")
    _tables(paper)


def _general(paper: Paper, scope: str, level: str) -> None:
    clerk = paper.clerk
    now, plan = paper.account(FINAL, GENERAL, level), paper.account(ADJUSTED, GENERAL, level)
    last = paper.account(FINAL, GENERAL, level, back=1)
    whole, came = phrases.carried_out(
        clerk, f"{scope}一般公共预算收入", now.revenue, phrases.Against(plan.revenue, "调整预算", last.revenue)
    )
    clerk.write(
        "{year}年，{came}。{parts}。[主要收入项目：|其中主要项目：]{items}。",
        came=came,
        parts=phrases.taxes(clerk, whole, now, last),
        items=phrases.items(clerk, now, last, INCOME, phrases.main_items(now, INCOME, 5)),
    )
    _, went = phrases.carried_out(
        clerk, f"{scope}一般公共预算支出", now.spending, phrases.Against(plan.spending, "调整预算", last.spending)
    )
    clerk.write(
        "{went}。[主要支出项目：|其中：]{items}。",
        went=went,
        items=phrases.items(clerk, now, last, OUTLAY, phrases.main_items(now, OUTLAY, 6)),
    )


def _told(paper: Paper, scope: str, level: str) -> None:
    """Say how the account differs from the execution that was reported to the congress."""
    clerk = paper.clerk
    now, told = (paper.account(phase, GENERAL, level).spending for phase in (FINAL, DONE))
    gap = Amount(f"{now.key}-{told.key}", abs(now.fen - told.fen))
    first, then, by = clerk.money(told), clerk.money(now), clerk.money(gap)
    if first.text == then.text or not clerk.shows(gap):
        clerk.write(f"{scope}一般公共预算收支决算数与向{paper.county.kind}人民代表大会报告的执行数基本一致。")
        return
    up = now.fen > told.fen
    verb = clerk.word("增加" if up else "减少", 1 if up else -1)
    terms = (Term(1, then.id), Term(-1, first.id), Term(-1, by.id, verb.id))
    clerk.relations.append(Relation("sum", "sentence", terms))
    clerk.relations.append(Relation("sign", "sentence", (Term(1, then.id), Term(-1, first.id)), rate=verb.id))
    clerk.write(
        f"与向{paper.county.kind}人民代表大会报告的执行数相比，{scope}一般公共预算支出由{{first}}变为{{then}}，{{verb}}{{by}}，"
        "[主要是年终结算|原因是上下级结算]列支有变化。",
        first=first,
        then=then,
        verb=verb,
        by=by,
    )


def _reserve(paper: Paper) -> None:
    clerk, own = paper.clerk, paper.account(DRAFT, GENERAL, OWN_LEVEL)
    clerk.write(
        f"{paper.own}年初预算安排预备费{{reserve}}，[执行中主要用于防汛救灾等突发事项|用于救灾和突发事件处置]，按实际用途列入相应支出科目。",
        reserve=own.line(OUTLAY, names.RESERVE),
    )


def _three_public(paper: Paper) -> None:
    clerk, county = paper.clerk, paper.county
    done, plan = county.three_public(paper.year, FINAL), county.three_public(paper.year, DRAFT)
    number = clerk.money(done)
    common.sangong_sentence(paper, paper.year, FINAL, number, phrases.completion(clerk, number, done, plan, "年初预算"))


def _tables(paper: Paper) -> None:
    clerk, year = paper.clerk, paper.year
    number = iter(range(1, 99))
    named = [(GENERAL, "全", paper.whole), (GENERAL, OWN_LEVEL, paper.own)]
    for book, level, scope in named:
        first, plan = paper.account(DRAFT, book, level), paper.account(ADJUSTED, book, level)
        final, last = paper.account(FINAL, book, level), paper.account(FINAL, book, level, back=1)
        columns = (
            Money("年初预算数", first),
            Money("调整预算数", plan),
            Money("决算数", final),
            Rate("为调整预算的%", RATIO, 2, 1),
            Money("上年决算数", last),
            tables.last_rate(clerk, 2, 4),
        )
        for word, rows in (("收入", tables.revenue_rows), ("支出", tables.spending_rows)):
            tables.sheet(
                clerk,
                f"附表{next(number)} {year}年{scope}{book}{word}决算表",
                columns,
                rows(first, f"{book}{word}合计"),
            )
        tables.two_sides(clerk, f"附表{next(number)} {year}年{scope}{book}收支决算平衡表", final, "决算数")
    for book in common.BOOKS:
        first, plan, final = (paper.account(phase, book) for phase in (DRAFT, ADJUSTED, FINAL))
        smaller: Columns = (
            Money("年初预算数", first),
            Money("调整预算数", plan),
            Money("决算数", final),
            Rate("为调整预算的%", RATIO, 2, 1),
        )
        for side, word in ((INCOME, "收入"), (OUTLAY, "支出")):
            name = f"附表{next(number)} {year}年{paper.whole}{book}{word}决算表"
            tables.sheet(clerk, name, smaller, tables.book_rows(final, side))
    common.social_table(paper, f"附表{next(number)} {year}年{paper.whole}社会保险基金决算表", FINAL, 0)
    own, plan = paper.account(FINAL, GENERAL, OWN_LEVEL), paper.account(DRAFT, GENERAL, OWN_LEVEL)
    name = f"附表{next(number)} {year}年{paper.county.kind}级税收返还和转移支付决算表"
    common.transfer_table(paper, name, (("年初预算数", plan), ("决算数", own)))
    common.towns_table(paper, f"附表{next(number)} {year}年{paper.county.kind}对乡镇转移支付决算表", FINAL)
    common.debt_tables(paper, 0)
    name = f"附表{next(number)} {year}年{paper.own}“三公”经费决算表"
    common.sangong_table(paper, name, (("预算数", year, DRAFT), ("决算数", year, FINAL)))
