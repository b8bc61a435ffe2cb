"""What forms say of one another, and the lawful differences that are no fault. All units are made up."""

from gouji.extract.build import build
from gouji.model.claim import Claim
from gouji.read.reader import Limits
from gouji.read.text import TextReader
from gouji.rules.forms import form_claims
from gouji.rules.tables import holds

APPROPRIATION = """
财政拨款收支总表

单位：万元

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 预算数 | 项目 | 一般公共预算 |
| 一、本年收入 | 300.00 | 一、本年支出 | 320.00 |
| （一）一般公共预算拨款 | 300.00 | （一）一般公共服务支出 | 220.00 |
| 二、上年结转 | 20.00 | （二）社会保障和就业支出 | 60.00 |
| （一）一般公共预算拨款 | 20.00 | （三）卫生健康支出 | 40.00 |
| | | 二、结转下年 | |
| 收入总计 | 320.00 | 支出总计 | 320.00 |
"""
GENERAL = """
一般公共预算支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | {total} | 250.00 | {project} |
| 201 | 一般公共服务支出 | {first} | 150.00 | {project} |
| 208 | 社会保障和就业支出 | {second} | {second} | |
| 210 | 卫生健康支出 | 40.00 | 40.00 | |
"""


def claims(*tables: str) -> list[tuple[str, str, bool, bool]]:
    """(relation, result, whether it holds, whether a break would accuse) of the claims between these tables."""
    text = "# 虚构市示例局2024年部门预算\n" + "\n".join(tables)
    found = build(TextReader().read(text.encode(), "form.md", Limits()))

    def told(claim: Claim) -> tuple[str, str, bool, bool]:
        return claim.title, found.figures[claim.figures[-1]].text, holds(found, claim), claim.certain

    return [told(claim) for claim in form_claims(found, "EQ203")]


def broken(*tables: str) -> list[str]:
    return [result for _, result, held, certain in claims(*tables) if not held and certain]


def test_tables_that_agree_verify_one_another() -> None:
    found = claims(APPROPRIATION, GENERAL.format(total="320.00", first="220.00", second="60.00", project="70.00"))
    assert found
    assert all(held and certain for _, _, held, certain in found)


def test_one_class_apart_is_told() -> None:
    table = GENERAL.format(total="320.00", first="220.00", second="66.00", project="70.00")
    assert broken(APPROPRIATION, table) == ["66.00"]


def test_money_carried_over_makes_two_tables_differ_lawfully() -> None:
    """The one table holds last year's 20.00, the other does not: class and total differ, and nothing is said."""
    assert not broken(APPROPRIATION, GENERAL.format(total="300.00", first="200.00", second="60.00", project="50.00"))


def test_the_tables_of_a_unit_beside_those_of_its_department_are_not_compared() -> None:
    first = GENERAL.format(total="320.00", first="220.00", second="60.00", project="70.00")
    second = GENERAL.format(total="120.00", first="50.00", second="30.00", project="30.00")
    assert not broken(APPROPRIATION, first, "以下为所属单位的表。", second)


def test_a_caption_that_no_form_bears_claims_nothing() -> None:
    table = GENERAL.format(total="999.00", first="220.00", second="60.00", project="70.00")
    found = claims(APPROPRIATION, table.replace("一般公共预算支出表", "一般公共预算支出补充说明表"))
    assert not [title for title, *_ in found if "一般公共预算支出表" in title]


WHOLE = """
收支总表

单位：万元

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 预算数 | 项目 | 预算数 |
| 一、一般公共预算拨款收入 | 300.00 | 一、一般公共服务支出 | 350.00 |
| 二、事业收入 | 50.00 | | |
| 本年收入合计 | 350.00 | 本年支出合计 | 370.00 |
| 上年结转结余 | 20.00 | | |
| 收入总计 | 370.00 | 支出总计 | 370.00 |
"""
INCOME = """
收入总表

单位：万元

| 单位名称 | 合计 | 一般公共预算 | 事业收入 | 上年结转 |
|---|---|---|---|---|
| 合计 | {} | 300.00 | 50.00 | 20.00 |
"""


def test_an_income_table_may_show_money_carried_over_or_not() -> None:
    assert not broken(WHOLE, INCOME.format("370.00"))
    assert not broken(WHOLE, INCOME.format("350.00"))
    assert broken(WHOLE, INCOME.format("380.00")) == ["380.00", "380.00"]
