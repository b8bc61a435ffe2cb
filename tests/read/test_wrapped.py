"""Text copied from a PDF: lines that the page broke go on, lines that their author ended do not."""

from tests.read.test_read_text import read, shown

from gouji import api

WRAPPED = """虚构市示例局2024年部门预算
一、支出预算情况说明
2024年支出预算总额为一千万元以内，本单位预算支出为860.00
万元，比上年增加60.00万元，增长7.5%，增加的主要原因是人员
经费按规定标准调整。其中：基本支出660.00万元，占支出预算的
76.74%，比上年增加60.00万元，增长10%；项目支出200.00万元，
占支出预算的23.26%，与上年持平。
二、政府采购预算情况说明
2024年政府采购预算安排55.00万元，其中：政府采购货物预算为
20.00万元，政府采购服务预算35.00万元，主要用于购买物业服
务。
"""
ROWS = """2024年部门预算收入支出安排总体情况（金额单位：万元）
一般公共服务支出中用于本单位日常运转的行政运行经费 660.00
社会保障和就业支出中用于本单位职工的养老保险缴费等 120.00
卫生健康支出中用于本单位在职和退休职工的医疗保险费 80.00
住房保障支出中用于本单位在职职工的住房公积金等支出 60.00
农林水支出中用于本单位驻村工作队员的补助和交通费等 20.00
"""


def test_lines_that_the_page_broke_go_on() -> None:
    assert [text.split("\n")[0][:8] for _, text in shown(read(WRAPPED))] == [
        "虚构市示例局20",
        "一、支出预算情况",
        "2024年支出预",
        "二、政府采购预算",
        "2024年政府采",
    ]


def test_relations_over_line_ends_are_recomputed() -> None:
    (document,) = api.read_bytes(WRAPPED.replace("增长10%", "增长11%").encode(), "a.txt")
    found = [(finding.printed, finding.expected) for finding in api.check(document).findings]
    assert found == [("11%", "10.00")]  # 60 of 660 - 60


def test_a_share_is_no_list_marker() -> None:
    assert "支出预算的\n76.74%" in shown(read(WRAPPED))[2][1]


def test_rows_that_end_with_their_amounts_stay_apart() -> None:
    assert len(shown(read(ROWS))) == 6
