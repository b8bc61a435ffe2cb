"""Texts made to be slow: long runs of what a table, a figure or a mark begins with; none may cost more than its length."""

from __future__ import annotations

import time

import pytest

from gouji import api

LENGTH = 40_000
# Processor seconds; each took minutes where the time grew with the square of the length.
MOST = 12


@pytest.mark.parametrize(
    "piece",
    ["**", "1,", "| 项目 | 金额 |\n", "<table ", "# 标题\n", "甲\t\n", "收入1,0\n"],
    ids=["stars", "commas", "pipes", "open tables", "headings", "half-empty rows", "lines"],
)
def test_a_long_run_of_one_piece_is_read_and_checked_in_time(piece: str) -> None:
    text = "合计100万元。\n" + piece * (LENGTH // len(piece))
    before = time.process_time()
    (document,) = api.read_bytes(text.encode(), "runs.txt", isolate=False)
    checked = api.check(document)
    assert time.process_time() - before < MOST
    assert checked.extraction is not None
    assert checked.extraction.figures[0].text == "100万元"
