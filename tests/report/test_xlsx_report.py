"""The 问题清单: its columns, its texts exactly as printed, its page, and the figure account by unit."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree
from tests.report import made

from gouji.api import check, read_bytes
from gouji.cli import main
from gouji.model.claim import Kind
from gouji.model.finding import Beside, SetAside
from gouji.read.open import read_bytes as open_bytes
from gouji.report import xlsx_report

MAIN = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
HEADS = [
    "序号",
    "单位",
    "材料名称",
    "位置（部分/页/表/行列）",
    "原文",
    "核算过程",
    "参考值",
    "等级",
    "情况说明",
    "责任人",
    "时限",
    "办结情况",
]


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return etree.fromstring(book.read(f"xl/{name}"))


def shared(data: bytes) -> list[str]:
    return ["".join(map(str, item.itertext())) for item in part(data, "sharedStrings.xml").findall("m:si", MAIN)]


def cells(data: bytes, sheet: int = 1) -> dict[str, str]:
    """Cell reference to text, for shared strings and numbers alike."""
    texts = shared(data)
    found = {}
    for cell in part(data, f"worksheets/sheet{sheet}.xml").iter(f"{{{MAIN['m']}}}c"):
        value = cell.findtext("m:v", None, MAIN)
        if value is not None:
            found[cell.get("r", "")] = texts[int(value)] if cell.get("t") == "s" else value
    return found


def row(data: bytes, number: int, sheet: int = 1) -> list[str]:
    found = cells(data, sheet)
    return [found.get(f"{column}{number}", "") for column in "ABCDEFGHIJKLMN"]


def test_one_row_a_finding_with_amounts_as_printed() -> None:
    data = xlsx_report.report([made.checked()])
    assert row(data, 3)[:12] == HEADS
    first = row(data, 4)
    assert first[:3] == ["1", "青禾县水务局", "青禾县水务局.pdf"]
    assert first[3] == "一、收支预算总体情况\n第1页"
    assert first[4:8] == [
        "30.15万元",
        "收入预算各项之和与总数41.20万元不一致，请核实一般公共预算拨款。\n41.20 - 4.05 - 0.90 = 36.25",
        "36.25万元",
        "重要",
    ]
    assert first[8:12] == ["", "", "", ""]
    assert first[12:] == ["SU101", "f1"]
    assert row(data, 2)[0] == "材料 1 份，疑点 3 条（重要 1，一般 1，提示 1）"


def test_the_page_is_a4_landscape_with_its_head_repeated_and_frozen() -> None:
    data = xlsx_report.report([made.checked()])
    sheet = part(data, "worksheets/sheet1.xml")
    setup = sheet.find("m:pageSetup", MAIN)
    assert setup is not None
    assert (setup.get("paperSize"), setup.get("orientation")) == ("9", "landscape")
    pane = sheet.find(".//m:pane", MAIN)
    assert pane is not None
    assert (pane.get("ySplit"), pane.get("state")) == ("3", "frozen")
    assert sheet.find("m:autoFilter", MAIN).get("ref") == "A3:N6"  # type: ignore[union-attr]
    names = {name.get("name"): name.text for name in part(data, "workbook.xml").iter(f"{{{MAIN['m']}}}definedName")}
    assert names["_xlnm.Print_Titles"]
    assert "$A$1:$L$6" in names["_xlnm.Print_Area"]  # type: ignore[operator]
    closed = sheet.find(".//m:dataValidation[@sqref='L4:L6']/m:formula1", MAIN)
    assert closed is not None
    assert closed.text == '"待办,整改中,办结,不予采纳"'


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "30.150"])
def test_no_text_becomes_a_formula_or_a_number(text: str) -> None:
    checked = made.checked()
    finding = replace(checked.findings[0], printed=text, message=text)
    data = xlsx_report.report([replace(checked, findings=(finding,))])
    sheet = part(data, "worksheets/sheet1.xml")
    assert row(data, 4)[4] == text
    assert sheet.find(".//m:f", MAIN) is None
    assert sheet.find("m:hyperlinks", MAIN) is None
    (cell,) = [cell for cell in sheet.iter(f"{{{MAIN['m']}}}c") if cell.get("r") == "E4"]
    style = part(data, "styles.xml").findall("m:cellXfs/m:xf", MAIN)[int(cell.get("s", "0"))]
    assert style.get("quotePrefix") == ("1" if text[0] in "=+-@" else None)


def test_a_district_has_its_units_summed_with_their_figures() -> None:
    one, failed = made.checked(), made.failed()
    data = xlsx_report.report([one, made.checked("b.pdf"), failed])
    heads = row(data, 3, 2)
    unit, unread, total = (dict(zip(heads, row(data, number, 2), strict=True)) for number in (4, 5, 6))
    assert (unit["单位"], unit["材料"], unit["重要"]) == ("青禾县水务局", "2", "2")
    assert int(unit["数字"]) == 2 * one.account["total"]
    assert int(unit["不符"]) == 2 * one.account["contradicted"]
    assert (unread["单位"], unread["数字"]) == ("空白.pdf", "0")
    assert (total["单位"], total["材料"], total["数字"]) == ("合计", "3", unit["数字"])
    assert row(data, 4, 3)[1:4] == ["空白.pdf", "", "未能读出：文件是空的，请重新导出。"]


def test_what_stands_in_another_document_is_cited() -> None:
    checked = made.checked()
    (first, *_) = checked.findings
    other = Beside(Kind.EQUAL, "青禾县水务局2023年部门决算", replace(first.place, document="决算.md", page=None), 7)
    data = xlsx_report.report([replace(checked, findings=(replace(first, beside=(other,)),))])
    assert row(data, 4)[5].splitlines()[-1] == "与《青禾县水务局2023年部门决算》决算.md 第7行 的 30.15万元 对照"


def test_what_is_set_aside_is_counted() -> None:
    checked = made.checked()
    aside = (SetAside(checked.findings[0], "suppression", "已说明", "张三", date(2026, 6, 30)),)
    data = xlsx_report.report([replace(checked, findings=checked.findings[1:], set_aside=aside)])
    assert row(data, 2)[0].endswith("，已抑制 1")
    counted = dict(zip(row(data, 3, 2), row(data, 4, 2), strict=True))
    assert counted["已抑制"] == "1"


def test_the_same_run_gives_the_same_bytes_and_our_own_reader_takes_them() -> None:
    one, two = (xlsx_report.report([made.checked()], date(2026, 1, 5)) for _ in range(2))
    assert one == two
    (document,) = open_bytes(one, "list.xlsx", isolate=False)
    assert "30.15万元" in document.text


def test_several_parts_count_for_their_own_units() -> None:
    text = (
        "# 甲县水务局2024年部门预算\n\n2024年支出预算12.00万元。\n\n"
        "# 甲县农业局2024年部门预算\n\n2024年支出预算13.00万元，其中：基本支出5.00万元，项目支出7.00万元。\n"
    )
    (document,) = read_bytes(text.encode(), "a.md", isolate=False)
    checked = check(document)
    data = xlsx_report.report([checked])
    assert checked.extraction
    units = {name: number for number in range(4, 9) if (name := row(data, number, 2)[1])}
    assert set(units) == {part.unit for part in checked.extraction.parts} | {"合计"}
    counts = {name: int(row(data, number, 2)[8]) for name, number in units.items()}
    assert counts.pop("合计") == sum(counts.values()) == checked.account["total"]


def test_a_workbook_needs_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "a.md", "--format", "xlsx"]) == 2
    assert capsys.readouterr().err


def test_a_list_of_decided_findings_carries_what_was_decided() -> None:
    one = xlsx_report.Row(
        "青禾县林业局", "预算.pdf", "第3页", "30.15万元", "合计不符", "36.25", "重要", "SU101", "f" * 8
    )
    decided = replace(one, remark="单位已说明：笔误", owner="李四", due=date(2026, 12, 1), closed="整改中")
    line = xlsx_report.UnitLine("青禾县林业局", documents=1, findings=Counter(error=2))
    data = xlsx_report.list_of([one, decided], [line])
    said = [dict(zip("BCDEFGHIJKLMN", told, strict=True)) for told in (_in_full(data, 4), _in_full(data, 5))]
    assert [(cell["I"], cell["J"], cell["L"]) for cell in said] == [
        ("", "", ""),
        ("单位已说明：笔误", "李四", "整改中"),
    ]
    assert said[1]["K"] == "46357"  # a workbook's number of the day


def _in_full(data: bytes, number: int) -> list[str]:
    found = cells(data)
    return [found.get(f"{column}{number}", "") for column in "BCDEFGHIJKLMN"]
