"""审计工作报告 and 整改报告: what the audit of the year's budget found, by field, and half a year later what was put right."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from gouji.compose.demo.books import Amount, Count
from gouji.compose.demo.government import common, names, tables
from gouji.compose.demo.government.accounts import FINAL, GENERAL
from gouji.compose.demo.government.maker import OWN_LEVEL
from gouji.compose.demo.relations import Relation, Term
from gouji.compose.demo.tables import Head, ordinal, sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.compose.demo.government.clerk import Clerk
    from gouji.compose.demo.government.common import Paper
    from gouji.compose.page import Number, Piece

_WAN = 1_000_000
_WAYS = (("上缴财政", 5), ("归还原资金渠道", 3), ("调整账务", 2), ("统筹盘活", 4))


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem found: its field, what it is, in how many units, the money concerned in 分, and how much of it is put right."""

    field: str
    what: str
    units: int
    fen: int
    right: int


def problems(paper: Paper) -> list[Problem]:
    """Return what the audit of the paper's year found; the same for the report and for what was done about it."""
    rng = Random(f"{paper.county.seed}/{paper.year}/audit")  # noqa: S311  made-up figures, not secrets
    found = []
    fields = list(dict.fromkeys(field for field, _, _ in names.PROBLEMS))
    for field in fields:
        choices = [one for one in names.PROBLEMS if one[0] == field]
        for _, what, units in sorted(rng.sample(choices, min(2, len(choices))), key=choices.index):
            fen = rng.randint(8_00, 690_00) * _WAN // 100
            right = fen if rng.randrange(3) else fen * rng.randint(30, 80) // 100 // 10_000 * 10_000
            found.append(Problem(field, what, max(1, units + rng.randint(-1, 3)), fen, right))
    return found


def write(paper: Paper) -> None:
    """Write the audit's report."""
    clerk, kind = paper.clerk, paper.county.kind
    found = problems(paper)
    common.opening(
        paper,
        f"关于{paper.place}{{year}}年度{kind}级预算执行和其他财政收支的审计工作报告",
        common.day(paper, paper.year + 1, 7),
        f"第十八届人民代表大会常务委员会第{common.meeting(paper, 4)}次会议",
        "审计局",
        "主任、各位副主任、各位委员：",
    )
    clerk.write(
        f"受{paper.place}人民政府委托，[现报告|我向本次会议报告]{{year}}年度{kind}级预算执行和其他财政收支的审计情况，请予审议。"
    )
    clerk.heading(2, "一、审计[总体情况|工作总体情况]")
    _accounts(paper)
    _overall(paper, found)
    fields = _fields(found)
    for number, field in enumerate(fields, 2):
        clerk.heading(2, f"{ordinal(number)}、{field}审计情况")
        for at, one in enumerate(_of(found, field), 1):
            units = clerk.counted(Count(_key(paper, f"{one.what}/单位"), one.units), "个")
            clerk.write(
                f"（{ordinal(at)}）{one.what}。[有|]{{units}}[单位存在这一问题|单位存在上述问题]，涉及[金额|资金]{{money}}。",
                units=units,
                money=_money(clerk, paper, one),
            )
    clerk.heading(2, f"{ordinal(len(fields) + 2)}、审计建议")
    for line in (
        "（一）[提高预算编制质量|细化预算编制]，及时分配下达资金，减少年中调整。",
        "（二）严格执行财经纪律，[清理往来款项和结余资金|规范部门收支管理]。",
        "（三）加强项目全过程管理，[压实建设单位责任|堵塞工程结算漏洞]。",
    ):
        clerk.write(line)
    clerk.turn()
    clerk.heading(2, "附表")
    _found_table(paper, found)


def _found_table(paper: Paper, found: Sequence[Problem]) -> None:
    """Write every problem with the units and the money concerned."""
    clerk = paper.clerk
    grid = tables.begin(clerk, f"附表 {paper.year}年度审计查出问题汇总表")
    grid.head([Head(text) for text in ("序号", "类别", "问题", "单位数（个）", "涉及金额")])
    printed = []
    for at, one in enumerate(found, 1):
        units = clerk.bare(Count(_key(paper, f"{one.what}/单位"), one.units), "个")
        money = clerk.exact(Amount(_key(paper, one.what), one.fen), tail="")
        grid.row(str(at), one.field, one.what, units, money)
        printed.append(money)
    whole = clerk.exact(Amount(_key(paper, "金额"), sum(one.fen for one in found)), tail="")
    grid.row("", "合计", "", "", whole)
    sums(clerk, whole, printed, axis="column")
    grid.done()


def _accounts(paper: Paper) -> None:
    """Say the year's account as the audit has it: that of the final report."""
    clerk, own = paper.clerk, paper.account(FINAL, GENERAL, OWN_LEVEL)
    came, went = clerk.money(own.group("收")), clerk.money(own.without_closing)
    left = clerk.money(own.closing)
    clerk.total(came, [went, left])
    clerk.write(
        f"{{year}}年{paper.own}一般公共预算收入总计{{came}}，支出总计{{went}}，结转下年{{left}}。",
        came=came,
        went=went,
        left=left,
    )


def _fields(found: Sequence[Problem]) -> list[str]:
    return list(dict.fromkeys(one.field for one in found))


def _of(found: Sequence[Problem], field: str) -> list[Problem]:
    return [one for one in found if one.field == field]


def _key(paper: Paper, what: str) -> str:
    return f"{paper.place}|{paper.year}|审计|{what}"


def _money(clerk: Clerk, paper: Paper, one: Problem) -> Number:
    return clerk.exact(Amount(_key(paper, one.what), one.fen))


def _overall(paper: Paper, found: Sequence[Problem]) -> None:
    """Say how many problems there are in all, the money concerned, and both by field."""
    clerk = paper.clerk
    every = clerk.counted(Count(_key(paper, "问题"), len(found)), "个")
    whole = clerk.exact(Amount(_key(paper, "金额"), sum(one.fen for one in found)))
    counts: list[Number] = []
    amounts: list[Number] = []
    said: list[Piece] = []
    for at, field in enumerate(_fields(found)):
        chosen = _of(found, field)
        number = clerk.counted(Count(_key(paper, f"{field}/问题"), len(chosen)), "个")
        money = clerk.exact(Amount(_key(paper, f"{field}/金额"), sum(one.fen for one in chosen)))
        counts.append(number)
        amounts.append(money)
        said += ["；" if at else "", f"{field}方面", number, "、", money]
    clerk.total(every, counts)
    clerk.total(whole, amounts)
    clerk.write(
        "本次审计[共发现问题|查出问题]{every}，涉及金额{whole}，其中：{said}。",
        every=every,
        whole=whole,
        said=tuple(piece for piece in said if piece != ""),
    )


# --- half a year later --------------------------------------------------------------------------------------------------


def rectified(paper: Paper) -> None:
    """Write what was put right of what the audit found."""
    clerk, kind = paper.clerk, paper.county.kind
    found = problems(paper)
    common.opening(
        paper,
        f"关于{paper.place}{{year}}年度{kind}级预算执行和其他财政收支审计查出问题整改情况的报告",
        common.day(paper, paper.year + 1, 12),
        f"第十八届人民代表大会常务委员会第{common.meeting(paper, 7)}次会议",
        "审计局",
        "主任、各位副主任、各位委员：",
    )
    clerk.write(f"受{paper.place}人民政府委托，现将{{year}}年度审计查出问题整改情况报告如下，请予审议。")
    clerk.heading(2, "一、整改[总体情况|工作总体情况]")
    _state(paper, found)
    clerk.heading(2, "二、分类整改情况")
    for number, field in enumerate(_fields(found), 1):
        clerk.heading(3, f"（{ordinal(number)}）{field}方面")
        for one in _of(found, field):
            _one(paper, one)
    clerk.heading(2, "三、[正在整改问题的后续安排|下一步工作]")
    clerk.write(
        "对正在整改的问题，[逐项明确责任单位和完成时限|督促责任单位倒排工期]，[整改一项、销号一项|跟踪到底、逐项销号]。"
    )
    clerk.turn()
    clerk.heading(2, "附表")
    _table(paper, found)


def _state(paper: Paper, found: Sequence[Problem]) -> None:
    clerk = paper.clerk
    done = [one for one in found if one.right == one.fen]
    every, right, under_way = (
        clerk.counted(Count(_key(paper, what), number), "个")
        for what, number in (("问题", len(found)), ("已整改", len(done)), ("正在整改", len(found) - len(done)))
    )
    clerk.total(every, [right, under_way])
    clerk.write(
        "审计工作报告反映的{every}问题，[已完成整改|已整改到位]{right}，正在整改{under_way}。",
        every=every,
        right=right,
        under_way=under_way,
    )
    fen, put_right = sum(one.fen for one in found), sum(one.right for one in found)
    whole, money = (
        clerk.exact(Amount(_key(paper, what), one)) for what, one in (("金额", fen), ("整改金额", put_right))
    )
    rate = clerk.percent(_key(paper, "整改率"), put_right, fen)
    clerk.rate(money, whole, rate)
    weights = [weight for _, weight in _WAYS]
    shares = [put_right * weight // sum(weights) // 10_000 * 10_000 for weight in weights[:-1]]
    amounts = [*shares, put_right - sum(shares)]
    ways = [(name, Amount(_key(paper, name), amount)) for (name, _), amount in zip(_WAYS, amounts, strict=True)]
    numbers = [clerk.exact(amount) for _, amount in ways]
    clerk.total(money, numbers)
    said = tuple(
        piece
        for at, ((name, _), number) in enumerate(zip(ways, numbers, strict=True))
        for piece in (("、" if at else "") + name, number)
    )
    clerk.write(
        "涉及金额{whole}，已整改{money}，[占涉及金额的|整改率]{rate}，其中：{said}。",
        whole=whole,
        money=money,
        rate=rate,
        said=said,
    )


def _one(paper: Paper, one: Problem) -> None:
    clerk = paper.clerk
    whole = _money(clerk, paper, one)
    if one.right == one.fen:
        clerk.write(f"关于{one.what}的问题，涉及金额{{whole}}，[已全部整改到位|已全部整改]。", whole=whole)
        return
    right = clerk.exact(Amount(_key(paper, f"{one.what}/已整改"), one.right))
    left = clerk.exact(Amount(_key(paper, f"{one.what}/未整改"), one.fen - one.right))
    clerk.relations.append(Relation("sum", "sentence", (Term(1, whole.id), Term(-1, right.id), Term(-1, left.id))))
    clerk.write(
        f"关于{one.what}的问题，涉及金额{{whole}}，已整改{{right}}，[尚未整改|正在整改]{{left}}。",
        whole=whole,
        right=right,
        left=left,
    )


def _table(paper: Paper, found: Sequence[Problem]) -> None:
    clerk = paper.clerk
    grid = tables.begin(clerk, f"附表 {paper.year}年度审计查出问题整改情况表")
    grid.head([Head(text) for text in ("类别", "问题数（个）", "涉及金额", "已整改金额", "尚未整改金额")])
    printed = []
    for name in (*_fields(found), ""):
        chosen = _of(found, name) if name else list(found)
        count = Count(_key(paper, f"{name}/问题" if name else "问题"), len(chosen))
        fen, right = sum(one.fen for one in chosen), sum(one.right for one in chosen)
        amounts = [
            Amount(_key(paper, f"{name}/金额" if name else "金额"), fen),
            Amount(_key(paper, f"{name}/整改金额" if name else "整改金额"), right),
            Amount(_key(paper, f"{name}/未整改金额" if name else "未整改金额"), fen - right),
        ]
        money = [clerk.exact(amount, tail="") for amount in amounts]
        number = clerk.bare(count, "个")
        grid.row(name or "合计", number, *money)
        sums(clerk, money[0], money[1:])
        printed.append([number, *money])
    for column in range(4):
        sums(clerk, printed[-1][column], [row[column] for row in printed[:-1]], axis="column")
    grid.done()
