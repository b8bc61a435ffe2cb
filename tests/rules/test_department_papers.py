"""Department disclosures of many wordings: what is right stays unaccused, one figure changed is named. All departments are made up."""

from __future__ import annotations

import pytest

from gouji import api

BUDGET, ACCOUNT = "# 虚构市示例局2024年部门预算", "# 虚构市示例局2024年度部门决算"


def accused(title: str, body: str) -> list[tuple[str, str, str | None]]:
    """Return (rule, printed, expected) of the errors and warnings in text order."""
    (document,) = api.read_bytes(f"{title}\n\n{body}\n".encode(), "a.md")
    return [
        (finding.rule, finding.printed, finding.expected)
        for finding in api.check(document).findings
        if finding.severity != "note"
    ]


OF_ANOTHER_YEAR = (
    "## 一、2024年“三公”经费预算\n\n"
    "2024年“三公”经费预算30.00万元，其中：公务接待费12.00万元，公务用车运行维护费18.00万元。\n\n"
    "## 二、2023年“三公”经费决算\n\n"
    "2023年“三公”经费支出25.00万元，其中：公务接待费11.00万元，公务用车运行维护费14.00万元。"
)
BUDGET_IN_ACCOUNT = (
    "2024年“三公”经费预算安排30.00万元，其中：公务接待费12.00万元，公务用车运行维护费18.00万元。\n\n"
    "2024年“三公”经费决算25.00万元，其中：公务接待费11.00万元，公务用车运行维护费14.00万元。"
)
NAMED_TWICE = (
    "2024年“三公”经费支出预算30.00万元，2024年实际支出“三公”经费{spent}万元。"
    "其中公务接待费11.00万元，占44%；公务用车运行维护费14.00万元，占56%。"
)
BUDGET_OF_NEXT_YEAR = "2024年会议费预算数20.00万元、决算数18.00万元，2025年预算数16.00万元。"
LAST_OR_WHOLE = (
    "另外，下属事业单位2个，事业运行经费预算400.00万元，其中：基本支出100.00万元，项目支出300.00万元，"
    "同比增加200.00万元，增长{rate}%。"
)
MEMBERS_TOLD_AGAIN = (
    "2024年“三公”经费预算30.00万元，其中：公务接待费12.00万元，公务用车运行维护费18.00万元。"
    "公务接待费预算12.00万元，主要用于公务往来。公务用车运行维护费{again}万元，主要用于保险和维修。"
)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (BUDGET, OF_ANOTHER_YEAR),
        (ACCOUNT, BUDGET_IN_ACCOUNT),
        (ACCOUNT, NAMED_TWICE.format(spent="25.00")),
        (ACCOUNT, BUDGET_OF_NEXT_YEAR),
        (BUDGET, LAST_OR_WHOLE.format(rate="100.0")),  # of the whole: 200 of 400 - 200
        (BUDGET, LAST_OR_WHOLE.format(rate="200.0")),  # of the last: 200 of 300 - 200
        (BUDGET, MEMBERS_TOLD_AGAIN.format(again="18.00")),
    ],
)
def test_what_is_right_is_not_accused(title: str, body: str) -> None:
    assert accused(title, body) == []


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        # 11 + 14 = 25
        (ACCOUNT, NAMED_TWICE.format(spent="26.00"), [("SU101", "26.00万元", "25.00")]),
        # neither 200 of 400 - 200 nor 200 of 300 - 200
        (BUDGET, LAST_OR_WHOLE.format(rate="150.0"), [("CH101", "150.0%", "200.0")]),
        (
            BUDGET,
            OF_ANOTHER_YEAR.replace("18.00万元。", "18.00万元。2024年公务接待费预算13.00万元。"),
            [("EQ102", "13.00万元", "12.00")],
        ),
        (BUDGET, MEMBERS_TOLD_AGAIN.format(again="18.60"), [("EQ102", "18.60万元", "18.00")]),
    ],
)
def test_one_figure_changed_is_named(title: str, body: str, expected: list[tuple[str, str, str]]) -> None:
    assert accused(title, body) == expected
