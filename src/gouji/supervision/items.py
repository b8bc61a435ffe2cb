"""The data items (数据项) of ``data/items.toml``: what a finance system exports, with its fields and their types."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Type(StrEnum):
    """What a field holds. Amounts are stored in 元 with two decimals."""

    AMOUNT = "amount"
    CODE = "code"
    TEXT = "text"
    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Field:
    """One column of facts; ``names`` are the headings under which it is printed."""

    name: str
    zh: str
    type: Type
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of data. ``key`` tells rows apart; without one a row that repeats in full is set aside.

    ``monthly`` data is also kept summed by month; ``without_amount`` says that it is of use without any money.
    """

    name: str
    zh: str
    fields: tuple[Field, ...]
    required: frozenset[str]
    key: tuple[str, ...]
    monthly: bool = False
    without_amount: bool = False

    def field(self, name: str) -> Field:
        """Return the field of that name; KeyError where the item has none."""
        return next(field for field in self.fields if field.name == name)

    @property
    def amounts(self) -> tuple[str, ...]:
        """The names of the fields that hold money."""
        return tuple(field.name for field in self.fields if field.type is Type.AMOUNT)


@cache
def all_items() -> Mapping[str, Item]:
    """Return the items by name, in the order of the file."""
    text = (files("gouji.supervision") / "data" / "items.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    fields = {
        name: Field(name, given["zh"], Type(given["type"]), tuple(given["names"]))
        for name, given in data["fields"].items()
    }
    return {
        name: Item(
            name,
            given["zh"],
            tuple(fields[one] for one in given["fields"]),
            frozenset(given["required"]),
            tuple(given["key"]),
            monthly=given.get("monthly", False),
            without_amount=given.get("without_amount", False),
        )
        for name, given in data["items"].items()
    }
