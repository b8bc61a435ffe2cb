"""What every form has: the cover, duties and units, names of terms, amounts against last year, 三公, cars, purchases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.compose.demo.books import ABROAD, CAR_BUYING, CAR_FUEL, RECEPTION, Amount, Count
from gouji.compose.demo.facts import WARNING, three_public
from gouji.compose.demo.history import CAR_KINDS
from gouji.compose.demo.phrases import shown
from gouji.compose.demo.relations import Relation, Term
from gouji.compose.demo.tables import ECONOMIC, name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.compose.demo.books import Book
    from gouji.compose.demo.facts import Facts
    from gouji.compose.demo.scribe import Scribe
    from gouji.compose.page import Number, Pieces

GLOSSARY = (
    (
        "财政拨款收入",
        "指单位本年度从同级财政部门取得的财政拨款，包括一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算财政拨款。",
    ),
    ("事业收入", "指事业单位开展专业业务活动及其辅助活动取得的收入。"),
    ("其他收入", "指单位取得的除上述收入以外的各项收入。"),
    ("基本支出", "指为保障机构正常运转、完成日常工作任务而发生的人员经费和公用经费。"),
    ("项目支出", "指在基本支出之外，为完成特定行政任务或者事业发展目标所发生的支出。"),
    ("“三公”经费", "指单位使用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。"),
    ("机关运行经费", "指行政单位和参照公务员法管理的事业单位使用一般公共预算财政拨款安排的基本支出中的日常公用经费。"),
)

SANGONG_KINDS = (
    ("因公出国（境）费", (ABROAD,)),
    ("公务用车购置及运行维护费", (CAR_BUYING, CAR_FUEL)),
    ("公务接待费", (RECEPTION,)),
)
"""The kinds of 三公经费 as both forms name them, with what each is made of."""


def cover(scribe: Scribe, facts: Facts, title: str) -> None:
    """Write the cover: the title, the department, and that all of it is made up."""
    scribe.heading(0, "{name}{year}" + title, name=facts.name)
    scribe.write("（虚构示例）", "centre")
    scribe.write(WARNING, "centre")


def duties(scribe: Scribe, facts: Facts) -> None:
    """Say what the department is for, and that its units are these."""
    scribe.write(f"{facts.name}{facts.history.office.duty}。")


def organisation(scribe: Scribe, facts: Facts, what: str) -> None:
    """Say which units the department has."""
    below = facts.budget.units()[1:]
    if facts.history.above and not facts.name.startswith(facts.history.above):
        scribe.write(f"{facts.name}为{facts.history.above}下属二级预算单位，没有下属单位。")
        return
    if not below:
        scribe.write(f"{facts.name}为一级预算单位，[无下属二级预算单位|没有下属二级预算单位]。")
        return
    names = "、".join(below)
    scribe.write(f"{facts.name}下属二级预算单位{len(below)}个，其中其他事业单位{len(below)}个。")
    scribe.write(f"纳入{facts.name}{{year}}{what}编制范围的二级预算单位包括：{names}。")


def glossary(scribe: Scribe) -> None:
    """Explain the terms."""
    for at, (term, meaning) in enumerate(GLOSSARY, 1):
        scribe.write(f"{at}．{term}：{meaning}")


def economic_names(book: Book, prefixes: Sequence[str], nature: str, year: int) -> str:
    """Return the names of the economic items spent on, joined by 、."""
    codes = [
        code
        for code in book.economics(5, nature=nature, money="一般")
        if code.startswith(tuple(prefixes)) and shown(book.spent(nature=nature, money="一般", economic=code))
    ]
    return "、".join(name_of(code, year, ECONOMIC) for code in codes)


def cars(scribe: Scribe, book: Book) -> Pieces:
    """Say how many cars there are, by use; offices print all uses, or only those they have."""
    whole = scribe.counted(book.count("车辆"), "辆")
    named = scribe.rng.randrange(2) == 0
    pieces: list[Pieces] = []
    parts: list[Number] = []
    for kind in CAR_KINDS:
        count = book.count(kind)
        if named or count.number:
            parts.append(scribe.counted(count, "辆"))
            pieces.append((kind, parts[-1]))
    if not parts:
        return (whole,)
    scribe.total(whole, parts)
    return (whole, "，其中：", *(one for at, piece in enumerate(pieces) for one in (("、", *piece) if at else piece)))


def purchases(book: Book) -> tuple[Amount, Amount, Amount, Amount]:
    """Return 政府采购: all, goods, works, services, from the economic items that are bought."""
    goods = book.spent(economic=("310",), money=("一般", "基金"))
    works = book.spent(economic=("30213",), money=("一般", "基金"))
    services = book.spent(economic=("30209", "30227"), money=("一般", "基金"))
    every = Amount(book.key("政府采购", {}), goods.fen + works.fen + services.fen)
    return every, goods, works, services


def works_of(book: Book) -> tuple[Count, Amount]:
    """Return how many projects there are, and what they cost."""
    total = book.spent(nature="项目")
    return Count(book.key("项目个数", {}), len(book.works())), total


def bounded(scribe: Scribe, whole: Number, part: Number) -> None:
    """Note that a part (其中, 含) may not exceed its whole."""
    scribe.relations.append(Relation("bound", "sentence", (Term(1, whole.id), Term(-1, part.id))))


def purpose(facts: Facts, code: str) -> str:
    """Return what a functional item is mainly used for."""
    office = facts.history.office
    works = [work for work in (*office.works, office.fund) if work and work.function == code]
    if works:
        return "、".join(work.purpose for work in works)
    return _PURPOSES.get(code, "机关人员工资和日常办公" if office.kind != "事业" else "单位人员工资和日常运转")


def target(facts: Facts, name: str) -> tuple[str, str]:
    """Return the target of a project and its value."""
    office = facts.history.office
    work = next(work for work in (*office.works, office.fund) if work and work.name == name)
    return work.target, f"≥{10 + facts.year % 7 * 3}{work.measure}"


_PURPOSES = {
    "2080501": "离退休人员经费",
    "2080502": "离退休人员经费",
    "2080505": "单位缴纳的基本养老保险费",
    "2080506": "单位缴纳的职业年金",
    "2101101": "单位缴纳的基本医疗保险费",
    "2101102": "单位缴纳的基本医疗保险费",
    "2101103": "公务员医疗补助",
    "2210201": "单位缴纳的住房公积金",
}


def base(facts: Facts, last: Amount) -> Amount:
    """Return last year's amount, on this year's scope where the base was restated (同口径调整)."""
    if not facts.history.features.restated:
        return last
    return Amount(f"{last.key}|同口径", last.fen * 1031 // 1000)


def base_note(scribe: Scribe, facts: Facts) -> str:
    """Say that last year's figures were put on this year's scope."""
    if not facts.history.features.restated:
        return ""
    unit = scribe.pick("职能划转", "机构调整", "下属单位划入")
    return f"（因{unit}，上年度数据已按同口径调整，与上年公开数不一致。）"


def spent_items(book: Book, money: str) -> list[str]:
    """Return the functional items on which this money was spent."""
    return [code for code in book.items(7, money=money) if shown(book.spent(function=code, money=money))]


def share(whole: Amount, what: str, per_mille: int) -> Amount:
    """Return a part of an amount as a quantity of its own."""
    return Amount(f"{whole.key}|{what}", whole.fen * per_mille // 1000)


def sangong_details(scribe: Scribe, facts: Facts, name: str) -> None:
    """Say what a kind of 三公 was for: trips, cars bought and held, visits."""
    book = facts.final
    if name.startswith("因公出国") and shown(three_public(book, ABROAD)):
        groups, people = scribe.counted(book.count("出国团组"), "个"), scribe.counted(book.count("出国人次"), "人次")
        scribe.write("全年安排因公出国（境）团组{groups}，累计{people}。", groups=groups, people=people)
    elif name.startswith("公务用车"):
        _car_details(scribe, facts)
    elif name.startswith("公务接待") and shown(three_public(book, RECEPTION)):
        visits, people = scribe.counted(book.count("接待批次"), "批次"), scribe.counted(book.count("接待人次"), "人次")
        scribe.write(
            "国内公务接待支出{amount}，主要用于[接待外县同行学习交流|上级检查指导和同行学习交流]。全年国内公务接待{visits}，{people}。外事接待支出0万元。",
            amount=three_public(book, RECEPTION),
            visits=visits,
            people=people,
        )


def _car_details(scribe: Scribe, facts: Facts) -> None:
    book = facts.final
    buying, fuel = three_public(book, CAR_BUYING), three_public(book, CAR_FUEL)
    if shown(buying):
        one = scribe.counted(book.count("购车"), "辆")
        scribe.write("其中：公务用车购置支出{amount}，全年购置公务用车{one}。", amount=buying, one=one)
    else:
        scribe.write("其中：公务用车购置支出{amount}，全年没有购置公务用车。", amount=buying)
    cars_held = scribe.counted(book.count("车辆"), "辆")
    scribe.write(
        "公务用车运行维护费支出{amount}{use}。截至{year}年12月31日，[单位|部门]共有公务用车{held}。",
        amount=fuel,
        use="，主要用于日常公务出行所需的燃料费、维修费、过路过桥费、保险费等支出" if shown(fuel) else "",
        held=cars_held,
    )


def purpose_of(facts: Facts, name: str) -> str:
    """Return what a project is for."""
    office = facts.history.office
    return next(work.purpose for work in (*office.works, office.fund) if work and work.name == name)


def counted(book: Book, name: str, number: int) -> Count:
    """Return something counted that the books do not hold."""
    return Count(book.key(name, {}), number)
