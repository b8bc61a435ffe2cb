"""The words of budget forms: what headers, totals, marks and captions are made of. Words of the language, none of a sample."""

from __future__ import annotations

import re

_HALF = ("０１２３４５６７８９．％－−﹣＋（）：＝／，［］〔〕", "0123456789.%---+():=/,[][]")
AMOUNT = re.compile(r"[-△▲]?\(?[¥￥]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\)?%?$")
NIL = re.compile(r"[-—–/*]+$")
SLIPPED = re.compile(r"[\u4e00-\u9fff)）、，]{1,4}\d[\d,]*\.\d+$|[)）、，]+$")
CODE = re.compile(r"\d{3}(?:\d{2}){0,3}$|\d{6}(?:\d{3})?$")
LABELLED_CODE = re.compile(r"[\[(]?(?P<code>\d{3}(?:\d{2}){0,3})[\])]?[-—.、:]*(?P<name>[^\d\s.,%%、:-].*)$")

CODE_HEAD = re.compile(r"编码|代码|科目码|编号|^[类款项目]$|^科目$")
ROW_NUMBER_HEAD = re.compile(r"^(?:行次|序号)$")
LABEL_HEAD = re.compile(
    r"项目|科目|名称|类别|编码|代码|功能|经济|单位|部门|^收入|^支出|用途|资金来源|来源|地区|内容|^[类款]$"
)
PURE_HEAD = re.compile(
    r"(?:[类款项]|项目|科目(?:编码|名称|代码)?|编码|名称|单位(?:编码|名称|代码)?|栏次|行次|序号|部门(?:编码|名称|代码)?"
    r"|(?:功能|经济|支出)?(?:分类)?科目(?:编码|名称))$"
)
VALUE_HEAD = re.compile(r"金额|数$|决算|预算|合计|小计|总计|拨款|资金|经费|收入$|支出$|结转|结余|费$")
OTHER_HEAD = re.compile(r"备注|说明|依据|绩效|内容|用途|原因|目标|负责|联系|时间|日期|规格|方式|是否|性质|地点")

TITLE = re.compile(
    r"表(?:[(（].*[)）])?\d*$|^(?:附?表|公开|预算|决算|财决)\s*[\d一二三四五六七八九十]+|表[一二三四五六七八九十\d]+$|(?:一览|明细|情况)表"
)
CAPTION_LINE = re.compile(
    r"单位[:：]|部门[:：]|编制(?:单位|部门)|(?:单位|部门)名称[:：]|^\d{4}年(?:度)?$|金额单位|填报|^日期|批复|审核日期"
)
TABLE_NUMBER = re.compile(
    r"^(?:附?表|公开|预算|决算|财决|财决批复|部门公开|附件)?\s*(?:\d+|[一二三四五六七八九十]+)?(?:[-－—]\d+)?\s*表?\s*[\d一二三四五六七八九十]*(?:[-－—]\d+)?$"
)

TOTAL = re.compile(r"^(?P<of>.{0,18}?)(?:合计|总计|小计|总额|共计)(?:[(（].*[)）])?[:：]?$")
BARE_TOTAL = re.compile(r"^(?:合计|总计|小计|总额|共计)(?:[(（].*[)）])?[:：]?$")
OF_WHICH = re.compile(r"^[(（]?其中[:：]?(?P<rest>.*?)[)）]?$")
NOTE = re.compile(r"^(?:[*※]?注\d*[:：.、]|注释|备注[:：]|说明[:：]|本表|附注)")

MARKS = (
    re.compile(r"[一二三四五六七八九十]{1,3}[、.．]"),
    re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）][、.]?"),
    re.compile(r"\d{1,2}(?:[、]|[.．](?!\d))"),
    re.compile(r"[(（]\d{1,2}[)）][、.]?|\d{1,2}[)）]"),
    re.compile(r"[①-⑳]"),
)

_DIGITS = "一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
CARRIED = re.compile(
    r"(?:(?:上年|年初|年末|年终|以前年度)(?:财政拨款|财政)?(?:资金)?(?:结转|结余)|结转下年)(?:[、和及与]?(?:结转|结余))?(?:资金)?$"
)
FUNDS = re.compile(
    r"(?:[(（]?[一二三四\d][)）.、])?(?:一般公共|公共|政府性?基金|国有资本|财政拨款|财政专户|非财政|单位资金|事业|专户|其他)"
)

RATE_HEAD = re.compile(r"%|率|比重|占.*比|百分|幅度|增幅|降幅|±|占.{1,8}(?:预算|决算)")
NOT_PART = re.compile(
    r"其中|上年(?!.{0,6}结[转余])|去年|增减|增长|差额|比较|同比|±|%|率|数量|人数|占|备注|完成|调整|变动"
)
GOVERNMENT_TITLE = re.compile(
    r"^(?!.*(?:部门|单位)).*(?:[收支][入出]执行|(?:一般公共|政府性基金|国有资本经营)(?:预算)?收[入支]|社会保险基金|债务(?:限额|余额)|转移支付.{0,6}表|分市县|分地区)"
)
PERFORMANCE = re.compile(r"[一二三]级指标|指标值|指标名称|绩效指标|指标内容|评分标准|得分|扣分")
PERFORMANCE_TITLE = re.compile(r"绩效.{0,8}表|自评.{0,4}表")


def clean(text: str) -> str:
    """Return a cell's text without white space and with half-width signs: 项　目 → 项目."""
    text = "".join(text.split())
    return text if text.isascii() else half_signs(text)


def half_signs(text: str) -> str:
    """Return a text of the same length with the digits and signs of cells in half width."""
    for wide, half in zip(*_HALF, strict=True):
        text = text.replace(wide, half)
    return text


def is_amount(text: str) -> bool:
    """Whether a cleaned cell text is one printed amount (codes and years too: who asks must know)."""
    return bool(AMOUNT.match(text))


def is_nil(text: str) -> bool:
    """Whether a cleaned cell text says nothing: blank, - or —."""
    return not text or bool(NIL.match(text))


def split_mark(label: str) -> tuple[int, int, str]:
    """Return (level of the numbering mark from 1, its number, the label without it); (0, 0, label) where there is none."""
    for level, pattern in enumerate(MARKS, start=1):
        match = pattern.match(label)
        if match and match.end() < len(label):
            return level, _ordinal(match.group().strip("()（）.．、")), label[match.end() :]
    return 0, 0, label


def _ordinal(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if text in _CIRCLED:
        return _CIRCLED.index(text) + 1
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.find(text) + 1
    return (_DIGITS.find(tens) + 1 or 1) * 10 + _DIGITS.find(ones[:1] or "零") + 1
