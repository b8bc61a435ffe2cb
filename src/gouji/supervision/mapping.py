"""Which column of a file is which field: proposed from the headings, shown to a person, saved and used again next month."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from gouji.model.document import Message
from gouji.supervision.items import Item, Type, all_items

if TYPE_CHECKING:
    from collections.abc import Mapping as Map
    from collections.abc import Sequence

    from gouji.supervision.sheets import Table

UNITS = {"元": 1, "百元": 100, "千元": 1000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_UNIT = re.compile(
    r"(?:单位|金额单位)[:：]?\s*(元|百元|千元|万元|百万元|亿元)|[（(](元|百元|千元|万元|百万元|亿元)[）)]"
)
_ASIDE = re.compile(r"[（(][^（()）]*[）)]|[\s_:：/、-]")
_YEAR = re.compile(r"(20\d\d)\s*年")


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a sheet is read: ``columns`` from field to column (from 0), ``given`` fields that hold for the whole file.

    ``header`` is the row of the headings (from 0, empty rows not counted), ``unit`` the money unit of the file.
    """

    item: str
    columns: Map[str, int]
    header: int = 0
    unit: str = "元"
    given: Map[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return plain values to store."""
        return asdict(self) | {"columns": dict(self.columns), "given": dict(self.given)}

    @classmethod
    def from_json(cls, stored: Map[str, Any]) -> Mapping:
        """Return a stored mapping."""
        return cls(**stored)


def propose(table: Table, item: Item | None = None) -> Mapping:
    """Return the mapping that the headings suggest, of the item that fits best where none is named."""
    tried = [_proposed(table, one) for one in ([item] if item else all_items().values())]
    return max(tried, key=lambda mapping: (*_worth(mapping), _named(mapping, table)))


def complaints(mapping: Mapping, table: Table) -> tuple[Message, ...]:
    """Return what keeps a mapping from being used: required fields without a column, columns that are not there."""
    item = all_items()[mapping.item]
    known = set(mapping.columns) | set(mapping.given)
    found = [
        Message(
            f"缺少“{item.field(name).zh}”列，请指定一列或填写固定值。",
            f"Column {name} is missing; map it or give a value.",
        )
        for name in sorted(item.required - known)
    ]
    if not item.without_amount and not set(item.amounts) & known:
        found.append(Message("没有指定任何金额列，请至少指定一列。", "No amount column is mapped; map at least one."))
    found += [
        Message(
            f"“{item.field(name).zh}”指向第{at + 1}列，但表只有{table.columns}列。",
            f"{name}: the table has no column {at + 1}.",
        )
        for name, at in mapping.columns.items()
        if at >= table.columns
    ]
    units = sorted(_units(table.head[mapping.header] if table.head else ()), key=list(UNITS).index, reverse=True)
    if len(units) > 1:
        said = "、".join(units)
        found.append(
            Message(
                f"表头里有多种金额单位（{said}），请统一成一种后重新导出。",
                f"The headings name several money units ({said}); export the file in one.",
            )
        )
    if mapping.unit not in UNITS:
        found.append(Message(f"不认识金额单位“{mapping.unit}”。", f"Unknown money unit {mapping.unit}."))
    return tuple(found)


def _worth(mapping: Mapping) -> tuple[int, int]:
    """Rank a proposal: fewest needed fields missing (one of money counts as needed), then most headings understood."""
    item = all_items()[mapping.item]
    known = set(mapping.columns) | set(mapping.given)
    without_money = not item.without_amount and not set(item.amounts) & known
    return (-len(item.required - known) - without_money, len(mapping.columns))


def _named(mapping: Mapping, table: Table) -> int:
    """Return how much of the item's name the title or the file's name says: it decides between items of the same columns."""
    name = all_items()[mapping.item].zh
    return len(name) if name in _above(table, mapping.header) else 0


def _above(table: Table, header: int) -> str:
    """Return all that stands above the data, and the table's name."""
    return " ".join(cell for row in table.head[: header + 1] for cell in row) + f" {table.name}"


def _proposed(table: Table, item: Item) -> Mapping:
    rows = [_columns(row, item) for row in table.head]
    header = max(range(len(rows)), key=lambda at: len(rows[at]))
    above = _above(table, header)
    columns = rows[header]
    return Mapping(item.name, columns, header, _unit(above), _given(item, columns, above))


def _columns(row: Sequence[str], item: Item) -> dict[str, int]:
    """Return the fields whose heading stands in this row; a heading that fits two fields goes to the first without a column."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        name = _plain(cell)
        fit = next((field.name for field in item.fields if field.name not in found and _fits(name, field.names)), None)
        if name and fit:
            found[fit] = at
    return found


def _fits(name: str, names: Sequence[str]) -> bool:
    return any(name == _plain(one) for one in names)


def _plain(heading: str) -> str:
    """Return a heading without spaces, brackets and punctuation, in lower case."""
    return _ASIDE.sub("", heading).lower()


def _units(heading: Sequence[str]) -> set[str]:
    """Return the money units that the headings name."""
    return {match.group(1) or match.group(2) for cell in heading for match in _UNIT.finditer(cell)}


def _unit(above: str) -> str:
    match = _UNIT.search(above)
    return (match.group(1) or match.group(2)) if match else "元"


def _given(item: Item, columns: Map[str, int], above: str) -> dict[str, str]:
    """Return what the title says for every row: the year, where the item has one and no column holds it."""
    wants = any(field.type is Type.YEAR and field.name == "year" for field in item.fields) and "year" not in columns
    match = _YEAR.search(above)
    return {"year": match.group(1)} if wants and match else {}
