"""Tables of the final account: the thirteen of Sichuan and the nine of Shanghai, built from the same pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.compose.demo import table_kinds as tables
from gouji.compose.demo.books import (
    ABROAD,
    BASIC,
    CAR_BUYING,
    CAR_FUEL,
    FISCAL,
    FUND,
    GENERAL,
    PROJECT,
    RECEPTION,
    STATE,
    Amount,
)
from gouji.compose.demo.facts import three_public
from gouji.compose.demo.phrases import shown
from gouji.compose.demo.tables import ECONOMIC, Column, Grid, Head, across, all_codes, name_of, ordinal, paired, sums

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gouji.compose.demo.books import Axis, Book
    from gouji.compose.demo.facts import Facts
    from gouji.compose.demo.scribe import Scribe
    from gouji.compose.demo.tables import Value
    from gouji.compose.page import Number

SOURCES = (
    ("一般公共预算财政拨款收入", GENERAL),
    ("政府性基金预算财政拨款收入", FUND),
    ("国有资本经营预算财政拨款收入", STATE),
    ("上级补助收入", "上级"),
    ("事业收入", "事业"),
    ("经营收入", "经营"),
    ("附属单位上缴收入", "附属"),
    ("其他收入", "其他"),
)
FUND_NAMES = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
_NONE = "-"


def sichuan(scribe: Scribe, facts: Facts) -> None:
    """Write the thirteen tables of the Sichuan form."""
    whole(scribe, facts, "公开01表")
    income(scribe, facts, "公开02表")
    spending(scribe, facts, "公开03表")
    fiscal(scribe, facts, "公开04表")
    _economic(scribe, facts, "财政拨款支出决算明细表", "公开05表", {"money": FISCAL})
    general(scribe, facts, "公开06表")
    _matrix(scribe, facts, "公开07表")
    _basic(scribe, facts, "公开08表")
    _projects(scribe, facts, "公开09表")
    fund(scribe, facts, "公开10表")
    nothing(
        scribe,
        facts,
        "国有资本经营预算财政拨款收入支出决算表",
        "公开11表",
        ("年初结转和结余", "本年收入", "本年支出", "年末结转和结余"),
    )
    nothing(scribe, facts, "国有资本经营预算财政拨款支出决算表", "公开12表", ("合计", "基本支出", "项目支出"))
    sangong(scribe, facts, "公开13表")


def shanghai(scribe: Scribe, facts: Facts) -> None:
    """Write the nine tables of the Shanghai form."""
    whole(scribe, facts)
    income(scribe, facts)
    spending(scribe, facts)
    fiscal(scribe, facts)
    general(scribe, facts)
    _basic_blocks(scribe, facts)
    _sangong_pairs(scribe, facts)
    fund(scribe, facts)
    state = "国有资本经营预算财政拨款收入支出决算表"
    nothing(scribe, facts, state, "", ("年初结转和结余", "本年收入", "本年支出", "年末结转和结余"))


def whole(scribe: Scribe, facts: Facts, number: str = "") -> None:
    """Write 收入支出决算总表."""
    book = facts.final
    grid = tables.caption(scribe, "收入支出决算总表", facts, number)
    left = [(f"{ordinal(at)}、{name}", book.earned(money=money)) for at, (name, money) in enumerate(SOURCES, 1)]
    feet = (
        ("本年收入合计", book.earned(), "本年支出合计", book.spent()),
        ("使用非财政拨款结余", "", "结余分配", ""),
        ("年初结转和结余", book.opened(), "年末结转和结余", book.closed()),
        ("总计", book.grand(), "总计", book.grand()),
    )
    tables.balance(scribe, grid, ("收入项目", "决算数"), left, tables.by_class(book, facts.year), feet)
    grid.done()
    _note(scribe, "本表反映部门本年度的总收支和年末结转结余情况。")


def income(scribe: Scribe, facts: Facts, number: str = "") -> None:
    """Write 收入决算表: items by source."""
    book = facts.final
    names = (("财政拨款收入", FISCAL), *((name, money) for name, money in SOURCES[3:]))
    columns = [
        Column("本年收入合计", lambda code: book.earned(**tables.at(code))),
        *(Column(name, _earned(book, money)) for name, money in names),
    ]
    grid = tables.caption(scribe, "收入决算表", facts, number)
    tables.functional(scribe, grid, columns, book.items(7), facts.year, (0, range(1, len(columns))))
    grid.done()
    _note(scribe, "本表反映部门本年度取得的各项收入情况。")


def _earned(book: Book, money: Axis) -> Callable[[str], Amount]:
    return lambda code: book.earned(money=money, **tables.at(code))


def spending(scribe: Scribe, facts: Facts, number: str = "") -> None:
    """Write 支出决算表: items by nature."""
    book = facts.final
    names = (*tables.BY_NATURE, ("上缴上级支出", _NONE), ("经营支出", _NONE), ("对附属单位补助支出", _NONE))
    grid = tables.caption(scribe, "支出决算表", facts, number)
    columns = tables.nature_columns(book, (("本年支出合计", ""), *names[1:]))
    tables.functional(scribe, grid, columns, spent(book), facts.year, (0, range(1, len(columns))))
    grid.done()
    _note(scribe, "本表反映部门本年度各项支出情况。")


def spent(book: Book, **which: Axis) -> list[str]:
    """Return the items on which money was spent, not only carried on."""
    return [code for code in book.items(7, **which) if shown(book.spent(function=code, **which))]


def fiscal(scribe: Scribe, facts: Facts, number: str = "") -> None:
    """Write 财政拨款收入支出决算总表."""
    book = facts.final
    grid = tables.caption(scribe, "财政拨款收入支出决算总表", facts, number)
    grid.head(
        (Head("收入", 1, 2), Head("支出", 1, 5)),
        (Head("项目"), Head("决算数"), Head("项目"), Head("合计"), *(Head(name) for name in FUND_NAMES)),
    )
    left = [
        (f"{ordinal(at)}、{name}", book.earned(money=money))
        for at, (name, money) in enumerate(zip(FUND_NAMES, FISCAL, strict=True), 1)
    ]
    right: list[tuple[Value, ...]] = []
    for at, code in enumerate(book.items(3, money=FISCAL), 1):
        amounts = [book.spent(money=money, function=code) for money in (FISCAL, *FISCAL)]
        right.append((f"{ordinal(at)}、{name_of(code, facts.year)}", *amounts))
    rows = paired(grid, left, right)
    feet = _fiscal_feet(grid, book)
    sums(scribe, feet[0][1], [row[0] for row in rows[: len(left)]], axis="column")
    for column in range(1, 5):
        sums(scribe, feet[0][column + 2], [row[column] for row in rows[: len(right)]], axis="column")
        sums(scribe, feet[-1][column + 2], [feet[0][column + 2], feet[1][column + 2]], axis="column")
    for row in [*rows[: len(right)], *(foot[2:] for foot in (feet[0], feet[1], feet[-1]))]:
        sums(scribe, row[1], row[2:])
    sums(scribe, feet[1][1], [foot[1] for foot in feet[2:5]], axis="column")
    sums(scribe, feet[-1][1], [feet[0][1], feet[1][1]], axis="column")
    sums(scribe, feet[-1][1], [feet[-1][3]])
    grid.done()
    _note(scribe, "本表反映部门本年度财政拨款总收支和结转结余情况。")


def _fiscal_feet(grid: Grid, book: Book) -> list[list[Number | None]]:
    every = (FISCAL, *FISCAL)
    return [
        grid.row(
            "本年收入合计", book.earned(money=FISCAL), "本年支出合计", *(book.spent(money=money) for money in every)
        ),
        grid.row(
            "年初财政拨款结转和结余",
            book.opened(money=FISCAL),
            "年末财政拨款结转和结余",
            *(book.closed(money=money) for money in every),
        ),
        *(
            grid.row(f"　{name}", book.opened(money=money), "", *[None] * 4)
            for name, money in zip(FUND_NAMES, FISCAL, strict=True)
        ),
        grid.row("总计", book.grand(money=FISCAL), "总计", *(book.grand(money=money) for money in every)),
    ]


def general(scribe: Scribe, facts: Facts, number: str = "") -> None:
    """Write 一般公共预算财政拨款支出决算表."""
    book = facts.final
    grid = tables.caption(scribe, "一般公共预算财政拨款支出决算表", facts, number)
    columns = tables.nature_columns(book, tables.BY_NATURE, money=GENERAL)
    tables.functional(scribe, grid, columns, spent(book, money=GENERAL), facts.year, (0, (1, 2)))
    grid.done()
    _note(scribe, "本表反映部门本年度一般公共预算财政拨款支出情况。")


def _economic(scribe: Scribe, facts: Facts, name: str, number: str, which: dict[str, Axis]) -> None:
    book = facts.final
    grid = tables.caption(scribe, name, facts, number)
    columns = [
        Column("合计", lambda code: book.spent(**which, **_coded(code))),
        Column("基本支出", lambda code: book.spent(**which, nature=BASIC, **_coded(code))),
        Column("项目支出", lambda code: book.spent(**which, nature=PROJECT, **_coded(code))),
    ]
    tree = tables.economic_table(grid, columns, book.economics(5, **which), facts.year)
    across(scribe, tree, 0, (1, 2))
    grid.done()


def _coded(code: str) -> dict[str, Axis]:
    return {"economic": code} if code else {}


def _matrix(scribe: Scribe, facts: Facts, number: str) -> None:
    book = facts.final
    grid = tables.caption(scribe, "一般公共预算财政拨款支出决算明细表", facts, number)
    classes = book.economics(3, money=GENERAL)
    columns = [
        Column("合计", lambda code: book.spent(money=GENERAL, **tables.at(code))),
        *(Column(name_of(kind, facts.year, ECONOMIC), _of_kind(book, kind)) for kind in classes),
    ]
    tables.functional(scribe, grid, columns, spent(book, money=GENERAL), facts.year, (0, range(1, len(columns))))
    grid.done()


def _of_kind(book: Book, kind: str) -> Callable[[str], Amount]:
    return lambda code: book.spent(money=GENERAL, economic=kind, **tables.at(code))


def _basic(scribe: Scribe, facts: Facts, number: str) -> None:
    book = facts.final
    grid = tables.caption(scribe, "一般公共预算财政拨款基本支出决算明细表", facts, number)
    which: dict[str, Axis] = {"money": GENERAL, "nature": BASIC}
    grid.head((Head("经济分类科目编码"), Head("科目名称"), Head("决算数")))
    rows = {}
    for code in all_codes(book.economics(5, **which), (3, 5)):
        rows[code] = grid.row(code, name_of(code, facts.year, ECONOMIC), book.spent(economic=code, **which))[2]
    for parent in [code for code in rows if len(code) == 3]:  # noqa: PLR2004  类
        sums(
            scribe,
            rows[parent],
            [rows[code] for code in rows if code != parent and code.startswith(parent)],
            axis="column",
        )
    staff = grid.row("", "人员经费合计", book.spent(**which, economic=("301", "303")))[2]
    public = grid.row("", "公用经费合计", book.spent(**which, economic=("302", "310")))[2]
    total = grid.row("", "合计", book.spent(**which))[2]
    sums(scribe, staff, [rows[code] for code in ("301", "303") if code in rows], axis="column")
    sums(scribe, public, [rows[code] for code in ("302", "310") if code in rows], axis="column")
    sums(scribe, total, [staff, public], axis="column")
    grid.done()
    _note(scribe, "本表反映部门本年度一般公共预算财政拨款基本支出明细情况。")


def _projects(scribe: Scribe, facts: Facts, number: str) -> None:
    book = facts.final
    grid = tables.caption(scribe, "一般公共预算财政拨款项目支出决算表", facts, number)
    columns = [Column("项目支出", lambda code: book.spent(money=GENERAL, nature=PROJECT, **tables.at(code)))]
    tables.functional(scribe, grid, columns, spent(book, money=GENERAL, nature=PROJECT), facts.year)
    grid.done()


def fund(scribe: Scribe, facts: Facts, number: str = "") -> None:
    """Write 政府性基金预算财政拨款收入支出决算表, empty with its note where there is none."""
    book = facts.final
    name = "政府性基金预算财政拨款收入支出决算表"
    heads = ("年初结转和结余", "本年收入", "本年支出", "年末结转和结余")
    if not shown(book.spent(money=FUND)):
        nothing(scribe, facts, name, number, heads)
        return
    grid = tables.caption(scribe, name, facts, number)
    columns = [
        Column(heads[0], lambda code: book.opened(money=FUND, **tables.at(code))),
        Column(heads[1], lambda code: book.earned(money=FUND, **tables.at(code))),
        Column(heads[2], lambda code: book.spent(money=FUND, **tables.at(code))),
        Column(heads[3], lambda code: book.closed(money=FUND, **tables.at(code))),
    ]
    tree = tables.functional(scribe, grid, columns, book.items(7, money=FUND), facts.year)
    for row in tree.rows.values():
        sums(scribe, row[3], row[:3], (1, 1, -1))
    grid.done()


def nothing(scribe: Scribe, facts: Facts, name: str, number: str, heads: Sequence[str]) -> None:
    """Write an empty table with its note."""
    what = name.split("财政拨款", maxsplit=1)[0]
    note = f"{scribe.pick('注', '说明')}：{facts.name}{{year}}年度没有{what}财政拨款收入和支出，故本表{scribe.pick('无数据', '为空表')}。"
    tables.empty(scribe, facts, name, number, ("科目编码", "科目名称", *heads), note)


def sangong(scribe: Scribe, facts: Facts, number: str = "") -> None:
    """Write 财政拨款“三公”经费支出决算表: budget and account in one row."""
    grid = tables.caption(scribe, "财政拨款“三公”经费支出决算表", facts, number)
    tops = (Head("合计", 3), Head("因公出国（境）费", 3), Head("公务用车购置及运行维护费", 1, 3), Head("公务接待费", 3))
    grid.head(
        (Head("预算数", 1, 6), Head("决算数", 1, 6)),
        tuple(Head(head.text, 2 if head.rows > 1 else 1, head.columns) for head in (*tops, *tops)),
        (Head("小计"), Head("公务用车购置费"), Head("公务用车运行维护费")) * 2,
    )
    kinds = ((), (ABROAD,), (CAR_BUYING, CAR_FUEL), (CAR_BUYING,), (CAR_FUEL,), (RECEPTION,))
    row = grid.row(*(three_public(book, *codes) for book in (facts.budget, facts.final) for codes in kinds))
    for at in (0, 6):
        sums(scribe, row[at], [row[at + 1], row[at + 2], row[at + 5]])
        sums(scribe, row[at + 2], [row[at + 3], row[at + 4]])
    grid.done()
    _note(scribe, "本表反映部门本年度“三公”经费支出预决算情况。")


def _note(scribe: Scribe, text: str) -> None:
    scribe.write(f"注：{text}", "line")


def _basic_blocks(scribe: Scribe, facts: Facts) -> None:
    """Write 基本支出决算表 with its two lists side by side: staff on the left, public items on the right."""
    book = facts.final
    grid = tables.caption(scribe, "一般公共预算财政拨款基本支出决算表", facts)
    grid.head(tuple(Head(text) for text in ("经济分类科目编码", "科目名称", "决算数") * 2))
    which: dict[str, Axis] = {"money": GENERAL, "nature": BASIC}
    codes = all_codes(book.economics(5, **which), (3, 5))
    sides = [[code for code in codes if code.startswith(group)] for group in (("301", "303"), ("302", "310"))]
    rows: dict[str, Number | None] = {}
    for at in range(max(map(len, sides))):
        shown_codes = [side[at] if at < len(side) else "" for side in sides]
        numbers = grid.row(*(value for code in shown_codes for value in _entry(book, code, facts.year, which)))
        rows |= {code: numbers[3 * side + 2] for side, code in enumerate(shown_codes) if code}
    for parent in [code for code in rows if len(code) == 3]:  # noqa: PLR2004  类
        parts = [rows[code] for code in rows if code != parent and code.startswith(parent)]
        sums(scribe, rows[parent], parts, axis="column")
    staff, public = (book.spent(**which, economic=group) for group in (("301", "303"), ("302", "310")))
    foot = grid.row("人员经费合计", "", staff, "公用经费合计", "", public)
    sums(scribe, foot[2], [rows[code] for code in ("301", "303") if code in rows], axis="column")
    sums(scribe, foot[5], [rows[code] for code in ("302", "310") if code in rows], axis="column")
    grid.done()
    _note(scribe, "本表反映部门本年度一般公共预算财政拨款基本支出明细情况。")


def _entry(book: Book, code: str, year: int, which: dict[str, Axis]) -> tuple[Value, ...]:
    return (code, name_of(code, year, ECONOMIC), book.spent(economic=code, **which)) if code else ("", "", None)


def _sangong_pairs(scribe: Scribe, facts: Facts) -> None:
    """Write the table of 三公 with 预算数 and 决算数 in pairs under each kind."""
    grid = tables.caption(scribe, "财政拨款“三公”经费支出决算表", facts)
    grid.head(
        (
            Head("合计", 2, 2),
            Head("因公出国（境）费", 2, 2),
            Head("公务用车购置及运行维护费", 1, 6),
            Head("公务接待费", 2, 2),
        ),
        (Head("小计", 1, 2), Head("公务用车购置费", 1, 2), Head("公务用车运行维护费", 1, 2)),
        tuple(Head(text) for text in ("预算数", "决算数") * 6),
    )
    kinds = ((), (ABROAD,), (CAR_BUYING, CAR_FUEL), (CAR_BUYING,), (CAR_FUEL,), (RECEPTION,))
    row = grid.row(*(three_public(book, *codes) for codes in kinds for book in (facts.budget, facts.final)))
    for at in (0, 1):
        sums(scribe, row[at], [row[at + 2], row[at + 4], row[at + 10]])
        sums(scribe, row[at + 4], [row[at + 6], row[at + 8]])
    grid.done()
    _note(scribe, "本表反映部门本年度“三公”经费支出预决算情况。")
