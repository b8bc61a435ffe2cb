"""部门预算 in the Shanghai form: duties, terms, the explanation, then tables in 元 and 三公 in 万元, projects last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.compose.demo import common, phrases
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
)
from gouji.compose.demo.facts import running, three_public
from gouji.compose.demo.tables import (
    ECONOMIC,
    Column,
    Grid,
    Head,
    across,
    all_codes,
    coded,
    name_of,
    ordinal,
    paired,
    sums,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.compose.demo.books import Amount, Axis
    from gouji.compose.demo.facts import Facts
    from gouji.compose.demo.scribe import Scribe
    from gouji.compose.demo.tables import Value
    from gouji.compose.page import Number, Pieces

_TABLES = (
    "财务收支预算总表",
    "收入预算总表",
    "支出预算总表",
    "财政拨款收支预算总表",
    "一般公共预算支出功能分类预算表",
    "政府性基金预算支出功能分类预算表",
    "国有资本经营预算支出功能分类预算表",
    "一般公共预算基本支出部门预算经济分类预算表",
    "“三公”经费和机关运行经费预算表",
)
_PARTS = ("主要职能", "机构设置", "名词解释", "部门预算编制说明", "部门预算表", "其他相关情况说明", "项目经费情况说明")
_OWN = (("事业收入", "事业"), ("事业单位经营收入", "经营"), ("其他收入", "其他"))
_FUNDS = (
    ("一般公共预算", "一般公共预算资金", GENERAL),
    ("政府性基金", "政府性基金", FUND),
    ("国有资本经营预算", "国有资本经营预算", STATE),
)


def write(scribe: Scribe, facts: Facts) -> None:
    """Write the whole document."""
    common.cover(scribe, facts, "年部门预算")
    scribe.write(f"预算主管部门：{facts.above}", "centre")
    scribe.turn()
    scribe.heading(1, "目录")
    for at, part in enumerate(_PARTS, 1):
        scribe.write(f"{ordinal(at)}、{part}", "line")
    scribe.turn()
    scribe.heading(1, f"{facts.name}主要职能")
    common.duties(scribe, facts)
    scribe.heading(1, f"{facts.name}机构设置")
    _organisation(scribe, facts)
    scribe.heading(1, "名词解释")
    common.glossary(scribe)
    scribe.heading(1, "{year}年部门预算编制说明")
    _explanation(scribe, facts)
    scribe.turn(wide=True)
    for number, table in enumerate((_balance, _income, _spending, _fiscal, _general, _fund, _state, _basic, _sangong)):
        table(scribe, facts, _TABLES[number])
    scribe.turn()
    scribe.heading(1, "其他相关情况说明")
    _others(scribe, facts)
    _projects(scribe, facts)


def _organisation(scribe: Scribe, facts: Facts) -> None:
    units = facts.budget.units()
    if len(units) == 1:
        scribe.write(f"{facts.name}部门预算是{facts.name}本部的综合收支计划，[无下属预算单位|没有下属单位]。")
        return
    scribe.write(f"{facts.name}部门预算是包括{facts.name}本部以及下属{len(units) - 1}家事业单位的综合收支计划。")
    scribe.write("本部门预算包括以下单位：")
    for at, unit in enumerate(units, 1):
        scribe.write(f"{at}.{unit}{'本部' if at == 1 else ''}。")


# --- the explanation --------------------------------------------------------------------------------------------------


def _explanation(scribe: Scribe, facts: Facts) -> None:
    book, last = facts.budget, facts.last_budget
    fiscal, before = book.spent(money=FISCAL), last.spent(money=FISCAL)
    whole, part = scribe.money(book.grand()), scribe.money(fiscal)
    own = [scribe.money(book.spent(money=money)) for _, money in _OWN]
    scribe.total(whole, [part, *own])
    scribe.write(
        f"{{year}}年，{facts.name}收入预算{{whole}}，其中：财政拨款收入{{part}}，{{change}}；{{own}}。",
        whole=whole,
        part=part,
        change=_beside(scribe, part, fiscal, before),
        own=tuple(
            piece
            for at, ((name, _), number) in enumerate(zip(_OWN, own, strict=True))
            for piece in ("；" if at else "", name, number)
        ),
    )
    whole, part = scribe.money(book.spent()), scribe.money(fiscal)
    common.bounded(scribe, whole, part)
    scribe.write(
        "支出预算{whole}，其中：财政拨款支出预算{part}，{change}。财政拨款支出预算中，{funds}。",
        whole=whole,
        part=part,
        change=_beside(scribe, part, fiscal, before),
        funds=_by_fund(scribe, facts, part.id),
    )
    sign = phrases.sign_of(fiscal, before)
    if sign:
        scribe.write(
            f"财政拨款收入支出{'增加' if sign > 0 else '减少'}的主要原因是{phrases.reason(scribe, sign)}。",
        )
    _items(scribe, facts)


def _beside(scribe: Scribe, number: Number, now: Amount, before: Amount) -> Pieces:
    """Say the change against last year's budget: 比2024年预算减少5.20万元, 与2024年预算持平."""
    lead = "比" if phrases.sign_of(now, before) else "与"
    return (lead, scribe.last(), "年预算", *phrases.change(scribe, number, now, before, rated=False))


def _by_fund(scribe: Scribe, facts: Facts, whole: int) -> Pieces:
    pieces: list[Pieces] = []
    numbers = []
    for name, _, money in _FUNDS:
        amounts = [book.spent(money=money) for book in (facts.budget, facts.last_budget)]
        numbers.append(scribe.money(amounts[0]))
        pieces.append((f"{name}拨款支出预算", numbers[-1], "，", *_beside(scribe, numbers[-1], *amounts)))
    scribe.total_of(whole, numbers)
    return tuple(one for at, piece in enumerate(pieces) for one in (("；", *piece) if at else piece))


def _items(scribe: Scribe, facts: Facts) -> None:
    book = facts.budget
    scribe.write("财政拨款支出主要内容如下：")
    for at, code in enumerate(book.items(7, money=FISCAL), 1):
        names = "-".join(name_of(code[:size], facts.year) for size in (3, 5, 7))
        scribe.write(
            f"{at}.“{names}”科目{{amount}}，主要用于{common.purpose(facts, code)}。",
            amount=book.spent(money=FISCAL, function=code),
        )


# --- tables -----------------------------------------------------------------------------------------------------------


def _caption(scribe: Scribe, facts: Facts, name: str, unit: str = "元") -> Grid:
    scribe.table_name(2, "{year}年部门" + name)
    scribe.write(f"编制部门：{facts.name}（虚构示例）　　　　单位：{unit}", "line")
    return Grid(scribe, name, unit)


def _balance(scribe: Scribe, facts: Facts, name: str) -> None:
    book = facts.budget
    grid = _caption(scribe, facts, name)
    grid.head((Head("本年收入", 1, 2), Head("本年支出", 1, 2)), tuple(Head(text) for text in ("项目", "预算数") * 2))
    left: list[tuple[str, Value]] = [("一、财政拨款收入", book.spent(money=FISCAL))]
    left += [(f"{at}.{long}", book.spent(money=money)) for at, (_, long, money) in enumerate(_FUNDS, 1)]
    left += [(f"{ordinal(at)}、{own}", book.spent(money=money)) for at, (own, money) in enumerate(_OWN, 2)]
    right = tables.by_class(book, facts.year)
    rows = paired(grid, left, right)
    foot = grid.row("收入总计", book.grand(), "支出总计", book.grand())
    sums(scribe, rows[0][0], [rows[at][0] for at in (1, 2, 3)], axis="column")
    sums(scribe, foot[1], [rows[at][0] for at in (0, 4, 5, 6)], axis="column")
    sums(scribe, foot[3], [row[1] for row in rows[: len(right)]], axis="column")
    sums(scribe, foot[1], [foot[3]])
    grid.done()


def _coded(grid: Grid, group: str, columns: Sequence[Column], codes: Sequence[str], year: int) -> None:
    top = (Head("项目", 1, 4), Head(group, 1, len(columns)))
    names = tuple(Head(column.name, 2) for column in columns)
    middle = (Head("功能分类科目编码", 1, 3), Head("功能分类科目名称", 2), *names)
    grid.head(top, middle, (Head("类"), Head("款"), Head("项")))
    across(grid.scribe, coded(grid, columns, all_codes(codes, tables.LEVELS), year), 0, range(1, len(columns)))
    grid.done()


def _income(scribe: Scribe, facts: Facts, name: str) -> None:
    book = facts.budget
    sources: list[tuple[str, Axis]] = [("财政拨款收入", FISCAL), *_OWN]
    columns = [Column("合计", lambda code: book.spent(**tables.at(code)))]
    columns += [tables.money_column(book, name, money) for name, money in sources]
    _coded(_caption(scribe, facts, name), "收入预算", columns, book.items(7), facts.year)


def _spending(scribe: Scribe, facts: Facts, name: str) -> None:
    book = facts.budget
    columns = tables.nature_columns(book, tables.BY_NATURE)
    _coded(_caption(scribe, facts, name), "支出预算", columns, book.items(7), facts.year)


def _fiscal(scribe: Scribe, facts: Facts, name: str) -> None:
    book = facts.budget
    grid = _caption(scribe, facts, name)
    heads = ("项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算")
    grid.head((Head("财政拨款收入", 1, 2), Head("财政拨款支出", 1, 5)), tuple(Head(text) for text in heads))
    left: list[tuple[str, Value]] = [
        (f"{ordinal(at)}、{long}", book.spent(money=money)) for at, (_, long, money) in enumerate(_FUNDS, 1)
    ]
    right: list[tuple[Value, ...]] = []
    for at, code in enumerate(book.items(3, money=FISCAL), 1):
        amounts = [book.spent(money=money, function=code) for money in (FISCAL, *FISCAL)]
        right.append((f"{ordinal(at)}、{name_of(code, facts.year)}", *amounts))
    rows = paired(grid, left, right)
    foot = grid.row(
        "收入总计", book.spent(money=FISCAL), "支出总计", *(book.spent(money=money) for money in (FISCAL, *FISCAL))
    )
    sums(scribe, foot[1], [row[0] for row in rows[: len(left)]], axis="column")
    sums(scribe, foot[1], [foot[3]])
    for column in range(1, 5):
        sums(scribe, foot[column + 2], [row[column] for row in rows[: len(right)]], axis="column")
    for row in (*(row[1:] for row in rows[: len(right)]), foot[3:]):
        sums(scribe, row[0], row[1:])
    grid.done()


def _general(scribe: Scribe, facts: Facts, name: str) -> None:
    book = facts.budget
    columns = tables.nature_columns(book, tables.BY_NATURE, money=GENERAL)
    _coded(_caption(scribe, facts, name), "一般公共预算支出", columns, book.items(7, money=GENERAL), facts.year)


def _fund(scribe: Scribe, facts: Facts, name: str) -> None:
    _maybe(scribe, facts, name, "政府性基金预算", FUND)


def _state(scribe: Scribe, facts: Facts, name: str) -> None:
    _maybe(scribe, facts, name, "国有资本经营预算", STATE)


def _maybe(scribe: Scribe, facts: Facts, name: str, what: str, money: str) -> None:
    book = facts.budget
    grid = _caption(scribe, facts, name)
    columns = tables.nature_columns(book, tables.BY_NATURE, money=money)
    _coded(grid, f"{what}支出", columns, book.items(7, money=money), facts.year)
    if not phrases.shown(book.spent(money=money)):
        scribe.write(f"注：本部门{{year}}年无{what}财政拨款安排的预算，故本表为空表。", "line")


def _basic(scribe: Scribe, facts: Facts, name: str) -> None:
    book = facts.budget
    grid = _caption(scribe, facts, name)
    grid.head(
        (Head("项目", 1, 3), Head("一般公共预算基本支出", 1, 3)),
        (
            Head("部门预算经济分类科目编码", 1, 2),
            Head("经济分类科目名称", 2),
            *(Head(text, 2) for text in ("合计", "人员经费", "公用经费")),
        ),
        (Head("类"), Head("款")),
    )
    columns = tables.basic_columns(book)
    codes = all_codes(book.economics(5, money=GENERAL, nature=BASIC), (3, 5))
    across(scribe, coded(grid, columns, codes, facts.year, ECONOMIC), 0, (1, 2))
    grid.done()


def _sangong(scribe: Scribe, facts: Facts, name: str) -> None:
    book = facts.budget
    grid = _caption(scribe, facts, name, "万元")
    tops = (Head("合计", 2), Head("因公出国（境）费", 2), Head("公务接待费", 2), Head("公务用车购置及运行费", 1, 3))
    grid.head(
        (Head("“三公”经费预算数", 1, 6), Head("机关运行经费预算数", 3)),
        tops,
        (Head("小计"), Head("购置费"), Head("运行费")),
    )
    kinds = ((), (ABROAD,), (RECEPTION,), (CAR_BUYING, CAR_FUEL), (CAR_BUYING,), (CAR_FUEL,))
    row = grid.row(*(three_public(book, *codes) for codes in kinds), running(facts, book))
    sums(scribe, row[0], row[1:4])
    sums(scribe, row[3], row[4:6])
    grid.done()


# --- what else --------------------------------------------------------------------------------------------------------


def _others(scribe: Scribe, facts: Facts) -> None:
    scribe.heading(2, "一、{year}年“三公”经费预算情况说明")
    _three(scribe, facts)
    scribe.heading(2, "二、机关运行经费预算")
    amount = running(facts, facts.budget)
    if facts.public:
        scribe.write(f"{{year}}年{facts.name}财政拨款的机关运行经费预算为{{amount}}。", amount=amount)
    else:
        scribe.write(f"{{year}}年{facts.name}[无机关运行经费预算|没有机关运行经费预算]。")
    scribe.heading(2, "三、政府采购预算情况")
    every, *parts = common.purchases(facts.budget)
    whole = scribe.money(every)
    named = list(zip(("政府采购货物预算", "政府采购工程预算", "政府采购服务预算"), parts, strict=True))
    scribe.write(
        "{year}年本部门政府采购预算{whole}，其中：{parts}。",
        whole=whole,
        parts=phrases.listing(scribe, whole, named, every, shares=False, joint="、"),
    )
    scribe.heading(2, "四、绩效目标设置情况")
    count, total = common.works_of(facts.budget)
    scribe.write(
        "按照本区预算绩效管理工作的总体要求，本部门[开展了{year}年项目预算绩效目标编报工作，|对项目预算开展了绩效目标编报，]"
        "编报绩效目标的项目{count}，涉及项目预算资金{total}。",
        count=scribe.counted(count, "个"),
        total=total,
    )
    scribe.heading(2, "五、国有资产占有使用情况")
    scribe.write(
        f"截至{{last}}年8月31日，{facts.name}共有车辆{{cars}}；单价100万元（含）以上设备（不含车辆）{{big}}。",
        cars=common.cars(scribe, facts.last_budget),
        big=scribe.counted(facts.last_budget.count("大型设备"), "台（套）"),
    )


def _three(scribe: Scribe, facts: Facts) -> None:
    now, before = (three_public(book) for book in (facts.budget, facts.last_budget))
    whole = scribe.money(now)
    scribe.write(
        "{year}年“三公”经费预算数为{whole}，{change}。其中：", whole=whole, change=_beside(scribe, whole, now, before)
    )
    kinds = (
        ("因公出国（境）费", (ABROAD,)),
        ("公务用车购置及运行费", (CAR_BUYING, CAR_FUEL)),
        ("公务接待费", (RECEPTION,)),
    )
    numbers = []
    for at, (name, codes) in enumerate(kinds, 1):
        number, change = _kind(scribe, facts, codes)
        numbers.append(number)
        pieces: Pieces = (f"（{ordinal(at)}）{name}", number, "，", *change)
        scribe.write((*pieces, *_cars(scribe, facts, number.id), "。") if len(codes) > 1 else (*pieces, "。"))
    scribe.total(whole, numbers)


def _kind(scribe: Scribe, facts: Facts, codes: tuple[str, ...]) -> tuple[Number, Pieces]:
    now, before = (three_public(book, *codes) for book in (facts.budget, facts.last_budget))
    number = scribe.money(now)
    return number, _beside(scribe, number, now, before)


def _cars(scribe: Scribe, facts: Facts, whole: int) -> Pieces:
    buying, bought = _kind(scribe, facts, (CAR_BUYING,))
    fuel, driven = _kind(scribe, facts, (CAR_FUEL,))
    scribe.total_of(whole, [buying, fuel])
    return ("。其中：公务用车购置费", buying, "，", *bought, "；公务用车运行费", fuel, "，", *driven)


def _projects(scribe: Scribe, facts: Facts) -> None:
    book = facts.budget
    for name in book.works():
        amount = book.spent(work=name, nature=PROJECT)
        target = common.target(facts, name)
        scribe.heading(1, f"{name}项目经费情况说明")
        for at, (title, text) in enumerate(
            (
                ("项目概述", f"本项目主要用于{common.purpose_of(facts, name)}。"),
                ("立项依据", "根据本部门年度工作要点和区级专项资金管理要求设立。"),
                ("实施主体", f"{facts.name}。"),
                ("实施方案", "按季度制定实施计划，按合同约定组织验收和付款。"),
                ("实施周期", "{year}年1月至12月。"),
            ),
            1,
        ):
            scribe.heading(2, f"{ordinal(at)}、{title}")
            scribe.write(text)
        scribe.heading(2, "六、年度预算安排")
        scribe.write("{year}年[安排项目预算|项目预算安排]{amount}。", amount=amount)
        scribe.heading(2, "七、绩效目标")
        scribe.write(f"{target[0]}{target[1]}，[验收合格率100%|服务对象满意度不低于90%]。")
