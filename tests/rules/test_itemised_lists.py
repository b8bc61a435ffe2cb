"""Lists that tell expenditure 科目 by 科目: what they bear out, what they accuse, and what is no reason to."""

from __future__ import annotations

import pytest

from gouji import api

HEAD = "# 虚构市示例局2024年部门预算\n\n2024年一般公共预算当年拨款{total}万元。\n\n"
ITEMS = (
    "1．一般公共服务支出（类）财政事务（款）行政运行（项）：2024年预算数为{0}万元，主要用于人员经费。",
    "2．社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）：2024年预算数为{1}万元，主要用于离退休经费。",
    "3．卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）：2024年预算数为{2}万元，主要用于医疗保险。",
    "4．住房保障支出（类）住房改革支出（款）住房公积金（项）：2024年预算数为{3}万元，主要用于住房公积金。",
)
RIGHT = ("812.34", "245.67", "88.40", "176.55")  # 1322.96


def checked(text: str) -> api.Checked:
    (document,) = api.read_bytes(text.encode(), "a.md")
    return api.check(document)


def told(total: str, amounts: tuple[str, ...] = RIGHT, items: tuple[str, ...] = ITEMS, more: str = "") -> list[str]:
    """The places of what SU107 says."""
    text = HEAD.format(total=total) + "\n\n".join(items).format(*amounts) + more
    return [finding.place.text for finding in checked(text).findings if finding.rule == "SU107"]


def test_a_list_that_adds_up_bears_its_total_out() -> None:
    found = checked(HEAD.format(total="1322.96") + "\n\n".join(ITEMS).format(*RIGHT))
    (verdict,) = [one for one in found.verdicts if one.claim.rule == "SU107"]
    assert verdict.outcome.name == "AGREES"
    assert verdict.claim.certain
    assert len(verdict.claim.figures) == 5


@pytest.mark.parametrize("wrong", ["1232.96", "132.96", "13229.60"])
def test_a_slip_in_the_total_is_told(wrong: str) -> None:
    assert told(wrong) == [f"{wrong}万元"]


def test_last_digits_may_differ() -> None:
    assert told("1322.98") == []


def test_what_an_item_left_out_would_explain_accuses_nobody() -> None:
    """Item 3 is left out, and its 88.40 is printed in another sentence."""
    items = (ITEMS[0], ITEMS[1], ITEMS[3].replace("4．", "3．").replace("{3}", "{2}"))
    amounts = ("812.34", "245.67", "176.55")
    assert told("1322.96", amounts, items, "\n\n医疗保险缴费安排88.40万元。") == []


def test_a_number_left_out_accuses_nobody() -> None:
    """Items 1, 2 and 4: the third was not recognized; 1322.96 - 1234.56 = 88.40."""
    assert told("1322.96", RIGHT, (ITEMS[0], ITEMS[1], ITEMS[3])) == []


def test_a_difference_like_no_slip_accuses_nobody() -> None:
    """1322.96 against 1571.39: no one digit, swap or point makes the one of the other, nor mends an item."""
    assert told("1571.39") == []
