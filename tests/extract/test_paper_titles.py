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
        # Of two papers in one the first gives kind and year; what names 决算 before any 预算 is an account.
        ("# 关于2024年云岭市本级决算和2025年上半年预算执行情况的报告", "government_final", "云岭市", 2024),
        ("# 关于2025年上半年预算执行情况和2024年决算（草案）的报告", "government_budget", "", 2025),
        ("# 青禾县2024年“三公”经费决算情况\n\n2024年全县一般公共预算开支三公经费", "government_final", "青禾县", 2024),
        # What says the period, or leads to the name, is none of the name; 州 may be the last but one of its characters.
        ("# 2024年度青禾县财政收支情况", "government_budget", "青禾县", 2024),
        ("# 2024年一季度云岭市财政收支情况", "government_budget", "云岭市", 2024),
        ("# 2024年1-9月份云岭市财政收支情况", "government_budget", "云岭市", 2024),
        ("# 2024年三季度全省财政收支情况", "government_budget", "", 2024),
        ("# 2024年云州市财政收支情况", "government_budget", "云州市", 2024),
        ("# 市本级2024年预算调整方案的报告\n\n按照规定，现将市本级2024年预算调整如下。", "government_budget", "", 2024),
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
    ("text", "kind"),
    [
        # Words of a budget alone make no department's paper: its words are of itself and of money that it is given.
        ("# 2024年青禾县国民经济统计公报\n\n全县采购预算支出70.00亿元。", "other"),
        ("2024年全国采购规模为300.00亿元，其中地方预算单位200.00亿元。", "other"),
        ("# 2024年度财政预算转移支付情况说明\n\n公共预算上级补助收入30.00亿元。", "government_budget"),
        ("# 云岭合作区2024年决算\n\n# 一、一般公共预算收支决算\n\n收入5.00亿元。", "government_final"),
        ("# 2024年全区“三公”经费决算情况\n\n公务接待费20.00万元。", "government_final"),
        ("2024年“三公”经费预算20.00万元。", "budget"),
        ("2024年本部门预算收入20.00万元。", "budget"),
        ("2024年财政拨款支出决算20.00万元。", "final"),
        ("# 青禾县数据中心2024年度项目支出绩效单位自评报告\n\n年初预算20.00万元，调整预算30.00万元。", "performance"),
        ("# 部门预算项目支出绩效自评表（2024年度）\n\n年初预算20.00万元。", "performance"),
    ],
)
def test_a_departments_budget_needs_a_departments_words(text: str, kind: str) -> None:
    (document,) = api.read_bytes(f"{text}\n".encode(), "a.md")
    assert api.extract(document).parts[0].kind == kind


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2024 年本部门财政拨款安排“三公”经费20.00万元，比2023年减少1.00万元。", 2024),
        ("比2023年减少。2024年青禾县各部门和乡镇因公出国经费决算20.00万元。", 2024),
        ("2025年3月5日公布。项目支出绩效自评表（2024年度），由本单位填报。", 2024),
        ("项目支出绩效自评表，2024年度，由本单位填报。2025年3月5日公布。", 2024),
    ],
)
def test_the_year_is_the_first_told_where_no_budget_words_follow_any(text: str, year: int) -> None:
    (document,) = api.read_bytes(f"{text}\n".encode(), "a.md")
    assert api.extract(document).parts[0].year == year


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("# 关于青禾县林业局2024年度三公经费支出决算情况", "青禾县林业局"),
        ("# 二、青禾县幼儿园2024年度部门决算情况说明", "青禾县幼儿园"),
        ("现将青禾县林业局2024年部门预算公布如下。", "青禾县林业局"),
        ("# 青禾县林业局部门2024年三公经费决算", "青禾县林业局"),
        ("# 青禾县本级部门2024年三公经费决算情况", "青禾县本级"),
        ("# 2024年三公经费决算\n\n2024年我局部门决算三公经费支出3.00万元。", ""),
    ],
)
def test_a_units_name_is_nothing_but_the_name(head: str, unit: str) -> None:
    (document,) = api.read_bytes(f"{head}\n\n财政拨款支出10.00万元。\n".encode(), "a.md")
    assert api.extract(document).parts[0].unit == unit


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
        ("# 云岭市2024年上半年财政预算执行情况\n\n## 一、收入", "half_year", 2024, None),
        ("# 关于2024年预算执行情况和2025年预算草案的报告（摘要）", "government_budget", 2025, None),
        ("# 云岭市2024年度财政决算草案编制情况审计结果公告", "audit_report", 2024, None),
        ("# 云岭市2024年度预算执行情况及其他财政收支和决算草案编制情况的审计结果公告", "audit_report", 2024, None),
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
        "# 关于云岭市2024年财政决算和2025年上半年预算执行情况的报告",
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
