"""What a government's paper gives a ledger of its debt: limit, balance, new limit, by level and kind, and nothing that leaves a doubt."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gouji import api
from gouji.read.open import read_bytes

REPORT = "# 关于青禾县2024年财政预算执行情况和2025年财政预算草案的报告\n\n"
ADJUSTED = "# 关于青禾县2024年财政预算调整方案（草案）的报告\n\n"
ACCOUNT = "# 关于青禾县2024年财政决算（草案）的报告\n\n"
YI = Decimal(100000000)
Said = dict[tuple[str, ...], Decimal]


def debts(text: str, *known: object) -> Said:
    """Return the debt in 亿元 by level, year, basis, topic and kind."""
    (document,) = read_bytes(text.encode(), "paper.md")
    found: Said = {}
    for entry in api.government_entries(api.extract(document), *known):  # type: ignore[arg-type]  # as the desk gives them
        one, amount = entry.subject, entry.mention.figure.amount
        assert amount is not None
        if one.flow == "债务":
            found[one.scope, one.period, one.basis, one.topic, one.funds] = amount / YI
    return found


def of(year: str, basis: str, level: str, topic: str, *amounts: str) -> Said:
    """Return the whole and its two kinds."""
    kinds = ("*", "一般债务", "专项债务")
    return {(level, year, basis, topic, kind): Decimal(one) for kind, one in zip(kinds, amounts, strict=False)}


def test_limit_and_balance_with_their_kinds() -> None:
    text = (
        REPORT
        + "2024年，省财政厅核定我县政府债务限额30.5亿元，其中：一般债务限额12.3亿元，专项债务限额18.2亿元。"
        + "截至2024年底，全县地方政府债务余额28.1亿元（一般债务11亿元、专项债务17.1亿元），比上年增加2亿元。\n\n"
        + "2024年县本级政府债务限额20亿元、年末余额19亿元。\n"
    )
    assert debts(text) == {
        **of("2024", "执行", "全", "债务限额", "30.5", "12.3", "18.2"),
        **of("2024", "执行", "全", "债务余额", "28.1", "11", "17.1"),
        **of("2024", "执行", "本级", "债务限额", "20"),
        **of("2024", "执行", "本级", "债务余额", "19"),
    }


def test_a_share_told_of_a_kind_does_not_hide_the_next() -> None:
    text = REPORT + "2024年末，全县政府债务余额28.1亿元，其中一般债务11亿元、占比39%，专项债务17.1亿元、占比61%。\n"
    assert debts(text) == of("2024", "执行", "全", "债务余额", "28.1", "11", "17.1")


def test_the_drafted_year_is_a_plan() -> None:
    text = REPORT + "预计2025年全县政府一般债务限额13亿元，预计年末一般债务余额12.5亿元。\n"
    assert debts(text) == {
        ("全", "2025", "预算", "债务限额", "一般债务"): Decimal(13),
        ("全", "2025", "预算", "债务余额", "一般债务"): Decimal("12.5"),
    }


@pytest.mark.parametrize(
    "told",
    [
        "省财政厅提前下达我县2025年新增政府债务限额5亿元，其中：一般债务限额2亿元，专项债务限额3亿元。",
        "2024年初，我县政府债务限额25亿元（一般债务10亿元、专项债务15亿元）。",
        "2024年，乡镇政府债务限额3亿元，其中：一般债务限额3亿元。",
        "2024年，本次增加下达我县专项债务限额3亿元。",
        "2024年，全县积极争取新增债务限额4亿元。",
        "2024年，全县偿还政府债务本金4亿元，一般债务1亿元。",
        "截至2023年底的上年政府债务余额，全县为4亿元。",
        "2024年，全县政府债务余额增加4亿元。",
    ],
)
def test_what_is_a_part_a_beginning_or_another_level_s_is_none(told: str) -> None:
    assert debts(REPORT + told + "\n") == {}


def test_a_city_s_counties_are_not_its_own_level() -> None:
    text = REPORT.replace("青禾县", "云岭市")
    told = "2024年全市政府债务限额90亿元，其中：市级政府债务限额40亿元（一般债务15亿元，专项债务25亿元），县级政府债务限额50亿元（一般债务20亿元，专项债务30亿元）。\n"
    assert debts(text + told) == {
        **of("2024", "执行", "全", "债务限额", "90"),
        **of("2024", "执行", "本级", "债务限额", "40", "15", "25"),
    }


def test_an_adjustment_tells_new_limits_and_what_they_lead_to() -> None:
    text = (
        ADJUSTED
        + "2024年初，我县政府债务限额为25亿元，加上省财政厅下达我县2024年新增债务限额5.5亿元（一般债务2.3亿元，专项债务3.2亿元），2024年末我县政府债务限额为30.5亿元。\n"
    )
    assert debts(text) == {
        **of("2024", "调整预算", "全", "新增债务限额", "5.5", "2.3", "3.2"),
        **of("2024", "调整预算", "全", "债务限额", "30.5"),
    }


def test_a_table_by_areas_gives_the_place_and_its_own_level() -> None:
    table = """
2024年青禾县地方政府债务限额及余额决算情况表

单位：亿元

| 地区 | 2024年债务限额 | 其中：一般债务限额 | 2024年债务余额（决算数） | 2024年新增债务限额 |
|---|---|---|---|---|
| 青禾县 | 30.50 | 12.30 | 28.10 | 5.50 |
| 县本级 | 20.00 | 8.00 | 19.00 | 4.00 |
| 芦汀镇 | 10.50 | 4.30 | 9.10 | 1.50 |
"""
    assert debts(ACCOUNT + table) == {
        **of("2024", "决算", "全", "债务限额", "30.5", "12.3"),
        **of("2024", "决算", "全", "债务余额", "28.1"),
        **of("2024", "决算", "全", "新增债务限额", "5.5"),
        **of("2024", "决算", "本级", "债务限额", "20", "8"),
        **of("2024", "决算", "本级", "债务余额", "19"),
        **of("2024", "决算", "本级", "新增债务限额", "4"),
    }


def test_a_table_by_items_in_columns_of_levels() -> None:
    table = """
地方政府债务发行及还本付息情况表

单位：亿元

| 项目 | 本地区 | 本级 |
|---|---|---|
| 一、2023年末地方政府债务余额 | 26.00 | 17.50 |
| 其中：一般债务 | 10.00 | 7.00 |
| 专项债务 | 16.00 | 10.50 |
| 二、2024年地方政府债务发行额 | 5.00 | 4.00 |
| 其中：一般债务 | 2.00 | 2.00 |
| 三、2024年地方政府债务限额 | 30.50 | 20.00 |
"""
    assert debts(ACCOUNT + table) == {
        **of("2023", "决算", "全", "债务余额", "26", "10", "16"),
        **of("2023", "决算", "本级", "债务余额", "17.5", "7", "10.5"),
        **of("2024", "决算", "全", "债务限额", "30.5"),
        **of("2024", "决算", "本级", "债务限额", "20"),
    }


def test_a_table_by_items_in_columns_of_kinds() -> None:
    table = """
2024年青禾县县本级政府债务余额变动情况表

单位：亿元

| 项目 | 合计 | 一般债务 | 专项债务 |
|---|---|---|---|
| 一、2023年末债务余额 | 17.50 | 7.00 | 10.50 |
| 二、2024年末债务限额 | 20.00 | 8.00 | 12.00 |
| 三、2024年债务还本额 | 1.00 | 0.40 | 0.60 |
"""
    assert debts(ACCOUNT + table) == {
        **of("2023", "决算", "本级", "债务余额", "17.5", "7", "10.5"),
        **of("2024", "决算", "本级", "债务限额", "20", "8", "12"),
    }


def test_a_limit_stands_in_either_column_and_a_balance_planned_is_no_balance() -> None:
    table = """
2024年青禾县地方政府专项债务余额情况表

单位：亿元

| 项目 | 预算数 | 执行数 |
|---|---|---|
| 2023年末地方政府专项债务余额实际数 |  | 16.00 |
| 2024年末地方政府专项债务余额限额 | 18.20 |  |
| 2024年末地方政府专项债务余额执行数 | 17.90 | 17.10 |
| 2025年末地方政府专项债务余额限额 | 20.20 |  |
"""
    assert debts(REPORT + table) == {
        ("全", "2023", "决算", "债务余额", "专项债务"): Decimal(16),
        ("全", "2024", "执行", "债务限额", "专项债务"): Decimal("18.2"),
        ("全", "2024", "执行", "债务余额", "专项债务"): Decimal("17.1"),
        ("全", "2025", "预算", "债务限额", "专项债务"): Decimal("20.2"),
    }


def test_what_the_paper_contradicts_itself_in_is_left_out() -> None:
    text = ACCOUNT + "2024年全县政府债务限额30.5亿元。\n\n2024年全县政府债务限额为35.0亿元。\n"
    assert debts(text) == {}


def test_the_desk_says_whose_paper_it_is() -> None:
    table = """
2024年地方政府债务限额和余额情况表

单位：亿元

| 地区 | 债务限额 | 债务余额 |
|---|---|---|
| 青禾县 | 30.50 | 28.10 |
"""
    text = "# 2024年财政决算公开表\n" + table
    known = ("government_final", 2024, "青禾县")
    assert debts(text, *known) == {
        **of("2024", "决算", "全", "债务限额", "30.5"),
        **of("2024", "决算", "全", "债务余额", "28.1"),
    }
