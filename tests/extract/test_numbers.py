"""One numeral at a time: value, unit, bound and nature, by hand from phrases of many places."""

from decimal import Decimal
from itertools import pairwise

import pytest

from gouji import api
from gouji.extract.numbers import NUMERAL, Numeral, half_width, numerals
from gouji.model.figure import Bound, Dimension, Nature

D = Decimal
NOT = Nature.NOT_QUANTITY
QUANTITY = Nature.QUANTITY


def read(text: str) -> list[Numeral]:
    return list(numerals(half_width(text)))


def only(text: str) -> Numeral:
    found = read(text)
    assert len(found) == 1, [(text[one.start : one.end], one.value) for one in found]
    return found[0]


def unit_name(numeral: Numeral) -> str:
    return numeral.unit.name if numeral.unit else ""


@pytest.mark.parametrize(
    ("text", "value", "unit", "span"),
    [
        ("支出358.06万元。", "358.06", "万元", "358.06万元"),
        ("支出３５８．０６万元。", "358.06", "万元", "３５８．０６万元"),
        ("收入1,234,567.89元", "1234567.89", "元", "1,234,567.89元"),
        ("收入1，234.50万元", "1234.50", "万元", "1，234.50万元"),
        ("收入5, 804.83万元", "5804.83", "万元", "5, 804.83万元"),
        ("收入70,734,万元", "70734", "万元", "70,734,万元"),
        ("拨付50，元", "50", "元", "50，元"),
        ("安排 12.50 万元", "12.50", "万元", "12.50 万元"),
        ("安排12.50  万元", "12.50", "万元", "12.50  万元"),
        ("增长12 .5%", "12.5", "%", "12 .5%"),
        ("增长12. 5%", "12.5", "%", "12. 5%"),
        ("增长7.25％", "7.25", "%", "7.25％"),
        ("增长7.25﹪", "7.25", "%", "7.25﹪"),
        ("提高1.3个百分点", "1.3", "个百分点", "1.3个百分点"),
        ("回落0.8百分点", "0.8", "百分点", "0.8百分点"),
        ("债务1.2万亿元", "1.2", "万亿元", "1.2万亿元"),
        ("债务3.5亿元", "3.5", "亿元", "3.5亿元"),
        ("拨付6百万元", "6", "百万元", "6百万元"),
        ("工资480千元", "480", "千元", "480千元"),
        ("安排209万用于绿化", "209", "万", "209万"),
        ("安排2.6亿用于绿化", "2.6", "亿", "2.6亿"),
        ("定额2.40万元/人/年", "2.40", "万元/人/年", "2.40万元/人/年"),
        ("补助每户300元/户", "300", "元/户", "300元/户"),
        ("发病率3.1‰", "3.1", "‰", "3.1‰"),
        ("车辆14辆", "14", "辆", "14辆"),
        ("接待56批次", "56", "批次", "56批次"),
        ("来访402人次", "402", "人次", "402人次"),
        ("培训3期", "3", "期", "3期"),
        ("面积1280.5平方米", "1280.5", "平方米", "1280.5平方米"),
        ("建设周期3年", "3", "年", "3年"),
        ("为期6个月", "6", "个月", "6个月"),
        ("设备2台（套）", "2", "台(套)", "2台（套）"),
    ],
)
def test_quantity_with_its_unit(text: str, value: str, unit: str, span: str) -> None:
    numeral = only(text)
    assert (numeral.nature, numeral.value, unit_name(numeral)) == (QUANTITY, D(value), unit)
    assert text[numeral.start : numeral.end] == span
    assert numeral.bound is Bound.EXACT


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.2万亿元", "1200000000000"),
        ("1.21万亿", "1210000000000"),
        ("3.5亿元", "350000000"),
        ("6千万元", "60000000"),
        ("209万", "2090000"),
    ],
)
def test_factor_of_a_money_unit(text: str, amount: str) -> None:
    numeral = only(text)
    assert numeral.unit is not None
    assert numeral.unit.dimension is Dimension.MONEY
    assert (numeral.value or 0) * numeral.unit.factor == D(amount)


@pytest.mark.parametrize("text", ["惠及3万人", "补贴12万亩", "受益0.8万户"])
def test_ten_thousands_of_things_are_no_money(text: str) -> None:
    unit = only(text).unit
    assert unit is not None
    assert unit.dimension is not Dimension.MONEY


def test_a_compound_unit_is_not_money() -> None:
    unit = only("标准0.35万元/人/月").unit
    assert unit is not None
    assert unit.dimension is Dimension.COMPOUND


def test_percentage_points_are_not_percent() -> None:
    units = [only(text).unit for text in ("5%", "5个百分点")]
    assert [unit.dimension for unit in units if unit] == [Dimension.PERCENT, Dimension.POINT]


@pytest.mark.parametrize(
    ("text", "value", "span"),
    [
        ("结余△3.20万元", "-3.20", "△3.20万元"),
        ("结余▲3.20万元", "-3.20", "▲3.20万元"),
        ("增减额-5.00万元", "-5.00", "-5.00万元"),
        ("增长－8.50%", "-8.50", "－8.50%"),
        ("减少-5万元", "-5", "-5万元"),
        ("变动：-12.30%", "-12.30", "-12.30%"),
    ],
)
def test_negative(text: str, value: str, span: str) -> None:
    numeral = only(text)
    assert numeral.value == D(value)
    assert text[numeral.start : numeral.end] == span


@pytest.mark.parametrize("text", ["2021-2023年", "共5-8人", "0.04-0.1", "3%-5%", "10万元-20万元"])
def test_a_dash_between_numbers_is_no_minus(text: str) -> None:
    assert all(numeral.value is not None and numeral.value > 0 for numeral in read(text))


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("满意度≥99%", Bound.AT_LEAST),
        ("满意度>=99%", Bound.AT_LEAST),
        ("满意度＞99%", Bound.AT_LEAST),
        ("达到90%以上", Bound.AT_LEAST),
        ("达到90%及以上", Bound.AT_LEAST),
        ("不少于12次", Bound.AT_LEAST),
        ("不低于95%", Bound.AT_LEAST),
        ("超过300人", Bound.AT_LEAST),
        ("逾300人", Bound.AT_LEAST),
        ("误差≤5%", Bound.AT_MOST),
        ("不超过3天", Bound.AT_MOST),
        ("控制在50万元以内", Bound.AT_MOST),
        ("30日以内", Bound.AT_MOST),
        ("低于1%", Bound.AT_MOST),
        ("约40万元", Bound.ABOUT),
        ("40万元左右", Bound.ABOUT),
        ("近200人", Bound.ABOUT),
        ("200余人", Bound.ABOUT),
        ("200多人", Bound.ABOUT),
        ("3000余万元", Bound.ABOUT),
        ("1万余人", Bound.ABOUT),
        ("50万余元", Bound.ABOUT),
    ],
)
def test_bounds_are_never_exact(text: str, bound: Bound) -> None:
    assert only(text).bound is bound


@pytest.mark.parametrize("text", ["0.04-0.1", "3%-5%", "5~8人", "10万元-20万元", "20—30个", "3至5次"])
def test_both_ends_of_a_range_are_bounds(text: str) -> None:
    assert [numeral.bound for numeral in read(text)] == [Bound.RANGE, Bound.RANGE]


@pytest.mark.parametrize(
    "text",
    ["结余12.00万元", "本年5.00万元，余款退回", "预算30.00万元。以上说明", "减至8.00万元", "预算约束力度：8.00万元"],
)
def test_words_that_only_look_like_bounds(text: str) -> None:
    assert only(text).bound is Bound.EXACT


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("任免**人次", "人次"),
        ("拨款XX万元", "万元"),
        ("拨款xxx万元", "万元"),
        ("支出××元", "元"),
        ("约束3**件", "件"),
        ("增长*%", "%"),
    ],
)
def test_masked(text: str, unit: str) -> None:
    numeral = only(text)
    assert (numeral.nature, numeral.value, unit_name(numeral)) == (Nature.MASKED, None, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("下设六个股室", 6, "个"),
        ("内设十二个科室", 12, "个"),
        ("所属二十三家单位", 23, "家"),
        ("包括两个单位", 2, "个"),
        ("下辖三十所", 30, "所"),
    ],
)
def test_chinese_counts(text: str, value: int, unit: str) -> None:
    numeral = only(text)
    assert (numeral.nature, numeral.value, unit_name(numeral)) == (QUANTITY, D(value), unit)


@pytest.mark.parametrize("text", ["坚持两个维护", "一个方面", "三个代表", "第六个五年"])
def test_chinese_words_that_count_nothing(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2024年度", 1),
        ("2024年12月31日", 3),
        ("2024年初", 1),
        ("2021-2023年", 2),
        ("2024.6.30", 2),
        ("2024-06-30", 3),
        ("2024/6/30", 3),
        ("12月31日前", 2),
        ("1-6月", 2),
        ("截至6月底", 1),
        ("第3期", 1),
        ("第2条", 1),
        ("表3", 1),
        ("附件1", 1),
        ("财预〔2016〕143号", 2),
        ("国发[2021]5号", 2),
        ("（2010301）", 1),
        ("（201类）", 1),
        ("0512", 1),
        ("电话：83456789", 1),
        ("A4", 1),
        ("5G", 1),
        ("PM2.5", 1),
    ],
)
def test_no_quantity_has_a_reason(text: str, count: int) -> None:
    found = read(text)
    assert len(found) == count
    assert all(numeral.nature is NOT and numeral.reason for numeral in found), [
        (text[n.start : n.end], n.nature, n.reason) for n in found
    ]


@pytest.mark.parametrize("text", ["1.基本支出", "（2）项目支出", "3、会议费", "4．培训费", "5）接待费"])
def test_a_list_marker_is_an_ordinal(text: str) -> None:
    assert only(text).nature is NOT


def test_a_list_marker_before_an_amount_does_not_join_it() -> None:
    found = read("支出包括：1.基本支出30.15万元；2.项目支出4.05万元。")
    assert [(n.nature, n.value) for n in found] == [
        (NOT, D(1)),
        (QUANTITY, D("30.15")),
        (NOT, D(2)),
        (QUANTITY, D("4.05")),
    ]


def test_a_list_marker_before_a_year_does_not_join_it() -> None:
    assert [n.value for n in read("4．2025年收入")] == [D(4), D(2025)]


@pytest.mark.parametrize("text", ["2024元", "100%", "1.5万元", "2024万元", "07.5万元", "第3万元"])
def test_before_money_or_percent_a_numeral_is_always_a_quantity(text: str) -> None:
    assert only(text).nature is QUANTITY


def test_a_bracketed_code_beside_an_amount() -> None:
    found = read("行政运行（2010101）358.06万元")
    assert [(n.nature, n.value) for n in found] == [(NOT, D(2010101)), (QUANTITY, D("358.06"))]


def test_a_year_beside_an_amount_without_a_gap() -> None:
    found = read("2024年预算1000.00万元，比2023年增加10.00万元")
    assert [(n.nature, n.value) for n in found] == [
        (NOT, D(2024)),
        (QUANTITY, D("1000.00")),
        (NOT, D(2023)),
        (QUANTITY, D("10.00")),
    ]


def test_a_tab_parts_a_numeral_from_the_unit_of_the_next_cell() -> None:
    found = read("30.15\t万元")
    assert [(n.value, n.unit) for n in found] == [(D("30.15"), None)]


def test_the_label_of_a_unit_is_no_measure_word() -> None:
    """Of 表1-1 and the line below it, 单位：某某局."""
    assert {unit_name(numeral) for numeral in read("表1-1\n\n单位：虚构县示例局")} == {""}
    assert unit_name(only("共有3单位")) == "单位"


def test_a_comma_list_is_not_a_thousands_separator() -> None:
    assert [n.value for n in read("分别为12,34,56人")] == [D(12), D(34), D(56)]


def test_a_comma_between_two_amounts_of_three_digits_keeps_them_apart_where_units_stand() -> None:
    assert [n.value for n in read("收入120万元,支出118万元")] == [D(120), D(118)]


@pytest.mark.parametrize(
    "text",
    [
        "2024年收入1,234.56万元（含结转12.30万元），增长4.5%，12月31日车辆3辆，A4纸20箱。",
        "任免**人次，共６个股室，财预〔2016〕143号。",
        "4．2025年部门预算0.00万元",
        "1,2,3；100,200，300",
    ],
)
def test_every_numeral_of_the_pattern_is_accounted_for(text: str) -> None:
    plain = half_width(text)
    found = read(text)
    for match in NUMERAL.finditer(plain):
        assert any(n.start <= match.start() and match.end() <= n.end for n in found), match.group()
    assert all(first.end <= second.start for first, second in pairwise(found))


def test_tags_between_cells_say_nothing_of_the_figures() -> None:
    text = '<table>\n<tr><td>合计</td><td>27.56</td><td colspan="2">20.07</td></tr>\n</table>\n'
    (document,) = api.read_bytes(text.encode(), "a.md")
    figures = api.extract(document).figures
    assert [(figure.text, figure.bound) for figure in figures] == [("27.56", Bound.EXACT), ("20.07", Bound.EXACT)]
