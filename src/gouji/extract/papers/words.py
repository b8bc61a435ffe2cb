"""The words by which a government's paper adds up, balances and divides. Meanings, not sentences."""

from __future__ import annotations

import re

PLUS = re.compile(
    r"(?<![增参追添附更外])加(?:上|计)?(?!快|强|大|力|工|密|速|班|剧|油|装|征|收|重|固|深|急|征|征收|权|分|盟|入)"
)
MINUS = re.compile(r"(?:减去|扣除|剔除|减除|扣减)")
TOTAL = re.compile(
    r"(?:(?:收入|支出|收支|财力|基金|资金)?(?:总计|合计|总量|总额|共计)|总(?:收入|支出|财力|盘子)|可用财力|[收支]入?总计)"
    r"(?:预算)?(?:相应)?(?:安排|调整|完成|实现)?(?:数|额)?(?:为|是|达到?|共|即)?$"
)
ADJUSTED_TO = re.compile(r"(?:调整|变动|变更|修正)(?:为|到|至)$|(?:调整|变动)后[^，。]{0,16}(?:为|是)?$")
FORMER = re.compile(r"(?:由|从)$")
BECOMES = re.compile(r"(?:调整|变动|变更|修正|调增|调减|增加|减少)(?:为|到|至)")
AFTERWARDS = re.compile(r"(?:本次)?(?:调整|变动)后(?:预算)?(?:为|是|达到?|共)?")
CHANGED = re.compile(r"(?:本次|此次|共|相应|净)?(?:调增|调减|增加|减少|追加|调整增加|调整减少)(?:了|额?为)?")
LEFT = re.compile(
    r"(?:结转|结余|缺口|净结余|赤字|差额)(?:结转|结余)?(?:下年|下一?年度?)?(?:使用|支出|资金)?(?:为|是|达|共)?$"
)
STRUCK = re.compile(r"收支(?:相抵|两抵|轧差|品迭)|减去(?:预算)?(?:总支出|支出)|收入减(?:去)?支出|相抵")
EITHER = re.compile(r"差额")
GAP = re.compile(r"缺口|赤字")
EVEN = re.compile(r"收支(?:预算|执行|安排|相抵)?(?:实现)?(?:保持)?平衡|收支相抵后?平衡|收支持平|平衡")
YEARS_REST = re.compile(r"(?:本年|当年|年度)?(?:预算)?(?:收支|当年|本年)(?:预算)?(?:结余|差额|缺口)|收支相抵")
ROLLED = re.compile(r"滚存|累计结余|年末(?:累计)?结余")
OPENING_REST = re.compile(r"上年(?:滚存|累计)?(?:结余|结转)|年初(?:滚存|累计)?结余")
OF_WHICH = re.compile(
    r"其中|包括|分别(?:是|为)|主要是|具体(?:是|为)|分(?:级次|险种|项目)|包含|项目(?:安排|执行)?(?:情况)?(?:为|是)"
)
ENDS_OF_WHICH = re.compile(rf"(?:{OF_WHICH.pattern})$")
NOT_ALL = re.compile(r"主要|重点")
OUTGOING = re.compile(r"支出|调出资金|安排预算稳定调节基金")
INCOMING = re.compile(r"收入|财力")
CORE = re.compile(
    r"(?:一般公共(?!服务)|公共财政|政府性?基金|基金|国有资本经营|社会保险基金|社保基金)[^，。]{0,6}?(?:收入|支出)"
)
HANDED_UP = re.compile(r"上划(?:中央|省)")
LIMIT = re.compile(r"债务(?:总)?限额(?:核定|调整|确定)?(?:为|是|达|共)?$")
