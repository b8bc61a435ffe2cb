"""What ``gouji read`` prints."""

import csv
import io
import json

from tests.report import made

from gouji.report import read_report


def test_one_text_is_printed_as_it_is_and_several_under_their_paths() -> None:
    document = made.document()
    assert "".join(read_report.text([document], named=False)) == document.text
    assert "".join(read_report.text([document, document], named=True)).count("==> 青禾县水务局.pdf <==\n") == 2


def test_the_ledger_has_one_row_a_figure_with_value_and_unit() -> None:
    extraction = made.extraction(made.document())
    rows = list(csv.DictReader(io.StringIO("".join(read_report.ledger([extraction])))))
    assert len(rows) == len(extraction.figures)
    row = next(row for row in rows if row["text"] == "30.15万元")
    assert (row["value"], row["unit"], row["amount"], row["page"]) == ("30.15", "万元", "301500.00", "1")
    assert (row["part_unit"], row["part_year"], row["section"]) == ("青禾县水务局", "2023", "一、收支预算总体情况")


def test_words_that_a_spreadsheet_would_run_are_quoted() -> None:
    extraction = made.extraction(made.document("=cmd.pdf"))
    assert "\n'=cmd.pdf," in "".join(read_report.ledger([extraction]))


def test_json_gives_blocks_that_point_into_the_text() -> None:
    extraction = made.extraction(made.document())
    document = json.loads("".join(read_report.as_json([extraction])))["documents"][0]
    heading = document["blocks"][0]
    assert document["text"][heading["start"] : heading["end"]] == "青禾县水务局2023年部门预算"
    table = next(block for block in document["blocks"] if block["type"] == "table")
    row, column, down, right, start, end = table["cells"][3]
    assert (row, column, down, right, document["text"][start:end]) == (0, 3, 1, 2, "基本支出")
