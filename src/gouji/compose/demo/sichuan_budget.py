"""部门预算 in the Sichuan form: text first, tables last, all in 万元."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.compose.demo import common, phrases, sichuan_budget_tables
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
    SPARE,
)
from gouji.compose.demo.facts import running, three_public
from gouji.compose.demo.tables import name_of

if TYPE_CHECKING:
    from gouji.compose.demo.books import Amount
    from gouji.compose.demo.facts import Facts
    from gouji.compose.demo.scribe import Scribe


def write(scribe: Scribe, facts: Facts) -> None:
    """Write the whole document."""
    common.cover(scribe, facts, "年部门预算")
    scribe.turn()
    scribe.heading(1, f"第一部分 {facts.name}概况")
    scribe.heading(2, "一、基本职能及主要工作")
    common.duties(scribe, facts)
    scribe.heading(2, "二、部门预算单位构成")
    common.organisation(scribe, facts, "年部门预算")
    scribe.heading(1, "第二部分 {year}年部门预算情况说明")
    _whole(scribe, facts)
    _fiscal(scribe, facts)
    _general(scribe, facts)
    _basic(scribe, facts)
    _sangong(scribe, facts)
    _funds(scribe, facts)
    _others(scribe, facts)
    scribe.heading(1, "第三部分 名词解释")
    common.glossary(scribe)
    scribe.turn(wide=True)
    scribe.heading(1, "第四部分 部门预算附表")
    sichuan_budget_tables.write(scribe, facts)


def _whole(scribe: Scribe, facts: Facts) -> None:
    book, last = facts.budget, facts.last_budget
    scribe.heading(2, "一、收支预算情况说明")
    scribe.write(f"按照综合预算的原则，{facts.name}所有收入和支出均纳入部门预算管理。")
    whole = scribe.money(book.grand())
    scribe.write(
        "{year}年收支[预算总数|总预算]{whole}，[比|较|与]{last}年[收支预算总数|收支总预算]{change}{why}。",
        whole=whole,
        change=phrases.change(scribe, whole, book.grand(), last.grand()),
        why=phrases.because(scribe, phrases.sign_of(book.grand(), last.grand())),
    )
    scribe.heading(3, "（一）收入预算情况")
    parts = [(name, amount) for (name, _), amount in zip(tables.BUDGET_SOURCES, tables.by_source(book), strict=True)]
    parts = [("上年结转", book.opened()), *parts]
    parts = [(name, amount) for name, amount in parts if phrases.shown(amount)]
    whole = scribe.money(book.grand())
    scribe.write(
        "{year}年收入预算{whole}，其中：{parts}。",
        whole=whole,
        parts=phrases.listing(scribe, whole, parts, book.grand(), complete=len(parts) > 1),
    )
    scribe.heading(3, "（二）支出预算情况")
    natures = [("基本支出", BASIC), ("项目支出", PROJECT), ("预留机动经费", SPARE)]
    spends = [(name, book.spent(nature=nature)) for name, nature in natures]
    whole = scribe.money(book.grand())
    scribe.write(
        "{year}年支出预算{whole}，其中：{parts}。",
        whole=whole,
        parts=phrases.listing(scribe, whole, [one for one in spends if phrases.shown(one[1])], book.grand()),
    )


def _fiscal(scribe: Scribe, facts: Facts) -> None:
    book, last = facts.budget, facts.last_budget
    now, before = book.grand(money=FISCAL), last.grand(money=FISCAL)
    scribe.heading(2, "二、财政拨款收支预算情况说明")
    whole = scribe.money(now)
    scribe.write(
        "{year}年财政拨款收支[预算总数|总预算]{whole}，[比|较]{last}年财政拨款收支[预算总数|总预算]{change}{why}。",
        whole=whole,
        change=phrases.change(scribe, whole, now, before),
        why=phrases.because(scribe, phrases.sign_of(now, before)),
    )
    incomes = [
        ("本年一般公共预算拨款收入", book.spent(carried=False, money=GENERAL)),
        ("本年政府性基金预算拨款收入", book.spent(carried=False, money=FUND)),
        ("上年结转", book.opened(money=FISCAL)),
    ]
    classes = [
        (name_of(code, facts.year), book.spent(function=code, money=FISCAL)) for code in book.items(3, money=FISCAL)
    ]
    scribe.write(
        "收入包括：{incomes}；支出包括：{spends}。",
        incomes=phrases.listing(scribe, whole, _kept(incomes), now, shares=False, joint="、"),
        spends=phrases.listing(scribe, whole, classes, now, shares=False, joint="、"),
    )


def _kept(parts: list[tuple[str, Amount]]) -> list[tuple[str, Amount]]:
    return [(name, amount) for name, amount in parts if phrases.shown(amount)]


def _general(scribe: Scribe, facts: Facts) -> None:
    book, last = facts.budget, facts.last_budget
    now, before = (each.spent(carried=False, money=GENERAL) for each in (book, last))
    scribe.heading(2, "三、一般公共预算当年拨款情况说明")
    scribe.heading(3, "（一）一般公共预算当年拨款规模变化情况")
    whole = scribe.money(now)
    scribe.write(
        "{year}年一般公共预算当年拨款{whole}，[比|较]{last}年预算数{change}{why}。",
        whole=whole,
        change=phrases.change(scribe, whole, now, before),
        why=phrases.because(scribe, phrases.sign_of(now, before)),
    )
    scribe.heading(3, "（二）一般公共预算当年拨款结构情况")
    codes = book.items(3, money=GENERAL, carried=False)
    classes = [(name_of(code, facts.year), book.spent(carried=False, function=code, money=GENERAL)) for code in codes]
    whole = scribe.money(now)
    scribe.write(
        "[{year}年一般公共预算当年拨款{whole}，其中：|一般公共预算当年拨款{whole}，主要用于以下方面：]{parts}。",
        whole=whole,
        parts=phrases.listing(scribe, whole, classes, now),
    )
    scribe.heading(3, "（三）一般公共预算当年拨款具体使用情况")
    for at, code in enumerate(book.items(7, money=GENERAL, carried=False), 1):
        _item(scribe, facts, at, code)


def _item(scribe: Scribe, facts: Facts, at: int, code: str) -> None:
    names = "".join(
        f"{name_of(code[:size], facts.year)}（{level}）" for size, level in ((3, "类"), (5, "款"), (7, "项"))
    )
    amount = facts.budget.spent(carried=False, function=code, money=GENERAL)
    scribe.write(
        f"{at}．{names}：[{{year}}年预算数为{{amount}}|{{year}}年预算数{{amount}}]，主要用于{{purpose}}。",
        amount=amount,
        purpose=common.purpose(facts, code),
    )


def _basic(scribe: Scribe, facts: Facts) -> None:
    book = facts.budget
    scribe.heading(2, "四、一般公共预算基本支出情况说明")
    whole = scribe.money(book.spent(money=GENERAL, nature=BASIC))
    staff = scribe.money(book.spent(money=GENERAL, nature=BASIC, economic=("301", "303")))
    public = scribe.money(book.spent(money=GENERAL, nature=BASIC, economic=("302", "310")))
    scribe.total(whole, [staff, public])
    scribe.write("{year}年一般公共预算基本支出{whole}，其中：", whole=whole)
    names = common.economic_names(book, ("301", "303"), BASIC, facts.year)
    scribe.write("人员经费{staff}，主要包括：{names}。", staff=staff, names=names)
    names = common.economic_names(book, ("302", "310"), BASIC, facts.year)
    scribe.write("公用经费{public}，主要包括：{names}。", public=public, names=names)


def _sangong(scribe: Scribe, facts: Facts) -> None:
    book, last = facts.budget, facts.last_budget
    scribe.heading(2, "五、“三公”经费财政拨款预算安排情况说明")
    whole = scribe.money(three_public(book))
    kinds = (
        ("因公出国（境）费", (ABROAD,)),
        ("公务用车购置及运行维护费", (CAR_BUYING, CAR_FUEL)),
        ("公务接待费", (RECEPTION,)),
    )
    parts = [(name, three_public(book, *codes)) for name, codes in kinds]
    scribe.write(
        "{year}年“三公”经费财政拨款预算数{whole}，其中：{parts}。",
        whole=whole,
        parts=phrases.listing(scribe, whole, parts, parts[0][1], shares=False, joint="，"),
    )
    for at, (name, codes) in enumerate((kinds[0], kinds[2], kinds[1])):
        now, before = three_public(book, *codes), three_public(last, *codes)
        number = scribe.money(now)
        old = scribe.money(before) if scribe.rng.randrange(2) and before.fen else None
        same = phrases.sign_of(now, before) == 0
        scribe.write(
            f"（{'一二三'[at]}）{name}{{number}}，[较|比]{{last}}年预算{{old}}{{change}}{{why}}。"
            if not same
            else f"（{'一二三'[at]}）{name}{{number}}，与{{last}}年预算{{change}}。",
            number=number,
            old=old or "",
            change=phrases.change(scribe, number, now, before, old),
            why=phrases.because(scribe, phrases.sign_of(now, before)),
        )
    _cars(scribe, facts)


def _cars(scribe: Scribe, facts: Facts) -> None:
    book = facts.budget
    buying, fuel = three_public(book, CAR_BUYING), three_public(book, CAR_FUEL)
    if phrases.shown(buying):
        one = scribe.counted(book.count("购车"), "辆")
        scribe.write("{year}年安排公务用车购置费{amount}，购置公务用车{one}。", amount=buying, one=one)
    else:
        scribe.write("{year}年[不安排公务用车购置费|未安排公务用车购置费]。")
    if phrases.shown(fuel):
        cars = scribe.counted(book.count("车辆"), "辆")
        scribe.write(
            "{year}年安排公务用车运行维护费{fuel}，[用于|主要保障]{cars}公务用车[的燃油、维修、保险等支出|的燃料、维修、过路过桥等开支]。",
            fuel=fuel,
            cars=cars,
        )


def _funds(scribe: Scribe, facts: Facts) -> None:
    fund = facts.budget.spent(money=FUND)
    scribe.heading(2, "六、政府性基金预算支出情况说明")
    if phrases.shown(fund):
        code = facts.budget.items(7, money=FUND)[0]
        names = "".join(
            f"{name_of(code[:size], facts.year)}（{level}）" for size, level in ((3, "类"), (5, "款"), (7, "项"))
        )
        scribe.write(
            f"{{year}}年政府性基金预算拨款支出{{fund}}，其中：{names}{{item}}，主要用于{common.purpose(facts, code)}。",
            fund=fund,
            item=facts.budget.spent(money=FUND, function=code),
        )
    else:
        scribe.write("{year}年[没有使用政府性基金预算拨款安排的支出|没有政府性基金预算拨款安排的支出]。")
    scribe.heading(2, "七、国有资本经营预算支出情况说明")
    scribe.write("{year}年[没有使用国有资本经营预算拨款安排的支出|没有国有资本经营预算拨款安排的支出]。")


def _others(scribe: Scribe, facts: Facts) -> None:
    scribe.heading(2, "八、其他重要事项的情况说明")
    scribe.heading(3, "（一）机关运行经费")
    _running(scribe, facts)
    scribe.heading(3, "（二）政府采购情况")
    every, *parts = common.purchases(facts.budget)
    if phrases.shown(every):
        whole = scribe.money(every)
        named = list(zip(("政府采购货物预算", "政府采购工程预算", "政府采购服务预算"), parts, strict=True))
        scribe.write(
            "{year}年安排政府采购预算{whole}，其中：{parts}。",
            whole=whole,
            parts=phrases.listing(scribe, whole, named, every, shares=False, joint=scribe.pick("，", "；", "、")),
        )
    else:
        scribe.write("{year}年未安排政府采购预算。")
    scribe.heading(3, "（三）国有资产占有使用情况")
    big = scribe.counted(facts.last_budget.count("大型设备"), "台（套）")
    scribe.write(
        f"截至{{last}}年底，{facts.name}共有车辆{{cars}}。单价100万元（含）以上设备{{big}}。",
        cars=common.cars(scribe, facts.last_budget),
        big=big,
    )
    scribe.heading(3, "（四）预算绩效情况")
    count, total = common.works_of(facts.budget)
    scribe.write(
        f"{{year}}年{facts.name}[实行绩效目标管理的项目|编制绩效目标的项目]{{count}}，涉及预算{{total}}。",
        count=scribe.counted(count, "个"),
        total=total,
    )


def _running(scribe: Scribe, facts: Facts) -> None:
    now, before = running(facts, facts.budget), running(facts, facts.last_budget)
    if not facts.public:
        scribe.write(f"{facts.name}为事业单位，[按规定未使用机关运行经费|没有机关运行经费预算]。")
        return
    number = scribe.money(now)
    scribe.write(
        f"{{year}}年{facts.name}机关运行经费财政拨款预算为{{number}}，[比|较]{{last}}年预算{{change}}{{why}}。",
        number=number,
        change=phrases.change(scribe, number, now, before),
        why=phrases.because(scribe, phrases.sign_of(now, before)),
    )
