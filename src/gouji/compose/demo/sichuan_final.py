"""部门决算 in the Sichuan form: ten sections of text, then the thirteen tables, all in 万元."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.compose.demo import common, final_tables, phrases
from gouji.compose.demo.books import (
    BASIC,
    FISCAL,
    FUND,
    GENERAL,
    PROJECT,
)
from gouji.compose.demo.facts import running, three_public
from gouji.compose.demo.tables import name_of

if TYPE_CHECKING:
    from gouji.compose.demo.books import Amount
    from gouji.compose.demo.facts import Facts
    from gouji.compose.demo.scribe import Scribe
    from gouji.compose.page import Number


def write(scribe: Scribe, facts: Facts) -> None:
    """Write the whole document."""
    common.cover(scribe, facts, "年度部门决算")
    scribe.write(f"公开时间：{facts.year + 1}年9月{scribe.rng.randint(1, 28)}日", "centre")
    scribe.turn()
    scribe.heading(1, "第一部分 部门概况")
    scribe.heading(2, "一、主要职责")
    common.duties(scribe, facts)
    scribe.heading(2, "二、机构设置")
    common.organisation(scribe, facts, "年度部门决算")
    scribe.heading(1, "第二部分 {year}年度部门决算情况说明")
    for section in (_whole, _income, _spending, _fiscal, _general, _basic, _sangong, _funds, _others):
        section(scribe, facts)
    scribe.heading(1, "第三部分 名词解释")
    common.glossary(scribe)
    scribe.heading(1, "第四部分 附件")
    scribe.write("{year}年度没有需要随决算公开的绩效评价报告。")
    scribe.turn(wide=True)
    scribe.heading(1, "第五部分 附表")
    final_tables.sichuan(scribe, facts)


def _whole(scribe: Scribe, facts: Facts) -> None:
    now, before = facts.final.grand(), common.base(facts, facts.last_final.grand())
    scribe.heading(2, "一、收入支出决算总体情况说明")
    whole = scribe.money(now)
    scribe.write(
        "{year}年度[收入总计、支出总计均为|收、支总计均为|收入总计和支出总计均为]{whole}。与{last}年度相比，收、支总计{change}{why}。{note}",
        whole=whole,
        change=phrases.change(scribe, whole, now, before, each="各"),
        why=phrases.because(scribe, phrases.sign_of(now, before)),
        note=common.base_note(scribe, facts),
    )


def _income(scribe: Scribe, facts: Facts) -> None:
    book = facts.final
    scribe.heading(2, "二、收入决算情况说明")
    parts = [(name, book.earned(money=money)) for name, money in final_tables.SOURCES]
    parts = [(name, amount) for name, amount in parts if phrases.shown(amount)]
    whole = scribe.money(book.earned())
    scribe.write(
        "{year}年度本年收入合计{whole}，其中：{parts}。",
        whole=whole,
        parts=phrases.listing(scribe, whole, parts, book.earned(), complete=len(parts) > 1),
    )


def _spending(scribe: Scribe, facts: Facts) -> None:
    book = facts.final
    scribe.heading(2, "三、支出决算情况说明")
    whole = scribe.money(book.spent())
    parts = [("基本支出", book.spent(nature=BASIC)), ("项目支出", book.spent(nature=PROJECT))]
    scribe.write(
        "{year}年度本年支出合计{whole}，其中：{parts}。",
        whole=whole,
        parts=phrases.listing(scribe, whole, parts, book.spent()),
    )


def _fiscal(scribe: Scribe, facts: Facts) -> None:
    now, before = facts.final.grand(money=FISCAL), common.base(facts, facts.last_final.grand(money=FISCAL))
    scribe.heading(2, "四、财政拨款收入支出决算总体情况说明")
    whole = scribe.money(now)
    scribe.write(
        "{year}年度财政拨款[收入总计、支出总计均为|收、支总计均为]{whole}。与{last}年度相比，财政拨款收、支总计{change}{why}。",
        whole=whole,
        change=phrases.change(scribe, whole, now, before, each="各"),
        why=phrases.because(scribe, phrases.sign_of(now, before)),
    )


def _general(scribe: Scribe, facts: Facts) -> None:
    book = facts.final
    now, before = book.spent(money=GENERAL), common.base(facts, facts.last_final.spent(money=GENERAL))
    scribe.heading(2, "五、一般公共预算财政拨款支出决算情况说明")
    scribe.heading(3, "（一）一般公共预算财政拨款支出决算总体情况")
    whole, share = scribe.money(now), scribe.percent(f"{now.key}:{book.spent().key}", now.fen, book.spent().fen)
    scribe.share_of(whole, book.spent(), share)
    scribe.write(
        "{year}年度一般公共预算财政拨款支出{whole}，占本年支出合计的{share}。"
        "与{last}年度相比，一般公共预算财政拨款支出{change}{why}。",
        whole=whole,
        share=share,
        change=phrases.change(scribe, whole, now, before),
        why=phrases.because(scribe, phrases.sign_of(now, before)),
    )
    scribe.heading(3, "（二）一般公共预算财政拨款支出决算结构情况")
    codes = [code for code in book.items(3, money=GENERAL) if phrases.shown(book.spent(function=code, money=GENERAL))]
    classes = [(f"{name_of(code, facts.year)}", book.spent(function=code, money=GENERAL)) for code in codes]
    whole = scribe.money(now)
    scribe.write(
        "{year}年度一般公共预算财政拨款支出{whole}，主要用于以下方面：{parts}。",
        whole=whole,
        parts=phrases.listing(scribe, whole, classes, now),
    )
    scribe.heading(3, "（三）一般公共预算财政拨款支出决算具体情况")
    _items(scribe, facts)


def _items(scribe: Scribe, facts: Facts) -> None:
    done, plan = facts.final.spent(money=GENERAL), facts.budget.spent(carried=False, money=GENERAL)
    spent = scribe.money(done)
    rate = scribe.percent(f"{done.key}/{plan.key}", done.fen, plan.fen)
    planned = scribe.money(plan)
    scribe.rate(spent, planned, rate)
    scribe.write(
        "{year}年度一般公共预算财政拨款支出年初预算为{planned}，支出决算为{spent}，完成年初预算的{rate}。其中：",
        planned=planned,
        spent=spent,
        rate=rate,
    )
    for at, code in enumerate(common.spent_items(facts.final, GENERAL), 1):
        item(scribe, facts, at, code, GENERAL)


def item(scribe: Scribe, facts: Facts, at: int, code: str, money: str) -> None:
    """Write the paragraph of one functional item: account, rate of completion, why they differ."""
    done, plan = (
        facts.final.spent(money=money, function=code),
        facts.budget.spent(carried=False, money=money, function=code),
    )
    names = "".join(
        f"{name_of(code[:size], facts.year)}（{level}）" for size, level in ((3, "类"), (5, "款"), (7, "项"))
    )
    spent, planned = scribe.money(done), scribe.money(plan)
    rate = phrases.completion(scribe, spent, planned, done, plan)
    scribe.write(
        f"{at}．{names}：年初预算为{{planned}}，支出决算为{{spent}}，{{rate}}{{why}}",
        planned=planned,
        spent=spent,
        rate=("完成年初预算的", *rate, "，") if rate else ("年初未安排预算，",),
        why=phrases.against_budget(scribe, spent, planned, done, plan),
    )


def _basic(scribe: Scribe, facts: Facts) -> None:
    book = facts.final
    scribe.heading(2, "六、一般公共预算财政拨款基本支出决算情况说明")
    whole = scribe.money(book.spent(money=GENERAL, nature=BASIC))
    staff = scribe.money(book.spent(money=GENERAL, nature=BASIC, economic=("301", "303")))
    public = scribe.money(book.spent(money=GENERAL, nature=BASIC, economic=("302", "310")))
    scribe.total(whole, [staff, public])
    scribe.write("{year}年度一般公共预算财政拨款基本支出{whole}，其中：", whole=whole)
    for name, number, codes in (("人员经费", staff, ("301", "303")), ("公用经费", public, ("302", "310"))):
        names = common.economic_names(book, codes, BASIC, facts.year)
        scribe.write(f"{name}{{number}}，主要包括：{{names}}。", number=number, names=names)


def _sangong(scribe: Scribe, facts: Facts) -> None:
    scribe.heading(2, "七、财政拨款“三公”经费支出决算情况说明")
    scribe.heading(3, "（一）“三公”经费财政拨款支出决算总体情况说明")
    done, plan, before = (three_public(book) for book in (facts.final, facts.budget, facts.last_final))
    spent, planned = scribe.money(done), scribe.money(plan)
    rate = phrases.completion(scribe, spent, planned, done, plan)
    same = phrases.sign_of(done, before) == 0
    scribe.write(
        "{year}年度“三公”经费财政拨款支出[预算为|年初预算为]{planned}，支出决算为{spent}，完成预算{rate}，"
        + ("与上年度{change}。" if same else "[较上年度|比上年|较上年]{change}。"),
        planned=planned,
        spent=spent,
        rate=rate,
        change=phrases.change(scribe, spent, done, before),
    )
    scribe.write(phrases.against_budget(scribe, spent, planned, done, plan))
    scribe.heading(3, "（二）“三公”经费财政拨款支出决算具体情况说明")
    whole = scribe.money(done)
    parts = [(f"{name}支出决算", three_public(facts.final, *codes)) for name, codes in common.SANGONG_KINDS]
    scribe.write(
        "{year}年度“三公”经费财政拨款支出决算{whole}，其中：{parts}。具体情况如下：",
        whole=whole,
        parts=phrases.listing(scribe, whole, parts, done),
    )
    for at, (name, codes) in enumerate(common.SANGONG_KINDS, 1):
        _kind(scribe, facts, at, name, codes)


def _kind(scribe: Scribe, facts: Facts, at: int, name: str, codes: tuple[str, ...]) -> None:
    done, plan, before = (three_public(book, *codes) for book in (facts.final, facts.budget, facts.last_final))
    spent = scribe.money(done)
    if not phrases.shown(done) and not phrases.shown(plan) and not phrases.shown(before):
        scribe.write(
            f"{at}．{name}支出{{spent}}，[全年没有安排此项支出|全年未安排此项支出]，与{{last}}年度持平。", spent=spent
        )
    else:
        sign = phrases.sign_of(done, before)
        planned = scribe.money(plan)
        rate = phrases.completion(scribe, spent, planned, done, plan)
        tail = "{name}支出决算与{last}年度{change}。" if not sign else "{name}支出决算比{last}年度{change}{why}。"
        scribe.write(
            f"{at}．{name}支出{{spent}}，年初预算{{planned}}{{rate}}。" + tail,
            name=name,
            spent=spent,
            planned=planned,
            rate=("，完成预算", *rate) if rate else "",
            change=phrases.change(scribe, spent, done, before),
            why=phrases.because(scribe, sign),
        )
    common.sangong_details(scribe, facts, name)


def _funds(scribe: Scribe, facts: Facts) -> None:
    scribe.heading(2, "八、政府性基金预算支出决算情况说明")
    fund = facts.final.spent(money=FUND)
    if phrases.shown(fund):
        scribe.write("{year}年度政府性基金预算财政拨款支出{fund}。其中：", fund=fund)
        for at, code in enumerate(common.spent_items(facts.final, FUND), 1):
            item(scribe, facts, at, code, FUND)
    else:
        scribe.write("{year}年度[政府性基金预算财政拨款支出{fund}|没有政府性基金预算财政拨款支出]。", fund=fund)
    scribe.heading(2, "九、国有资本经营预算支出决算情况说明")
    scribe.write("{year}年度[国有资本经营预算财政拨款支出0万元|没有国有资本经营预算财政拨款支出]。")


def _others(scribe: Scribe, facts: Facts) -> None:
    scribe.heading(2, "十、其他重要事项的情况说明")
    scribe.heading(3, "（一）机关运行经费支出情况")
    now, before = running(facts, facts.final), running(facts, facts.last_final)
    if facts.public:
        number = scribe.money(now)
        scribe.write(
            f"{{year}}年度{facts.name}机关运行经费支出{{number}}，[比|较]{{last}}年度{{change}}{{why}}。",
            number=number,
            change=phrases.change(scribe, number, now, before),
            why=phrases.because(scribe, phrases.sign_of(now, before)),
        )
    else:
        scribe.write(f"{facts.name}为事业单位，[按规定未使用机关运行经费|没有机关运行经费支出]。")
    scribe.heading(3, "（二）政府采购支出情况")
    _purchases(scribe, facts)
    scribe.heading(3, "（三）国有资产占有使用情况")
    assets(scribe, facts)
    scribe.heading(3, "（四）预算绩效管理情况")
    count, _ = common.works_of(facts.final)
    scribe.write(
        f"根据预算绩效管理要求，{facts.name}在{{year}}年度预算编制阶段，组织对{{goals}}项目编制了绩效目标，年终对{{reviewed}}项目开展了绩效自评。",
        goals=scribe.counted(count, "个"),
        reviewed=scribe.counted(count, "个"),
    )


def assets(scribe: Scribe, facts: Facts) -> None:
    """Say which cars and large equipment the department has."""
    big = scribe.counted(facts.final.count("大型设备"), "台（套）")
    scribe.write(
        f"截至{{year}}年12月31日，{facts.name}共有车辆{{cars}}。单价100万元（含）以上设备（不含车辆）{{big}}。",
        cars=common.cars(scribe, facts.final),
        big=big,
    )


def _purchases(scribe: Scribe, facts: Facts) -> None:
    every, *parts = common.purchases(facts.final)
    if not phrases.shown(every):
        scribe.write(f"{{year}}年度{facts.name}[没有政府采购支出|未发生政府采购支出]。")
        return
    whole = scribe.money(every)
    named = list(zip(("政府采购货物支出", "政府采购工程支出", "政府采购服务支出"), parts, strict=True))
    small = common.share(every, "中小企业", 830)
    tiny = common.share(every, "小微企业", 610)
    contract, smaller = scribe.money(small), scribe.money(tiny)
    scribe.write(
        f"{{year}}年度{facts.name}政府采购支出总额{{whole}}，其中：{{parts}}。"
        "授予中小企业合同金额{contract}，占政府采购支出总额的{rate}，其中：授予小微企业合同金额{smaller}，占政府采购支出总额的{share}。",
        whole=whole,
        parts=phrases.listing(scribe, whole, named, every, shares=False, joint=scribe.pick("、", "，", "；")),
        contract=contract,
        rate=_share(scribe, contract, whole, small, every),
        smaller=smaller,
        share=_share(scribe, smaller, whole, tiny, every),
    )
    common.bounded(scribe, contract, smaller)


def _share(scribe: Scribe, part: Number, whole: Number, amount: Amount, of: Amount) -> Number:
    rate = scribe.percent(f"{amount.key}:{of.key}", amount.fen, of.fen)
    scribe.rate(part, whole, rate)
    return rate
