"""预算调整方案（草案）的报告: new bonds that came after the draft, what they change in both books, and the new debt limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.compose.demo.books import Amount
from gouji.compose.demo.government import common, phrases, tables
from gouji.compose.demo.government import debt as owed
from gouji.compose.demo.government.accounts import ADJUSTED, BONDS, DRAFT, FUND, GENERAL, INCOME, OUTLAY, SPENDING
from gouji.compose.demo.government.general import works
from gouji.compose.demo.government.maker import OWN_LEVEL
from gouji.compose.demo.relations import Relation, Term
from gouji.compose.demo.tables import Head, sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.compose.demo.government.accounts import Account
    from gouji.compose.demo.government.common import Paper
    from gouji.compose.page import Number

_BOOKS = ((GENERAL, "一般"), (FUND, "专项"))


def write(paper: Paper) -> None:
    """Write the whole paper."""
    clerk, kind = paper.clerk, paper.county.kind
    common.opening(
        paper,
        f"关于{paper.place}{{year}}年{kind}级[财政预算调整方案（草案）的报告|预算调整方案的报告]",
        common.day(paper, paper.year, 9),
        f"第十八届人民代表大会常务委员会第{common.meeting(paper, 6)}次会议",
        "财政局",
        "主任、各位副主任、各位委员：",
    )
    clerk.write(
        "根据《中华人民共和国预算法》规定，[预算执行中需要增加举借债务数额的，应当进行预算调整|增加举借债务数额应当编制预算调整方案]。"
        f"受{paper.place}人民政府委托，现将{{year}}年{kind}级预算调整方案报告如下，请予审议。"
    )
    clerk.heading(2, "一、新增政府债务限额情况")
    _limit(paper)
    clerk.heading(2, "二、预算调整方案")
    for number, (book, debt_kind) in zip("一二", _BOOKS, strict=True):
        clerk.heading(3, f"（{number}）{book}调整")
        _moved(paper, book, debt_kind)
    clerk.heading(2, "三、调整后的政府债务情况")
    _after(paper)
    clerk.heading(2, "四、下一步工作")
    clerk.write(
        "[加快债券资金拨付使用|加快债券项目建设和资金支出进度]，加强全过程绩效管理，确保资金安全、规范、高效使用。"
    )
    clerk.write(
        "[落实偿债责任|把到期本息足额列入预算]，按时偿还到期债券本金和利息，[政府债务风险总体可控|债务风险可控]。"
    )
    clerk.turn()
    clerk.heading(2, "附表")
    _tables(paper)


def _limit(paper: Paper) -> None:
    clerk, debt = paper.clerk, paper.county.debts[paper.year]
    new, early, later = (clerk.money(debt.amount(what)) for what in (owed.NEW, owed.EARLY, owed.LATER))
    clerk.total(new, [early, later])
    said = [
        phrases.parts(
            clerk, number, [(f"{kind}债务限额", debt.amount(what, kind)) for kind in owed.KINDS], "，", brackets=True
        )
        for number, what in ((new, owed.NEW), (early, owed.EARLY), (later, owed.LATER))
    ]
    clerk.write(
        f"上级[下达|核定]我{paper.county.kind}{{year}}年新增政府债务限额{{new}}{{news}}。其中：提前下达的{{early}}{{earlies}}已编入年初预算；"
        "本次[增加|新增]{later}{laters}，需要调整预算。",
        new=new,
        news=said[0],
        early=early,
        earlies=said[1],
        later=later,
        laters=said[2],
    )
    listed = [
        (name, Amount(f"{paper.place}|{paper.year}|{DRAFT}|债券项目|{name}", fen)) for name, _, fen in works(debt)
    ]
    largest = sorted(listed, key=lambda one: -one[1].fen)[:3]
    numbers = [clerk.money(amount) for _, amount in largest]
    clerk.write(
        "[新增债券资金主要用于|本次新增债券主要安排]：{works}等项目。",
        works=tuple(
            piece
            for at, ((name, _), number) in enumerate(zip(largest, numbers, strict=True))
            for piece in (("、" if at else "") + name, number)
        ),
    )


def _moved(paper: Paper, book: str, kind: str) -> None:
    clerk, debt = paper.clerk, paper.county.debts[paper.year]
    before, after = _account(paper, DRAFT, book), _account(paper, ADJUSTED, book)
    level = paper.own if book == GENERAL else paper.county.kind + "级"
    more = debt.amount(owed.LATER, kind)
    first, then, by = clerk.money(before.group(INCOME)), clerk.money(after.group(INCOME)), clerk.money(more)
    _raised(paper, first, then, by)
    if clerk.rng.randrange(2):
        clerk.write(
            f"{{year}}年{level}{book}[总收入和总支出|收入总计和支出总计]由年初预算{{first}}调整为{{then}}，调增{{by}}，收支平衡。",
            first=first,
            then=then,
            by=by,
        )
    else:
        clerk.write(
            f"{level}{book}收支总计年初预算为{{first}}，本次调增{{by}}，调整后为{{then}}，[收支平衡|实现收支平衡]。",
            first=first,
            then=then,
            by=by,
        )
    start, end = clerk.money(before.spending), clerk.money(after.spending)
    gap = clerk.money(more)
    _raised(paper, start, end, gap)
    clerk.write(
        f"[收入方面，|收入：]债务转贷收入增加{{more}}；[支出方面，|支出：]{level}{book}支出由{{start}}调整为{{end}}，增加{{gap}}。",
        more=clerk.money(more),
        start=start,
        end=end,
        gap=gap,
    )


def _raised(paper: Paper, first: Number, then: Number, by: Number) -> None:
    terms = (Term(1, then.id), Term(-1, first.id), Term(-1, by.id))
    paper.clerk.relations.append(Relation("sum", "sentence", terms))


def _account(paper: Paper, phase: str, book: str) -> Account:
    return paper.account(phase, book, OWN_LEVEL if book == GENERAL else "全")


def _after(paper: Paper) -> None:
    clerk, debt = paper.clerk, paper.county.debts[paper.year]
    before, new, limit = (clerk.money(debt.amount(what)) for what in (owed.LIMIT_BEFORE, owed.NEW, owed.LIMIT))
    clerk.total(limit, [before, new])
    kinds = [(f"{kind}债务", debt.amount(owed.LIMIT, kind)) for kind in owed.KINDS]
    clerk.write(
        f"{{last}}年底，{paper.whole}政府债务限额为{{before}}，加上{{year}}年新增限额{{new}}，{{year}}年政府债务限额为{{limit}}{{kinds}}。",
        before=before,
        new=new,
        limit=limit,
        kinds=phrases.parts(clerk, limit, kinds, "，", brackets=True),
    )
    balance = clerk.money(debt.amount(owed.BALANCE))
    clerk.bounded(limit, balance)
    held = [(f"{kind}债务", debt.amount(owed.BALANCE, kind)) for kind in owed.KINDS]
    clerk.write(
        f"预计{{year}}年底{paper.whole}政府债务余额{{balance}}{{held}}，[控制在限额以内|不超过核定限额]。",
        balance=balance,
        held=phrases.parts(clerk, balance, held, "，", brackets=True),
    )


# --- the tables ---------------------------------------------------------------------------------------------------------


def _tables(paper: Paper) -> None:
    clerk, year, kind = paper.clerk, paper.year, paper.county.kind
    for number, (book, debt_kind) in enumerate(_BOOKS, 1):
        _adjusted(paper, f"附表{number} {year}年{kind}级{book}收支调整表", book, debt_kind)
    debt = paper.county.debts[year]
    rows: list[tuple[str, Sequence[Amount]]] = []
    for at, (label, what) in enumerate(
        (
            (f"{year - 1}年地方政府债务限额", owed.LIMIT_BEFORE),
            (f"{year}年新增地方政府债务限额", owed.NEW),
            (f"{year}年地方政府债务限额", owed.LIMIT),
        )
    ):
        rows.append((f"{'一二三'[at]}、{label}", (debt.amount(what),)))
        rows += [
            (f"　　{'其中：' if one == '一般' else ''}{one}债务限额", (debt.amount(what, one),)) for one in owed.KINDS
        ]
    printed = tables.matrix(
        clerk, f"附表3 {year}年{paper.place}政府债务限额调整表", "项目", ["金额"], rows, first_is_sum=False
    )
    down = [row[0] for row in printed]
    for top in (0, 3, 6):
        sums(clerk, down[top], down[top + 1 : top + 3], axis="column")
    for kind_at in range(3):
        sums(clerk, down[6 + kind_at], [down[kind_at], down[3 + kind_at]], axis="column")
    _works(paper, f"附表4 {year}年新增地方政府债券资金安排表")


def _adjusted(paper: Paper, name: str, book: str, debt_kind: str) -> None:
    """Write a book before and after: 年初预算数 + 调整数 = 调整后预算数, in each row and down to the totals."""
    clerk = paper.clerk
    before, after = _account(paper, DRAFT, book), _account(paper, ADJUSTED, book)
    more = paper.county.debts[paper.year].amount(owed.LATER, debt_kind)
    grid = tables.begin(clerk, name)
    grid.head([Head(text) for text in ("项目", "年初预算数", "调整数", "调整后预算数")])
    for side, word in ((INCOME, "收入"), (OUTLAY, "支出")):
        printed = []
        for label, one, other in _lines(before, after, side):
            changed = Amount(f"{other.key}-{one.key}", other.fen - one.fen)
            numbers = grid.row(label, one, more if changed.fen == more.fen else changed, other)[1:]
            sums(clerk, numbers[2], numbers[:2])
            printed.append(numbers)
        totals = grid.row(f"{word}总计", before.group(side), more, after.group(side))[1:]
        sums(clerk, totals[2], totals[:2])
        classes = len(before.names(side, SPENDING)) if side == OUTLAY else 0
        for column in range(3):
            down = [numbers[column] for numbers in printed]
            sums(clerk, down[classes], down[:classes], axis="column")
            sums(clerk, totals[column], down[classes:], axis="column")
    grid.done()


def _lines(before: Account, after: Account, side: str) -> list[tuple[str, Amount, Amount]]:
    """Return the lines of a side: revenue as one, expenditure by class, each transfer."""
    if side == INCOME:
        first = [(f"{before.book}收入", before.revenue, after.revenue)]
        rest = [group for group in before.groups(side) if group not in ("税收收入", "非税收入")]
    else:
        codes = before.names(side, SPENDING)
        first = [(phrases.label(code, before.year), before.line(side, code), after.line(side, code)) for code in codes]
        first.append((f"{before.book}支出合计", before.spending, after.spending))
        rest = [group for group in before.groups(side) if group != SPENDING]
    more = [(group, before.group(side, group), after.group(side, group)) for group in rest]
    return [*first, *(one for one in more if one[1].fen or one[0] == BONDS)]


def _works(paper: Paper, name: str) -> None:
    clerk, debt = paper.clerk, paper.county.debts[paper.year]
    grid = tables.begin(clerk, name)
    grid.head([Head(text) for text in ("序号", "项目名称", "债券性质", "安排金额")])
    numbers = []
    for at, (work, kind, fen) in enumerate(works(debt), 1):
        amount = Amount(f"{paper.place}|{paper.year}|{DRAFT}|债券项目|{work}", fen)
        numbers.append(grid.row(str(at), work, kind, amount)[3])
    whole = grid.row("", "合计", "", debt.amount(owed.LATER))[3]
    sums(clerk, whole, numbers, axis="column")
    grid.done()
