"""The seeded benchmark itself: edits move every offset, what is planted is what it says, scores count what they name."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

import pytest
from benchmarks.seeded import demo
from benchmarks.seeded.checkers import nearby_sum, same_label
from benchmarks.seeded.edit import Edit, edited, without_row, without_tables
from benchmarks.seeded.plant import KINDS, plant, room
from benchmarks.seeded.score import Said, score

from gouji import api

if TYPE_CHECKING:
    from gouji.model.document import Document

TEXT = """# 虚构市示例局2024年度部门决算

2024年支出合计60.00万元，比2023年增加10.00万元，增长20%。其中：基本支出38.20万元，项目支出21.80万元。

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
| --- | --- | --- | --- | --- |
| 205 | 教育支出 | 50.00 | 30.20 | 19.80 |
| 208 | 社会保障和就业支出 | 10.00 | 8.00 | 2.00 |
| | 合计 | 60.00 | 38.20 | 21.80 |

表后一段：合计60.00万元。

| 项目 | 金额 |
| --- | --- |
| 教育支出 | 50.00 |
"""


@pytest.fixture(name="document")
def _document() -> Document:
    (document,) = api.read_bytes(TEXT.encode(), "a.md")
    return document


def test_edit_moves_cells_and_what_follows(document: Document) -> None:
    at = document.text.index("增加10.00") + len("增加")
    longer = edited(document, Edit(at, at + 5, "1000.00"))
    table = longer.tables[0]
    texts = [longer.text[cell.start : cell.end] for cell in table.cells]
    assert texts == [document.text[cell.start : cell.end] for cell in document.tables[0].cells]
    after = longer.blocks[-2]
    assert longer.text[after.start : after.end].strip() == "表后一段：合计60.00万元。"


def test_row_left_out_leaves_the_others_whole(document: Document) -> None:
    done = without_row(document, document.tables[0], 1)
    assert done is not None
    table = done[0].tables[0]
    texts = [done[0].text[cell.start : cell.end].strip() for cell in table.cells]
    assert "教育支出" not in texts
    assert texts[5:] == ["208", "社会保障和就业支出", "10.00", "8.00", "2.00", "", "合计", "60.00", "38.20", "21.80"]


def test_without_tables_keeps_the_prose(document: Document) -> None:
    bare = without_tables(document)
    assert not bare.tables
    assert "社会保障" not in bare.text
    assert "表后一段" in bare.text


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_planted_is_what_it_says(document: Document, kind: str) -> None:
    planted = plant(kind, room(document, lambda _: True), Random("7"))  # noqa: S311  chance that a seed repeats
    assert planted is not None
    assert planted.document.text != document.text
    if kind == "last year's value left in":
        assert planted.document.text[planted.start : planted.end] == "50.00"
    if kind == "direction word":
        assert planted.document.text[planted.start : planted.end] in {"减少", "下降"}
    if kind == "unit":
        assert planted.document.text[planted.start : planted.end].endswith("0元")


def test_score_counts_place_value_and_what_is_said_besides(document: Document) -> None:
    planted = plant("percentage", room(document, lambda _: True), Random("7"))  # noqa: S311  chance that a seed repeats
    assert planted is not None
    right = Said("CH101", planted.start, planted.end, (), str(Decimal(planted.right)), "%")
    beside = Said("SU101", 0, 3)
    done = score(planted, [], [right, beside])
    assert (done.found, done.placed, done.repaired, done.extra) == (True, True, True, 1)
    related = Said("SU101", 0, 3, ((planted.start, planted.end),))
    done = score(planted, [], [related])
    assert (done.found, done.placed, done.repaired, done.extra) == (True, False, False, 0)
    assert not score(planted, [beside], [beside]).found


def test_simple_checkers_see_what_they_are_made_for() -> None:
    (document,) = api.read_bytes("项目支出5.00万元。项目支出6.00万元。".encode(), "a.txt")
    assert [said.expected for said in same_label(document)] == ["5.00"]
    (document,) = api.read_bytes("支出合计10.01万元，其中甲4.00万元，乙6.00万元。".encode(), "a.txt")
    assert [said.expected for said in nearby_sum(document)] == ["10.00"]


def test_edit_between_two_texts_is_the_one_that_makes_the_second() -> None:
    edit = Edit.between("支出30.15万元。", "支出3.15万元。")
    assert (edit.start, edit.end, edit.new) == (3, 4, "")
    assert [edit.moved(offset) for offset in (0, 3, 4, 8)] == [0, 3, 3, 7]


def test_case_of_the_demo_names_what_was_planted_where() -> None:
    clean = next(demo.pages(3, tables=True))
    for case in demo.cases(clean, "1", 1, tables=True):
        planted = case.planted
        assert planted.document.text != clean.document.text
        if planted.kind == "digit changed":
            printed = planted.document.text[planted.start : planted.end]
            assert len(printed) == len(planted.right + planted.unit)
            assert printed != planted.right + planted.unit
