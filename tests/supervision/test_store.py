"""The views over the facts: loads of an older form stand beside new ones."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

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


def test_the_facts_of_one_reader_are_not_those_of_another_nor_any_other_file(tmp_path: Path) -> None:
    live = []
    for number in (1, 2):
        path = tmp_path / f"{number}.parquet"
        columns = {"category": ["一般"], "year": pa.array([2020 + number], pa.int32())}
        pq.write_table(pa.table(columns | {"source_row": pa.array([1], pa.int64())}), path)
        live.append(Live("debt", REGION, path, number))
    other = tmp_path.parent / f"{tmp_path.name}.csv"
    other.write_text("secret", encoding="utf-8")
    with Facts(live[:1]) as one, Facts(live[1:]) as two:
        asked = "SELECT year FROM debt"
        assert [facts.rows(asked) for facts in (one, two, one)] == [
            [{"year": 2021}],
            [{"year": 2022}],
            [{"year": 2021}],
        ]
        with pytest.raises(duckdb.Error, match=r"Permission|disabled"):
            two.rows(f"SELECT * FROM read_csv('{other.as_posix()}')")
