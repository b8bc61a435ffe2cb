"""The sums that forms state, as claims: what they add up, when they accuse and when they keep silent."""

import re

import pytest
from tests.extract.tables.forms import extraction, markdown, merged, plain_rows

from gouji.diagnose.evaluate import evaluate
from gouji.extract.tables.colsums import column_rules
from gouji.model.claim import Claim, Linear, Outcome
from gouji.model.document import Document
from gouji.read.reader import Limits
from gouji.read.text import TextReader
from gouji.rules.rule import Context, all_rules
from gouji.rules.tables import holds


def outcomes(document: Document, code: str) -> list[tuple[str, bool, bool]]:
    """(result's text, whether it holds, whether a break would accuse) of each claim of one rule."""
    found = extraction(document)
    rule = next(rule for rule in all_rules() if rule.code == code)
    claims = [claim for claim in rule.check(found, Context()) if isinstance(claim, Claim)]
    return [
        (found.figures[claim.shape.result].text, holds(found, claim), claim.certain)
        for claim in claims
        if isinstance(claim.shape, Linear)
    ]


CODED = (
    "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出",
    " | 合计 | 9.00 | 6.00 | 3.00",
    "201 | 一般公共服务支出 | 7.00 | 4.00 | 3.00",
    "20101 | 人大事务 | 7.00 | 4.00 | 3.00",
    "2010101 | 行政运行 | 4.00 | 4.00 | ",
    "2010104 | 人大会议 | 3.00 | | 3.00",
    "208 | 社会保障和就业支出 | 2.00 | 2.00 | ",
)


def test_coded_form_states_its_tree_in_every_column() -> None:
    document = markdown("支出决算表", *CODED)
    assert len(outcomes(document, "SU201")) == 6  # 201 and 20101, three columns each
    assert {text for text, _, _ in outcomes(document, "SU202")} == {"9.00", "6.00", "3.00"}
    assert all(held for code in ("SU201", "SU202", "SU204") for _, held, _ in outcomes(document, code))


def test_wrong_item_breaks_its_class_alone() -> None:
    rows = [row.replace("| 人大会议 | 3.00", "| 人大会议 | 5.00") for row in CODED]
    broken = [text for text, held, _ in outcomes(markdown("支出决算表", *rows), "SU201") if not held]
    assert broken == ["7.00"]


def test_zero_row_and_order_of_classes_change_nothing() -> None:
    rows = [*CODED[:2], "229 | 其他支出 | 0.00 | | ", CODED[6], *CODED[2:6]]
    assert all(held for _, held, _ in outcomes(markdown("支出决算表", *rows), "SU202"))


def test_code_printed_twice_makes_the_class_unsure() -> None:
    rows = [
        CODED[0],
        "219 | 援助其他地区支出 | 5.00 | | 5.00",
        "21999 | 其他支出 | 5.00 | | 5.00",
        "21999 | 其他支出 | 5.00 | | 5.00",
        "208 | 社会保障和就业支出 | 2.00 | 2.00 | ",
    ]
    assert outcomes(markdown("支出决算表", *rows), "SU201") == []


def test_totals_close_their_lines_and_the_carry_over_after_them() -> None:
    document = markdown(
        "收入支出决算总表",
        "项目 | 决算数",
        "一、一般公共预算财政拨款收入 | 7.00",
        "二、事业收入 | 2.00",
        "本年收入合计 | 9.00",
        "使用非财政拨款结余 | 0.50",
        "年初结转和结余 | 1.50",
        "总计 | 11.00",
    )
    assert outcomes(document, "SU202") == [("9.00", True, True), ("11.00", True, True)]


@pytest.mark.parametrize(("second", "held"), [("3.00 | 4.00", True), ("3.00 | 5.00", False)])
def test_a_line_equal_in_every_column_to_the_one_above_may_be_its_only_part(second: str, *, held: bool) -> None:
    document = markdown(
        "收入决算表",
        "项目 | 本年 | 上年",
        "一、财政拨款收入 | 7.00 | 6.00",
        "本年收入合计 | 7.00 | 6.00",
        "上级补助收入 | 3.00 | 4.00",
        f"转移支付补助 | {second}",
        "总计 | 10.00 | 10.00",
    )
    assert [good for text, good, _ in outcomes(document, "SU202") if text == "10.00"] == [held, held]


def test_list_that_does_not_count_from_one_never_accuses() -> None:
    document = markdown(
        "收入总表", "项目 | 决算数", "一、财政拨款收入 | 7.00", "三、其他收入 | 2.00", "本年收入合计 | 10.00"
    )
    assert outcomes(document, "SU202") == []


def test_line_without_a_number_among_numbered_ones_may_stand_beside_them() -> None:
    document = markdown(
        "收入总表",
        "项目 | 决算数",
        "一、财政拨款收入 | 7.00",
        "二、事业收入 | 2.00",
        "专户资金 | 1.00",
        "本年收入合计 | 10.00",
    )
    assert outcomes(document, "SU202") == [("10.00", True, True)]


def test_blank_parent_is_represented_by_its_lines() -> None:
    document = markdown(
        "收入总表",
        "项目 | 预算数",
        "一、单位资金 | ",
        "1.事业收入 | 2.00",
        "2.经营收入 | 1.00",
        "二、其他收入 | 4.00",
        "收入总计 | 7.00",
    )
    assert outcomes(document, "SU202") == [("7.00", True, True)]


def test_staff_and_running_totals_take_the_classes_of_their_kind_across_blocks() -> None:
    document = markdown(
        "一般公共预算财政拨款基本支出决算表",
        "科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数",
        "301 | 工资福利支出 | 5.00 | 302 | 商品和服务支出 | 3.00",
        "30101 | 基本工资 | 5.00 | 30201 | 办公费 | 1.00",
        "303 | 对个人和家庭的补助 | 2.00 | 30202 | 印刷费 | 2.00",
        "30302 | 退休费 | 2.00 | 310 | 资本性支出 | 4.00",
        " | 人员经费合计 | 7.00 | | 公用经费合计 | 7.00",
    )
    assert outcomes(document, "SU202") == [("7.00", True, True), ("7.00", True, True)]
    assert len(outcomes(document, "SU201")) == 3  # 310 has no lines below it


def nested_header() -> list[tuple[int, int, str, int, int]]:
    return [
        (0, 0, "合计", 2, 1),
        (0, 1, "“三公”经费", 1, 4),
        (0, 5, "会议费", 2, 1),
        (1, 1, "小计", 1, 1),
        (1, 2, "因公出国(境)费", 1, 1),
        (1, 3, "公务用车购置及运行费", 1, 1),
        (1, 4, "公务接待费", 1, 1),
    ]


def test_nested_header_states_two_sums_in_one_row() -> None:
    cells = [*nested_header(), *plain_rows(2, "9.00|6.00|1.00|2.00|3.00|3.00")]
    document = merged(3, 6, cells, before=("“三公”经费、会议费支出预算表", "单位：万元"))
    assert outcomes(document, "SU204") == [("9.00", True, True), ("6.00", True, True)]


def test_wrong_reception_breaks_the_inner_sum_only() -> None:
    cells = [*nested_header(), *plain_rows(2, "9.00|6.00|1.00|2.00|3.50|3.00")]
    document = merged(3, 6, cells, before=("“三公”经费、会议费支出预算表", "单位：万元"))
    assert [(text, held) for text, held, _ in outcomes(document, "SU204")] == [("9.00", True), ("6.00", False)]


def test_last_year_and_of_which_columns_are_no_parts() -> None:
    document = markdown(
        "支出表",
        "项目 | 合计 | 基本支出 | 项目支出 | 其中：政府采购 | 上年预算数",
        "甲 | 5.00 | 2.00 | 3.00 | 1.00 | 4.00",
    )
    (grid,) = extraction(document).grids
    values = [column for column in grid.columns if column.role == "value"]
    (rule,) = column_rules(values)
    assert (rule.result, rule.parts) == (0, (1, 2))
    assert not rule.stated  # with other columns beside, the rows must bear it out


def test_measures_under_each_group_are_added_measure_by_measure() -> None:
    cells = [
        (0, 0, "合计", 1, 2),
        (0, 2, "公务用车购置费", 1, 2),
        (0, 4, "公务接待费", 1, 2),
        *[(1, column, ("预算数", "决算数")[column % 2], 1, 1) for column in range(6)],
        *plain_rows(2, "5.00|4.00|3.00|3.00|2.00|1.00"),
    ]
    document = merged(3, 6, cells, before=("“三公”经费支出决算表", "单位：万元"))
    assert outcomes(document, "SU204") == [("5.00", True, True), ("4.00", True, True)]


def test_printed_formula_is_followed() -> None:
    document = markdown(
        "债务限额表",
        "地区 | 限额 | 一般 | 专项",
        "公式 | A=B+C | B | C",
        "甲县 | 3.00 | 1.00 | 2.00",
        "乙县 | 9.00 | 4.00 | 4.00",
    )
    assert outcomes(document, "SU205") == [("3.00", True, True), ("9.00", False, True)]


def test_government_paper_verifies_but_is_never_accused() -> None:
    rows = ("项目 | 预算数", "一、税收收入 | 7.00", "二、非税收入 | 2.00", "收入合计 | 10.00")
    text = markdown("一般公共预算收入表", *rows).text.replace(
        "虚构市示例局2024年部门决算", "关于虚构市2024年预算执行情况和2025年预算草案的报告"
    )
    found = outcomes(TextReader().read(text.encode(), "report.md", Limits()), "SU202")
    assert not any(certain for _, _, certain in found)


def test_staircase_of_label_columns_accuses_where_its_other_steps_hold() -> None:
    rows = ["品目 | 项目 | 物品 | 金额", "合计 | | | 24.00"]
    for name, first, second in (("甲类", "1.00", "2.00"), ("乙类", "3.00", "4.00"), ("丙类", "5.00", "9.00")):
        total = {"甲类": "3.00", "乙类": "7.00", "丙类": "14.00"}[name]
        rows += [
            f"{name} | | | {total}",
            f" | {name}项目 | | {total}",
            f" | | 计算机 | {first}",
            f" | | 打印机 | {second}",
        ]
    held = outcomes(markdown("政府采购预算表", *rows), "SU203")
    assert len(held) == 6
    assert all(holding for _, holding, _ in held)
    rows[-1] = " | | 打印机 | 8.00"
    assert [text for text, holding, _ in outcomes(markdown("政府采购预算表", *rows), "SU203") if not holding] == [
        "14.00"
    ]


def test_columns_that_divide_a_neighbour_are_not_added_twice() -> None:
    document = markdown(
        "支出表", "项目 | 合计 | 基本支出 | 人员经费 | 公用经费 | 项目支出", "甲 | 9.00 | 6.00 | 4.00 | 2.00 | 3.00"
    )
    assert outcomes(document, "SU204") == [("9.00", True, False)]


def test_table_with_slipped_cells_verifies_but_never_accuses() -> None:
    rows = (
        "项目 | 预算数",
        "一、工资福利支出 | 5.00",
        "二、商品和服务支出 | 3.00",
        "三、资本性支出 | 助1.00",
        "支出合计 | 10.00",
    )
    assert outcomes(markdown("支出表", *rows), "SU202") == []


def test_rate_on_a_base_below_zero_may_be_taken_on_its_size_or_its_sign() -> None:
    rows = [
        f"甲{number} | {number}0.00 | {number}5.00 | {rate}"
        for number, rate in zip(range(1, 7), (50, 25, "16.7", "12.5", 10, "8.3"), strict=True)
    ]
    document = markdown("支出表", "项目 | 上年数 | 本年数 | 增长%", *rows, "乙 | -20.00 | 10.00 | 150.0")
    found = extraction(document)
    rule = next(rule for rule in all_rules() if rule.code == "CH202")
    claims = [claim for claim in rule.check(found, Context()) if isinstance(claim, Claim)]
    assert len(claims) == 7
    assert {evaluate(claim, found.figures).outcome for claim in claims} <= {Outcome.AGREES, Outcome.ROUNDING}


def test_two_tables_that_agree_in_total_show_the_cell_that_does_not() -> None:
    rule = next(rule for rule in all_rules() if rule.code == "EQ202")
    found = extraction(TextReader().read(re.sub("[«»]", "", rule.bad).encode(), "bad.md", Limits()))
    broken = [claim for claim in rule.check(found, Context()) if isinstance(claim, Claim) and not holds(found, claim)]
    assert [found.figures[claim.figures[-1]].text for claim in broken] == ["160.00"]


def test_tables_of_another_scope_are_not_compared() -> None:
    rule = next(rule for rule in all_rules() if rule.code == "EQ202")
    text = rule.good.replace("| 一、一般公共服务支出 | 200.00", "| 一、一般公共服务支出 | 230.00")
    text = text.replace("| 二、社会保障和就业支出 | 100.00", "| 二、社会保障和就业支出 | 120.00").replace(
        "| 本年支出合计 | 300.00", "| 本年支出合计 | 350.00"
    )
    found = extraction(TextReader().read(text.encode(), "good.md", Limits()))
    assert [
        claim
        for claim in rule.check(found, Context())
        if isinstance(claim, Claim) and claim.certain and not holds(found, claim)
    ] == []


def test_a_wrong_code_beside_its_neighbours_does_not_hide_a_broken_class() -> None:
    rows = [
        "科目编码 | 科目名称 | 合计",
        "302 | 商品和服务支出 | 9.00",
        "30208 | 取暖费 | 3.00",
        "30208 | 物业管理费 | 4.00",
        "303 | 对个人和家庭的补助 | 2.00",
        "30302 | 退休费 | 2.00",
    ]
    assert ("9.00", False, True) in outcomes(markdown("基本支出表", *rows), "SU201")


def test_the_same_amounts_in_further_columns_are_one_witness() -> None:
    """Two classes broken and one sound, each printed in three columns: two breaks, not six, and they are told."""
    rows = [
        "科目编码 | 科目名称 | 合计 | 当年预算 | 人员经费",
        "301 | 工资福利支出 | 9.00 | 9.00 | 9.00",
        "30101 | 基本工资 | 8.00 | 8.00 | 8.00",
        "302 | 商品和服务支出 | 5.00 | 5.00 | 5.00",
        "30201 | 办公费 | 6.00 | 6.00 | 6.00",
        "303 | 对个人和家庭的补助 | 2.00 | 2.00 | 2.00",
        "30302 | 退休费 | 2.00 | 2.00 | 2.00",
    ]
    broken = [text for text, held, certain in outcomes(markdown("基本支出表", *rows), "SU201") if not held and certain]
    assert broken == ["9.00"] * 3 + ["5.00"] * 3
