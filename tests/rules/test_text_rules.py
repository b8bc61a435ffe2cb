"""Slips of the language, and wording that only looks like one, each added to a clean document."""

import pytest

from gouji import api
from gouji.model.finding import Severity
from gouji.read.reader import Limits
from gouji.read.text import TextReader
from gouji.rules.rule import Context

FAMILIES = ("TX", "YR", "UN", "CL", "FO")
BUDGET = """# 甲县水利局2026年部门预算

2026年一般公共预算财政拨款收入120.50万元，比2025年预算增加3.20万元，增长2.73%。公务用车购置及运行费5.00万元，政府采购预算10.00万元，\
政府性基金预算0万元，机关运行经费8.00万元。国有资本经营预算0万元。

"""
FINAL = """# 甲县水利局2024年部门决算

2024年一般公共预算财政拨款支出决算120.50万元，比2023年决算数增加3.20万元，增长2.73%。公务接待费支出决算2.00万元，完成年初预算的100%。

"""


def rules_that_fire(document: str, addition: str) -> set[str]:
    text = f"{document}{addition}\n"
    checked = api.check(TextReader().read(text.encode(), "x.md", Limits()), context=Context(), select=FAMILIES)
    begin = len(document)
    return {
        finding.rule
        for finding in checked.findings
        if finding.place.start >= begin and finding.severity is not Severity.NOTE
    }


@pytest.mark.parametrize(
    ("document", "addition", "rule"),
    [
        (BUDGET, "截至2024年12月31日，本部门共有车辆3辆。", "YR107"),
        (FINAL, "截至2023年12月31日，本部门共有车辆3辆，单价100万元以上设备0台。", "YR107"),
        (BUDGET, "2026年“三公”经费预算数为2.05万元，与2026年预算持平。", "YR103"),
        (BUDGET, "（二）公务接待费1.35万元。比2026年预算减少0.2万元。", "YR103"),
        (FINAL, "2024年支出决算120.5万元，与2024年决算数相比减少1万元。", "YR103"),
        (BUDGET, "2025年部门预算收入120.50万元，与上年相比增加3.2万元。", "YR109"),
        (BUDGET, "2026年预算3万元，比2024年预算增加3万元。", "YR104"),
        (BUDGET, "20226年支出3万元。", "YR101"),
        (BUDGET, "2O26年支出3万元。", "YR101"),
        (BUDGET, "截至2025年6月31日，完成投资3万元。", "YR102"),
        (BUDGET, "实施周期：2025年1-12月。", "YR108"),
        (BUDGET, "2025年拟开展培训3次。", "YR110"),
        (BUDGET, "纳入甲县水利局2025年度部门预算编制范围的单位2个。", "YR106"),
        (BUDGET, "与上年相比增加万元，增长%。", "UN101"),
        (BUDGET, "会议费支出  万元，占 %。", "UN101"),
        (BUDGET, "完成年初预算的%，决算数持平。", "UN101"),
        (BUDGET, "公用经费预算35.6万，比上年减少2万元。", "UN102"),
        (BUDGET, "公务接待费12.35，比上年减少1.00万元。", "UN103"),
        (BUDGET, "住房公积金3.58元，主要用于缴纳公积金。会议费1.00万元、培训费2.00万元。", "UN104"),
        (BUDGET, "比上年增加(减少)0万元，下降（增长）0%。", "TX102"),
        (BUDGET, "决算数大于（小于）预算数的主要原因是调资。", "TX102"),
        (BUDGET, "主要原因是××××。", "TX103"),
        (BUDGET, "主要原因是：。", "TX105"),
        (BUDGET, "主要原因是……。", "TX105"),
        (BUDGET, "主要原因是无。", "TX106"),
        (BUDGET, "（没有的请删除此段）", "TX104"),
        (BUDGET, "（各单位根据实际情况填写）", "TX104"),
        (BUDGET, "一般公共公预算支出120.50万元。", "TX109"),
        (BUDGET, "财政拔款收入120.50万元，比2025年增加3.20万元。", "TX109"),
        (BUDGET, "机关远行经费8.00万元。", "TX109"),
        (BUDGET, "2026年2026年支出预算3万元。", "TX101"),
        (BUDGET, "与2025年预算相比增加3万元，主要原因是主要原因是人员增加。", "TX101"),
        (BUDGET, "國有资产占用情况良好。", "TX107"),
        (BUDGET, "资源勘探信息等支出3.00万元。", "CL101"),
        (BUDGET, "住房保障支出（款）住房改革支出（款）住房公积金（项）3万元。", "CL105"),
        (BUDGET, "社会保障和就业支出（类）行政事业单位养老支出机关事业单位基本养老保险缴费支出（项）3万元。", "CL106"),
        (BUDGET, "卫生健康支出（类）行政事业单位养老支出（款）3万元。", "CL107"),
    ],
)
def test_slip_is_found(document: str, addition: str, rule: str) -> None:
    assert rule in rules_that_fire(document, addition)


@pytest.mark.parametrize(
    ("document", "addition"),
    [
        (BUDGET, "截至2025年8月31日，本部门共有车辆3辆。"),
        (FINAL, "截止2024年12月31日，本部门共有车辆3辆。"),
        (FINAL, "2024年支出决算120.5万元，与2024年年初预算相比减少1万元。"),
        (BUDGET, "2025年预算执行数为60.41万元，2026年预算安排227.88万元，比上年增加。"),
        (BUDGET, "到2035年基本建成现代水网，根据2019年印发的规划实施。"),
        (BUDGET, "职工人均伙食补助标准15.50元，培训费2.00万元，会议费1.00万元。"),
        (BUDGET, "惠及人口35.6万，比上年增加。"),
        (BUDGET, "本表金额以万元为单位，保留两位小数。"),
        (BUDGET, "每万元产值用水量下降3%。"),
        (BUDGET, "乙城市城市管理局负责在职人员人员经费的监测预测预警。"),
        (BUDGET, "2026年年初预算3.00万元，2025年年末结余1.00万元。"),
        (BUDGET, "主要用于：无。"),
        (BUDGET, "各部（委、办、局）应当公开。"),
        (BUDGET, "国有资本经营预决算草案，基金支出预算3.00万元。"),
        (BUDGET, "医疗卫生与计划生育支出自2019年更名为卫生健康支出。"),
        (BUDGET, "国内公务接待费的主要原因分析：一是厉行节约。"),
    ],
)
def test_right_wording_is_left_alone(document: str, addition: str) -> None:
    assert not rules_that_fire(document, addition)


def test_a_masked_document_keeps_its_masks() -> None:
    hidden = "。".join(f"第{number}项XX万元" for number in "一二三四五六七八九十")
    assert not rules_that_fire(BUDGET, f"{hidden}。项目支出**万元，比上年增加**万元。")
