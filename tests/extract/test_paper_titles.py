"""Which papers are a government's, of which kind, place and year, by their heads."""

from __future__ import annotations

import pytest

from gouji import api


@pytest.mark.parametrize(
    ("head", "kind", "place", "year"),
    [
        ("# 关于云汀市2024年预算执行情况和2025年预算草案的报告", "government_budget", "云汀市", 2024),
        ("# 云汀市人民政府关于2024年云汀市本级财政预算调整方案的报告", "government_budget", "云汀市", 2024),
        ("# 关于云汀市2024年财政决算的报告", "government_final", "云汀市", 2024),
        ("# 2024年全市及市本级决算草案的说明", "government_final", "", 2024),
        ("# 云汀市2024年12月预算执行情况", "government_budget", "云汀市", 2024),
        ("# 云汀市2024年全市一般公共预算支出执行情况表", "government_budget", "云汀市", 2024),
        ("# 表4-1:\n\n# 二○二四年全市政府性基金预算收入执行情况表", "government_budget", "", 2024),
        ("# 云汀市2024年地方政府债务限额及余额决算情况表", "government_final", "云汀市", 2024),
        ("# 关于云汀市2024年度市本级预算执行和其他财政收支的审计工作报告", "work_report", "云汀市", 2024),
        ("# 关于云汀市2024年度审计查出问题整改情况的报告", "work_report", "云汀市", 2024),
        ("# 云汀市市级2024年度部门预算执行审计结果", "work_report", "云汀市", 2024),
        ("# 云汀市2024年1-5月财政收支情况", "government_budget", "云汀市", 2024),
        ("# 2024年10月份全市财政运行简况", "government_budget", "", 2024),
        ("# 2024年8月云汀市一般公共预算收支情况", "government_budget", "云汀市", 2024),
        ("# 云汀市2024年财政收支决算草案", "government_final", "云汀市", 2024),
        ("# 关于2024年云汀市社会保险基金决算情况的说明", "government_final", "云汀市", 2024),
        ("# 政府债务情况说明\n\n2024年底我县债务限额为20亿元。\n\n# 政府债务情况", "government_budget", "", 2024),
        ("# 柳湾镇2024年预算执行情况和2025年预算草案的报告", "government_budget", "柳湾镇", 2024),
        # A bulletin whose title was lost begins with what is a government's: its place's revenue, by who collects it.
        (
            "2024年1-5月，我县地方一般公共预算收入完成3.4亿元，其中：税务部门完成2.1亿元。",
            "government_budget",
            "",
            2024,
        ),
        ("截至2024年8月底，累计完成公共财政预算总收入6.8亿元，为年初预算的61.2%。", "government_budget", "", 2024),
    ],
)
def test_head_of_a_government_paper(head: str, kind: str, place: str, year: int) -> None:
    (document,) = api.read_bytes(f"{head}\n\n各位委员：现将有关情况报告如下。\n".encode(), "a.md")
    (part,) = api.extract(document).parts
    assert (part.kind, part.region, part.year) == (kind, place, year)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("# 云汀市财政局2024年部门预算", "budget"),
        ("# 云汀市审计局2024年度部门决算", "final"),
        ("# 云汀市统计局2024年度部门决算\n\n# 二、预算执行情况分析", "final"),
        ("# 云汀市第一中学2024年预算\n\n# 云汀市第一中学2024年财政收支情况", "budget"),
        ("# 云汀市财政局2024年部门预算\n\n组织全市财政总收入的征收，编制全市一般公共预算。", "budget"),
    ],
)
def test_a_departments_paper_is_none(head: str, kind: str) -> None:
    (document,) = api.read_bytes(f"{head}\n\n一般公共预算支出10.00万元。\n".encode(), "a.md")
    assert api.extract(document).parts[0].kind == kind


@pytest.mark.parametrize(
    ("head", "kind", "year", "nth"),
    [
        # A report is of the year of its draft, although most of what it tells is the year before.
        ("# 关于云汀市2024年预算执行情况和2025年预算草案的报告", "government_budget", 2025, None),
        ("# 关于云汀市\n\n# 2024年预算执行情况和\n\n# 2025年预算草案的报告", "government_budget", 2025, None),
        ("# 关于云汀市2025年市级财政预算草案的说明", "government_budget", 2025, None),
        ("# 关于云汀市2024年上半年预算执行情况的报告", "half_year", 2024, None),
        ("# 关于云汀市2024年1-6月预算执行情况的报告", "half_year", 2024, None),
        ("# 云汀市人民政府关于2024年云汀市本级财政预算调整方案的报告", "adjustment", 2024, None),
        ("# 关于云汀市2024年市级预算第二次调整方案（草案）的报告", "adjustment", 2024, 2),
        ("# 关于云汀市2024年第3次预算调整方案的报告", "adjustment", 2024, 3),
        ("# 云汀市2024年预算调整方案（草案）（第二次）的报告", "adjustment", 2024, 2),
        ("# 关于云汀市2024年财政决算（草案）的报告", "government_final", 2024, None),
        (
            "# 关于云汀市2024年度市本级预算执行和其他财政收支的审计工作报告",
            "audit_report",
            2024,
            None,
        ),
        (
            "# 关于云汀市2024年度市本级预算执行和其他财政收支审计查出问题整改情况的报告",
            "rectification",
            2024,
            None,
        ),
    ],
)
def test_which_of_the_years_papers_it_is(head: str, kind: str, year: int, nth: int | None) -> None:
    (document,) = api.read_bytes(f"{head}\n\n各位委员：现将有关情况报告如下。\n".encode(), "a.md")
    paper = api.extract(document).parts[0].paper
    assert paper is not None
    assert (paper.kind, paper.year, paper.nth) == (kind, year, nth)


@pytest.mark.parametrize(
    "head",
    [
        # Two papers in one, the congress's own, tables, a month; a draft whose year the title does not say; an audit of one body.
        "# 关于云汀市2024年市级决算草案和2025年上半年预算执行情况的报告",
        "# 关于云汀市2024年市级决算草案和\n\n# 2025年上半年预算执行情况的报告",
        "# 关于云汀市2024年预算执行情况和2025年预算草案的审查结果报告",
        "# 关于批准云汀市2024年预算调整方案的决议",
        "# 云汀市2024年地方政府债务限额及余额决算情况表",
        "# 云汀市2024年12月预算执行情况",
        "# 云汀市财政局2024年部门预算",
        "# 关于云汀市预算执行情况和预算草案的报告",
        "# 关于云汀市教育局2024年度预算执行和其他财政收支情况的审计报告",
        "# 关于云汀市实验学校2024年度预算执行和其他财政收支情况的审计报告",
    ],
)
def test_what_is_none_of_the_years_papers_or_two_is_not_said_to_be_one(head: str) -> None:
    (document,) = api.read_bytes(f"{head}\n\n各位委员：现将有关情况报告如下。\n".encode(), "a.md")
    assert api.extract(document).parts[0].paper is None
