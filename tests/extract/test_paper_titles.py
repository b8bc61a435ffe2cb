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
        ("# 柳湾镇2024年预算执行情况和2025年预算草案的报告", "government_budget", "柳湾镇", 2024),
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
    ],
)
def test_a_departments_paper_is_none(head: str, kind: str) -> None:
    (document,) = api.read_bytes(f"{head}\n\n一般公共预算支出10.00万元。\n".encode(), "a.md")
    assert api.extract(document).parts[0].kind == kind
