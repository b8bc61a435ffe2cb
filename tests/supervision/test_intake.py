"""What a finance system exports becomes facts, exactly; what cannot be taken waits with its reason; nothing is lost."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb
import pytest
import xlsxwriter

from gouji.supervision.intake import Expected, Tally, aside_rows, take_in
from gouji.supervision.mapping import complaints, propose
from gouji.supervision.sheets import SheetError, Table, tables_of

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "支付日期,凭证号,预算单位,项目名称,支出功能分类,收款人,摘要,支付金额\n"
ROWS = """2026-01-15,A1,青禾县林业局,造林补助,2130205,甲公司,苗木款,"12,345.60"
2026/2/3,A2,青禾县林业局,造林补助,2130205,乙公司,运费,100.00
2026年3月1日,A3,青禾县教育局,校舍维修,2050201,丙公司,工程款,(20.5)
"""


def table_of(tmp_path: Path, text: str, encoding: str = "utf-8") -> Table:
    source = tmp_path / "支付.csv"
    source.write_bytes(text.encode(encoding))
    return tables_of(source, tmp_path)[0]


def taken(tmp_path: Path, text: str, expected: Expected | None = None) -> Tally:
    table = table_of(tmp_path, text)
    return take_in(table, propose(table), tmp_path / "facts.parquet", expected)


def facts(tmp_path: Path, columns: str) -> list[tuple[object, ...]]:
    query = f"SELECT {columns} FROM read_parquet('{tmp_path / 'facts.parquet'}') ORDER BY source_row"
    with duckdb.connect() as connection:
        return connection.execute(query).fetchall()


def test_a_file_of_payments_is_known_by_its_headings(tmp_path: Path) -> None:
    table = table_of(tmp_path, "2026年国库支付明细,,,,,,,\n" + HEAD + ROWS)
    mapping = propose(table)
    assert (mapping.item, mapping.header, mapping.unit) == ("payment", 1, "元")
    assert mapping.columns["amount"] == 7
    assert mapping.columns["function"] == 4
    assert complaints(mapping, table) == ()


def test_payments_lie_by_month_unit_and_project_and_keep_the_number_of_their_row(tmp_path: Path) -> None:
    mixed = "".join(
        f"2026-{month:02}-{day:02},{unit}{month}{day},{name},造林补助,2130205,甲公司,款,1.00\n"
        for day in (9, 5)
        for month in (2, 1)
        for unit, name in (("B", "青禾县林业局"), ("A", "青禾县教育局"))
    )
    taken(tmp_path, HEAD + mixed)
    with duckdb.connect() as connection:
        lying = connection.execute(
            f"SELECT month(date), unit_name, day(date), source_row FROM read_parquet('{tmp_path / 'facts.parquet'}')"
        ).fetchall()
    schools, forestry = "青禾县教育局", "青禾县林业局"
    assert lying == [
        *((1, schools, 9, 5), (1, schools, 5, 9), (1, forestry, 9, 4), (1, forestry, 5, 8)),
        *((2, schools, 9, 3), (2, schools, 5, 7), (2, forestry, 9, 2), (2, forestry, 5, 6)),
    ]


def test_every_row_is_kept_set_aside_or_a_total(tmp_path: Path) -> None:
    more = "2026-04-01,A4,青禾县教育局,校舍维修,2050201,丙公司,尾款,待定\n,A5,青禾县教育局,,,,,5\n,合计,,,,,,12425.10\n"
    tally = taken(tmp_path, HEAD + ROWS + more)
    assert tally.complete
    assert (tally.rows, tally.kept, tally.totals) == (6, 3, 1)
    assert tally.aside == {"missing:date": 1, "unread:amount": 1}
    assert tally.sums == {"amount": Decimal("12425.10")}
    assert tally.printed == ((7, "amount", Decimal("12425.10")),)
    assert [(row.row, row.reason) for row in aside_rows(tmp_path / "facts.parquet")] == [
        (5, "unread:amount"),
        (6, "missing:date"),
    ]


def test_amounts_are_exact_in_yuan(tmp_path: Path) -> None:
    text = "年度,预算单位,预算数（万元）\n2026,青禾县林业局,0.123456\n2026,青禾县教育局,１，０００．５\n2026,青禾县苗圃,0.00000049\n"
    tally = taken(tmp_path, text)
    assert facts(tmp_path, "opening") == [(Decimal("1234.56"),), (Decimal("10005000.00"),), (Decimal("0.00"),)]
    assert tally.rounded == 1


@pytest.mark.parametrize("amount", ["99999999999999999999999", "1e400", "1,2,3,", "0x10", "NaN", "１２－３", "5万"])
def test_what_is_no_amount_waits_and_never_stops_the_load(tmp_path: Path, amount: str) -> None:
    text = f'年度,预算单位,预算数（亿元）\n2026,青禾县林业局,"{amount}"\n2026,青禾县教育局,2\n'
    tally = taken(tmp_path, text)
    assert tally.complete
    assert (tally.kept, tally.aside) == (1, {"unread:opening": 1})


def test_a_repeated_voucher_is_counted_once(tmp_path: Path) -> None:
    tally = taken(tmp_path, HEAD + ROWS + ROWS.splitlines()[0] + "\n")
    assert tally.aside == {"repeated": 1}
    assert tally.sums["amount"] == Decimal("12425.10")


def test_rows_of_another_year_and_of_unknown_units_wait(tmp_path: Path) -> None:
    more = "2025-12-31,B1,青禾县林业局,造林补助,2130205,甲公司,苗木款,1.00\n2026-01-02,B2,白石县林业局,造林,2130205,甲公司,款,2.00\n"
    tally = taken(tmp_path, HEAD + ROWS + more, Expected(2026, ("青禾县林业局", "青禾县教育局")))
    assert tally.aside == {"other_year": 1, "unknown_unit": 1}
    assert tally.kept == 3


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    table = table_of(tmp_path, HEAD + ROWS, encoding)
    assert table.head[0][0] == "支付日期"
    assert len(table.head) == 4


def test_a_workbook_gives_stored_values_and_dates(tmp_path: Path) -> None:
    source = tmp_path / "支付.xlsx"
    book = xlsxwriter.Workbook(str(source))
    sheet = book.add_worksheet("支付")
    day = book.add_format({"num_format": "yyyy/m/d"})
    rounded = book.add_format({"num_format": "0"})
    sheet.write_row(0, 0, ["支付日期", "预算单位", "支付金额"])
    sheet.write_number(1, 0, 46037, day)  # 2026-01-15
    sheet.write_string(1, 1, "青禾县林业局")
    sheet.write_number(1, 2, 12345.67, rounded)
    book.close()
    table = tables_of(source, tmp_path)[0]
    take_in(table, propose(table), tmp_path / "facts.parquet")
    assert [(str(day), amount) for day, amount in facts(tmp_path, "date, amount")] == [
        ("2026-01-15", Decimal("12345.67"))
    ]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"PK\x03\x04 half a file"])
def test_a_file_without_data_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "x.csv"
    source.write_bytes(content)
    with pytest.raises(SheetError) as caught:
        tables_of(source, tmp_path)
    assert caught.value.message.zh.endswith("。")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    table = table_of(tmp_path, "支付日期,支付金额\n2026-01-01,5\n")
    mapping = propose(table)
    assert [message.zh for message in complaints(mapping, table)] == ["缺少“单位名称”列，请指定一列或填写固定值。"]


def test_the_same_file_gives_the_same_facts(tmp_path: Path) -> None:
    taken(tmp_path, HEAD + ROWS)
    first = facts(tmp_path, "*")
    taken(tmp_path, HEAD + ROWS)
    assert facts(tmp_path, "*") == first
