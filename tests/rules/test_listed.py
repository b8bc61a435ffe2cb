"""A list of the year's own appropriation beside a table that holds carried-over money too."""

from __future__ import annotations

from gouji import api
from gouji.rules.FO import FO201_item_left_out as rule


def rules_of(text: str) -> list[str]:
    (document,) = api.read_bytes(text.encode(), "a.md")
    return [finding.rule for finding in api.check(document).findings if finding.rule == "FO201"]


def test_what_carried_over_money_pays_for_is_not_left_out_of_the_years_appropriation() -> None:
    """The table's 170.00 hold 2.00 of last year's money: a line of its own that the text on 168.00 need not tell."""
    plain = rule.BAD.replace("«", "").replace("»", "")
    assert rules_of(plain) == ["FO201"]
    of_the_year = "2024年一般公共预算当年拨款168.00万元，按用途说明如下。"
    heading = "## 一般公共预算支出情况"
    current = plain.replace(heading, f"## 一般公共预算当年拨款情况\n\n{of_the_year}")
    assert current != plain
    assert not rules_of(current)
