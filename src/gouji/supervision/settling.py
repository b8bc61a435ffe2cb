"""Rows that were set aside become facts once a person has mended them or taken them as they are: a file of their own."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from gouji.supervision.intake import Expected, take_in
from gouji.supervision.items import all_items
from gouji.supervision.sheets import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.supervision.intake import Tally
    from gouji.supervision.items import Field
    from gouji.supervision.mapping import Mapping


def settled_of(target: Path, version: int) -> Path:
    """Return where the settled rows of a load lie; each decision makes another version, none is written over."""
    return target.with_suffix(f".settled{version:d}.parquet")


def fields_of(mapping: Mapping) -> tuple[Field, ...]:
    """Return the fields of the cells of a row set aside, in their order."""
    item = all_items()[mapping.item]
    return tuple(item.field(name) for name, _at in sorted(mapping.columns.items(), key=lambda pair: pair[1]))


def settle(
    rows: Sequence[tuple[int, Sequence[str]]], mapping: Mapping, target: Path, expected: Expected | None = None
) -> Tally:
    """Write rows (their numbers in the file, their cells by :func:`fields_of`) as facts; the tally says what is still wrong.

    Without ``expected`` only the grammar of the cells is asked: whose row it is and whether it repeats, a person has judged.
    """
    fields = fields_of(mapping)
    own = replace(mapping, columns={one.name: at for at, one in enumerate(fields)}, header=0)
    heading = tuple(one.zh for one in fields)
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(heading)
            writer.writerows(cells for _number, cells in rows)
        table = Table("", path, (heading,), len(fields))
        return take_in(table, own, target, expected or Expected(repeats=True), [number for number, _cells in rows])
