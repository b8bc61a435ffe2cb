"""What several papers of a government have alike: title lines, the books' sections, debt, transfers, tables of debt and 三公."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.compose.demo.books import ABROAD, CAR_BUYING, CAR_FUEL, RECEPTION, Amount
from gouji.compose.demo.facts import WARNING
from gouji.compose.demo.government import debt as owed
from gouji.compose.demo.government import names, phrases
from gouji.compose.demo.government.accounts import (
    ADJUSTED,
    DONE,
    DRAFT,
    FROM_ABOVE,
    FUND,
    GENERAL,
    INCOME,
    OUTLAY,
    SOCIAL,
    STATE,
    TO_BELOW,
)
from gouji.compose.demo.government.funds import BALANCE, LEFT
from gouji.compose.demo.government.general import GRANTS, RETURNED, SPECIAL
from gouji.compose.demo.government.maker import OWN_LEVEL, split
from gouji.compose.demo.government.tables import begin, matrix
from gouji.compose.demo.relations import Relation, Term
from gouji.compose.demo.tables import Head, name_of, ordinal, sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.compose.demo.government.accounts import Account
    from gouji.compose.demo.government.clerk import Clerk
    from gouji.compose.demo.government.county import County
    from gouji.compose.page import Number, Pieces

BOOKS = (FUND, STATE)


@dataclass(frozen=True)
class Paper:
    """What one paper is written from: the county and the paper's year."""

    clerk: Clerk
    county: County
    year: int

    @property
    def place(self) -> str:
        """The place's name."""
        return self.county.place

    @property
    def whole(self) -> str:
        """全县 or 全区."""
        return f"全{self.county.kind}"

    @property
    def own(self) -> str:
        """县本级 or 区本级."""
        return f"{self.county.kind}本级"

    def account(self, phase: str, book: str = GENERAL, level: str = "全", *, back: int = 0) -> Account:
        """Return an account of the paper's year, or of ``back`` years before."""
        return self.county.account(self.year - back, phase, book, level)


def opening(paper: Paper, title: str, date: str, meeting: str, by: str, greeting: str) -> None:
    """Write the title, where and when the paper was given, by whom, and that all of it is made up."""
    clerk = paper.clerk
    clerk.heading(0, title)
    clerk.write(f"——{date}在{paper.place}{meeting}上", "centre")
    clerk.write(f"{paper.place}{by}", "centre")
    clerk.write("（虚构示例）", "centre")
    clerk.write(WARNING, "centre")
    clerk.write(greeting, "line")


def meeting(paper: Paper, number: int) -> str:
    """Return the ordinal of the year's ``number``-th meeting of the standing committee."""
    return ordinal(paper.year % 5 * 8 + number)


def day(paper: Paper, year: int, month: int) -> str:
    """Return a day of a month."""
    return f"{year}年{month}月{paper.clerk.rng.randint(8, 26)}日"


# --- the books ----------------------------------------------------------------------------------------------------------


def fund_section(paper: Paper, book: str, phases: tuple[str, str], back: int, style: int, called: str) -> None:
    """Say how a smaller book was carried out: revenue, expenditure, balance. ``phases`` are the one told and its budget."""
    clerk, now = paper.clerk, paper.account(phases[0], book, back=back)
    plan, last = paper.account(phases[1], book, back=back), paper.account("决算", book, back=back + 1)
    _, came = phrases.carried_out(
        clerk, f"{paper.whole}{book}收入", now.revenue, phrases.Against(plan.revenue, called, last.revenue)
    )
    _, went = phrases.carried_out(
        clerk, f"{paper.whole}{book}支出", now.spending, phrases.Against(plan.spending, called, last.spending)
    )
    largest = phrases.items(clerk, now, last, INCOME, phrases.main_items(now, INCOME, 2))
    clerk.write("{came}，其中：{items}。{went}。", came=came, items=largest, went=went)
    phrases.balance(clerk, now, paper.whole, style)


def social_section(paper: Paper, phase: str, back: int, *, planned: bool) -> None:
    """Say what came into and went out of the social insurance funds, what was left of the year and in all."""
    clerk, now = paper.clerk, paper.account(phase, SOCIAL, back=back)
    last = paper.account(DONE if planned else "决算", SOCIAL, back=back + 1)
    funds = [name for name, _, _ in names.SOCIAL_FUNDS]
    sides = []
    for side, word in ((INCOME, "收入"), (OUTLAY, "支出")):
        amount = now.group(side)
        whole = clerk.money(amount)
        said = phrases.growth(clerk, whole, amount, last.group(side), lead=clerk.pick("", "比上年"))
        listed = phrases.parts(clerk, whole, [(f"{name}{word}", now.group(side, name)) for name in funds], "，")
        verb = "[预计|安排|]" if planned else "[完成|]"
        clerk.write(
            f"{paper.whole}社会保险基金预算{word}{verb}{{whole}}{{said}}{{parts}}。",
            whole=whole,
            said=said,
            parts=listed if clerk.rng.randrange(2) else "",
        )
        sides.append(whole)
    year, left = result(now), now.line("余", LEFT)
    printed, kept = clerk.money(year), clerk.money(left)
    clerk.relations.append(
        Relation("sum", "sentence", (Term(1, sides[0].id), Term(-1, sides[1].id), Term(-1, printed.id)))
    )
    clerk.write("[收支相抵，|]本年收支结余{year}，年末滚存结余{left}。", year=printed, left=kept)


def result(account: Account) -> Amount:
    """Return what social insurance kept of the year's income."""
    return Amount(f"{account.group(INCOME).key}|本年结余", account.group(INCOME).fen - account.group(OUTLAY).fen)


def social_table(paper: Paper, name: str, phase: str, back: int) -> None:
    """Write income and outlay of each fund by item, the year's result and the balances."""
    clerk, account = paper.clerk, paper.account(phase, SOCIAL, back=back)
    funds = [name for name, _, _ in names.SOCIAL_FUNDS]
    rows: list[tuple[str, Sequence[Amount]]] = []

    def row(label: str, side: str, item: str) -> None:
        each = [account.item(side, fund, item) if item else account.group(side, fund) for fund in funds]
        whole = account.group(side) if not item else account.line(side, item)
        rows.append((label, (whole, *each)))

    row("一、上年末滚存结余", "余", BALANCE)
    row("二、本年收入", INCOME, "")
    for at, (item, _) in enumerate(names.SOCIAL_INCOME, 1):
        row(f"　　{'其中：' if at == 1 else ''}{item}", INCOME, item)
    row("三、本年支出", OUTLAY, "")
    for at, (item, _) in enumerate(names.SOCIAL_OUTLAY, 1):
        row(f"　　{'其中：' if at == 1 else ''}{item}", OUTLAY, item)
    each = [
        Amount(
            f"{account.group(INCOME, fund).key}|本年结余",
            account.group(INCOME, fund).fen - account.group(OUTLAY, fund).fen,
        )
        for fund in funds
    ]
    rows.append(("四、本年收支结余", (result(account), *each)))
    row("五、年末滚存结余", "余", LEFT)
    printed = matrix(clerk, name, "项目", ["合计", *funds], rows)
    income, outlay = 2 + len(names.SOCIAL_INCOME), 3 + len(names.SOCIAL_INCOME) + len(names.SOCIAL_OUTLAY)
    for column in range(len(funds) + 1):
        down = [numbers[column] for numbers in printed]
        sums(clerk, down[1], down[2:income], axis="column")
        sums(clerk, down[income], down[income + 1 : outlay], axis="column")
        sums(clerk, down[-2], [down[1], down[income]], (1, -1), axis="column")
        sums(clerk, down[-1], [down[0], down[-2]], axis="column")


def _sum(amounts: Sequence[Amount]) -> int:
    return sum(amount.fen for amount in amounts)


# --- transfers ----------------------------------------------------------------------------------------------------------


def transfer_sentence(paper: Paper, phase: str, back: int) -> None:
    """Say what came from above by kind, and what was passed to the towns."""
    clerk, own = paper.clerk, paper.account(phase, level=OWN_LEVEL, back=back)
    above = own.group(INCOME, FROM_ABOVE)
    named = (("税收返还", RETURNED), ("一般性转移支付", GRANTS), ("专项转移支付", SPECIAL))
    kinds = [(name, own.line(INCOME, line)) for name, line in named]
    whole = clerk.money(above)
    listed = phrases.parts(clerk, whole, kinds, clerk.pick("，", "；"), brackets=clerk.rng.randrange(3) == 0)
    below = clerk.money(own.group(OUTLAY, TO_BELOW))
    year = "{year}" if back == 0 else "{last}"
    clerk.write(
        f"{year}年，上级对我{paper.county.kind}[一般公共预算转移支付|税收返还和转移支付]{{whole}}{{parts}}。"
        f"{paper.county.kind}对[乡镇|各乡镇]补助{{below}}。",
        whole=whole,
        parts=listed,
        below=below,
    )


def transfer_table(paper: Paper, name: str, columns: Sequence[tuple[str, Account]]) -> None:
    """Write transfers from above by item, in one column a phase."""
    rows: list[tuple[str, Sequence[Amount]]] = []
    groups = ((RETURNED, names.RETURNS), (GRANTS, names.GENERAL_GRANTS), (SPECIAL, ()))
    wholes = [own.group(INCOME, FROM_ABOVE) for _, own in columns]
    tops, spans = [], []
    for number, (group, weights) in enumerate(groups):
        given = list(weights) or [(name_of(code, paper.year), weight) for code, weight in names.SPECIAL_GRANTS]
        parts = []
        for _, own in columns:
            amount = own.line(INCOME, group)
            parts.append(
                [Amount(f"{amount.key}/{item}", fen) for item, fen in split(amount.fen, given, paper.county.grain)]
            )
        tops.append(len(rows))
        rows.append((f"{ordinal(number + 1)}、{group}", [own.line(INCOME, group) for _, own in columns]))
        spans.append((len(rows), len(rows) + len(given)))
        rows += [(f"　　{item}", [part[at] for part in parts]) for at, (item, _) in enumerate(given)]
    rows.append(("合计", wholes))
    printed = matrix(paper.clerk, name, "项目", [head for head, _ in columns], rows, first_is_sum=False)
    for column in range(len(columns)):
        at = [numbers[column] for numbers in printed]
        sums(paper.clerk, at[-1], [at[top] for top in tops], axis="column")
        for top, (first, end) in zip(tops, spans, strict=True):
            sums(paper.clerk, at[top], at[first:end], axis="column")


def towns_table(paper: Paper, name: str, phase: str) -> None:
    """Write what the county passes to each town, general and special."""
    own = paper.account(phase, level=OWN_LEVEL)
    whole = own.group(OUTLAY, TO_BELOW)
    kinds = [
        Amount(f"{whole.key}|{kind}", fen)
        for kind, fen in split(whole.fen, (("一般", 7), ("专项", 3)), paper.county.grain)
    ]
    towns = names.TOWNS if paper.county.kind == "县" else names.STREETS
    shares = [split(kind.fen, [(town, 9 - at) for at, town in enumerate(towns)], paper.county.grain) for kind in kinds]
    rows: list[tuple[str, Sequence[Amount]]] = []
    for at, town in enumerate(towns):
        each = [Amount(f"{kind.key}|{town}", share[at][1]) for kind, share in zip(kinds, shares, strict=True)]
        rows.append((town, (Amount(f"{whole.key}|{town}", _sum(each)), *each)))
    rows.append(("合计", (whole, *kinds)))
    matrix(paper.clerk, name, "地区", ["合计", "一般性转移支付", "专项转移支付"], rows, last_row_sum=True)


# --- debt ---------------------------------------------------------------------------------------------------------------


def debt_sentence(paper: Paper, back: int) -> None:
    """Say limit and balance by kind, what was issued and repaid."""
    clerk, debt = paper.clerk, paper.county.debts[paper.year - back]
    brackets = clerk.rng.randrange(2) == 0
    said = []
    for what in (owed.LIMIT, owed.BALANCE):
        whole = clerk.money(debt.amount(what))
        kinds = [(f"{kind}债务{what}", debt.amount(what, kind)) for kind in owed.KINDS]
        said.append((whole, phrases.parts(clerk, whole, kinds, clerk.pick("，", "、"), brackets=brackets)))
    clerk.bounded(said[0][0], said[1][0])
    new, again, repaid = (clerk.money(debt.amount(what)) for what in (owed.NEW, owed.AGAIN, owed.REPAID))
    year = "{year}" if back == 0 else "{last}"
    kinds = [(f"{kind}债券", debt.amount(owed.NEW, kind)) for kind in owed.KINDS]
    clerk.write(
        f"[截至|到]{year}年底，{paper.whole}[政府债务限额|地方政府债务限额]{{limit}}{{limits}}；[政府债务余额|地方政府债务余额]"
        "{balance}{balances}，[控制在上级核定的限额以内|未超过核定限额]。",
        limit=said[0][0],
        limits=said[0][1],
        balance=said[1][0],
        balances=said[1][1],
    )
    clerk.write(
        f"{year}年发行新增债券{{new}}{{kinds}}；发行再融资债券{{again}}，偿还到期债务本金{{repaid}}。",
        new=new,
        kinds=phrases.parts(clerk, new, kinds, "、", brackets=True),
        again=again,
        repaid=repaid,
    )


def debt_tables(paper: Paper, back: int) -> None:
    """Write limits and balances by place with the formula's row, and how the balance came about."""
    clerk, debt = paper.clerk, paper.county.debts[paper.year - back]
    year = paper.year - back
    grid = begin(clerk, f"{year}年{paper.place}政府债务限额和余额情况表", "亿元")
    grid.head(
        [Head("地区", 2), Head(f"{year}年债务限额", 1, 3), Head(f"{year}年债务余额", 1, 3)],
        [Head(text) for _ in range(2) for text in ("合计", "一般债务", "专项债务")],
    )
    grid.row("公式", "A=B+C", "B", "C", "D=E+F", "E", "F")
    every = [debt.amount(what, *kinds) for what in (owed.LIMIT, owed.BALANCE) for kinds in ((), ("一般",), ("专项",))]
    for name in (paper.place, f"　　{paper.own}"):
        at = grid.row(name, *every)
        sums(clerk, at[1], at[2:4])
        sums(clerk, at[4], at[5:7])
    grid.done()
    rows: list[tuple[str, Sequence[Amount]]] = []
    for label, what in (
        (f"一、{year - 1}年末债务余额", owed.BALANCE_BEFORE),
        (f"二、{year}年末债务限额", owed.LIMIT),
        (f"三、{year}年新增债券发行额", owed.NEW),
        (f"四、{year}年再融资债券发行额", owed.AGAIN),
        (f"五、{year}年还本额", owed.REPAID),
        (f"六、{year}年末债务余额", owed.BALANCE),
    ):
        rows.append((label, [debt.amount(what), *(debt.amount(what, kind) for kind in owed.KINDS)]))
    printed = matrix(
        clerk, f"{year}年{paper.place}政府债务余额变动情况表", "项目", ["合计", "一般债务", "专项债务"], rows
    )
    for column in range(3):
        at = [numbers[column] for numbers in printed]
        sums(clerk, at[5], [at[0], at[2], at[3], at[4]], (1, 1, 1, -1), axis="column")


# --- 三公 ---------------------------------------------------------------------------------------------------------------

_SANGONG = (
    ("合计", (ABROAD, CAR_BUYING, CAR_FUEL, RECEPTION), (1, 2, 5)),
    ("一、因公出国（境）费", (ABROAD,), ()),
    ("二、公务用车购置及运行维护费", (CAR_BUYING, CAR_FUEL), (3, 4)),
    ("　　其中：公务用车购置费", (CAR_BUYING,), ()),
    ("　　　　　公务用车运行维护费", (CAR_FUEL,), ()),
    ("三、公务接待费", (RECEPTION,), ()),
)


def sangong_table(paper: Paper, name: str, columns: Sequence[tuple[str, int, str]]) -> None:
    """Write 三公 of all offices: columns are (head, year, phase)."""
    rows = [
        (label, [paper.county.three_public(year, phase, *codes) for _, year, phase in columns])
        for label, codes, _ in _SANGONG
    ]
    printed = matrix(paper.clerk, name, "项目", [head for head, _, _ in columns], rows, unit="万元", first_is_sum=False)
    for at, (_, _, parts) in enumerate(_SANGONG):
        for column in range(len(columns)):
            sums(paper.clerk, printed[at][column], [printed[part][column] for part in parts], axis="column")


def sangong_sentence(paper: Paper, year: int, phase: str, whole: Number, rate: Pieces = ()) -> None:
    """Say what 三公 came to (``whole``), how much of the budget that is, and by kind."""
    clerk, county = paper.clerk, paper.county
    kinds = [
        ("因公出国（境）费", county.three_public(year, phase, ABROAD)),
        ("公务用车购置及运行维护费", county.three_public(year, phase, CAR_BUYING, CAR_FUEL)),
        ("公务接待费", county.three_public(year, phase, RECEPTION)),
    ]
    lead = "[安排|预算安排]" if phase == DRAFT else "[支出|实际支出]"
    clerk.write(
        f"{paper.own}“三公”经费财政拨款{lead}{{whole}}{{rate}}{{parts}}。",
        whole=whole,
        rate=rate,
        parts=phrases.parts(clerk, whole, [one for one in kinds if clerk.shows(one[1])], "，"),
    )


def called(phase: str) -> str:
    """Return what a budget is called that something is measured against."""
    return {DRAFT: "年初预算", ADJUSTED: "调整预算"}[phase]
