"""The text report, read as a person would."""

from tests.report import made

from gouji import api
from gouji.read.reader import Limits
from gouji.read.text import TextReader
from gouji.report.text import Style, report
from gouji.report.width import columns


def lines_of(style: Style | None = None) -> list[str]:
    return "".join(report([made.checked(), made.failed()], style)).splitlines()


def test_a_finding_says_where_what_should_be_and_how_it_was_computed() -> None:
    lines = lines_of()
    at = lines.index("  [重要] SU101  第1页")
    assert [line.strip() for line in lines[at + 1 : at + 5]] == [
        "30.15万元，应为 36.25万元",
        "收入预算各项之和与总数41.20万元不一致，请核实一般公共预算拨款。",
        "41.20 - 4.05 - 0.90 = 36.25",
        "相差 -6.10，尾差最多 0.02",
    ]
    assert lines[at - 1] == "一、收支预算总体情况"


def test_a_missing_figure_is_shown_within_its_words() -> None:
    assert any(line.strip().startswith("接待费0万元，比上年减少‸万元。") for line in lines_of())


def test_the_figure_account_stands_under_the_name() -> None:
    lines = lines_of()
    assert lines[0] == "青禾县水务局.pdf"
    # 19 numerals: 1 + 3 + 8 + 2 states of quantities, 1 zero, two years and a code, 1 masked.
    assert lines[3] == "数字 19：不符 1，存疑 3，相符 8，未勾稽 2，零值 1，非数量 3，遮盖 1"
    assert lines[4] == "非零数量中已勾稽 85%"  # 12 of 14, rounded down


def test_a_file_that_was_not_read_says_why_and_is_counted() -> None:
    lines = lines_of()
    assert "! 文件是空的，请重新导出。" in lines
    assert "合计  2 份材料，未能读出 1" in lines
    assert lines[-1] == "疑点 3  重要 1  一般 1  提示 1"


def test_no_line_is_wider_than_eighty_columns() -> None:
    assert max(map(columns, lines_of())) <= 80


def test_colour_only_where_asked_for() -> None:
    assert "\x1b" not in "".join(lines_of())
    assert "\x1b[31m[重要]\x1b[0m" in "".join(lines_of(Style(colour=True)))


def test_english_labels_keep_the_chinese_message() -> None:
    text = "\n".join(lines_of(Style("en")))
    assert "[major] SU101  page 1" in text
    assert "请核实一般公共预算拨款。" in text
    assert "! The file is empty; please export it again." in text


def test_a_mark_that_should_not_be_there_is_to_be_deleted() -> None:
    document = TextReader().read("# 虚构市示例局2024年部门预算\n\n会议费。1.20万元。\n".encode(), "预算.md", Limits())
    shown = "".join(report([api.check(document)])).splitlines()
    at = shown.index("  [一般] TX108  第3行")
    assert shown[at + 1].strip() == "。，应删去"
