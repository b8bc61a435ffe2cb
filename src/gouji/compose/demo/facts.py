"""What one document is about: a department, a year, its budget and account, and those of the year before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.compose.demo.books import FISCAL, FUND, GENERAL, SANGONG, STATE, Amount

if TYPE_CHECKING:
    from gouji.compose.demo.books import Book
    from gouji.compose.demo.history import History

SOURCES = (
    ("一般公共预算", GENERAL),
    ("政府性基金预算", FUND),
    ("国有资本经营预算", STATE),
)
WARNING = "本材料为虚构示例，地名、单位、事项和数字均为编造，不对应任何真实单位。"


@dataclass(frozen=True)
class Facts:
    """A department in a year; ``at`` indexes its books, of which the first is only the year before."""

    history: History
    at: int

    @property
    def name(self) -> str:
        """The department's name."""
        return self.history.name

    @property
    def above(self) -> str:
        """The department in charge: itself, or the one that a unit stands under."""
        return self.history.above or self.name

    @property
    def year(self) -> int:
        """The document's year."""
        return self.budget.year

    @property
    def budget(self) -> Book:
        """The year's budget."""
        return self.history.budgets[self.at]

    @property
    def final(self) -> Book:
        """The year's final account."""
        return self.history.finals[self.at]

    @property
    def last_budget(self) -> Book:
        """The budget of the year before."""
        return self.history.budgets[self.at - 1]

    @property
    def last_final(self) -> Book:
        """The final account of the year before."""
        return self.history.finals[self.at - 1]

    @property
    def several(self) -> bool:
        """Whether the department has units below it."""
        return self.history.features.units > 1

    @property
    def public(self) -> bool:
        """Whether the office itself has 机关运行经费: an administration, or managed like one (参公)."""
        return self.history.office.kind != "事业"


def three_public(book: Book, *codes: str) -> Amount:
    """Return 三公 spending of fiscal money, all or of some economic items."""
    return book.spent(economic=codes or SANGONG, money=FISCAL)


def running(facts: Facts, book: Book) -> Amount:
    """Return 机关运行经费: the public items (302, 310) of 基本支出 of those units that have any."""
    units = [unit for at, unit in enumerate(book.units()) if at == 0]
    amount = book.spent(economic=("302", "310"), money=GENERAL, nature="基本", unit=units[0])
    return amount if facts.public else Amount(amount.key, 0)
