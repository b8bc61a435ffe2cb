"""Fingerprints: what leaves them as they are, what tells them apart, and what next year's document keeps."""

from __future__ import annotations

import pytest

from gouji.api import check, read_bytes
from gouji.diagnose.keys import plain_label

DOCUMENT = """# 某县水务局2024年部门预算

## 一、收支预算总体情况

2024年支出预算1250.50万元，其中：基本支出800.30万元，项目支出400.20万元。

## 二、支出预算表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 1200.50 | 800.30 | 400.20 |
| 213 | 农林水支出 | 1200.50 | 800.30 | 400.20 |
| 21303 | 水利 | 1200.50 | 830.30 | 400.20 |
"""


def keys(text: str) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Fingerprints and recurrence keys by rule and what is printed."""
    (document,) = read_bytes(text.encode(), "a.md", isolate=False)
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for finding in check(document).findings:
        found.setdefault((finding.rule, finding.printed), []).append((finding.fingerprint, finding.recurrence_key))
    return found


def prints(text: str) -> set[str]:
    return {fingerprint for pairs in keys(text).values() for fingerprint, _ in pairs}


def recurring(text: str) -> set[str]:
    return {key for pairs in keys(text).values() for _, key in pairs}


def test_the_document_has_a_finding_in_prose_and_one_in_the_table() -> None:
    assert {printed for _, printed in keys(DOCUMENT)} >= {"1250.50万元", "830.30"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## 一、收支预算总体情况\n", "## 一、部门概况\n\n部门职责是管水。\n\n## 二、收支预算总体情况\n"),
        ("| | 合计 | 1200.50", "| | 总计 | 1200.50 | 800.30 | 400.20 |\n| | 合计 | 1200.50"),
        ("1250.50万元", "1290.50万元"),
        ("| 830.30 |", "| 831.00 |"),
    ],
    ids=["a section above", "a row above", "another wrong figure in prose", "another wrong figure in the table"],
)
def test_what_does_not_concern_a_finding_leaves_its_fingerprint(old: str, new: str) -> None:
    assert old in DOCUMENT
    assert prints(DOCUMENT) <= prints(DOCUMENT.replace(old, new))


def test_a_finding_put_right_takes_only_its_own_fingerprint_away() -> None:
    before, after = keys(DOCUMENT), prints(DOCUMENT.replace("1250.50", "1200.50"))
    gone = {print_ for (_, printed), pairs in before.items() if printed == "1250.50万元" for print_, _ in pairs}
    assert len(gone) == 1
    assert prints(DOCUMENT) - after == gone


def test_next_year_has_other_fingerprints_and_the_same_recurrence_keys() -> None:
    following = DOCUMENT.replace("2024", "2025")
    assert not prints(DOCUMENT) & prints(following)
    assert recurring(DOCUMENT) == recurring(following)


def test_another_unit_shares_nothing() -> None:
    other = DOCUMENT.replace("水务局", "林业局")
    assert not recurring(DOCUMENT) & recurring(other)


def test_alike_findings_are_told_apart() -> None:
    text = DOCUMENT.replace("项目支出400.20万元。", "项目支出400.20万元万元，其他支出0.00万元万元。")
    pairs = [pair for several in keys(text).values() for pair in several]
    assert len({fingerprint for fingerprint, _ in pairs}) == len(pairs)


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("三、2024年收入预算情况说明", "收入预算情况说明"),
        ("（一）一般公共预算 拨款", "一般公共预算拨款"),
        ("第二部分 2023年度部门决算表", "部门决算表"),
        ("二○二四年支出", "支出"),
        ("一般公共预算", "一般公共预算"),
        ("1.教育支出", "教育支出"),
        ("“三公”经费", "“三公”经费"),
    ],
)
def test_labels_lose_what_changes_every_year(printed: str, label: str) -> None:
    assert plain_label(printed) == label
