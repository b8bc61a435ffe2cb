"""The tables of the 部门预算 in the Sichuan form: 表1 to 表6, all in 万元."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.compose.demo import common, phrases
from gouji.compose.demo import table_kinds as tables
from gouji.compose.demo.books import BASIC, FISCAL, FUND, GENERAL, PROJECT, SPARE, STATE
from gouji.compose.demo.tables import Column, Head, across, name_of, paired, sums

if TYPE_CHECKING:
    from collections.abc import Callable

    from gouji.compose.demo.books import Amount, Axis
    from gouji.compose.demo.facts import Facts
    from gouji.compose.demo.scribe import Scribe
    from gouji.compose.demo.tables import Value


def write(scribe: Scribe, facts: Facts) -> None:
    """Write the tables in their order."""
    book, year = facts.budget, facts.year
    _balance(scribe, facts)
    _income(scribe, facts)
    natures = tables.WITH_SPARE if phrases.shown(book.spent(nature=SPARE)) else tables.BY_NATURE
    grid = tables.caption(scribe, "部门支出总表", facts, "表1-2")
    columns = tables.nature_columns(book, natures)
    tables.functional(scribe, grid, columns, book.items(7), year, (0, range(1, len(columns))))
    grid.done()
    _fiscal_balance(scribe, facts)
    _fiscal_economic(scribe, facts)
    _general_table(scribe, facts)
    _basic_table(scribe, facts)
    _project_table(scribe, facts)
    tables.sangong_budget(scribe, facts, "一般公共预算“三公”经费支出预算表", "表3-3", book)
    _fund_tables(scribe, facts)
    _goals(scribe, facts)


def _general_table(scribe: Scribe, facts: Facts) -> None:
    """Write 表3: by nature, or where money was carried over, by the year it comes from."""
    book = facts.budget
    grid = tables.caption(scribe, "一般公共预算支出预算表", facts, "表3")
    if not facts.history.features.carried:
        columns = tables.nature_columns(book, tables.BY_NATURE, money=GENERAL)
    else:
        columns = [
            Column("合计", lambda code: book.spent(money=GENERAL, **tables.at(code))),
            Column("当年财政拨款安排", lambda code: book.spent(carried=False, money=GENERAL, **tables.at(code))),
            Column("上年结转安排", lambda code: book.spent(carried=True, money=GENERAL, **tables.at(code))),
        ]
    tables.functional(scribe, grid, columns, book.items(7, money=GENERAL), facts.year, (0, (1, 2)))
    grid.done()


def _balance(scribe: Scribe, facts: Facts) -> None:
    book = facts.budget
    grid = tables.caption(scribe, "部门收支总表", facts, "表1")
    amounts = tables.by_source(book)
    left = [
        (f"{'一二三四五六'[at]}、{name}", amount)
        for at, ((name, _), amount) in enumerate(zip(tables.BUDGET_SOURCES, amounts, strict=True))
    ]
    feet = (
        ("本年收入合计", book.spent(carried=False), "本年支出合计", book.spent()),
        ("上年结转", book.opened(), "结转下年", book.closed()),
        ("收入总计", book.grand(), "支出总计", book.grand()),
    )
    tables.balance(scribe, grid, ("收入项目", f"{facts.year}年预算数"), left, tables.by_class(book, facts.year), feet)
    grid.done()


def _income(scribe: Scribe, facts: Facts) -> None:
    book = facts.budget
    grid = tables.caption(scribe, "部门收入总表", facts, "表1-1")
    names = ["合计", "上年结转", *(name for name, _ in tables.BUDGET_SOURCES)]
    grid.head((Head("单位名称"), *(Head(name) for name in names)))
    total = grid.row("合计", book.grand(), book.opened(), *tables.by_source(book))
    rows = []
    for unit in book.units():
        sources = [book.spent(carried=False, money=money, unit=unit) for _, money in tables.BUDGET_SOURCES]
        rows.append(grid.row(unit, book.grand(unit=unit), book.opened(unit=unit), *sources))
    for row in (total, *rows):
        sums(scribe, row[1], row[2:])
    for column in range(1, len(names) + 1):
        sums(scribe, total[column], [row[column] for row in rows], axis="column")
    grid.done()


def _fiscal_balance(scribe: Scribe, facts: Facts) -> None:
    book = facts.budget
    grid = tables.caption(scribe, "财政拨款收支预算总表", facts, "表2")
    grid.head(
        (
            Head("收入项目"),
            Head("预算数"),
            Head("支出项目"),
            Head("合计"),
            *(Head(name) for name in ("一般公共预算", "政府性基金预算", "国有资本经营预算")),
        )
    )
    incomes = [(name, book.spent(carried=False, money=money)) for name, money in tables.BUDGET_SOURCES[:3]]
    carried = [
        ("一般公共预算拨款收入", book.opened(money=GENERAL)),
        ("政府性基金预算拨款收入", book.opened(money=FUND)),
        ("国有资本经营预算拨款收入", book.opened(money=STATE)),
    ]
    left = [
        ("一、本年收入", book.spent(carried=False, money=FISCAL)),
        *((f"　{name}", amount) for name, amount in incomes),
        ("二、上年结转", book.opened(money=FISCAL)),
        *((f"　{name}", amount) for name, amount in carried),
    ]
    right: list[tuple[Value, ...]] = []
    for at, code in enumerate(book.items(3, money=FISCAL)):
        cells = [book.spent(money=money, function=code) for money in (FISCAL, *FISCAL)]
        right.append((f"{'一二三四五六七八九十'[at]}、{name_of(code, facts.year)}", *cells))
    rows = paired(grid, left, right)
    foot = grid.row(
        "收入总计", book.grand(money=FISCAL), "支出总计", *(book.grand(money=money) for money in (FISCAL, *FISCAL))
    )
    sums(scribe, rows[0][0], [rows[at][0] for at in (1, 2, 3)], axis="column")
    sums(scribe, rows[4][0], [rows[at][0] for at in (5, 6, 7)], axis="column")
    sums(scribe, foot[1], [rows[0][0], rows[4][0]], axis="column")
    for column in range(1, 5):
        sums(scribe, foot[column + 2], [row[column] for row in rows[: len(right)]], axis="column")
    for row in (*rows[: len(right)], foot[2:]):
        sums(scribe, row[1], row[2:])
    grid.done()


def _fiscal_economic(scribe: Scribe, facts: Facts) -> None:
    book = facts.budget
    grid = tables.caption(scribe, "财政拨款支出预算表（部门经济分类科目）", facts, "表2-1")
    columns = [
        Column("合计", lambda code: book.spent(money=FISCAL, **_economic(code))),
        *(
            Column(name, _money(facts, money))
            for name, money in (("一般公共预算", GENERAL), ("政府性基金预算", FUND), ("国有资本经营预算", STATE))
        ),
    ]
    tree = tables.economic_table(grid, columns, book.economics(5, money=FISCAL), facts.year)
    across(scribe, tree, 0, (1, 2, 3))
    grid.done()


def _money(facts: Facts, money: str) -> Callable[[str], Amount]:
    return lambda code: facts.budget.spent(money=money, **_economic(code))


def _economic(code: str) -> dict[str, Axis]:
    return {"economic": code} if code else {}


def _basic_table(scribe: Scribe, facts: Facts) -> None:
    book = facts.budget
    grid = tables.caption(scribe, "一般公共预算基本支出预算表", facts, "表3-1")
    codes = book.economics(5, money=GENERAL, nature=BASIC)
    across(scribe, tables.economic_table(grid, tables.basic_columns(book), codes, facts.year), 0, (1, 2))
    grid.done()


def _project_table(scribe: Scribe, facts: Facts) -> None:
    book = facts.budget
    grid = tables.caption(scribe, "一般公共预算项目支出预算表", facts, "表3-2")
    grid.head((Head("科目编码"), Head("科目名称（项目）"), Head("金额")))
    total = grid.row("", "合计", book.spent(money=GENERAL, nature=PROJECT, carried=False))
    items = []
    for code in book.items(7, money=GENERAL, nature=PROJECT, carried=False):
        item = grid.row(
            code, name_of(code, facts.year), book.spent(money=GENERAL, nature=PROJECT, carried=False, function=code)
        )
        items.append(item[2])
        works = [
            work for work in book.works() if book.spent(work=work, function=code, money=GENERAL, carried=False).fen
        ]
        rows = [
            grid.row("", f"　{work}", book.spent(work=work, function=code, money=GENERAL, carried=False))
            for work in works
        ]
        sums(scribe, item[2], [row[2] for row in rows], axis="column")
    sums(scribe, total[2], items, axis="column")
    grid.done()


def _fund_tables(scribe: Scribe, facts: Facts) -> None:
    book = facts.budget
    heads = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
    if phrases.shown(book.spent(money=FUND)):
        grid = tables.caption(scribe, "政府性基金支出预算表", facts, "表4")
        columns = tables.nature_columns(book, tables.BY_NATURE, money=FUND)
        tables.functional(scribe, grid, columns, book.items(7, money=FUND), facts.year, (0, (1, 2)))
        grid.done()
    else:
        tables.empty(
            scribe,
            facts,
            "政府性基金支出预算表",
            "表4",
            heads,
            "注：{year}年没有政府性基金预算拨款安排的支出，本表为空表。",
        )
    three = ("单位名称", "合计", "因公出国（境）费", "公务用车购置费", "公务用车运行费", "公务接待费")
    tables.empty(
        scribe,
        facts,
        "政府性基金预算“三公”经费支出预算表",
        "表4-1",
        three,
        "注：{year}年没有使用政府性基金预算拨款安排“三公”经费支出，本表为空表。",
    )
    tables.empty(
        scribe,
        facts,
        "国有资本经营预算支出预算表",
        "表5",
        heads,
        "注：{year}年没有国有资本经营预算拨款安排的支出，本表为空表。",
    )


def _goals(scribe: Scribe, facts: Facts) -> None:
    book = facts.budget
    grid = tables.caption(scribe, "部门预算项目绩效目标表", facts, "表6")
    grid.head(
        (Head("项目名称"), Head("预算数（万元）"), Head("一级指标"), Head("二级指标"), Head("三级指标"), Head("指标值"))
    )
    for work in book.works():
        target = common.target(facts, work)
        grid.row(work, book.spent(work=work), "产出指标", "数量指标", target[0], target[1])
    grid.done()
