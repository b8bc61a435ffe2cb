"""Tables taken for official forms, and tables that are not. All units are made up."""

from gouji.extract.build import build
from gouji.extract.extraction import Extraction
from gouji.read.reader import Limits
from gouji.read.text import TextReader

EXPENDITURE = """
{title}

{unit}

| 科目编码 | 科目名称 | 合计 | 基本支出 | {last} |
|---|---|---|---|---|
| | 合计 | 300.00 | 250.00 | 50.00 |
| 201 | 一般公共服务支出 | 200.00 | 150.00 | 50.00 |
| 208 | 社会保障和就业支出 | 100.00 | 100.00 | |
"""


def extraction(text: str) -> Extraction:
    document = TextReader().read(f"# 虚构市示例局2024年部门决算\n{text}".encode(), "form.md", Limits())
    return build(document)


def amounts(found: Extraction, form: str, side: str = "") -> dict[tuple[str, str], str]:
    cells = found.forms[0, form, side].cells
    ids = {place: (found.in_cell or {}).get((spot.table, spot.row, spot.column), ()) for place, spot in cells.items()}
    return {place: found.figures[numbers[0]].text for place, numbers in ids.items() if numbers}


def test_caption_header_and_unit_make_the_form() -> None:
    found = extraction(EXPENDITURE.format(title="支出决算表", unit="单位：万元", last="项目支出"))
    assert amounts(found, "expenditure") == {
        ("总计", "合计"): "300.00",
        ("总计", "基本"): "250.00",
        ("总计", "项目"): "50.00",
        ("201", "合计"): "200.00",
        ("201", "基本"): "150.00",
        ("201", "项目"): "50.00",
        ("208", "合计"): "100.00",
        ("208", "基本"): "100.00",
    }


def test_no_form_without_its_columns_its_unit_or_its_caption() -> None:
    assert not extraction(EXPENDITURE.format(title="支出决算表", unit="单位：万元", last="其他")).forms
    assert not extraction(EXPENDITURE.format(title="支出决算表", unit="", last="项目支出")).forms
    assert not extraction(EXPENDITURE.format(title="支出明细分解表", unit="单位：万元", last="项目支出")).forms


def test_a_table_of_another_year_is_not_the_form() -> None:
    assert not extraction(EXPENDITURE.format(title="2023年支出决算表", unit="单位：万元", last="项目支出")).forms


def test_a_form_that_stands_twice_is_left_out() -> None:
    one = EXPENDITURE.format(title="支出决算表", unit="单位：万元", last="项目支出")
    found = extraction(f"{one}\n以上为本级，以下为所属单位。\n{one}")
    assert not any(form.cells for form in found.forms.values())


def test_the_sides_of_a_form_and_money_carried_over() -> None:
    found = extraction("""
财政拨款收入支出决算总表

单位：万元

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 决算数 | 项目 | 合计 |
| 一、一般公共预算财政拨款 | 290.00 | 一、一般公共服务支出 | 200.00 |
| 本年收入合计 | 290.00 | 本年支出合计 | 295.00 |
| 年初财政拨款结转和结余 | 10.00 | 年末财政拨款结转和结余 | 5.00 |
| 总计 | 300.00 | 总计 | 300.00 |
""")
    assert amounts(found, "appropriation", "收入") == {
        ("一般公共", "合计"): "290.00",
        ("本年合计", "合计"): "290.00",
        ("年初结转", "合计"): "10.00",
        ("总计", "合计"): "300.00",
    }
    assert amounts(found, "appropriation", "支出")["本年合计", "合计"] == "295.00"
    assert amounts(found, "appropriation", "支出")["201", "合计"] == "200.00"


def test_an_economic_list_numbered_by_hand_says_nothing_by_its_codes() -> None:
    found = extraction("""
一般公共预算财政拨款基本支出决算表

单位：万元

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| | 合计 | 30.00 |
| 302 | 商品和服务支出 | 30.00 |
| 30201 | 办公费 | 20.00 |
| 30212 | 退休人员活动费 | 10.00 |
""")
    lines = {line for line, _ in found.forms[0, "general_basic", ""].cells}
    assert lines == {"总计", "302", "30201"}


def test_the_budget_half_of_an_account_of_three_expenses_is_named_apart() -> None:
    found = extraction("""
财政拨款“三公”经费支出决算表

单位：万元

| 预算数 | | | 决算数 | | |
|---|---|---|---|---|---|
| 合计 | 因公出国（境）费 | 公务接待费 | 合计 | 因公出国（境）费 | 公务接待费 |
| 3.50 | 0.50 | 3.00 | 2.40 | | 2.40 |
""")
    assert amounts(found, "sangong") == {
        ("总计", "预算数.三公"): "3.50",
        ("总计", "预算数.出国"): "0.50",
        ("总计", "预算数.接待"): "3.00",
        ("总计", "三公"): "2.40",
        ("总计", "接待"): "2.40",
    }
