"""Columns and wrapping on a terminal, counted by hand."""

from hypothesis import given
from hypothesis import strategies as st

from gouji.report.width import columns, pad, wrap


def test_chinese_takes_two_columns_and_combining_marks_none() -> None:
    assert columns("预算30.15万元") == 2 * 2 + 5 + 2 * 2
    assert columns("e\u0301") == 1
    assert columns("＋") == 2


def test_a_numeral_stays_whole_and_a_comma_never_begins_a_line() -> None:
    assert wrap("收入预算41.20万元，其中", 14) == ["收入预算41.20", "万元，其中"]
    assert wrap("收入预算，其中", 8) == ["收入预", "算，其中"]


def test_an_opening_bracket_never_ends_a_line() -> None:
    assert wrap("支出（项目）", 6) == ["支出", "（项", "目）"]


def test_continued_lines_are_indented() -> None:
    assert wrap("一二三四", 6, "  ", "- ") == ["- 一二", "  三四"]


def test_padding_counts_columns() -> None:
    assert pad("一", 4) == "一  "


@given(st.text("一二（），。a1. …-", max_size=60), st.integers(4, 30))
def test_no_line_is_wider_than_the_limit_and_nothing_is_lost(text: str, limit: int) -> None:
    lines = wrap(text, limit)
    assert all(columns(line) <= limit for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
