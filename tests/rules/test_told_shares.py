"""Shares, rectification rates, counts of problems and kinds of debt in a government's papers."""

from __future__ import annotations

import pytest
from tests.rules.test_government_papers import questioned, verified

from gouji import api

AUDIT = "# 关于虚构县2024年度审计查出问题整改情况的报告\n\n"


def _audit(body: str) -> list[tuple[str, str]]:
    (document,) = api.read_bytes(f"{AUDIT}{body}\n".encode(), "a.md")
    return [(one.rule, one.printed) for one in api.check(document).findings if one.severity != "note"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        # 5+5 = 10
        ("报告反映的10个问题，已完成整改5个，正在整改5个。", []),
        ("报告反映的16个问题，已完成整改5个，正在整改5个。", [("SU106", "16个")]),
        # 230/250 = 92%
        ("共反映250个问题，截至10月底，已整改230个，整改率92%。", []),
        ("共反映250个问题，截至10月底，已整改230个，整改率82%。", [("SH103", "82%")]),
        # 300.3/400.4 = 75%
        ("涉及金额400.40万元，已整改300.30万元，占涉及金额的75%。", []),
        ("涉及金额400.40万元，已整改300.30万元，占涉及金额的57%。", [("SH103", "57%")]),
        # mended of each kind: neither is the rest of the other
        ("共反映125个问题，其中：立行立改类60个，已整改58个；分阶段整改类65个，已整改50个。", []),
    ],
)
def test_what_an_audit_says_was_mended(body: str, found: list[tuple[str, str]]) -> None:
    assert _audit(body) == found


@pytest.mark.parametrize(
    "body",
    [
        # 90/120 and 30/120, whatever stands between
        "全市一般公共预算收入完成120亿元。税收收入90亿元，增长2%，占一般公共预算收入的75%；非税收入30亿元，占一般公共预算收入的25%。",
        # the rate is of the amount before the bracket: 60/80 = 75%
        "市本级一般公共预算支出80亿元，项目支出60亿元（含提前下达20亿元），占一般公共预算支出的75%。",
        # what the share is of is told twice, of two levels: nothing is questioned
        "全市一般公共预算收入120亿元，市本级一般公共预算收入60亿元，税收收入45亿元，占一般公共预算收入的比重为37%。",
        # of what was carried out (90/120), which has no name of its own
        "全市汇总的一般公共收入预算100亿元，实际完成120亿元，增长11%。其中：税收收入90亿元，占一般公共预算收入的比重为75%。",
        # of the expenditure (50/200), not of the revenue told before it
        "一般公共预算收入100亿元，一般公共预算支出200亿元，教育支出50亿元，占一般公共预算支出的25%。",
        # 转移支付 is not 税收返还和转移支付
        "税收返还和转移支付40亿元（包括一般性转移支付30亿元，占转移支付比重达82%；专项转移支付6.6亿元）。",
        # the words name another part than the amount before them: 税收 is 50
        "一般公共预算收入100亿元，税收收入50亿元，非税收入50亿元，增长3%，税收占一般公共预算收入的50%。",
    ],
)
def test_a_share_is_of_what_its_words_name(body: str) -> None:
    assert questioned(body) == []


def test_a_share_by_department_is_borne_out() -> None:
    """40/100 and 60/100 of the revenue told at the head of the paragraph."""
    body = (
        "地方一般公共预算收入完成100亿元。从部门看：税务部门完成40亿元，为预算的98%，占一般公共预算收入的40%；"
        "财政部门完成60亿元，占一般公共预算收入的{}。"
    )
    assert {"40%", "60%"} <= set(verified(body.format("60%")))
    assert questioned(body.format("66%")) == [("SH103", "66%", "60")]


def test_totals_and_what_is_left_in_one_sentence_or_in_the_next_paragraph() -> None:
    """50.6-49.8 = 0.8; 20+3+1-22 = 2."""
    assert questioned("县本级收入总计50.6亿元，支出总计49.8亿元，结转下年0.8亿元。") == []
    assert [one[0] for one in questioned("县本级收入总计50.6亿元，支出总计49.8亿元，结转下年1.8亿元。")] == ["SU105"]
    two = "县本级收入总计50.6亿元。\n\n支出总计49.8亿元。\n\n上述收支相抵，年终结余{}亿元，结转下年使用。"
    assert questioned(two.format("0.8")) == []
    assert [one[0] for one in questioned(two.format("1.8"))] == ["SU105"]
    listed = "国有资本经营收入20亿元，上级补助收入3亿元，上年结余1亿元，国有资本经营支出22亿元。\n\n收支相抵，年终结余2亿元。"
    assert {"20亿元", "2亿元"} <= set(verified(f"{two.format('0.8')}\n\n{listed}"))
    assert questioned(f"{two.format('0.8')}\n\n{listed.replace('2亿元。', '5亿元。')}") == []


@pytest.mark.parametrize(("special", "found"), [("8.5", []), ("6.5", ["SU106"])])
def test_the_kinds_of_debt_in_the_lines_under_it(special: str, found: list[str]) -> None:
    """12+8.5 = 20.5."""
    table = (
        "2024年虚构市政府债务限额调整表\n\n单位：亿元\n\n| 项目 | 金额 |\n|---|---|\n"
        f"| 2024年地方政府债务限额 | 20.5 |\n| 其中：一般债务限额 | 12 |\n| 专项债务限额 | {special} |\n"
    )
    assert [one[0] for one in questioned(table)] == found


def test_a_paragraph_in_whole_units_is_rounded_though_others_print_decimals() -> None:
    """433354-421736 = 11618: of three rounded amounts 11617 is no other; 11627 is."""
    body = "2024年县本级收入总计433354万元，支出总计421736万元，结转下年{}万元。\n\n涉及金额2736.49万元。"
    assert _audit(body.format("11617")) == []
    assert [rule for rule, _ in _audit(body.format("11627"))] == ["SU105"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        # 389+35.5 = 424.5
        ("县本级一般公共预算总收入由389亿元调整为424.5亿元，调增35.5亿元。", []),
        ("县本级一般公共预算总收入由389亿元调整为424.5亿元，调增53.5亿元。", ["SU104"]),
        ("县本级收支总计年初预算为389.5亿元，本次调减4.1亿元，调整后为385.4亿元。", []),
        ("县本级收支总计年初预算为389.5亿元，本次调减4.1亿元，调整后为395.4亿元。", ["SU104"]),
        # what comes next is another item's change
        ("县本级总收入由389亿元调整为424.5亿元，其中债务转贷收入调增20亿元。", []),
    ],
)
def test_an_adjusted_amount_is_the_former_one_and_its_change(body: str, found: list[str]) -> None:
    assert [one[0] for one in questioned(body)] == found


@pytest.mark.parametrize(
    ("body", "borne_out"),
    [
        # the bracket divides by level, what follows by kind: 52+10 = 62 = 41+21
        (
            "全县一般公共预算收入62万元（其中县本级52万元，园区10万元），增收9万元。其中：税收收入41万元，非税收入21万元。",
            {"41万元", "21万元"},
        ),
        # three in one bracket: 5+60+40 = 105
        ("全县政府债务限额105亿元（其中外债5亿元，一般债务60亿元，专项债务40亿元）。", {"105亿元", "60亿元"}),
        # the bracket is an aside: 60+40 = 100
        ("全县政府债务限额100亿元（含提前下达20亿元），其中：一般债务60亿元，专项债务40亿元。", {"100亿元", "40亿元"}),
    ],
)
def test_a_bracket_before_the_parts(body: str, borne_out: set[str]) -> None:
    assert questioned(body) == []
    assert borne_out <= set(verified(body))
