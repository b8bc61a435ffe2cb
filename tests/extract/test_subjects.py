"""Labels to axes and subjects (口径): what is known, and what must stay unknown."""

from decimal import Decimal

import pytest
from tests.extract.trees import extraction

from gouji import api
from gouji.extract.extraction import Extraction
from gouji.extract.labels import Explained, explain, family
from gouji.extract.names import own_label
from gouji.extract.subjects import subject_of
from gouji.model.figure import Figure, Nature
from gouji.model.subject import ALL, UNKNOWN, Subject

NAMES = ("一般公共服务支出", "社会保障和就业支出", "卫生健康支出", "住房保障支出", "教育支出")


@pytest.mark.parametrize(
    ("label", "axes"),
    [
        ("基本支出", {"nature": "基本", "flow": "支出"}),
        ("项目支出预算", {"nature": "项目", "flow": "支出", "basis": "预算"}),
        ("人员经费", {"nature": "人员"}),
        ("日常公用经费", {"nature": "公用"}),
        ("“三公”经费预算", {"topic": "三公", "basis": "预算"}),
        ("公务接待费", {"topic": "三公.接待"}),
        ("国内公务接待支出", {"topic": "三公.接待.国内"}),
        ("因公出国（境）费用", {"topic": "三公.出国"}),
        ("公务用车购置及运行维护费", {"topic": "三公.用车"}),
        ("公务用车购置费", {"topic": "三公.用车.购置"}),
        ("公务用车运行维护费", {"topic": "三公.用车.运行"}),
        ("政府采购货物预算", {"topic": "采购.货物", "basis": "预算"}),
        ("机关运行经费", {"topic": "机关运行经费"}),
        ("收入总计", {"flow": "收入"}),
        ("收、支总预算", {"flow": "收支", "basis": "预算"}),
        ("本年支出决算合计", {"flow": "支出", "basis": "决算"}),
    ],
)
def test_axes_of_a_label(label: str, axes: dict[str, str]) -> None:
    found = explain(label)
    assert found.axes == axes
    assert found.residue == ""


@pytest.mark.parametrize(
    ("label", "funds"),
    [
        ("一般公共预算拨款收入", "一般公共"),
        ("政府性基金预算财政拨款收入", "政府性基金"),
        ("国有资本经营预算拨款收入", "国有资本"),
        ("财政拨款收入", "财政拨款"),
        ("一般公共预算财政拨款收入", "一般公共"),
    ],
)
def test_the_narrower_fund_is_meant(label: str, funds: str) -> None:
    assert explain(label).axes["funds"] == funds
    assert explain(label).axes["flow"] == "收入"


@pytest.mark.parametrize("label", ["示例热线运行费", "宣传工作项目支出", "信息化运维", "绩效奖励", "食堂补助"])
def test_words_of_its_own_are_left_over(label: str) -> None:
    assert explain(label).residue


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("基本支出", "项目支出", True),
        ("人员经费", "公用经费", True),
        ("公务接待费", "因公出国（境）费", True),
        ("一般公共预算拨款收入", "政府性基金预算拨款收入", True),
        ("一般公共服务支出", "住房保障支出", True),
        ("公务用车购置费", "公务用车运行维护费", True),
        ("基本支出", "人员经费", False),
        ("基本支出", "政府性基金预算拨款收入", False),
        ("基本支出", "公务接待费", False),
    ],
)
def test_siblings_divide_a_whole_along_one_axis(first: str, second: str, together: bool) -> None:  # noqa: FBT001  a table of cases
    assert family(first) != ""
    assert (family(first) == family(second)) is together


def subjects(body: str, *, kind: str = "预算") -> dict[str, Subject]:
    """Printed amount to its subject."""
    found = extraction(body, kind=kind)
    return {
        figure.text: subject
        for figure, subject in zip(found.figures, found.subjects, strict=True)
        if subject is not None and figure.nature is Nature.QUANTITY
    }


def test_a_budget_sentence_and_its_parts() -> None:
    found = subjects("2024年支出预算900.00万元，其中：基本支出500.00万元，项目支出400.00万元。")
    whole, basic, project = found["900.00万元"], found["500.00万元"], found["400.00万元"]
    assert (whole.period, whole.basis, whole.flow, whole.nature) == ("2024", "预算", "支出", ALL)
    assert (basic.period, basic.basis, basic.flow, basic.nature) == ("2024", "预算", "支出", "基本")
    assert (project.nature, project.measure) == ("项目", "amount")


def test_last_year_and_this_year() -> None:
    found = subjects("2024年公务接待费预算5.00万元，2023年预算数为8.00万元，比上年减少3.00万元。")
    assert found["5.00万元"].period == "2024"
    assert found["8.00万元"].period == "2023"
    change = found["3.00万元"]
    assert (change.topic, change.period, change.measure) == ("三公.接待", "2024", "change")


@pytest.mark.parametrize(
    ("printed", "nature", "measure"),
    [
        ("50.00万元", "基本", "change"),
        ("11.11%", "基本", "rate.change"),
        ("55.56%", "基本", "rate.share"),
        ("20.00万元", "项目", "change"),
    ],
)
def test_what_is_said_of_a_value_has_its_subject(printed: str, nature: str, measure: str) -> None:
    found = subjects(
        "2024年支出预算900.00万元，其中：基本支出500.00万元，占55.56%，比上年增加50.00万元，增长11.11%；"
        "项目支出400.00万元，比上年减少20.00万元。"
    )
    assert (found[printed].nature, found[printed].measure, found[printed].period) == (nature, measure, "2024")


def test_a_completion_is_of_the_account() -> None:
    found = subjects("公务接待费支出预算为8.00万元，支出决算为6.00万元，完成预算的75.00%。", kind="决算")
    assert (found["75.00%"].topic, found["75.00%"].basis) == ("三公.接待", "决算")
    assert found["75.00%"].measure == "rate.completion"


def test_what_is_said_of_a_value_states_none() -> None:
    found = extraction("公务接待费预算5.00万元，比上年减少3.00万元，下降37.5%。公务接待费减少4.00万元。")
    assert {found.figures[number].text for quantity in found.quantities for number in quantity.mentions} == {"5.00万元"}


def test_a_cell_says_what_title_and_header_say_and_leaves_its_topic_open() -> None:
    body = (
        "示例业务支出表\n\n单位：万元\n\n| 项目 | 2023年决算数 | 基本支出 |\n|---|---|---|\n"
        "| 示例运行 | 11.00 | 12.00 |\n| 示例维护 | 13.00 | 14.00 |\n| 合计 | 24.00 | 26.00 |"
    )
    found = subjects(body)
    assert (found["11.00"].period, found["11.00"].basis, found["11.00"].nature) == ("2023", "决算", ALL)
    assert (found["14.00"].period, found["14.00"].nature) == ("2024", "基本")
    assert {subject.topic for subject in found.values()} == {UNKNOWN}


def test_budget_and_account_of_one_sentence_are_two_subjects() -> None:
    found = subjects("“三公”经费支出预算为8.00万元，支出决算为6.00万元，完成预算的75.00%。", kind="决算")
    assert found["8.00万元"].basis == "预算"
    assert found["6.00万元"].basis == "决算"


def test_the_first_and_the_adjusted_budget_are_two_subjects() -> None:
    found = subjects("公务接待费年初预算数为10.00万元，全年预算数为12.00万元，支出决算为9.00万元。", kind="决算")
    assert found["9.00万元"].basis == "决算"
    assert found["10.00万元"].basis != found["9.00万元"].basis
    assert "12.00万元" not in found or found["12.00万元"].basis not in {
        found["9.00万元"].basis,
        found["10.00万元"].basis,
    }


def test_a_section_gives_what_the_label_leaves_unsaid() -> None:
    found = subjects("## 五、一般公共预算支出情况说明\n\n2024年基本支出500.00万元。")
    assert (found["500.00万元"].funds, found["500.00万元"].nature) == ("一般公共", "基本")


def test_a_path_of_names_is_a_code() -> None:
    found = subjects("教育支出（类）进修及培训（款）培训支出（项）2024年预算数为3.50万元。")
    assert found["3.50万元"].function == "2050803"


@pytest.mark.parametrize(("name", "code"), [("教育支出", "205"), ("卫生健康支出", "210"), ("住房保障支出", "221")])
def test_a_class_by_its_name(name: str, code: str) -> None:
    assert subjects(f"2024年{name}80.00万元。")["80.00万元"].function == code


def test_carried_money_is_no_income_of_last_year() -> None:
    found = subjects("收入预算1000.00万元。其中：本年收入960.00万元；上年结转40.00万元。")
    assert (found["40.00万元"].period, found["40.00万元"].flow) == ("2024", "年初结转")


@pytest.mark.parametrize(
    "body",
    [
        "示例热线运行费30.00万元。",
        "下属单位支出预算30.00万元。",
        "2024年宣传工作经费安排30.00万元。",
        "共支出30.00万元。",
        "支出合计约30.00万元，其他30.00万元。",
    ],
)
def test_what_is_not_understood_stays_unknown(body: str) -> None:
    assert all(not subject.known for subject in subjects(body).values())


@pytest.mark.parametrize("unit", ["30辆", "30批次", "30人次"])
def test_a_count_is_no_amount(unit: str) -> None:
    assert all(subject.measure != "amount" for subject in subjects(f"公务用车保有量{unit}。").values())


def test_a_change_a_share_and_a_rate_are_of_what_they_are_said_of() -> None:
    found = subjects("2024年支出预算1000.00万元，比上年增加100.00万元，增长11.11%；基本支出640.00万元，占64.00%。")
    measures = {printed: (subject.nature, subject.measure) for printed, subject in found.items()}
    assert measures == {
        "1000.00万元": (ALL, "amount"),
        "100.00万元": (ALL, "change"),
        "11.11%": (ALL, "rate.change"),
        "640.00万元": ("基本", "amount"),
        "64.00%": ("基本", "rate.share"),
    }


def linked(found: Extraction) -> list[set[str]]:
    """The known quantities with two or more mentions, as printed."""
    return [
        {found.figures[number].text for number in quantity.mentions}
        for quantity in found.quantities
        if quantity.subject.known and len(quantity.mentions) > 1
    ]


EQUAL_FUNDS = (
    "2024年财政拨款支出预算900.00万元，其中：基本支出500.00万元，项目支出400.00万元。\n\n"
    "2024年一般公共预算支出{total}万元，其中：基本支出500.0万元，项目支出400.0万元。"
)


def test_equal_totals_make_the_wider_and_the_narrower_fund_one() -> None:
    assert {"500.00万元", "500.0万元"} in linked(extraction(EQUAL_FUNDS.format(total="900.0")))


def test_unequal_totals_keep_the_funds_apart() -> None:
    assert {"500.00万元", "500.0万元"} not in linked(extraction(EQUAL_FUNDS.format(total="880.0")))


def test_another_year_is_another_quantity() -> None:
    assert linked(extraction("2024年基本支出预算500.00万元。\n\n2023年基本支出预算480.00万元。")) == []


def test_agreement_joins_different_wordings() -> None:
    body = "2024年公务接待费预算5.00万元。\n\n“三公”经费中，公务接待费5.0万元。"
    assert {"5.00万元", "5.0万元"} in linked(extraction(body))


@pytest.mark.parametrize(
    ("label", "left"),
    [
        ("虚构市示例局支出预算", "支出预算"),
        ("示例局支出预算", "支出预算"),
        ("市示例局收入", "收入"),
        ("另一局支出预算", "另一局支出预算"),
        ("支出预算", "支出预算"),
        ("公务接待费", "公务接待费"),
        ("办公室经费", "办公室经费"),
    ],
)
def test_the_units_own_names_say_nothing_new(label: str, left: str) -> None:
    part = extraction("2024年虚构市示例局支出预算1.00万元。").parts[0]
    assert part.unit == "虚构市示例局"
    assert own_label(label, part) == left


def test_part_of_a_document() -> None:
    part = extraction("2024年支出决算1.00万元。", kind="决算").parts[0]
    assert (part.kind, part.unit, part.year) == ("final", "虚构市示例局", 2024)


@pytest.mark.parametrize(("value", "unit_step"), [("5532.75", Decimal("0.01")), ("110", Decimal("0.01"))])
def test_a_dropped_zero_keeps_the_precision_of_its_chapter(value: str, unit_step: Decimal) -> None:
    found = extraction("收入预算5532.75万元，其中：其他收入110万元。")
    assert _figure(found, f"{value}万元").step == unit_step


def test_only_a_chapter_wholly_in_integers_has_integer_precision() -> None:
    assert _figure(extraction("收入预算5532万元，其中：其他收入110万元。"), "110万元").step == 1


def _figure(found: Extraction, text: str) -> Figure:
    return next(figure for figure in found.figures if figure.text == text)


def test_unknown_is_not_all() -> None:
    assert not Subject().known
    assert Subject(*[ALL] * 10).known
    assert UNKNOWN != ALL


def test_a_text_without_figures_has_no_subjects() -> None:
    assert subjects("本部门没有政府性基金预算。") == {}


def test_appropriation_of_the_year_is_not_what_was_carried_over() -> None:
    text = """# 虚构市示例局2024年部门预算

一般公共预算当年拨款20.00万元，其中：教育支出20.00万元。一般公共预算支出22.00万元，其中：教育支出22.00万元。
"""
    (document,) = api.read_bytes(text.encode(), "a.md")
    checked = api.check(document)
    assert [finding.rule for finding in checked.findings if finding.severity != "note"] == []


@pytest.mark.parametrize(
    "above",
    [
        {"topic": "采购.货物", "nature": "项目", "flow": "收支"},
        {"flow": "收支", "nature": "项目", "topic": "采购.货物"},
    ],
)
def test_what_one_level_says_is_taken_whole_in_whatever_order(above: dict[str, str]) -> None:
    part = extraction("2024年支出决算1.00万元。", kind="决算").parts[0]
    said = subject_of(Explained({"funds": "一般公共"}), [Explained(above)], [], part, None, "", "")
    assert (said.topic, said.nature, said.flow) == ("采购.货物", "项目", "收支")


def test_a_topic_takes_no_nature_from_the_level_above() -> None:
    part = extraction("2024年支出决算1.00万元。", kind="决算").parts[0]
    said = subject_of(Explained({"topic": "采购.货物"}), [Explained({"nature": "项目"})], [], part, None, "", "")
    assert (said.topic, said.nature) == ("采购.货物", ALL)
