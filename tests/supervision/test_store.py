"""The views over the facts: loads of an older form stand beside new ones."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from gouji.supervision.store import Facts, Live

if TYPE_CHECKING:
    from pathlib import Path

REGION = "990123"


def test_a_field_that_came_later_is_empty_in_an_older_load(tmp_path: Path) -> None:
    """Debts were loaded once without the amount due; the view still has it, and the order of columns does not matter."""
    amount = pa.decimal128(18, 2)
    old = {"category": ["一般"], "year": pa.array([2023], pa.int32()), "balance": pa.array([Decimal("30.15")], amount)}
    new = {
        "due": pa.array([Decimal("4.05")], amount),
        "balance": pa.array([Decimal("41.20")], amount),
        "year": pa.array([2024], pa.int32()),
        "category": ["专项"],
    }
    live = []
    for number, columns in enumerate((old, new), 1):
        path = tmp_path / f"{number}.parquet"
        pq.write_table(pa.table(columns | {"source_row": pa.array([number], pa.int64())}), path)
        live.append(Live("debt", REGION, path, number))
    with Facts(live) as facts:
        rows = facts.rows("SELECT year, category, balance, due, region, load, source_row FROM debt ORDER BY load")
    assert [tuple(row.values()) for row in rows] == [
        (2023, "一般", Decimal("30.15"), None, REGION, 1, 1),
        (2024, "专项", Decimal("41.20"), Decimal("4.05"), REGION, 2, 2),
    ]
