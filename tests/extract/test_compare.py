"""Two documents by subject: exact changes, in the order of their size; what only one has; no order of parts. All made up."""

from decimal import Decimal

from gouji import api
from gouji.extract.extraction import Extraction
from gouji.model.comparison import Comparison
from gouji.read.text import TextReader
from gouji.report.subject_words import subject_words

FIRST = """# 虚构市青禾县林业局2023年部门预算

一、支出情况

2023年一般公共预算财政拨款支出100.00万元，其中：基本支出60.00万元，项目支出40.00万元。

二、其他

2023年公务接待费预算3.00万元。

2023年会议费预算1.50万元。
"""
SECOND = """# 青禾县林业局2024年部门预算

一、支出情况

2024年一般公共预算财政拨款支出125.50万元，其中：基本支出60.00万元，项目支出65.50万元。

二、其他

2024年公务接待费预算2.00万元。

2024年培训费预算0.80万元。
"""


def read(text: str) -> Extraction:
    return api.extract(TextReader().read(text.encode(), "made-up.md", api.Limits()))


def changes(comparison: Comparison) -> dict[str, tuple[Decimal, Decimal | None]]:
    return {subject_words(row.subject): (row.change, row.rate) for pair in comparison.pairs for row in pair.rows}


def test_what_changed_is_exact_and_the_largest_stands_first() -> None:
    comparison = api.compare(read(FIRST), read(SECOND))
    assert list(changes(comparison).items()) == [
        ("一般公共预算 支出 合计", (Decimal("25.50"), Decimal("25.50"))),
        ("一般公共预算 项目支出", (Decimal("25.50"), Decimal("63.75"))),
        ("公务接待费", (Decimal("-1.00"), Decimal("-33.33"))),
    ]
    [pair] = comparison.pairs
    assert [subject_words(row.subject) for row in pair.same] == ["一般公共预算 基本支出"]
    assert [mention.figure.text for _, mention in pair.only_first] == ["1.50万元"]
    assert [mention.figure.text for _, mention in pair.only_second] == ["0.80万元"]
    row = pair.rows[0]
    assert (row.first.place.text, row.second.place.text) == ("100.00万元", "125.50万元")


def test_turned_round_every_change_has_the_other_sign() -> None:
    there, back = (changes(api.compare(*pair)) for pair in ((read(FIRST), read(SECOND)), (read(SECOND), read(FIRST))))
    assert {words: -change for words, (change, _) in there.items()} == {w: change for w, (change, _) in back.items()}


def test_a_document_with_itself_has_no_change() -> None:
    [pair] = api.compare(read(FIRST), read(FIRST)).pairs
    assert not pair.rows
    assert not pair.only_first
    assert len(pair.same) == 5


def test_units_of_printing_are_no_change() -> None:
    table = """# 青禾县林业局2024年部门预算

一般公共预算支出预算表

单位：元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
|  | 合计 | 1255003 | 600000 | 655003 |
| 213 | 农林水支出 | 1255003 | 600000 | 655003 |
"""
    [pair] = api.compare(read(SECOND), read(table)).pairs
    assert [subject_words(row.subject) for row in pair.rows] == []
    assert {row.second.figure.text for row in pair.same} >= {"1255003", "600000", "655003"}


def test_nothing_of_nothing_has_no_rate() -> None:
    zero = FIRST.replace("公务接待费预算3.00万元", "公务接待费预算0万元")
    assert changes(api.compare(read(zero), read(SECOND)))["公务接待费"] == (Decimal("2.00"), None)


def test_parts_are_held_against_the_same_body() -> None:
    other = FIRST.replace("青禾县林业局", "青禾县木材检查站").replace("部门预算", "单位预算")
    comparison = api.compare(read(FIRST + "\n" + other), read(SECOND))
    assert [pair.first.unit for pair in comparison.pairs] == ["虚构市青禾县林业局"]
    assert [ledger.unit for ledger in comparison.alone] == ["虚构市青禾县木材检查站"]


def test_changes_and_rates_are_no_values() -> None:
    told = SECOND.replace("支出125.50万元", "支出125.50万元，比上年增加25.50万元，增长25.50%")
    [pair] = api.compare(read(FIRST), read(told)).pairs
    assert {mention.figure.text for _, mention in pair.only_second} == {"0.80万元"}
