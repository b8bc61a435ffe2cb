"""The lines of a table: codes, labels, roles, and the tree that codes, marks and groups make."""

from tests.extract.tables.forms import markdown, merged, plain_rows

from gouji.extract.tables import grids


def tree(title: str, *rows: str) -> dict[str, str | None]:
    (grid,) = grids(markdown(title, *rows))
    labels = {line.row: line.label for line in grid.lines}
    return {line.label: labels.get(line.parent) if line.parent is not None else None for line in grid.lines}


def test_codes_of_three_five_and_seven_digits_nest() -> None:
    found = tree(
        "支出表",
        "科目编码 | 科目名称 | 合计",
        "201 | 一般公共服务支出 | 3.00",
        "20101 | 人大事务 | 3.00",
        "2010101 | 行政运行 | 3.00",
        "208 | 社会保障和就业支出 | 1.00",
    )
    assert found == {
        "一般公共服务支出": None,
        "人大事务": "一般公共服务支出",
        "行政运行": "人大事务",
        "社会保障和就业支出": None,
    }


def test_code_in_three_columns_is_joined_and_a_blank_class_carried() -> None:
    (grid,) = grids(
        markdown(
            "支出表",
            "类 | 款 | 项 | 科目名称 | 合计",
            "201 | | | 一般公共服务支出 | 3.00",
            " | 40 | | 信访事务 | 3.00",
            "201 | 40 | 01 | 行政运行 | 2.00",
            "201 | 40 | 04 | 信访业务 | 1.00",
        )
    )
    assert [line.code for line in grid.lines] == ["201", "20140", "2014001", "2014004"]
    assert [line.depth for line in grid.lines] == [0, 1, 2, 2]


def test_code_printed_before_the_name_is_read() -> None:
    (grid,) = grids(
        markdown("支出表", "功能科目名称 | 小计", "[201]一般公共服务支出 | 3.00", "[20103]政府办公厅事务 | 3.00")
    )
    assert [(line.code, line.label) for line in grid.lines] == [
        ("201", "一般公共服务支出"),
        ("20103", "政府办公厅事务"),
    ]


def test_numbered_lines_nest_by_their_marks() -> None:
    found = tree(
        "收入总表",
        "项目 | 预算数",
        "一、财政拨款收入 | 6.00",
        "1. 一般公共预算 | 5.00",
        "2. 政府性基金 | 1.00",
        "二、事业收入 | 2.00",
    )
    assert found["一般公共预算"] == found["政府性基金"] == "财政拨款收入"
    assert found["事业收入"] is None


def test_list_that_begins_again_with_one_stands_below_the_line_before() -> None:
    found = tree(
        "支出总表",
        "项目 | 预算数",
        "一、本年支出 | 5.00",
        "一、一般公共服务支出 | 3.00",
        "二、教育支出 | 1.00",
        "三、住房保障支出 | 1.00",
        "二、结转下年 | 0.00",
    )
    assert found["一般公共服务支出"] == found["教育支出"] == found["住房保障支出"] == "本年支出"
    assert found["结转下年"] is None


def test_funds_stand_below_the_carry_over_that_they_divide() -> None:
    found = tree(
        "财政拨款总表",
        "项目 | 决算数",
        "本年收入合计 | 9.00",
        "年初财政拨款结转和结余 | 3.00",
        "一般公共预算财政拨款 | 2.00",
        "政府性基金预算财政拨款 | 1.00",
        "总计 | 12.00",
    )
    assert found["一般公共预算财政拨款"] == found["政府性基金预算财政拨款"] == "年初财政拨款结转和结余"


def test_single_of_which_is_marked_as_such() -> None:
    (grid,) = grids(markdown("支出表", "项目 | 金额", "基本支出 | 6.00", "其中：人员经费 | 5.00", "项目支出 | 1.00"))
    assert [(line.label, line.role, line.depth) for line in grid.lines][1] == ("人员经费", "of_which", 1)


def test_group_of_a_vertically_merged_cell_hangs_under_its_subtotal() -> None:
    cells = [
        (0, 0, "项目名称", 1, 2),
        (0, 2, "金额", 1, 1),
        (1, 0, "收入总计", 1, 2),
        (1, 2, "8.00", 1, 1),
        (2, 0, "一般公共预算资金", 3, 1),
        (2, 1, "小计", 1, 1),
        (2, 2, "8.00", 1, 1),
        (3, 1, "财政拨款", 1, 1),
        (3, 2, "7.00", 1, 1),
        (4, 1, "专项收入", 1, 1),
        (4, 2, "1.00", 1, 1),
        *plain_rows(5, "政府性基金|小计|"),
    ]
    (grid,) = grids(merged(6, 3, cells, before=("收入预算总表", "单位：万元")))
    assert [(line.label, line.role, line.parent) for line in grid.lines] == [
        ("收入总计", "total", None),
        ("小计", "item", None),
        ("财政拨款", "item", 2),
        ("专项收入", "item", 2),
        ("政府性基金", "item", None),
    ]


def test_unit_codes_are_a_tree_of_their_own_above_the_subjects() -> None:
    found = tree(
        "收入总表",
        "单位编码 | 单位名称 | 合计",
        "303 | 示例委员会 | 9.00",
        "303001 | 示例委员会本级 | 6.00",
        "303002 | 示例中心 | 3.00",
    )
    assert found == {"示例委员会": None, "示例委员会本级": "示例委员会", "示例中心": "示例委员会"}


def test_a_column_of_numbers_of_two_kinds_makes_the_tree() -> None:
    rows = ("一 | 甲类资金 | 5.00", "1 | 子项甲 | 2.00", "2 | 子项乙 | 3.00", "二 | 乙类资金 | 1.00")
    found = tree("项目支出情况表", "序号 | 项目名称 | 金额", *rows)
    assert found == {"甲类资金": None, "子项甲": "甲类资金", "子项乙": "甲类资金", "乙类资金": None}


def test_a_column_of_plain_numbers_makes_no_tree() -> None:
    rows = ("1 | 子项甲 | 2.00", "2 | 子项乙 | 3.00")
    (grid,) = grids(markdown("项目支出情况表", "序号 | 项目名称 | 金额", *rows))
    assert [line.mark for line in grid.lines] == [0, 0]
