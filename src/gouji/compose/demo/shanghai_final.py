"""部门决算 in the Shanghai form: tables first, all in 万元, then eleven sections of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.compose.demo import common, final_tables, phrases, sichuan_final
from gouji.compose.demo.books import BASIC, FISCAL, FUND, GENERAL, PROJECT, Amount
from gouji.compose.demo.facts import running, three_public
from gouji.compose.demo.tables import name_of

if TYPE_CHECKING:
    from gouji.compose.demo.facts import Facts
    from gouji.compose.demo.scribe import Scribe
    from gouji.compose.page import Number, Pieces


def write(scribe: Scribe, facts: Facts) -> None:
    """Write the whole document."""
    common.cover(scribe, facts, "年度部门决算")
    scribe.turn()
    scribe.heading(1, f"第一部分 {facts.name}概况")
    scribe.heading(2, "一、主要职能")
    common.duties(scribe, facts)
    scribe.heading(2, "二、部门决算单位构成" if facts.several else "二、机构设置")
    common.organisation(scribe, facts, "年度部门决算")
    scribe.turn(wide=True)
    scribe.heading(1, f"第二部分 {facts.name}{{year}}年度部门决算表")
    final_tables.shanghai(scribe, facts)
    scribe.turn()
    scribe.heading(1, f"第三部分 {facts.name}{{year}}年度部门决算情况说明")
    for section in (_whole, _mix, _fiscal, _general, _basic, _sangong, _funds, _performance, _others):
        section(scribe, facts)
    scribe.heading(1, "第四部分 名词解释")
    common.glossary(scribe)


def _compared(scribe: Scribe, what: str, number: Number, now: Amount, before: Amount) -> Pieces:
    """Say a total's change against last year, and why."""
    sign = phrases.sign_of(now, before)
    return (
        "与",
        scribe.last(),
        f"年度相比，{what}",
        *phrases.change(scribe, number, now, before),
        "。" if not sign else f"。{scribe.pick('主要原因：', '主要原因是')}{phrases.reason(scribe, sign)}。",
    )


def _whole(scribe: Scribe, facts: Facts) -> None:
    now, before = facts.final.grand(), common.base(facts, facts.last_final.grand())
    scribe.heading(2, "一、收入支出决算总体情况说明")
    whole = scribe.money(now)
    scribe.write(
        f"{facts.name}{{year}}年度收入支出总计{{whole}}。{{change}}{{note}}",
        whole=whole,
        change=_compared(scribe, "收入支出总计", whole, now, before),
        note=common.base_note(scribe, facts),
    )


def _mix(scribe: Scribe, facts: Facts) -> None:
    book = facts.final
    scribe.heading(2, "二、收入决算情况说明")
    sources = (("财政拨款收入", FISCAL), ("事业收入", "事业"), ("其他收入", "其他"))
    parts = [(name, book.earned(money=money)) for name, money in sources]
    parts = [part for part in parts if phrases.shown(part[1])]
    whole = scribe.money(book.earned())
    scribe.write(
        "本年收入合计{whole}，其中：{parts}。",
        whole=whole,
        parts=phrases.listing(scribe, whole, parts, book.earned(), complete=len(parts) > 1),
    )
    scribe.heading(2, "三、支出决算情况说明")
    whole = scribe.money(book.spent())
    natures = [("基本支出", book.spent(nature=BASIC)), ("项目支出", book.spent(nature=PROJECT))]
    scribe.write(
        "本年支出合计{whole}，其中：{parts}。",
        whole=whole,
        parts=phrases.listing(scribe, whole, natures, book.spent()),
    )


def _fiscal(scribe: Scribe, facts: Facts) -> None:
    now, before = facts.final.grand(money=FISCAL), common.base(facts, facts.last_final.grand(money=FISCAL))
    scribe.heading(2, "四、财政拨款收入支出决算总体情况说明")
    whole = scribe.money(now)
    scribe.write(
        f"{facts.name}{{year}}年度财政拨款收入支出总计{{whole}}。{{change}}",
        whole=whole,
        change=_compared(scribe, "财政拨款收入支出总计", whole, now, before),
    )


def _general(scribe: Scribe, facts: Facts) -> None:
    book = facts.final
    now, before = book.spent(money=GENERAL), common.base(facts, facts.last_final.spent(money=GENERAL))
    scribe.heading(2, "五、一般公共预算财政拨款支出决算情况说明")
    scribe.heading(3, "（一）一般公共预算财政拨款支出决算总体情况")
    whole, share = scribe.money(now), scribe.percent(f"{now.key}:{book.spent().key}", now.fen, book.spent().fen)
    scribe.share_of(whole, book.spent(), share)
    scribe.write(
        "一般公共预算财政拨款支出{whole}，占本年支出合计的{share}。{change}",
        whole=whole,
        share=share,
        change=_compared(scribe, "一般公共预算财政拨款支出", whole, now, before),
    )
    scribe.heading(3, "（二）一般公共预算财政拨款支出决算结构情况")
    codes = [code for code in book.items(3, money=GENERAL) if phrases.shown(book.spent(function=code, money=GENERAL))]
    classes = [(f"{name_of(code, facts.year)}（类）", book.spent(function=code, money=GENERAL)) for code in codes]
    whole = scribe.money(now)
    scribe.write(
        "一般公共预算财政拨款支出{whole}，主要用于以下方面：{parts}。",
        whole=whole,
        parts=phrases.listing(scribe, whole, classes, now),
    )
    scribe.heading(3, "（三）一般公共预算财政拨款支出决算具体情况")
    _items(scribe, facts)


def _items(scribe: Scribe, facts: Facts) -> None:
    done, plan = facts.final.spent(money=GENERAL), facts.budget.spent(carried=False, money=GENERAL)
    spent, planned = scribe.money(done), scribe.money(plan)
    rate = phrases.completion(scribe, spent, planned, done, plan)
    scribe.write(
        "一般公共预算财政拨款支出年初预算为{planned}，支出决算为{spent}，完成年初预算的{rate}。{why}其中：",
        planned=planned,
        spent=spent,
        rate=rate,
        why=phrases.against_budget(scribe, spent, planned, done, plan),
    )
    for at, code in enumerate(common.spent_items(facts.final, GENERAL), 1):
        _item(scribe, facts, at, code, GENERAL)


def _item(scribe: Scribe, facts: Facts, at: int, code: str, money: str) -> None:
    done = facts.final.spent(money=money, function=code)
    plan = facts.budget.spent(carried=False, money=money, function=code)
    names = "".join(
        f"{name_of(code[:size], facts.year)}（{level}）" for size, level in ((3, "类"), (5, "款"), (7, "项"))
    )
    spent, planned = scribe.money(done), scribe.money(plan)
    scribe.write(
        f"{at}、{names}。主要用于：{common.purpose(facts, code)}。年初预算为{{planned}}，支出决算为{{spent}}。{{why}}",
        planned=planned,
        spent=spent,
        why=phrases.against_budget(scribe, spent, planned, done, plan),
    )


def _basic(scribe: Scribe, facts: Facts) -> None:
    book = facts.final
    scribe.heading(2, "六、一般公共预算财政拨款基本支出决算情况说明")
    groups = (("人员经费", ("301", "303")), ("公用经费", ("302", "310")))
    amounts = [book.spent(money=GENERAL, nature=BASIC, economic=codes) for _, codes in groups]
    whole = scribe.money(book.spent(money=GENERAL, nature=BASIC))
    numbers = [scribe.money(amount) for amount in amounts]
    scribe.total(whole, numbers)
    names = [common.economic_names(book, codes, BASIC, facts.year) for _, codes in groups]
    scribe.write(
        f"一般公共预算财政拨款基本支出{{whole}}。其中：人员经费{{staff}}，主要包括：{names[0]}；公用经费{{public}}，主要包括：{names[1]}。",
        whole=whole,
        staff=numbers[0],
        public=numbers[1],
    )


def _sangong(scribe: Scribe, facts: Facts) -> None:
    done, plan, before = (three_public(book) for book in (facts.final, facts.budget, facts.last_final))
    scribe.heading(2, "七、财政拨款“三公”经费支出决算情况说明")
    scribe.heading(3, "（一）“三公”经费财政拨款支出决算总体情况说明。")
    spent, planned = scribe.money(done), scribe.money(plan)
    rate = phrases.completion(scribe, spent, planned, done, plan)
    scribe.write(
        "“三公”经费财政拨款支出年初预算为{planned}，支出决算为{spent}，完成预算的{rate}，其中：{parts}。{why}",
        planned=planned,
        spent=spent,
        rate=rate,
        parts=_completions(scribe, facts, spent.id),
        why=phrases.against_budget(scribe, spent, planned, done, plan),
    )
    whole = scribe.money(done)
    same = phrases.sign_of(done, before) == 0
    scribe.write(
        "{year}年度“三公”经费财政拨款支出决算数" + ("与" if same else "比") + "{last}年度{change}，其中：{parts}。",
        change=phrases.change(scribe, spent, done, before),
        parts=_changes(scribe, facts),
    )
    scribe.heading(3, "（二）“三公”经费财政拨款支出决算具体情况说明。")
    parts = [(f"{name}支出决算", three_public(facts.final, *codes)) for name, codes in common.SANGONG_KINDS]
    scribe.write(
        "“三公”经费财政拨款支出决算{whole}，其中：{parts}。具体情况如下：",
        whole=whole,
        parts=phrases.listing(scribe, whole, parts, done),
    )
    for at, (name, codes) in enumerate(common.SANGONG_KINDS, 1):
        scribe.write(f"{at}、{name}支出{{amount}}。", amount=three_public(facts.final, *codes))
        common.sangong_details(scribe, facts, name)


def _completions(scribe: Scribe, facts: Facts, whole: int) -> Pieces:
    pieces: list[Pieces] = []
    numbers = []
    for name, codes in common.SANGONG_KINDS:
        done, plan = (three_public(book, *codes) for book in (facts.final, facts.budget))
        number = scribe.money(done)
        numbers.append(number)
        if plan.fen:
            rate = scribe.percent(f"{done.key}/{plan.key}", done.fen, plan.fen)
            scribe.share_of(number, plan, rate)
            pieces.append((f"{name}支出决算为", number, "，完成预算的", rate))
        else:
            pieces.append((f"{name}支出决算为", number, "，完成预算的0%" if not done.fen else "，年初未安排预算"))
    scribe.total_of(whole, numbers)
    return tuple(one for at, piece in enumerate(pieces) for one in (("；", *piece) if at else piece))


def _changes(scribe: Scribe, facts: Facts) -> Pieces:
    """Say the change of each kind; the amount itself stands in another sentence."""
    pieces: list[Pieces] = []
    for name, codes in common.SANGONG_KINDS:
        now, before = (three_public(book, *codes) for book in (facts.final, facts.last_final))
        pieces.append((f"{name}支出决算", *phrases.change_elsewhere(scribe, now, before)))
    return tuple(one for at, piece in enumerate(pieces) for one in (("；", *piece) if at else piece))


def _funds(scribe: Scribe, facts: Facts) -> None:
    book = facts.final
    fund = book.spent(money=FUND)
    scribe.heading(2, "八、政府性基金预算财政拨款收入支出决算情况说明")
    if phrases.shown(fund):
        scribe.write(
            "政府性基金预算财政拨款收入{earned}，支出{fund}，支出具体情况如下：",
            earned=book.earned(money=FUND),
            fund=fund,
        )
        for at, code in enumerate(common.spent_items(book, FUND), 1):
            _item(scribe, facts, at, code, FUND)
    else:
        scribe.write(f"{facts.name}{{year}}年度无政府性基金预算财政拨款收入和支出。")
    scribe.heading(2, "九、国有资本经营预算财政拨款收入支出决算情况说明")
    scribe.write(f"{facts.name}{{year}}年度无国有资本经营预算财政拨款收入和支出。")


def _performance(scribe: Scribe, facts: Facts) -> None:
    count, planned = common.works_of(facts.budget)
    total = Amount(
        facts.final.key("绩效目标预算", {}), planned.fen
    )  # as adjusted in the year: no repetition of the opening one
    good = count.number - count.number // 3
    goals, reviewed = scribe.counted(count, "个"), scribe.counted(count, "个")
    grades = [
        scribe.counted(common.counted(facts.final, name, number), "个")
        for name, number in (("优", good), ("良", count.number - good))
    ]
    scribe.total(reviewed, grades)
    scribe.heading(2, "十、预算绩效管理情况")
    scribe.write(
        f"{facts.name}{{year}}年度预算绩效管理工作开展情况如下：编报绩效目标的{{year}}年度项目{{goals}}，涉及预算金额{{total}}；"
        "绩效自评的{year}年度项目{reviewed}（其中，绩效评级为“优”的项目{best}；绩效评级为“良”的项目{fair}）。",
        goals=goals,
        total=total,
        reviewed=reviewed,
        best=grades[0],
        fair=grades[1],
    )


def _others(scribe: Scribe, facts: Facts) -> None:
    scribe.heading(2, "十一、其他重要事项的情况说明")
    scribe.heading(3, "（一）机关运行经费支出情况")
    now, before = running(facts, facts.final), running(facts, facts.last_final)
    if facts.public:
        number = scribe.money(now)
        sign = phrases.sign_of(now, before)
        scribe.write(
            "机关运行经费支出{number}，" + ("比" if sign else "与") + "{last}年度{change}{why}。",
            number=number,
            change=phrases.change(scribe, number, now, before),
            why=phrases.because(scribe, sign),
        )
    else:
        scribe.write(f"{facts.name}{{year}}年度无机关运行经费支出。")
    scribe.heading(3, "（二）政府采购支出情况")
    every, *parts = common.purchases(facts.final)
    whole = scribe.money(every)
    named = list(zip(("货物采购金额", "工程采购金额", "服务采购金额"), parts, strict=True))
    scribe.write(
        f"{facts.name}{{year}}年度政府采购金额（以合同签订为准）为{{whole}}，其中：{{parts}}。",
        whole=whole,
        parts=phrases.listing(scribe, whole, named, every, shares=False, joint="、"),
    )
    scribe.heading(3, "（三）国有资产占有使用情况说明")
    sichuan_final.assets(scribe, facts)
