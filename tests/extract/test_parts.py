"""Parts of a file: where one disclosure ends and the next begins, and that nothing is read across. All bodies are made up."""

import pytest

from gouji import api
from gouji.extract.bodies import core, region, same_body
from gouji.extract.extraction import Extraction
from gouji.read.reader import Limits
from gouji.read.text import TextReader

BODY = """
第一部分 概况

一、主要职责

{unit}负责虚构的事务。

第二部分 情况说明

一、收入支出总体情况

{year}年收入总计{total}万元，支出总计{total}万元。

二、支出情况

{year}年支出{total}万元，其中：基本支出{basic}万元，项目支出{project}万元。
"""
AMOUNTS = {"total": "100.00", "basic": "60.00", "project": "40.00"}


def disclosure(unit: str, year: int, what: str = "部门决算", **amounts: str) -> str:
    return f"# {unit}{year}年度{what}\n" + BODY.format(unit=unit, year=year, **{**AMOUNTS, **amounts})


def read(text: str) -> Extraction:
    return api.extract(TextReader().read(text.encode(), "made-up.md", Limits()))


def named(extraction: Extraction) -> list[tuple[str, int | None, str]]:
    return [(part.unit, part.year, part.kind) for part in extraction.parts]


def test_a_department_followed_by_a_unit_of_its_own() -> None:
    first, second = disclosure("青禾县林业局", 2024), disclosure("青禾县木材检查站", 2024, "单位决算")
    extraction = read(first + "\n" + second)
    assert named(extraction) == [("青禾县林业局", 2024, "final"), ("青禾县木材检查站", 2024, "final")]
    assert extraction.parts[1].start == f"{first}\n{second}".index("青禾县木材检查站2024")
    assert extraction.parts[0].end == extraction.parts[1].start
    assert [part.level for part in extraction.parts] == ["部门", "单位"]


def test_a_remark_in_brackets_after_the_name() -> None:
    text = disclosure("无忧县林业局", 2024).replace("部门决算\n", "部门决算（虚构示例）\n")
    assert named(read(text)) == [("无忧县林业局", 2024, "final")]


def test_two_years_and_two_kinds() -> None:
    extraction = read(disclosure("青禾县林业局", 2023) + "\n" + disclosure("青禾县林业局", 2024, "部门预算"))
    assert named(extraction) == [("青禾县林业局", 2023, "final"), ("青禾县林业局", 2024, "budget")]


def test_a_cover_of_several_lines() -> None:
    later = disclosure("青禾县木材检查站", 2024).replace(
        "# 青禾县木材检查站2024年度部门决算", "2024年度\n\n青禾县木材\n\n检查站部门决算"
    )
    extraction = read(disclosure("青禾县林业局", 2024) + "\n" + later)
    assert [part.unit for part in extraction.parts] == ["青禾县林业局", "青禾县木材检查站"]


def test_each_part_reads_its_own_year_and_agrees_with_itself_only() -> None:
    other = {"total": "70.00", "basic": "50.00", "project": "20.00"}
    text = disclosure("青禾县林业局", 2023) + "\n" + disclosure("青禾县林业局", 2024, **other)
    checked = api.check(TextReader().read(text.encode(), "made-up.md", Limits()))
    assert not [finding.message for finding in checked.findings if finding.severity != "note"]
    assert checked.extraction is not None
    periods = {subject.period for subject in checked.extraction.subjects if subject is not None}
    assert periods == {"2023", "2024"}


def test_a_slip_in_the_second_part_is_found_there() -> None:
    first, second = disclosure("青禾县林业局", 2024), disclosure("青禾县木材检查站", 2024, basic="66.00")
    checked = api.check(TextReader().read(f"{first}\n{second}".encode(), "made-up.md", Limits()), select=("SU",))
    assert len(checked.findings) == 1
    assert checked.findings[0].place.start > len(first)
    assert checked.findings[0].place.part == 1


@pytest.mark.parametrize(
    "text",
    [
        # a list of what is published
        "# 青禾县林业局2024年度部门决算\n\n目录\n\n青禾县林业局2024年度部门决算\n\n青禾县木材检查站2024年度单位决算\n"
        + BODY.format(unit="青禾县林业局", year=2024, **AMOUNTS),
        # the same name again over the second half, and a running head
        disclosure("青禾县林业局", 2024).replace("第二部分", "青禾县林业局2024年度部门决算\n\n第二部分"),
        # with and without the district, with and without 本级
        disclosure("虚构市青禾县林业局（本级）", 2024) + "\n" + disclosure("青禾县林业局", 2024),
        # a mention in prose
        disclosure("青禾县林业局", 2024)
        + "\n青禾县木材检查站2024年度单位决算另行公开，收入1万元，支出1万元，结转1万元。\n",
        # a title without a body of its own after it
        disclosure("青禾县林业局", 2024) + "\n青禾县木材检查站2024年度单位决算\n\n另行公开。\n",
        # a table of the form
        disclosure("青禾县林业局", 2024)
        + "\n第三部分 青禾县林业局2023年度部门决算表\n\n一、收入1万元，2万元，3万元。\n",
    ],
)
def test_what_is_no_new_part(text: str) -> None:
    assert len(read(text).parts) == 1


def test_a_workbook_whose_sheets_are_of_different_units() -> None:
    def table(unit: str) -> str:
        rows = "\n".join(f"| 项目{number} | {number}.00 | 支出{number} | {number}.00 |" for number in range(1, 6))
        return f"## 收支总表\n\n部门名称：{unit} 单位：万元\n\n收支预算总表\n\n| 收入 | 预算数 | 支出 | 预算数 |\n|---|---|---|---|\n{rows}\n\n"

    text = "# 2024年部门预算公开表\n\n" + table("青禾县林业局") + table("青禾县木材检查站")
    assert [part.unit for part in read(text).parts] == ["青禾县林业局", "青禾县木材检查站"]
    misspelt = "# 2024年部门预算公开表\n\n" + table("青禾县林业局") + table("青禾县林业据")
    assert len(read(misspelt).parts) == 1
    in_turn = "# 2024年部门预算公开表\n\n" + (table("青禾县林业局") + table("青禾县木材检查站")) * 2
    assert len(read(in_turn).parts) == 1


def test_names_of_bodies() -> None:
    assert region("虚构市青禾县林业局") == "虚构市青禾县"
    assert core("虚构市青禾县林业局（本级）") == "林业局"
    assert same_body("虚构市青禾县林业局", "青禾县林业局本级")
    assert same_body("青禾县市场监督管理局", "市场监督管理局")
    assert not same_body("青禾县林业局", "白石县林业局")
    assert not same_body("青禾县林业局", "青禾县林业局木材检查站")
    assert region("广州市人民政府办公厅") == "广州市"
    assert region("无锡市统计局") == "无锡市"
