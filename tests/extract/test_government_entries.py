"""What a government's paper gives a ledger: by level, book, year, basis and line, and nothing that leaves a doubt."""

from __future__ import annotations

from decimal import Decimal

from gouji import api
from gouji.read.open import read_bytes

HEAD = "# 关于青禾县2024年财政预算执行情况和2025年财政预算草案的报告\n\n"
TABLE = """
附表1 2025年县本级一般公共预算支出预算表

单位：万元

| 项目 | 2024年执行数 | 2025年预算数 | 增长% |
|---|---|---|---|
| 教育支出 | 23000 | 24000 | 4.3 |
| 农林水支出 | 11000 | 12000 | 9.1 |
| 支出合计 | 34000 | 36000 | 5.9 |
"""
Said = dict[tuple[str, str, str, str, str, str, str], Decimal]


def entries(text: str) -> Said:
    """Return the amounts by level, year, basis, side, book, function and line."""
    (document,) = read_bytes(text.encode(), "paper.md")
    found = {}
    for entry in api.government_entries(api.extract(document)):
        one = entry.subject
        amount = entry.mention.figure.amount
        assert amount is not None
        found[one.scope, one.period, one.basis, one.flow, one.funds, one.function, one.topic] = amount
    return found


def test_totals_in_full_words() -> None:
    text = HEAD + "2024年，全县一般公共预算收入完成12.5亿元。\n\n2025年，县本级政府性基金预算支出安排3亿元。\n"
    assert entries(text) == {
        ("全", "2024", "执行", "收入", "一般公共", "*", "*"): Decimal(1250000000),
        ("本级", "2025", "预算", "支出", "政府性基金", "*", "*"): Decimal(300000000),
    }


def test_the_lines_of_a_table_by_their_columns() -> None:
    found = entries(HEAD + TABLE)
    assert found["本级", "2024", "执行", "支出", "一般公共", "205", "*"] == Decimal(230000000)
    assert found["本级", "2025", "预算", "支出", "一般公共", "213", "*"] == Decimal(120000000)
    assert found["本级", "2025", "预算", "支出", "一般公共", "*", "*"] == Decimal(360000000)
    assert len(found) == 6


def test_the_execution_of_an_account_is_the_account() -> None:
    text = "# 关于青禾县2024年财政决算（草案）的报告\n\n2024年，全县一般公共预算收入完成12.5亿元。\n"
    assert list(entries(text)) == [("全", "2024", "决算", "收入", "一般公共", "*", "*")]


def test_a_table_of_a_part_gives_no_whole() -> None:
    text = HEAD + TABLE.replace("一般公共预算支出", "一般公共预算基本支出")
    assert entries(text) == {}


def test_the_table_goes_before_the_words_where_they_agree() -> None:
    text = HEAD + "2025年，县本级一般公共预算支出安排3.6亿元。\n" + TABLE.replace("36000", "36004")
    assert entries(text)["本级", "2025", "预算", "支出", "一般公共", "*", "*"] == Decimal(360040000)


def test_what_the_paper_contradicts_itself_in_is_left_out() -> None:
    text = HEAD + "2025年，县本级一般公共预算支出安排3.9亿元。\n" + TABLE
    assert ("本级", "2025", "预算", "支出", "一般公共", "*", "*") not in entries(text)


def test_the_summary_of_three_public_expenses() -> None:
    table = """
附表2 2025年县本级“三公”经费预算表

单位：万元

| 项目 | 2024年预算数 | 2025年预算数 |
|---|---|---|
| 合计 | 520 | 480 |
| 一、因公出国（境）费 | 20 | 10 |
| 二、公务用车购置及运行维护费 | 350 | 330 |
| 其中：公务用车购置费 | 50 | 40 |
| 公务用车运行维护费 | 300 | 290 |
| 三、公务接待费 | 150 | 140 |
"""
    found = {(key[1], key[6]): value / 10000 for key, value in entries(HEAD + table).items() if key[0] == "本级"}
    assert found["2025", "三公"] == 480
    assert found["2024", "三公"] == 520
    assert [found["2025", f"三公.{kind}"] for kind in ("出国", "接待")] == [10, 140]
    assert [found["2025", f"三公.用车{kind}"] for kind in ("", ".购置", ".运行")] == [330, 40, 290]


def test_a_department_s_budget_is_no_government_s_paper() -> None:
    assert entries("# 青禾县林业局2024年部门预算\n\n2024年支出预算100万元。\n") == {}


def test_three_public_expenses_told_in_the_text() -> None:
    text = HEAD + (
        "## 二、2025年财政预算草案\n\n"
        "2025年，县级行政事业单位“三公”经费预算安排900万元，比上年预算减少30万元，下降3.2%。"
        "其中：因公出国（境）费20万元；公务接待费280万元，与上年持平；"
        "公务用车购置及运行维护费600万元（其中公务用车购置费150万元，公务用车运行维护费450万元）。\n"
    )
    found = {key[-1]: amount for key, amount in entries(text).items() if key[:3] == ("本级", "2025", "预算")}
    assert found == {
        "三公": Decimal(9000000),
        "三公.出国": Decimal(200000),
        "三公.接待": Decimal(2800000),
        "三公.用车": Decimal(6000000),
        "三公.用车.购置": Decimal(1500000),
        "三公.用车.运行": Decimal(4500000),
    }


def test_three_public_expenses_of_a_few_are_not_those_of_all() -> None:
    text = HEAD + (
        "## 二、2025年财政预算草案\n\n"
        "2025年，县级教育系统“三公”经费预算安排90万元，其中：公务接待费28万元。\n\n"
        "2025年，青禾经开区“三公”经费预算安排6万元，其中：公务接待费2万元。\n"
    )
    assert entries(text) == {}
