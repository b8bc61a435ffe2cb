"""预算执行情况和预算草案的报告: what the year before came to, what this year's draft is, and the tables of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.compose.demo.government import common, names, phrases, tables
from gouji.compose.demo.government.accounts import (
    ADJUSTED,
    DONE,
    DRAFT,
    FINAL,
    FUND,
    GENERAL,
    INCOME,
    OUTLAY,
)
from gouji.compose.demo.government.maker import OWN_LEVEL
from gouji.compose.demo.government.tables import GROWTH, RATIO, Columns, Money, Rate
from gouji.compose.demo.tables import sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.compose.demo.books import Amount
    from gouji.compose.demo.government.common import Paper


def write(paper: Paper) -> None:
    """Write the whole paper."""
    clerk = paper.clerk
    style = clerk.rng.randrange(3)
    common.opening(
        paper,
        f"关于{paper.place}{{last}}年[财政预算执行情况和|预算执行情况与]{{year}}年[财政预算草案的报告|预算（草案）的报告]",
        common.day(paper, paper.year, 1),
        f"第十八届人民代表大会第{'三四五六七八'[paper.year % 6]}次会议",
        "财政局",
        "各位代表：",
    )
    clerk.write(
        f"受{paper.place}人民政府委托，[现将|向大会报告]{paper.place}{{last}}年财政预算执行情况和{{year}}年财政预算草案"
        "[提请大会审议|，请予审议]，并请各位政协委员和列席会议的同志提出意见。"
    )
    clerk.heading(2, "一、{last}年财政预算执行情况")
    clerk.write(
        f"{{last}}年，全{paper.county.kind}财政工作坚持稳中求进，[依法组织收入|加强收入征管]，优化支出结构，兜牢“三保”底线，"
        "[预算执行情况总体平稳|财政运行总体平稳]。"
    )
    _executed(paper, style)
    _work(paper)
    clerk.heading(2, "二、{year}年财政预算草案")
    _planned(paper, style)
    clerk.heading(2, "三、完成{year}年预算任务的措施")
    for line in (
        "（一）[涵养财源，依法征收|培植财源，应收尽收]。加强重点税源分析，规范非税收入管理，盘活闲置资产资源，提高收入质量。",
        "（二）[坚持过紧日子|厉行节约]，保障重点支出。从严控制一般性支出，把资金用在民生和重点项目上，提高资金使用效益。",
        "（三）严守债务底线，防范财政风险。加强专项债券项目全过程管理，按时偿还到期本息，坚决不新增隐性债务。",
        "（四）主动接受监督。认真落实人大预算决议和审议意见，抓好审计查出问题整改，依法公开预算决算。",
    ):
        clerk.write(line)
    clerk.turn()
    clerk.heading(2, "附表")
    _tables(paper)


# --- the year before ----------------------------------------------------------------------------------------------------


def _executed(paper: Paper, style: int) -> None:
    clerk = paper.clerk
    clerk.heading(3, "（一）一般公共预算执行情况")
    for number, (scope, level) in enumerate(((paper.whole, "全"), (paper.own, OWN_LEVEL)), 1):
        clerk.heading(4, f"{number}．{scope}[收支情况|执行情况]")
        _general_done(paper, scope, level)
        phrases.balance(clerk, paper.account(DONE, GENERAL, level, back=1), scope, style)
    for ordinal, book in zip("二三", common.BOOKS, strict=True):
        clerk.heading(3, f"（{ordinal}）{book}执行情况")
        common.fund_section(paper, book, (DONE, ADJUSTED), 1, style, "调整预算" if book == FUND else "预算")
    clerk.heading(3, "（四）社会保险基金预算执行情况")
    common.social_section(paper, DONE, 1, planned=False)
    clerk.heading(3, "（五）[转移支付情况|上级转移支付和对下补助情况]")
    common.transfer_sentence(paper, DONE, 1)
    clerk.heading(3, "（六）政府债务情况")
    common.debt_sentence(paper, 1)
    clerk.write(
        "[需要说明的是，|]上述{last}年收支为[快报数|年终快报数]，[待上级批复决算后会有变化|决算编成后还会有所变动]，届时向"
        f"{paper.county.kind}人大常委会报告。"
    )


def _general_done(paper: Paper, scope: str, level: str) -> None:
    clerk = paper.clerk
    done, plan = paper.account(DONE, GENERAL, level, back=1), paper.account(ADJUSTED, GENERAL, level, back=1)
    last = paper.account(FINAL, GENERAL, level, back=2)
    whole, came = phrases.carried_out(
        clerk, f"{scope}一般公共预算收入", done.revenue, phrases.Against(plan.revenue, "调整预算", last.revenue)
    )
    clerk.write(
        "{came}。{parts}。[主要收入项目完成情况：|主要收入项目是：|其中，]{items}。",
        came=came,
        parts=phrases.taxes(clerk, whole, done, last),
        items=phrases.items(clerk, done, last, INCOME, phrases.main_items(done, INCOME, 5)),
    )
    _, went = phrases.carried_out(
        clerk, f"{scope}一般公共预算支出", done.spending, phrases.Against(plan.spending, "调整预算", last.spending)
    )
    clerk.write(
        "{went}。[主要支出项目执行情况：|主要支出项目是：]{items}。",
        went=went,
        items=phrases.items(clerk, done, last, OUTLAY, phrases.main_items(done, OUTLAY, 6)),
    )


def _work(paper: Paper) -> None:
    """Say what the money was used for: the classes of the account once more, in other words."""
    clerk, done = paper.clerk, paper.account(DONE, back=1)
    clerk.heading(3, f"（七）落实{paper.county.kind}人大预算决议和主要财政工作情况")
    uses = (
        ("205", "教育", "[支持校舍新建和改造|改善办学条件]，落实各学段生均经费和资助政策"),
        ("208", "社会保障和就业", "[做好困难群众救助|兜住困难群众基本生活]，支持重点群体就业"),
        ("210", "卫生健康", "落实医保补助和基本公共卫生服务补助，支持县域医共体建设"),
        ("213", "农林水", "支持高标准农田建设、防汛抗旱和乡村振兴"),
    )
    for at, (code, name, what) in enumerate(uses, 1):
        clerk.write(
            f"{at}．[投入|安排|统筹]{name}支出{{amount}}，{what}。",
            amount=done.line(OUTLAY, code),
        )


# --- this year's draft --------------------------------------------------------------------------------------------------


def _planned(paper: Paper, style: int) -> None:
    clerk = paper.clerk
    clerk.heading(3, "（一）预算编制的[总体要求|原则]")
    clerk.write(
        f"{{year}}年预算编制坚持[量入为出、收支平衡|以收定支、统筹兼顾]，积极稳妥安排收入，集中财力保障{paper.county.kind}委、"
        f"{paper.county.kind}政府重点工作，[推进零基预算改革|强化预算绩效管理]。"
    )
    clerk.heading(3, "（二）一般公共预算")
    for number, (scope, level) in enumerate(((paper.whole, "全"), (paper.own, OWN_LEVEL)), 1):
        clerk.heading(4, f"{number}．{scope}一般公共预算")
        _general_draft(paper, scope, level)
        phrases.balance(clerk, paper.account(DRAFT, GENERAL, level), scope, min(style, 1))
    _reserve(paper)
    for ordinal, book in zip("三四", common.BOOKS, strict=True):
        clerk.heading(3, f"（{ordinal}）{book}")
        _book_draft(paper, book)
        phrases.balance(clerk, paper.account(DRAFT, book), paper.whole, min(style, 1))
    clerk.heading(3, "（五）社会保险基金预算")
    common.social_section(paper, DRAFT, 0, planned=True)
    clerk.heading(3, "（六）“三公”经费预算")
    common.sangong_sentence(paper, paper.year, DRAFT, clerk.money(paper.county.three_public(paper.year, DRAFT)))


def _general_draft(paper: Paper, scope: str, level: str) -> None:
    clerk = paper.clerk
    draft, done = paper.account(DRAFT, GENERAL, level), paper.account(DONE, GENERAL, level, back=1)
    before = paper.account(DRAFT, GENERAL, level, back=1)
    whole = clerk.money(draft.revenue)
    clerk.write(
        f"{{year}}年，{scope}一般公共预算收入[预计|预期|安排]{{whole}}{{growth}}。{{parts}}。",
        whole=whole,
        growth=phrases.growth(
            clerk, whole, draft.revenue, done.revenue, lead=clerk.pick("比上年执行数", "较上年完成数")
        ),
        parts=phrases.taxes(clerk, whole, draft, done, verb=""),
    )
    spent = clerk.money(draft.spending)
    clerk.write(
        f"{{year}}年，{scope}一般公共预算支出[拟安排|安排]{{spent}}{{growth}}。[主要支出安排是：|主要安排：]{{items}}。",
        spent=spent,
        growth=phrases.growth(clerk, spent, draft.spending, before.spending, lead="比上年预算"),
        items=phrases.items(clerk, draft, None, OUTLAY, phrases.main_items(draft, OUTLAY, 7)),
    )


def _reserve(paper: Paper) -> None:
    clerk, own = paper.clerk, paper.account(DRAFT, GENERAL, OWN_LEVEL)
    reserve, spent = own.line(OUTLAY, names.RESERVE), own.spending
    number = clerk.money(reserve)
    rate = clerk.percent(f"{reserve.key}:{spent.key}", reserve.fen, spent.fen)
    clerk.share_of(number, spent, rate)
    clerk.write(
        f"{paper.own}[安排预备费|预备费安排]{{number}}，占{paper.own}一般公共预算支出的{{rate}}，符合预算法规定的比例。",
        number=number,
        rate=rate,
    )


def _book_draft(paper: Paper, book: str) -> None:
    clerk, draft, done = paper.clerk, paper.account(DRAFT, book), paper.account(DONE, book, back=1)
    for side, now, last, verb in (
        (INCOME, draft.revenue, done.revenue, "预计"),
        (OUTLAY, draft.spending, done.spending, "安排"),
    ):
        number = clerk.money(now)
        word = "收入" if side == INCOME else "支出"
        clerk.write(
            f"{{year}}年，{paper.whole}{book}{word}{verb}{{number}}{{growth}}，[其中：|主要是：]{{items}}。",
            number=number,
            growth=phrases.growth(clerk, number, now, last, lead=clerk.pick("比上年执行数", "较上年执行数")),
            items=phrases.items(clerk, draft, None, side, phrases.main_items(draft, side, 2)),
        )


# --- the tables ---------------------------------------------------------------------------------------------------------


def _tables(paper: Paper) -> None:
    clerk, last = paper.clerk, paper.year - 1
    number = iter(range(1, 99))
    for scope, level in ((paper.whole, "全"), (paper.own, OWN_LEVEL)):
        done, plan = paper.account(DONE, GENERAL, level, back=1), paper.account(ADJUSTED, GENERAL, level, back=1)
        before, draft = paper.account(FINAL, GENERAL, level, back=2), paper.account(DRAFT, GENERAL, level)
        first = paper.account(DRAFT, GENERAL, level, back=1)
        executed: Columns = (
            Money("年初预算数", first),
            Money("调整预算数", plan),
            Money("执行数", done),
            Rate("为调整预算的%", RATIO, 2, 1),
            Money("上年决算数", before),
            tables.last_rate(clerk, 2, 4),
        )
        planned: Columns = (
            Money(f"{last}年执行数", done),
            Money(f"{paper.year}年预算数", draft),
            Rate("增长%", GROWTH, 1, 0),
        )
        for year, columns, what in ((last, executed, "执行情况表"), (paper.year, planned, "预算表")):
            for word, rows in (("收入", tables.revenue_rows), ("支出", tables.spending_rows)):
                name = f"附表{next(number)} {year}年{scope}一般公共预算{word}{what}"
                tables.sheet(
                    clerk, name, columns, rows(first if what == "执行情况表" else draft, f"一般公共预算{word}合计")
                )
        tables.two_sides(clerk, f"附表{next(number)} {last}年{scope}一般公共预算收支平衡表", done, "执行数")
        tables.two_sides(clerk, f"附表{next(number)} {paper.year}年{scope}一般公共预算收支平衡表", draft, "预算数")
    for book in common.BOOKS:
        done, draft = paper.account(DONE, book, back=1), paper.account(DRAFT, book)
        plan, before = paper.account(ADJUSTED, book, back=1), paper.account(FINAL, book, back=2)
        both: Columns = (
            Money(f"{last}年调整预算数", plan),
            Money(f"{last}年执行数", done),
            Rate("为调整预算的%", RATIO, 1, 0),
            Money(f"{last - 1}年决算数", before),
            tables.last_rate(clerk, 1, 3),
            Money(f"{paper.year}年预算数", draft),
        )
        for side, word in ((INCOME, "收入"), (OUTLAY, "支出")):
            name = f"附表{next(number)} {last}年{paper.whole}{book}{word}执行情况和{paper.year}年预算表"
            tables.sheet(clerk, name, both, tables.book_rows(done, side))
    common.social_table(paper, f"附表{next(number)} {last}年{paper.whole}社会保险基金预算执行情况表", DONE, 1)
    common.social_table(paper, f"附表{next(number)} {paper.year}年{paper.whole}社会保险基金预算表", DRAFT, 0)
    own, draft = paper.account(DONE, GENERAL, OWN_LEVEL, back=1), paper.account(DRAFT, GENERAL, OWN_LEVEL)
    name = f"附表{next(number)} {paper.county.kind}级一般公共预算税收返还和转移支付情况表"
    common.transfer_table(paper, name, ((f"{last}年执行数", own), (f"{paper.year}年预算数", draft)))
    common.towns_table(paper, f"附表{next(number)} {paper.year}年{paper.county.kind}对乡镇转移支付预算表", DRAFT)
    common.debt_tables(paper, 1)
    name = f"附表{next(number)} {paper.year}年{paper.own}“三公”经费预算表"
    common.sangong_table(paper, name, ((f"{last}年预算数", last, DRAFT), (f"{paper.year}年预算数", paper.year, DRAFT)))
    _departments(paper, f"附表{next(number)} {paper.year}年{paper.own}部门预算支出汇总表")


def _departments(paper: Paper, name: str) -> None:
    """Write what each department is given, and that all of it is the county's own general expenditure."""
    clerk, county = paper.clerk, paper.county
    own = paper.account(DRAFT, GENERAL, OWN_LEVEL)
    rows: list[tuple[str, Sequence[Amount]]] = [(one, (every,)) for one, every, _, _ in county.departmental(paper.year)]
    rows.append(("其他预算单位", (county.others(paper.year),)))
    rows += [(phrases.label(code, paper.year), (own.line(OUTLAY, code),)) for code in (names.RESERVE, "232")]
    rows.append(("合计", (own.spending,)))
    printed = tables.matrix(clerk, name, "部门", ["一般公共预算支出"], rows, first_is_sum=False)
    sums(clerk, printed[-1][0], [row[0] for row in printed[:-1]], axis="column")
