"""From clause to clause: which list goes on after a mark, and which base a difference has, by hand."""

import pytest
from tests.extract.trees import tree


def test_what_was_carried_over_is_a_part_of_income_after_a_semicolon_too() -> None:
    body = "2024年收入预算90万元，其中：财政拨款收入60万元；其他收入10万元；上年结转20万元。"
    assert tree(body) == [
        "收入预算 90万元 [strong]",
        "  财政拨款收入 60万元",
        "  其他收入 10万元",
        "  上年结转 20万元",
    ]


@pytest.mark.parametrize("mark", ["；", "。"])
def test_a_sibling_after_a_list_of_parts_is_no_part(mark: str) -> None:
    body = f"公务用车购置及运行费14万元，其中：公务用车购置费2万元，公务用车运行费12万元{mark}公务接待费3万元。"
    assert tree(body) == [
        "公务用车购置及运行费 14万元 [strong]",
        "  公务用车购置费 2万元",
        "  公务用车运行费 12万元",
        "公务接待费 3万元",
    ]


@pytest.mark.parametrize("mark", ["；", "，"])
def test_a_member_divided_in_its_own_clauses_and_then_the_next_member(mark: str) -> None:
    body = (
        "“三公”经费支出决算9万元。其中：公务用车购置及运行维护费支出6万元"
        f"{mark}其中：公务用车购置费2万元；公务用车运行维护费4万元；公务接待费3万元。"
    )
    assert tree(body, kind="决算") == [
        "三公经费支出决算 9万元 [strong]",
        "  公务用车购置及运行维护费支出 6万元 [strong]",
        "    公务用车购置费 2万元",
        "    公务用车运行维护费 4万元",
        "  公务接待费 3万元",
    ]


def test_a_difference_to_the_budget_is_none_to_the_year_before_told_after_it() -> None:
    body = "公务接待费支出9万元，比年初预算减少2万元，比上年8万元增加1万元。"
    assert tree(body, kind="决算") == [
        "公务接待费支出 9万元",
        "  ~ - 2万元",
        "  ~ + 1万元 of 8万元",
        "  prior 8万元",
    ]


def test_the_base_told_last_is_the_base() -> None:
    body = "公务用车费10万元，较预算数8万元增加2万元（其中：公务用车购置费3万元，较上年5万元减少2万元，较预算数2万元增加1万元）。"
    assert tree(body, kind="决算") == [
        "公务用车费 10万元 [strong]",
        "  ~ + 2万元",
        "  budget 8万元",
        "  公务用车购置费 3万元",
        "    ~ - 2万元 of 5万元",
        "    ~ + 1万元",
        "    prior 5万元",
        "    budget 2万元",
    ]


def test_shares_of_several_things_side_by_side_are_of_no_one_thing() -> None:
    body = "基本支出、项目支出分别为20万元和80万元，占本年支出的20%和80%。"
    assert not [line for line in tree(body, kind="决算") if "%" in line]


def test_the_year_before_in_a_reason_is_no_base() -> None:
    body = "公务接待费6万元，比上年预算减少2万元，主要是2023年公务接待费支出5万元，因此2024年预算比上年预算减少2万元。"
    assert not [line for line in tree(body) if "5万元" in line and "of" in line]


def test_a_budget_after_a_possessive_is_the_base() -> None:
    body = "公务接待费支出1.2万元，相比年初预算数的1.5万元减少0.3万元。"
    assert tree(body, kind="决算") == ["公务接待费支出 1.2万元", "  ~ - 0.3万元", "  budget 1.5万元"]
