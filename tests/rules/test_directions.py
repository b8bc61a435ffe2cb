"""What the rules on words of direction would put in their place."""

from __future__ import annotations

import pytest

from gouji import api


@pytest.mark.parametrize(
    ("body", "word", "right"),
    [
        (
            "行政运行（项）：年初预算为75.30万元，支出决算为72.40万元，决算数大于预算数，主要原因是合同调整。",
            "大于",
            "小于",
        ),
        ("2024年会议费支出72.40万元，2023年决算数为70.00万元，比上年减少2.40万元。", "减少", "增加"),
        ("2024年会议费支出100.00万元，比上年减少10.00万元，增长11.11%。", "减少", "增加"),
        (  # the value stands in the sentence before: 4.77 + 0.27 = 5.04, of which 0.27 is 5.36%
            (
                "“三公”经费财政拨款支出决算为4.77万元。\n\n"
                "2024年度“三公”经费财政拨款支出决算数比2023年度增加0.27万元，下降5.39%，主要是厉行节约。"
            ),
            "增加",
            "减少",
        ),
        (  # -0.08 + 0.12 = 0.04
            (
                "2024年“三公”经费支出9.23万元，比上年减少0.04万元。其中：公务用车运行维护费2.85万元，比上年减少0.08万元；"
                "公务接待费6.38万元，比上年增加0.12万元。"
            ),
            "减少",
            "增加",
        ),
        (  # an item's account is held against its own budget, not that of the whole
            (
                "一般公共预算财政拨款支出决算为82.90万元。其中：\n\n"
                "1．行政运行（项）：年初预算为75.30万元，支出决算为72.40万元。决算数大于预算数，主要原因是合同调整。\n\n"
                "2．住房公积金（项）：年初预算为10.50万元，支出决算为10.50万元。决算数与预算数持平。"
            ),
            "大于",
            "小于",
        ),
    ],
)
def test_a_wrong_word_is_named_with_its_opposite(body: str, word: str, right: str) -> None:
    (document,) = api.read_bytes(f"# 虚构市示例局2024年度部门决算\n\n{body}\n".encode(), "a.md")
    found = [finding for finding in api.check(document).findings if finding.severity != "note"]
    assert [(finding.printed, finding.expected) for finding in found] == [(word, right)]


def test_of_two_budgets_none_is_taken_for_the_one_meant() -> None:
    body = "年初预算为0万元，全年预算为321.02万元，支出决算为307.82万元，决算数小于预算数的主要原因是人员减少。"
    (document,) = api.read_bytes(f"# 虚构市示例局2024年度部门决算\n\n{body}\n".encode(), "a.md")
    assert not api.check(document).findings
