"""Which figure is wrong: broken claims to causes, each case thought through by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.diagnose.made import figure, figures, plus, rate, sign, total

from gouji import api
from gouji.diagnose.culprit import Cause, causes
from gouji.diagnose.evaluate import evaluate
from gouji.diagnose.slips import slip
from gouji.model.claim import Claim, Linear
from gouji.model.finding import Finding, Severity
from gouji.read.reader import Limits
from gouji.read.text import TextReader

D = Decimal


def found(printed: tuple[str, ...], *claims: Claim) -> tuple[Cause, ...]:
    made = figures(*printed)
    return causes([evaluate(claim, made) for claim in claims], made)


def only(printed: tuple[str, ...], *claims: Claim) -> tuple[int, Decimal | None, int]:
    """The one cause: figure (from 1), value, number of broken claims that it explains."""
    (cause,) = found(printed, *claims)
    return cause.figure + 1, cause.value, len(cause.verdicts)


def test_nothing_broken_has_no_cause() -> None:
    assert found(("30.15", "4.05", "34.20"), total((1, 2), 3)) == ()


def test_a_total_that_nothing_explains_is_itself_suspect() -> None:
    assert only(("30.15", "4.05", "99.00"), total((1, 2), 3)) == (3, D("34.20"), 1)


def test_a_constant_takes_part_in_the_mending() -> None:
    """100 - 30 - 20 - 40 = 10: of 30 + 20 + 40 + 1 the last lost its zero, and another place says 10."""
    made = [figure(number, value, "个") for number, value in enumerate(("30", "20", "40", "1", "10"))]
    weights = replace(total((-1, -2, -3), 4), shape=Linear(plus(-1, -2, -3), 3, constant=D(100)))
    (cause,) = causes([evaluate(claim, made) for claim in (weights, total((5,), 4))], made)
    assert (cause.figure, cause.value) == (3, D(10))


def test_a_neighbour_copied() -> None:
    """41.20 - 30.15 - 4.05 - 0.90 = 6.10: the second 30.15 was copied from the first."""
    printed = ("30.15", "4.05", "30.15", "0.90", "41.20")
    assert only(printed, total((1, 2, 3, 4), 5)) == (3, D("6.10"), 1)


def test_a_copy_is_never_mended_into_less_than_nothing() -> None:
    """4.05 stands twice, but 10.00 - 30.15 - 4.05 leaves nothing for the second: the total is the suspect."""
    assert only(("30.15", "4.05", "4.05", "10.00"), total((1, 2, 3), 4)) == (4, D("38.25"), 1)


def test_a_digit_of_a_part_where_another_place_confirms_the_total() -> None:
    """30.15 + 4.05 = 34.20, and 34.20 stands elsewhere too; 31.15 is one digit from 30.15."""
    assert only(("31.15", "4.05", "34.20", "34.20"), total((1, 2), 3), total((3,), 4)) == (1, D("30.15"), 1)


def test_where_the_total_is_confirmed_and_no_slip_speaks_no_part_is_named() -> None:
    """Income 84.07 + 6.10 = 90.17 balances expenditure, whose parts 25.31 + 2.48 + 38.06 = 65.85: 24.32 is missing somewhere."""
    printed = ("84.07", "6.10", "90.17", "25.31", "2.48", "38.06", "90.17")
    (cause,) = found(printed, total((1, 2), 3), total((3,), 7), total((4, 5, 6), 7))
    assert (cause.figure, cause.value, cause.spared, cause.rivals) == (6, None, True, ())


def test_a_part_wrong_in_two_sums() -> None:
    """By nature 443.00 + 684.50 and by fund 443.00 + 10.00 both miss: 433.00 mends both."""
    printed = ("684.50", "443.00", "1117.50", "10.00", "443.00")
    claims = (total((1, 2), 3), total((2, 4), 5))
    assert only(printed, *claims) == (2, D("433.00"), 2)


def test_a_base_wrong_in_one_digit_with_its_rate_and_word() -> None:
    """Now 5.00, before 4.00 for 8.00, down by 3.00 or 37.50%: difference, rate and word are one slip."""
    printed = ("5.00", "4.00", "3.00", "37.50%")
    claims = (total((2, -1), 3), rate((3,), (2,), 4), sign((1, -2), -1))
    assert only(printed, *claims) == (2, D("8.00"), 3)


def test_a_rate_alone() -> None:
    """12.29 / (21.80 - 12.29) = 129.23%."""
    assert only(("12.29", "21.80", "129.97%"), rate((1,), (2, -1), 3)) == (3, D("129.23"), 1)


def test_a_word_alone_moves_no_figure() -> None:
    (cause,) = found(("5.00", "8.00"), sign((1, -2), 1))
    assert cause.value is None


def test_digits_swapped() -> None:
    """91.00 / 1082.50 = 8.41%, printed 8.14%."""
    assert only(("91.00", "1082.50", "8.14%"), rate((1,), (2,), 3)) == (3, D("8.41"), 1)


def test_two_slips_explain_the_sum_that_both_break() -> None:
    """458.00 and 16.56 went missing from a column: each row says so, and the column's sum follows from both."""
    printed = ("903.85", "0.00", "0.00", "1378.41", "458.00", "16.56")
    blamed = found(printed, total((1, 2, 3), 4), total((5,), 2), total((6,), 3))
    assert [(cause.figure + 1, cause.value) for cause in blamed] == [(2, D("458.00")), (3, D("16.56"))]
    assert all(len(cause.verdicts) == 2 for cause in blamed)


def test_a_figure_that_mends_two_claims_is_blamed_without_a_likely_slip() -> None:
    """Row 0.01 + 0.06 is 0.07, not 0.25; the column's sum misses the same 0.18."""
    printed = ("0.01", "0.06", "0.25", "1302.20", "1302.27", "0.08", "1302.12")
    claims = (total((3, 4), 5), total((1, 2), 3), total((6, 7), 4))
    assert only(printed, *claims) == (3, D("0.07"), 2)


def test_two_slips_far_apart_are_two_causes() -> None:
    printed = ("1.00", "2.00", "9.00", "4.00", "5.00", "1.00")
    blamed = found(printed, total((1, 2), 3), total((4, 5), 6))
    assert [(cause.figure + 1, cause.value) for cause in blamed] == [(3, D("3.00")), (6, D("9.00"))]


def test_uncheckable_claims_bear_no_witness() -> None:
    made = [*figures("30.15", "4.05", "99.00"), figure(3, "0", masked=True)]
    verdicts = [evaluate(total((1, 2), 3), made), evaluate(total((3,), 4), made)]
    (cause,) = causes(verdicts, made)
    assert (cause.figure, cause.value) == (2, D("34.20"))


def test_a_bound_is_the_weakest_witness() -> None:
    """Parts 30.15 + 4.05 say 34.20; that 50.00 fits above 34.00 proves nothing."""
    printed = ("30.15", "4.05", "50.00", "34.00")
    assert only(printed, total((1, 2), 3), total((4,), 3, at_most=True)) == (3, D("34.20"), 1)


@pytest.mark.parametrize(
    ("printed", "right", "words"),
    [
        ("35.20", "34.20", "一位数字之误"),
        ("43.20", "34.20", "数字颠倒"),
        ("342.0", "34.2", "小数点错位"),
        ("3.42", "34.20", "小数点错位"),
        ("344.20", "34.20", "多写一位"),
        ("4.20", "34.20", "漏写一位"),
        ("99.99", "34.20", ""),
        ("0.00", "0.50", "应有数而写作0"),
        ("0.00", "-0.50", ""),
        ("1682.76", "16827600.00", "金额单位之误"),
        ("0.48", "-0.48", ""),
        ("-35.20", "-34.20", "一位数字之误"),
        ("34.20", "34.20", ""),
    ],
)
def test_slips_have_names(printed: str, right: str, words: str) -> None:
    assert slip(figure(0, printed, step="0.01"), D(right)) == words


def serious(body: str, kind: str = "预算") -> list[Finding]:
    text = f"# 虚构市示例局2024年部门{kind}\n\n{body}\n"
    # Fragments, not whole disclosures: what they leave out (FO) is no cause of a difference.
    checked = api.check(TextReader().read(text.encode(), "made.md", Limits()), ignore=("FO",))
    return [finding for finding in checked.findings if finding.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    ("body", "printed", "expected"),
    [
        (
            "2024年“三公”经费预算41.20万元，其中：因公出国（境）费30.15万元，公务用车购置及运行维护费4.05万元，公务接待费7.90万元。",
            "41.20万元",
            "42.10",
        ),
        (
            "2024年政府采购预算41.20万元，其中：政府采购货物预算30.15万元，政府采购工程预算4.05万元，政府采购服务预算30.15万元。",
            "30.15万元",
            "7.00",
        ),
        (
            "2024年公务接待费预算5.00万元，2023年预算数为9.00万元，比上年减少3.00万元，下降37.50%。",
            "9.00万元",
            "8.00",
        ),
        ("2024年会议费预算21.80万元，比上年增加12.29万元，增长129.97%。", "129.97%", "129.23"),
        ("2024年支出预算880.00万元，较上年调减120.00万元，降幅为13.64%。", "13.64%", "12.00"),
        (
            "2024年支出预算1000.00万元，其中：基本支出640.00万元，占46.00%；项目支出360.00万元，占36.00%。",
            "46.00%",
            "64.00",
        ),
        (
            (
                "2024年公务用车运行维护费预算5.00万元（其中：燃料费2.00万元）。2024年公务用车购置及运行维护费预算9.00万元"
                "（公务用车购置费3.00万元，公务用车运行维护费5.00万元）。"
            ),
            "9.00万元",
            "8.00",
        ),
        ("“三公”经费预算7.61万元，同比减少1.62万元，降幅21.29%。", "21.29%", "17.55"),
        ("公务用车保有量15辆，其中：轿车8辆，越野车4辆，其他用车2辆。", "15辆", "14"),
    ],
)
def test_one_slip_one_finding(body: str, printed: str, expected: str) -> None:
    finding, *more = serious(body)
    assert [(other.rule, other.printed) for other in more] == []
    assert (finding.printed, finding.expected) == (printed, expected)


@pytest.mark.parametrize(
    ("body", "printed", "expected"),
    [
        ("“三公”经费支出预算为8.00万元，支出决算为6.00万元，完成预算的57.00%。", "57.00%", "75.00"),
        (
            "公务接待费年初预算数为10.00万元，全年预算数为12.00万元，支出决算为9.00万元，完成全年预算的90%。",
            "90%",
            "75",
        ),
        ("公务接待费支出6.00万元。公务接待费支出决算比2023年增加1.00万元，增长16.67%。", "16.67%", "20.00"),
    ],
)
def test_one_slip_of_an_account_one_finding(body: str, printed: str, expected: str) -> None:
    finding, *more = serious(body, "决算")
    assert [(other.rule, other.printed) for other in more] == []
    assert (finding.printed, finding.expected) == (printed, expected)


@pytest.mark.parametrize(
    ("total", "item", "said"),
    [
        # 3.45 and the increase of 0.42 make 3.87, the total: the item still says last year's
        ("3.87万元，比2023年预算增加0.42万元", "公务接待费3.45万元，比2023年预算增加0.42万元", ("3.45万元", "3.87")),
        # 3.87 less the decrease of 0.42 is 3.45, the parts: the total still says last year's
        ("3.87万元，比2023年预算减少0.42万元", "公务接待费3.45万元，比2023年预算减少0.42万元", ("3.87万元", "3.45")),
    ],
)
def test_last_years_value_left_in_goes_the_way_the_words_say(total: str, item: str, said: tuple[str, str]) -> None:
    body = f"2024年“三公”经费预算{total}。其中：因公出国（境）费0万元；公务用车购置及运行费0万元；{item}。"
    (finding,) = serious(body, "预算")
    assert (finding.printed, finding.expected) == said


@pytest.mark.parametrize(
    "body",
    [
        "2024年支出预算1000.00万元，其中：基本支出640.00万元，占64%；项目支出360.00万元，占36%。",
        "项目支出400.00万元，主要包括：信息化运维120.00万元、宣传经费80.00万元等。",
        "2024年部门预算收入960.00万元，扣除上年结转后，比上年增加60.00万元，增长3.33%。",
        "2024年支出预算960.00万元，扣除上年结转后比上年增加60.00万元，增长3.33%。",
        "2024年预算安排项目3个，涉及资金400.00万元，较上年增加1个。",
        "公务用车运行维护费5.00万元，比上年预算增加0.05万元，基本持平。",
        "2024年国有资本经营预算支出0万元，比上年增加0万元，增长0%。",
        "公务用车购置费18.00万元，比上年增加18.00万元（上年为0万元）。",
        "会议费预算3.00万元，其中财政拨款2.00万元；培训费预算1.20万元，其中财政拨款1.20万元。",
        "一般公共预算支出1000.00万元，其中一般公共服务支出820.00万元。",
        "2024年支出预算1000.00万元，比上年增加100万元，增长约11%。",
        "设备购置12台（套），单价不超过5000元，满意度≥95%。",
        "公务接待费2.61万元，占“三公”经费预算的34.30%。“三公”经费预算7.61万元。",
        "2024年财政拨款收、支总预算500.00万元，与上年相比收、支各增加50.00万元，增长11.11%。",
    ],
)
def test_true_sentences_give_nothing(body: str) -> None:
    assert [(finding.rule, finding.printed, finding.message) for finding in serious(body)] == []


CLASS_WITH_A_COPIED_ITEM = """
一般公共预算支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 141.20 | 141.20 | |
| 201 | 一般公共服务支出 | 100.00 | 100.00 | |
| 20101 | 人大事务 | 100.00 | 100.00 | |
| 208 | 社会保障和就业支出 | 41.20 | 41.20 | |
| 20805 | 行政事业单位养老支出 | 30.15 | 30.15 | |
| 20808 | 抚恤 | 4.05 | 4.05 | |
| 20811 | 残疾人事业 | 30.15 | 30.15 | |
| 20899 | 其他社会保障和就业支出 | 0.90 | 0.90 | |
"""

TEXT_AGAINST_A_TABLE_THAT_ADDS_UP = """
一般公共预算支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 145.00 | 95.00 | 50.00 |
| 201 | 一般公共服务支出 | 100.00 | 50.00 | 50.00 |
| 20101 | 人大事务 | 100.00 | 50.00 | 50.00 |
| 208 | 社会保障和就业支出 | 45.00 | 45.00 | |
| 20805 | 行政事业单位养老支出 | 45.00 | 45.00 | |

## 一般公共预算支出情况说明

2024年一般公共预算支出145.00万元，其中：社会保障和就业支出（类）54.00万元，比上年预算数50.00万元增加4.00万元，增长8.00%。
"""


def test_a_copied_item_of_a_class_is_one_finding_that_names_both() -> None:
    """41.20 - 30.15 - 4.05 - 0.90 = 6.10, in both columns; the second 30.15 is the suspect."""
    (finding,) = serious(CLASS_WITH_A_COPIED_ITEM)
    assert (finding.place.row, finding.place.column, finding.expected) == (7, 2, "6.10")
    assert [(repair.place.row, repair.value) for repair in finding.repairs] == [(7, "6.10"), (5, "6.10")]
    assert "2处“30.15”中有一处有误，此处可能性较大，应为6.10（与相邻的数相同，可能抄错）" in finding.message


def test_text_that_departs_from_a_table_is_blamed_with_its_change_and_rate() -> None:
    """The table adds up with 45.00; 54.00 - 50.00 = 4.00 or 8.00% was worked out on the wrong amount."""
    (finding,) = serious(TEXT_AGAINST_A_TABLE_THAT_ADDS_UP)
    assert (finding.printed, finding.expected) == ("54.00万元", "45.00")
    assert "由此得出的“4.00万元”、“8.00%”应随之核改" in finding.message


def test_a_wrong_unit_is_repaired_by_the_unit() -> None:
    body = "2024年会议费预算12.29万元。2024年公务接待费预算21.80万元，比上年增加12.29元，增长129.23%。"
    (finding,) = serious(body)
    assert (finding.printed, finding.expected) == ("12.29元", "12.29万元")
    assert [(repair.value, repair.unit, repair.slip) for repair in finding.repairs] == [
        ("12.29", "万元", "金额单位之误")
    ]


def test_of_a_total_and_its_equal_first_part_the_part_was_copied() -> None:
    """232.22 - 94.43 - 113.84 = 23.95: nobody copies a total from the part that follows it."""
    body = "2024年政府采购预算232.22万元，其中：政府采购货物预算232.22万元、政府采购工程预算94.43万元、政府采购服务预算113.84万元。"
    finding, *more = serious(body)
    assert not more
    assert (finding.printed, finding.expected) == ("232.22万元", "23.95")
    assert min(place.start for place in finding.related) < finding.place.start


def test_a_change_that_is_the_value_before_it_once_more_was_copied() -> None:
    """2.89% of last year: about 5.65 of 195.64, not 189.99; which of its neighbours exactly, the rate does not say."""
    finding, *more = serious("2024年会议费预算189.99万元，比2023年减少189.99万元，下降2.89%。")
    assert not more
    assert (finding.printed, finding.expected) == ("189.99万元", None)
    assert "抄错" in finding.message


def test_one_hundred_percent_is_said_not_mistyped() -> None:
    """60.00 is 6.00 with its point shifted, or 6.00 is 60.00: ten percent was never meant."""
    (finding,) = serious("公务接待费支出预算为60.00万元，支出决算为6.00万元，完成预算的100%。", "决算")
    assert finding.expected is None
    assert {(repair.place.text, repair.value) for repair in finding.repairs} == {
        ("60.00万元", "6.00"),
        ("6.00万元", "60.00"),
    }


def test_a_wrong_direction_names_both_amounts() -> None:
    (finding,) = serious("2024年公务接待费年初预算为4.34万元，支出决算为38.96万元，决算数小于预算数。", "决算")
    texts = {place.text for place in finding.related}
    assert (finding.printed, texts) == ("小于", {"4.34万元", "38.96万元"})
