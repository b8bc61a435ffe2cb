"""The problems that an audit report tells, and what a report on rectification says of them."""

from __future__ import annotations

from gouji import api
from gouji.extract.papers.problems import DONE, PARTLY, UNDER_WAY, Problem, problems

AUDIT = """关于云汀市2025年度市级预算执行和其他财政收支的审计工作报告

各位委员：

一年来，审计查出的往年问题金额3亿元已整改。

一、审计总体情况

本次审计共发现问题9个，涉及金额1.20亿元。

二、财政管理审计情况

市级收入12.30亿元，完成预算的101%。审计结果表明，执行情况总体较好。发现的主要问题：

（一）收入征管不到位。审计有关部门发现：一是少征城镇垃圾处理费35.20万元。有4户单位连续两年没有缴费，其中最多的一户12.00万元。二是减免手续办理迟缓。三是通过举办年会取得赞助18.00万元。

（二）决算草案编制不准确。

1．少计利息收入4.05万元。

2．支出列错科目

市级把26.00万元会议费列入设备购置。

三、部门预算执行审计情况

（一）林业局审计情况

对林业局2025年度预算执行进行了审计，收入900.00万元。

苗圃3处房屋长期闲置。

林业局无预算列支培训费7.50万元，涉及资金9.00万元。

四、上一年度审计查出问题整改情况

2024年度报告反映的20个问题未整改的还有2个。

五、重大违纪违法问题线索移送情况

移送违纪线索2条，涉及500.00万元。

六、审计建议

（一）解决预算不细化的问题。一是不得无预算支出。二是不得超标准支出。
"""
AGAIN = """关于云汀市2025年度市级预算执行和其他财政收支审计查出问题整改情况的报告

各位委员：

一、整改工作总体情况

反映的6个问题，已整改5个，正在整改1个。

二、分类整改情况

（一）关于收入征管不到位的问题。对少征城镇垃圾处理费问题，环卫处已收缴35.20万元入库。对减免手续办理迟缓问题，正在制定办法。

（二）关于支出列错科目的问题，涉及金额26.00万元，已整改20.00万元，尚未整改6.00万元。

（三）关于房屋闲置的问题，林业局说明了原因。

三、下一步工作

（一）对正在整改的问题，持续跟踪。
"""


def told(text: str) -> tuple[api.Extraction, tuple[Problem, ...]]:
    (document,) = api.read_bytes(text.encode(), "a.txt")
    extraction = api.extract(document)
    return extraction, problems(extraction)


def test_each_problem_once_under_its_titles() -> None:
    extraction, found = told(AUDIT)
    money = [extraction.figures[one.amount].text if one.amount is not None else "" for one in found]
    assert [(one.title, amount) for one, amount in zip(found, money, strict=True)] == [
        ("少征城镇垃圾处理费35.20万元", "35.20万元"),
        ("减免手续办理迟缓", ""),
        ("通过举办年会取得赞助18.00万元", "18.00万元"),
        ("少计利息收入4.05万元", "4.05万元"),
        ("支出列错科目：市级把26.00万元会议费列入设备购置", "26.00万元"),
        ("苗圃3处房屋长期闲置", ""),
        ("林业局无预算列支培训费7.50万元，涉及资金9.00万元", "9.00万元"),
    ]
    assert found[0].headings == ("财政管理审计情况", "收入征管不到位")
    assert found[5].headings == ("部门预算执行审计情况", "林业局审计情况")
    text = extraction.document.text
    assert text[found[0].start : found[0].end].startswith("一是少征")
    assert text[found[0].start : found[0].end].endswith("12.00万元。")
    assert [len(one.amounts) for one in found] == [2, 0, 1, 1, 1, 0, 2]


def test_what_became_of_them() -> None:
    extraction, found = told(AGAIN)
    ways = [[(way, extraction.figures[number].text) for way, number in one.ways] for one in found]
    assert [(one.title, one.state, said) for one, said in zip(found, ways, strict=True)] == [
        ("少征城镇垃圾处理费", DONE, [("上缴财政", "35.20万元")]),
        ("减免手续办理迟缓", UNDER_WAY, []),
        ("支出列错科目", PARTLY, [("已整改", "20.00万元")]),
        ("房屋闲置", "", []),
    ]


def test_no_other_paper_tells_problems() -> None:
    assert told(AUDIT.replace("审计工作报告", "工作总结"))[1] == ()
