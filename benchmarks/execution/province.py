"""A made-up province: its units, projects and payments, written by DuckDB as a finance system would export them."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from pathlib import Path

MEMORY = "2GB"
PROJECTS = 20
_FUNCTIONS = ("2010101", "2050201", "2080501", "2100201", "2130205", "2140101")
_ITEMS = ("30101", "30201", "30211", "30213", "30215", "30217", "30299", "31002")


@dataclass(frozen=True, slots=True)
class Province:
    """How many units it has, and how many payments a year."""

    units: int
    rows: int

    def unit(self, at: int) -> str:
        """Return a unit's name."""
        return f"云岭省第{at:04d}单位"


def write_payments(path: Path, province: Province, year: int) -> None:
    """Write a year's payments, by day, as CSV: each in its own voucher, units and payees unevenly busy."""
    functions, items = (", ".join(f"'{one}'" for one in some) for some in (_FUNCTIONS, _ITEMS))
    query = f"""
        SELECT strftime(make_date({year}, 1, 1) + (i * 365 // {province.rows})::INTEGER, '%Y-%m-%d') AS 支付日期,
            'V{year}' || lpad(i::VARCHAR, 9, '0') AS 凭证号,
            '云岭省第' || lpad(unit::VARCHAR, 4, '0') || '单位' AS 预算单位,
            '项目' || (h // 977 % {PROJECTS})::VARCHAR AS 项目名称,
            [{functions}][1 + h // 31 % {len(_FUNCTIONS)}] AS 功能科目,
            [{items}][1 + h // 53 % {len(_ITEMS)}] AS 部门经济科目,
            '一般公共预算' AS 资金性质,
            CASE WHEN h % 5000 = 0 THEN '云岭第' || (h // 7 % 90)::VARCHAR || '超市'
                ELSE '云岭供应商' || (h // 7 % 60000)::VARCHAR || '有限公司' END AS 收款人,
            ['货款', '工程款', '服务费', '差旅费报销', '预付款'][1 + h // 11 % 5] AS 摘要,
            (100 + h // 13 % 4000000) / 100 AS whole, h // 13 % 100 AS cents
        FROM (SELECT i, (hash(i + {year} * 7919) % 2147483647)::BIGINT AS h,
            floor({province.units} * pow((hash(i * 31 + {year}) % 1000003) / 1000003, 2))::INTEGER AS unit
            FROM range({province.rows}) AS t(i))
    """
    written = f"SELECT * EXCLUDE (whole, cents), floor(whole)::BIGINT || '.' || lpad(cents::VARCHAR, 2, '0') AS 支付金额 FROM ({query})"
    with duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'; SET threads = 2; SET preserve_insertion_order = true")
        connection.execute(f"COPY ({written}) TO '{path.as_posix()}' (FORMAT csv, HEADER)")


def paid_by_project(path: Path) -> list[tuple[str, str, int]]:
    """Return what each unit paid for each project in a year's file, in whole 元: what an even budget would have been."""
    query = (
        "SELECT 预算单位, 项目名称, ceil(sum(支付金额::DECIMAL(18, 2)))::BIGINT"
        f" FROM read_csv('{path.as_posix()}', header = true, all_varchar = true) GROUP BY ALL ORDER BY ALL"
    )
    with duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'; SET threads = 2")
        return connection.execute(query).fetchall()


def duckdb_reads(path: Path) -> float:
    """Return the seconds in which DuckDB alone brings the same file into typed Parquet, with the memory that we take."""
    query = (
        "SELECT 支付日期::DATE AS date, * EXCLUDE (支付日期, 支付金额), 支付金额::DECIMAL(18, 2) AS amount"
        f" FROM read_csv('{path.as_posix()}', header = true, all_varchar = true)"
    )
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'; SET threads = 2; SET temp_directory = '{folder}'")
        began = time.perf_counter()
        connection.execute(f"COPY ({query}) TO '{folder}/read.parquet' (FORMAT parquet, COMPRESSION zstd)")
        return time.perf_counter() - began
