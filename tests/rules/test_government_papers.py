"""What a government's paper tells in running text: which sums, balances and divisions hold, and which are questioned."""

from __future__ import annotations

import pytest

from gouji import api
from gouji.model.figure import State

TITLE = "# 关于虚构市2024年预算执行情况和2025年预算草案的报告\n\n"


def checked(body: str) -> api.Checked:
    (document,) = api.read_bytes(f"{TITLE}{body}\n".encode(), "a.md")
    return api.check(document)


def questioned(body: str) -> list[tuple[str, str, str | None]]:
    return [
        (finding.rule, finding.printed, finding.expected)
        for finding in checked(body).findings
        if finding.severity != "note"
    ]


def verified(body: str) -> list[str]:
    found = checked(body)
    assert found.extraction is not None
    pairs = zip(found.extraction.figures, found.states, strict=True)
    return [figure.text for figure, state in pairs if state is State.VERIFIED]


@pytest.mark.parametrize(
    "body",
    [
        # brackets divide a term, 其中 divides the base: neither is a term of the sum. 50.5+30.2+4.3 = 85
        (
            "市本级一般公共预算收入50.5亿元，下降1%。其中：税收收入30.1亿元，非税收入20.4亿元。"
            "加上上级补助30.2亿元（其中专项2亿元）、上年结转4.3亿元，收入总计85亿元。"
        ),
        # the sum names its base again: 900+120 = 1020, while 收入总计 is another sum: 900+100 = 1000
        (
            "全市地方一般公共预算收入完成900万元，加上转移性收入100万元，收入总计1000万元；"
            "全市一般公共预算支出960万元，收支相抵，年终结转40万元。"
            "地方一般公共预算收入加上上划中央收入120万元，一般公共预算总收入1020万元。"
        ),
        # 减去 turns the sign, for all that follow: 100+60-20-5 = 135
        "市级政府性基金预算收入100亿元。加上中央补助60亿元，减去市对区转移支付20亿元、调出资金5亿元，预算总收入为135亿元。",
        # what is left when something is taken out: 135-12.4 = 122.6
        "全市一般公共预算支出总计135亿元，剔除上解上级支出等12.4亿元后，全市一般公共预算支出安排122.6亿元。",
        # totals that differ, by what is carried over
        "全市收入总计210.5亿元，全市支出总计201亿元。收支相抵，结转下年9.5亿元。",
        # 上年结余 and this year's rest make what has gathered: 30-28.5 = 1.5, 20+1.5 = 21.5
        "全市社会保险基金预算收入30亿元，支出28.5亿元，本年收支结余1.5亿元，上年结余20亿元，年末滚存结余21.5亿元。",
        # a third part beside the levels
        "2024年全市政府债务限额100亿元，其中市级债务限额30亿元，区级债务限额60亿元，待分配限额10亿元。",
        # two of the four budgets are not all: 60+28 = 88
        "全县收入总计30亿元，支出总计29亿元，结转下年1亿元。全县财政支出90亿元，其中：一般公共预算支出60亿元，政府性基金预算支出28亿元。",
        # what 其中 lists within a sum is no term of it: 40+18+6+10 = 74
        "全镇一般公共预算收入40万元，加上级转移支付收入18万元，其中：一般转移支付收入14万元，上年结余6万元，调入资金10万元，收入合计为74万元。",
        # 调增 is against the budget so far, 增长 and 下降 against last year
        (
            "一般公共预算收入由300万元调整为360万元，调增60万元，下降12.5%。其中：税收收入由200万元调减为190万元，调减10万元，"
            "下降9.7%；非税收入由100万元调增为170万元，较年初预算增加70万元，同比增长102.1%。"
        ),
        # after a semicolon 按…分 divides the same whole again: 52+38 = 4+86 = 90
        "全省发行地方政府债券90亿元，其中一般债券52亿元，专项债券38亿元；按用途划分，新增债券4亿元，再融资债券86亿元。",
    ],
)
def test_lawful_accounts_are_not_questioned(body: str) -> None:
    assert questioned(body) == []
    assert len(verified(body)) >= 3


@pytest.mark.parametrize(
    ("body", "rule", "printed"),
    [
        # 50.5+30.2+4.3 = 85
        (
            "市本级一般公共预算收入50.5亿元。加上上级补助30.2亿元（其中专项2亿元）、上年结转4.3亿元，收入总计88亿元。",
            "SU104",
            "88亿元",
        ),
        # 520+380 = 900, but 40+850 = 890
        (
            "全省发行地方政府债券900亿元，其中一般债券520亿元，专项债券380亿元；按用途划分，新增债券40亿元，再融资债券850亿元。",
            "SU106",
            "900亿元",
        ),
        # 40.3+20.1+8.4+1.6 = 70.4
        (
            "全市总收入93.7亿元，其中：一般公共预算收入40.3亿元，上级补助收入20.1亿元，上年结余8.4亿元，调入资金1.6亿元。",
            "SU104",
            "93.7亿元",
        ),
        ("全市收入总计210.5亿元，支出总计201亿元。收支相抵，结转下年8.5亿元。", "SU105", "8.5亿元"),
        ("全市收入总计210.5亿元，支出总计201亿元，收支平衡。", "SU105", "201亿元"),
        # 12.5+30 = 42.5
        ("2024年全市政府债务余额43.5亿元，其中：一般债务余额12.5亿元，专项债务余额30亿元。", "SU106", "43.5亿元"),
        ("2024年全市政府债务限额40亿元。截至2024年底，全市政府债务余额43.5亿元。", "BO105", "43.5亿元"),
    ],
)
def test_a_broken_account_is_questioned_at_its_result(body: str, rule: str, printed: str) -> None:
    assert [(code, text) for code, text, _ in questioned(body)] == [(rule, printed)]


def test_a_departments_paper_is_not_read_as_a_governments() -> None:
    body = "# 虚构市示例局2024年部门预算\n\n收入总计210万元，支出总计201万元，收支平衡。\n"
    (document,) = api.read_bytes(body.encode(), "a.md")
    assert [finding.rule for finding in api.check(document).findings if finding.rule == "SU105"] == []


def test_percentages_cut_off_throughout_are_said_once() -> None:
    # 2000/30000 = 6.67, 5000/60000 = 8.33 rounds down, 5000/30000 = 16.67, 10000/60000 = 16.67: three are cut, one is right
    body = (
        "教育支出32000万元，比上年增加2000万元，增长6.6%；科技支出65000万元，比上年增加5000万元，增长8.3%；"
        "农林水支出35000万元，比上年增加5000万元，增长16.6%；交通支出70000万元，比上年增加10000万元，增长16.6%。"
    )
    findings = checked(body).findings
    assert [(finding.severity, finding.printed, finding.expected) for finding in findings] == [("note", "6.6%", "6.7")]
    assert "3处" in findings[0].message


def test_a_drop_is_held_against_its_parts_and_its_rate() -> None:
    # 30+12 = 42, 42/(210+42) = 16.7; with 142 neither holds
    body = (
        "“三公”经费支出260万元，比上年减少50万元。\n\n"
        "1、因公出国（境）费10万元，比上年减少2万元。\n\n"
        "2、公务用车购置及运行维护费210万元，比上年减少142万元，下降16.7%。\n\n"
        "其中：公务用车购置费60万元，比上年减少30万元；公务用车运行维护费150万元，比上年减少12万元。\n\n"
        "3、公务接待费40万元，比上年减少6万元。"
    )
    assert [(printed, right) for _, printed, right in questioned(body)] == [("142万元", "42")]


def table(rows: list[str]) -> str:
    head, *body = rows
    lines = [head, "|".join(["---"] * len(head.split("|"))), *body]
    return "\n".join(f"|{line}|" for line in lines)


def test_a_column_of_formulas_names_the_rows() -> None:
    rows = ["项目|公式|本地区|本级", "一、债务限额|A=B+C|30.5|12.5", "其中：一般债务|B|10.5|4.5", "专项债务|C|21|8"]
    body = f"2024年地方政府债务限额情况表\n\n单位：亿元\n\n{table(rows)}"
    assert [(rule, printed) for rule, printed, _ in questioned(body)] == [("SU205", "30.5")]


def test_nested_totals_without_codes_or_marks_are_seen_from_their_figures() -> None:
    # 8580 = 5310 + 3270, 5310 = 3240 + 2070, 3270 = 1850 + 1420; the same in the second column
    rows = [
        "项目|预算数|上年数",
        "转移支付|8580|7460",
        "甲类补助|5310|4510",
        "子项一|3240|2740",
        "子项二|2070|1770",
        "乙类补助|3270|2950",
        "子项三|1850|1650",
        "子项四|1420|1300",
    ]
    body = f"2025年转移支付情况表\n\n单位：万元\n\n{table(rows)}"
    assert questioned(body) == []
    assert len(verified(body)) == 14
    # a list of subjects may leave lines out: nothing is questioned where a line is missing
    assert questioned(body.replace("|子项二|2070|1770|\n", "")) == []


def test_areas_are_all_listed() -> None:
    rows = [
        "地区|合计|均衡性补助|教育补助|卫生补助",
        "全市|8580|4120|2230|2230",
        "甲区|3240|1540|890|810",
        "乙县|2070|1170|500|500",
        "丙县|3270|1510|840|920",
    ]
    body = f"2024年转移支付分地区情况表\n\n单位：万元\n\n{table(rows)}"
    # 1540 + 1170 + 1510 = 4220 is not 4120, all other columns add up
    assert questioned(body)


OUTLAY = [
    "项目|预算数|执行数|上年数",
    "本年支出合计|13450|12600|12070",
    "一、教育支出|6230|6010|5800",
    "小学教育|4120|4010|3900",
    "初中教育|2110|2000|1900",
    "二、卫生健康支出|4450|4080|3980",
    "公立医院|2230|2040|1990",
    "公共卫生|2220|2040|1990",
    "三、农林水支出|2770|2510|2290",
    "水利|1530|1400|1290",
    "农业|1240|1110|1000",
]


def outlay(change: tuple[str, str] = ("", "")) -> str:
    return f"2024年全市一般公共预算支出执行情况表\n\n单位：万元\n\n{table(OUTLAY)}".replace(*change)


def test_lines_that_exceed_their_class_in_one_column_are_questioned() -> None:
    assert questioned(outlay()) == []
    # 2230 + 2920 = 5150 is more than 4450, while the other two columns add up
    assert {rule for rule, _, _ in questioned(outlay(("|公共卫生|2220|", "|公共卫生|2920|")))} <= {"SU203", "SU202"}
    assert questioned(outlay(("|公共卫生|2220|", "|公共卫生|2920|")))


def test_a_line_that_had_money_last_year_only_may_be_left_out() -> None:
    # 1400 + 1000 is less than 2510 in one column: a line may stand behind it
    assert questioned(outlay(("|水利|1530|1400|1290|", "|水利|1530|1400|900|"))) == []


def together(**papers: str) -> dict[str, list[str]]:
    read = [api.read_bytes(body.encode(), f"{name}.md")[0] for name, body in papers.items()]
    return {
        checked.document.path: [finding.rule for finding in checked.findings if finding.severity != "note"]
        for checked in api.check_together(map(api.check, read))
    }


DRAFT = "# 关于虚构市2023年预算执行情况和2024年预算草案的报告\n\n2024年{}一般公共预算收入安排55.5亿元。\n"


def test_the_budget_of_the_own_level_is_that_of_the_draft() -> None:
    adjusted = (
        "# 关于虚构市2024年市本级预算调整方案的报告\n\n2024年市本级一般公共预算收入由年初预算52.5亿元调整为58亿元。\n"
    )
    found = together(draft=DRAFT.format("市本级"), later=adjusted)
    assert found == {"draft.md": [], "later.md": ["EQ307"]}


def test_the_budget_of_the_whole_place_is_put_together_anew() -> None:
    later = "# 关于虚构市2024年预算执行情况和2025年预算草案的报告\n\n2024年全市一般公共预算收入年初预算为52.5亿元。\n"
    assert together(draft=DRAFT.format("全市"), later=later) == {"draft.md": [], "later.md": []}


def test_half_a_year_is_no_budget_of_the_year() -> None:
    later = "# 虚构市2024年上半年预算执行情况的报告\n\n上半年，市本级一般公共预算收入完成28亿元，为年初预算的50.5%。\n"
    assert together(draft=DRAFT.format("市本级"), later=later) == {"draft.md": [], "later.md": []}


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        # 2.5 + 0.4 = 2.9 of the limit, whatever the words of a total
        (
            "2023年底，全市政府债务限额为92.5亿元，加上2024年新增限额10.4亿元，2024年政府债务限额为105.9亿元。",
            "105.9亿元",
        ),
        # 120.50 + 80.25 = 200.75
        (
            "共发现问题5个，涉及金额260.75万元，其中：预算执行方面2个、120.50万元；资产管理方面3个、80.25万元。",
            "260.75万元",
        ),
        # 120.20 + 113.37 = 233.57
        ("上述问题涉及金额300.20万元，已整改120.20万元，正在整改113.37万元。", "300.20万元"),
    ],
)
def test_limits_and_problems_found_add_up(body: str, printed: str) -> None:
    assert [text for _, text, _ in questioned(body)] == [printed]


def test_the_adjusted_budget_is_the_opening_one_and_the_change() -> None:
    rows = [
        "项目|年初预算数|调整数|调整后预算数",
        "教育支出|4120|310|4430",
        "卫生健康支出|2230|-120|2110",
        "农林水支出|1570|240|1810",
        "交通运输支出|1340|55|1459",
    ]
    # 1340 + 55 = 1395, all other lines add up
    body = f"2024年市本级一般公共预算支出调整表\n\n单位：万元\n\n{table(rows)}"
    assert [(rule, right) for rule, _, right in questioned(body)] == [("SU204", "1395")]


def test_one_wrong_rate_of_a_short_column_is_questioned() -> None:
    rows = [
        "项目|预算数|执行数|为预算的%",
        "教育支出|4120|4010|97.3",
        "卫生健康支出|2230|2110|94.6",
        "农林水支出|1570|1490|94.9",
        "交通运输支出|1340|1210|90.3",
        "住房保障支出|1250|1180|94.4",
        "其他支出|1180|1040|58.1",
    ]
    # 1040/1180 = 88.1, all other lines fit
    body = f"2024年市本级一般公共预算支出执行情况表\n\n单位：万元\n\n{table(rows)}"
    assert [(rule, printed, right) for rule, printed, right in questioned(body)] == [("CO201", "58.1", "88.1")]
