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
RATE_AND_EXCESS = "2024年度支出合计110.00万元，完成年初预算的{rate}%，决算数大于预算数10.00万元，主要原因是人员增加。"
NAMED_BEFORE_ITS_COMPARISON = (
    "2024年公务用车运行维护费5.00万元，比上年减少1.00万元，下降16.67%。公务接待费与上年相比，减少1.00万元，下降{rate}%。\n\n"
    "2024年公务接待费1.00万元。"
)
BOTH_SIDES = (
    "2024年度收入总计300.00万元，其中：本年收入合计280.00万元，年初结转和结余20.00万元。\n\n"
    "2024年度支出总计300.00万元，其中：本年支出合计290.00万元，年末结转和结余10.00万元。\n\n"
    "收入支出总体与上年相比，增加50.00万元，增长{rate}%，主要原因是人员增加。"
)
AFTER_A_REASON = (
    "2024年“三公”经费支出43.00万元，比上年支出47.00万元减少4.00万元，“三公”经费减少的主要原因是厉行节约。"
    "其中，因公出国费用没有，原因是没有安排；公务用车及运行维护费25.00万元，比上年支出29.00万元下降4.00万元，原因是压缩用车；"
    "公务用车购置支出6.00万元，比上年增加1.00万元；公务接待支出{reception}万元，比上年支出13.00万元下降1.00万元。"
)
WITH_A_COUNT_AMONG = (
    "2024年“三公”经费支出合计35.00万元，其中：因公出国（境）费0万元；公务用车保有量2辆，购置及运行维护费5.00万元，"
    "公务接待费{reception}万元，接待46批次。"
)
BY_ITEM = (
    "2024年因公出国（境）经费、公务接待费、公务用车费（“三公”经费）决算总额{total}万元，比上年下降1.8%。分项情况是：因公出国（境）经费12万元，"
    "比上年增长20%，主要是交流增加；公务接待费10万元，比上年下降7.6%；公务用车购置及运行费16万元，与上年持平。"
)
WAYS_OF_PROCUREMENT = (
    "2024年政府采购预算60.00万元，比上年增加20.00万元。其中：政府集中采购预算{central}万元，同比增加15.00万元，主要原因是业务增加。"
    "分散采购20.00万元，同比增加5.00万元，主要原因是购置车辆。"
)
GAP = "2024年公务接待费支出2.05万元，年初预算为2.95万元，差值为{gap}万元，原因是厉行节约。"
LESS_THAN = "2024年公务用车运行维护费2.94万元，比去年3.01万元少{less}万元。"
YEAR_BEFORE_NAMED_AGAIN = (
    "2024年会议费预算拨入33.00万元，2023年会议费预算拨入{before}万元，与上年对比减少24.55万元，下降42.66%。\n\n"
    "培训费2024年预算8.00万元，2023年预算12.50万元；对比减少4.50万元；减少率36%。"
)
AMONG_ITS_TOPIC = (
    "2024年示例系统财政拨款的“三公”经费支出合计53.73万元，比预算数减少9.43万元。“三公”经费中，因公出国（境）经费17.44万元，"
    "比预算数减少1.94万元；公务用车购置及运行费30.87万元，减少3.72万元；公务接待费{reception}万元，减少3.77万元。"
)
ITEM_AFTER_ITS_PURPOSE = (
    "公务用车运行费34.00万元，主要用于公务用车燃油、维修等支出，年末公务用车保有量404辆，与2023年相比，公务用车运行费减少6.00万元，"
    "下降{rate}%，主要是推进改革。"
)
OF_WHICH_BELOW = (
    "2024年“三公”经费预算合计33.00万元，比上年减少3.00万元。\n\n其中：因公出国（境）费0元；\n\n公务用车购置费0元；\n\n"
    "公务用车运行维护费{car}万元，与上年持平；\n\n公务接待费5.00万元，比上年减少3.00万元。"
)
AMONG_BELOW = AMONG_ITS_TOPIC.replace("。“三公”", "。\n\n“三公”")
CARRIED_OVER = (
    "2024年本年收入预算300.00万元，比上年增加20.00万元。\n\n上年结转{carried}万元，主要是项目未完工。\n\n"
    "2024年支出预算320.00万元，比上年增加20.00万元。"
)
SHARES_OF_AN_UNTOLD_WHOLE = (
    "（一）教育支出580.00万元，占支出总预算{share}%。\n\n（二）社会保障和就业支出60.00万元，占支出总预算8.00%。\n\n"
    "（三）卫生健康支出40.00万元，占支出总预算5.33%。\n\n（四）住房保障支出70.00万元，占支出总预算9.33%。"
)
SHARES_AMONG = (
    "2024年度一般公共预算财政拨款“三公”经费支出决算中，因公出国（境）费支出决算0万元，占0%；公务接待费支出决算3.00万元，占{share}%；"
    "公务用车购置及运行维护费支出决算12.00万元，占80%。"
)
SOURCES = (
    "2024年财政拨款收支总预算320.00万元。收入包括：一般公共预算拨款收入300.00万元、上年结转{carried}万元；"
    "支出包括：教育支出280.00万元、住房保障支出40.00万元。"
)
NUMBERED_AND_NAMED_AGAIN = (
    "2024年“三公”经费支出30.00万元。具体情况如下：\n\n（一）因公出国（境）费12.00万元。全年组织出国团组10个。与2023年相比，"
    "因公出国（境）经费支出减少8.00万元，下降{rate}%。\n\n（二）公务接待费18.00万元。"
)
SUMMED_UP_IN_BRACKETS = (
    "2024年因公出国（境）经费、公务接待费、公车购置费，公车运行费（“三公”经费）决算总额38万元。分项情况是：因公出国（境）经费12万元；"
    "公务接待费10万元；公务用车购置及运行费16万元，其中：公务用车购置费4万元；公务用车运行费12万元。"
)
FROM_TO = "2024年出国人次从29人降为16人，下降{rate}%。在职人员由20人增加到25人，增加5人，增长25%。"


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
        (ACCOUNT, RATE_AND_EXCESS.format(rate="110")),  # 110 of 110 - 10
        (ACCOUNT, NAMED_BEFORE_ITS_COMPARISON.format(rate="50")),  # 1 of 1 + 1
        (ACCOUNT, BOTH_SIDES.format(rate="20")),  # 50 of 300 - 50
        (ACCOUNT, AFTER_A_REASON.format(reception="12.00")),  # 25 + 6 + 12 = 43
        (ACCOUNT, WITH_A_COUNT_AMONG.format(reception="30.00")),  # 0 + 5 + 30 = 35
        (ACCOUNT, BY_ITEM.format(total="38")),  # 12 + 10 + 16 = 38
        (BUDGET, WAYS_OF_PROCUREMENT.format(central="40.00")),  # 40 + 20 = 60
        (ACCOUNT, GAP.format(gap="0.90")),  # 2.95 - 2.05
        (ACCOUNT, LESS_THAN.format(less="0.07")),  # 3.01 - 2.94
        (BUDGET, YEAR_BEFORE_NAMED_AGAIN.format(before="57.55")),  # 57.55 - 33 = 24.55, which is 42.66% of 57.55
        (ACCOUNT, AMONG_ITS_TOPIC.format(reception="5.42")),  # 17.44 + 30.87 + 5.42 = 53.73
        (ACCOUNT, ITEM_AFTER_ITS_PURPOSE.format(rate="15")),  # 6 of 34 + 6
        (ACCOUNT, FROM_TO.format(rate="44.8")),  # 13 of 29
        (BUDGET, CARRIED_OVER.format(carried="20.00")),  # 300 + 20 = 320
        (BUDGET, SHARES_OF_AN_UNTOLD_WHOLE.format(share="77.33")),  # 580 of 580 + 60 + 40 + 70
        (ACCOUNT, SHARES_AMONG.format(share="20")),  # 3 of 3 + 12
        (BUDGET, SOURCES.format(carried="20.00")),  # 300 + 20 = 320
        (ACCOUNT, NUMBERED_AND_NAMED_AGAIN.format(rate="40")),  # 8 of 12 + 8
        (ACCOUNT, SUMMED_UP_IN_BRACKETS),
        (BUDGET, OF_WHICH_BELOW.format(car="28.00")),  # 28 + 5 = 33
        (ACCOUNT, AMONG_BELOW.format(reception="5.42")),
    ],
)
def test_what_is_right_is_not_accused(title: str, body: str) -> None:
    assert accused(title, body) == []


def test_blanks_around_the_year_hide_no_year() -> None:
    (document,) = api.read_bytes("虚构市示例局\n2024 年度部门决算\n2024 年会议费 5 万元。\n".encode(), "a.txt")
    extraction = api.extract(document)
    assert [part.year for part in extraction.parts] == [2024]


def test_the_name_of_the_budget_law_makes_no_budget() -> None:
    text = "虚构市2024年“三公”经费决算情况\n根据《中华人民共和国预算法》和部门预算管理规定\n2024年会议费5万元。\n"
    (document,) = api.read_bytes(text.encode(), "a.txt")
    assert [part.kind for part in api.extract(document).parts] == ["final"]


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
        (ACCOUNT, RATE_AND_EXCESS.format(rate="90"), [("CO101", "90%", "110")]),
        (ACCOUNT, NAMED_BEFORE_ITS_COMPARISON.format(rate="40"), [("CH101", "40%", "50.00")]),
        (ACCOUNT, BOTH_SIDES.format(rate="25"), [("CH101", "25%", "20")]),
        (ACCOUNT, AFTER_A_REASON.format(reception="21.00"), [("CH102", "21.00万元", "12.00")]),
        (ACCOUNT, WITH_A_COUNT_AMONG.format(reception="31.00"), [("SU101", "35.00万元", "36.00")]),
        (ACCOUNT, BY_ITEM.format(total="48"), [("SU101", "48万元", "38")]),
        (BUDGET, WAYS_OF_PROCUREMENT.format(central="41.00"), [("SU101", "60.00万元", "61.00")]),
        (ACCOUNT, GAP.format(gap="0.09"), [("CH102", "0.09万元", "0.90")]),
        (ACCOUNT, LESS_THAN.format(less="0.70"), [("CH102", "0.70万元", "0.07")]),
        (BUDGET, YEAR_BEFORE_NAMED_AGAIN.format(before="75.55"), [("CH102", "75.55万元", "57.55")]),
        (ACCOUNT, AMONG_ITS_TOPIC.format(reception="4.52"), [("SU101", "4.52万元", "5.42")]),
        (ACCOUNT, ITEM_AFTER_ITS_PURPOSE.format(rate="51"), [("CH101", "51%", "15")]),
        (BUDGET, CARRIED_OVER.format(carried="0"), [("EQ106", "320.00万元", None)]),
        (BUDGET, SHARES_OF_AN_UNTOLD_WHOLE.format(share="73.73"), [("SH101", "73.73%", "77.33")]),
        (ACCOUNT, SHARES_AMONG.format(share="30"), [("SH101", "30%", "20")]),
        (BUDGET, SOURCES.format(carried="21.00"), [("SU101", "21.00万元", "20.00")]),
        (ACCOUNT, NUMBERED_AND_NAMED_AGAIN.format(rate="60"), [("CH101", "60%", "40")]),
        (BUDGET, OF_WHICH_BELOW.format(car="26.50"), [("SU101", "33.00万元", None)]),
        (ACCOUNT, AMONG_BELOW.format(reception="4.52"), [("SU101", "4.52万元", "5.42")]),
        (ACCOUNT, FROM_TO.format(rate="48.4"), [("CH101", "48.4%", "44.8")]),
    ],
)
def test_one_figure_changed_is_named(title: str, body: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert accused(title, body) == expected
