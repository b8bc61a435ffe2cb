"""What a table is called, which unit it is in, where its header ends and what its columns are."""

from tests.extract.tables.forms import markdown, merged, plain_rows

from gouji.extract.tables import Units, grids


def test_title_and_unit_stand_in_the_lines_before_the_table() -> None:
    (grid,) = grids(
        markdown(
            "支出决算表", "科目编码 | 科目名称 | 合计", "201 | 一般公共服务支出 | 5.00", "208 | 社会保障支出 | 1.00"
        )
    )
    assert grid.title == "支出决算表"
    assert grid.unit_name == "万元"
    assert [column.role for column in grid.columns] == ["code", "label", "value"]


def test_title_and_unit_may_be_the_first_rows_of_the_table() -> None:
    cells = [
        (0, 0, "收支总表（预算表1）", 1, 2),
        (1, 0, "预算单位：示例局", 1, 1),
        (1, 1, "单位：元", 1, 1),
        *plain_rows(2, "项目|预算数", "一、财政拨款收入|5,000", "收入总计|5,000"),
    ]
    (grid,) = grids(merged(5, 2, cells))
    assert grid.title == "收支总表(预算表1)"
    assert grid.unit_name == "元"
    assert grid.header_rows == 3
    assert [line.label for line in grid.lines] == ["财政拨款收入", "收入总计"]


def test_header_of_two_levels_with_merged_cells_gives_paths() -> None:
    cells = [
        (0, 0, "科目编码", 2, 1),
        (0, 1, "科目名称", 2, 1),
        (0, 2, "合计", 2, 1),
        (0, 3, "基本支出", 1, 3),
        (0, 6, "项目支出", 2, 1),
        (1, 3, "小计", 1, 1),
        (1, 4, "人员经费", 1, 1),
        (1, 5, "公用经费", 1, 1),
        *plain_rows(2, "201|一般公共服务支出|9.00|6.00|4.00|2.00|3.00", "208|社会保障和就业支出|1.00|1.00|1.00||"),
    ]
    (grid,) = grids(merged(4, 7, cells))
    paths = [column.path for column in grid.columns]
    assert paths[2:] == [
        ("合计",),
        ("基本支出", "小计"),
        ("基本支出", "人员经费"),
        ("基本支出", "公用经费"),
        ("项目支出",),
    ]
    assert grid.header_rows == 2


def test_row_that_numbers_the_columns_is_header() -> None:
    document = markdown(
        "收入决算表",
        "项目 | 本年收入合计 | 财政拨款收入",
        "栏次 | 1 | 2",
        "合计 | 3.00 | 3.00",
        "住房公积金 | 3.00 | 3.00",
    )
    (grid,) = grids(document)
    assert grid.header_rows == 2
    assert [line.label for line in grid.lines] == ["合计", "住房公积金"]


def test_side_by_side_blocks_give_one_grid_each() -> None:
    document = markdown(
        "收入支出决算总表",
        "收入 | | 支出 |",
        "项目 | 决算数 | 项目 | 决算数",
        "一、财政拨款收入 | 7.00 | 一、一般公共服务支出 | 7.00",
        "总计 | 7.00 | 总计 | 7.00",
    )
    left, right = grids(document)
    assert (left.block, right.block) == (0, 1)
    assert [column.path for column in right.columns] == [("支出", "项目"), ("支出", "决算数")]
    assert [line.label for line in right.lines] == ["一般公共服务支出", "总计"]


def test_unit_of_a_cell_is_that_of_row_then_column_then_caption() -> None:
    document = markdown(
        "部门情况表", "项目 | 数额 | 增长率", "支出合计 | 12.00 | 3.5", "编制人数（人） | 40 | 2.1", "支出 | 1.00 | 1.0"
    )
    (grid,) = grids(document)
    assert Units(grid).of(1, 1) == "万元"
    assert Units(grid).of(1, 2) == "%"
    assert Units(grid).of(2, 1) == "人"


def test_performance_table_is_not_additive() -> None:
    document = markdown(
        "项目绩效目标表", "一级指标 | 二级指标 | 指标值", "产出指标 | 数量指标 | 12", "效益指标 | 满意度 | 95"
    )
    assert [grid.note for grid in grids(document)] == ["performance"]


def test_table_without_any_amount_still_gives_a_grid() -> None:
    (grid,) = grids(markdown("政府性基金预算支出表", "科目编码 | 科目名称 | 合计", " | | ", " | | "))
    assert grid.title == "政府性基金预算支出表"
    assert grid.lines == ()


def test_note_below_the_table_is_no_line_of_figures() -> None:
    document = markdown("支出决算表", "项目 | 合计", "基本支出 | 3.00", "项目支出 | 4.00", "注：本表反映2024年支出 |")
    (grid,) = grids(document)
    assert grid.lines[-1].role == "note"
