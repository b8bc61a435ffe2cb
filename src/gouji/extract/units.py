"""Units (单位) as they are printed after a numeral or named by a caption, a column or a row."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from gouji.model.figure import Dimension, Unit

_MONEY = {
    "万亿元": Decimal(10) ** 12,
    "亿元": Decimal(10) ** 8,
    "千万元": Decimal(10) ** 7,
    "百万元": Decimal(10) ** 6,
    "万元": Decimal(10) ** 4,
    "千元": Decimal(10) ** 3,
    "元": Decimal(1),
}
# A money unit whose 元 was cut off (209万用于). Read as money, reported by the rules on units.
CUT_MONEY = {"万亿": Decimal(10) ** 12, "亿": Decimal(10) ** 8, "万": Decimal(10) ** 4}
_PERCENT = ("%", "‰")
_POINTS = ("个百分点", "百分点")
_COUNTS = (
    "台（套）", "台(套)", "台/套", "人次", "人·次", "批次", "团组", "人/次", "车次", "班次", "场次", "户次", "例次",
    "个", "名", "人", "辆", "台", "套", "批", "家", "户", "件", "项", "次", "场", "期", "份", "条", "篇", "所", "处", "座",
    "位", "例", "本", "册", "张", "块", "只", "头", "艘", "栋", "幢", "间", "门", "种", "类", "款", "起", "宗", "部", "支",
    "村", "镇", "组", "班", "岁", "分", "周", "倍", "届", "轮", "幅", "株", "棵", "组织", "单位", "机构", "企业", "小时",
    "天", "年", "个月", "月", "日", "学时", "课时", "公里", "千米", "米", "平方公里", "平方千米", "平方米", "立方米", "公顷",
    "亩", "吨", "公斤", "千克", "升", "千瓦时", "千瓦", "度", "㎡", "m²", "m³", "km", "kg", "GB", "TB", "M",
)  # fmt: skip
_OTHER = frozenset(
    ("小时", "天", "年", "个月", "月", "日", "学时", "课时", "公里", "千米", "米", "平方公里", "平方千米", "平方米", "立方米",
     "公顷", "亩", "吨", "公斤", "千克", "升", "千瓦时", "千瓦", "度", "㎡", "m²", "m³", "km", "kg", "GB", "TB", "M", "岁",
     "分", "周", "倍")
)  # fmt: skip


# A measure word that begins another word is none: 2022项目, 3家庭, 5部门.
_NOT_BEFORE = {
    "项": "目", "人": "大民员均才事", "家": "庭", "部": "门分署", "本": "级年部单次", "分": "别之为", "类": "似别", "位": "于置",
    "条": "例款件", "支": "出付持", "间": "接", "例": "如", "次": "会", "度": "假", "件": "数", "起": "来草", "村": "级镇",
    "镇": "级", "所": "属有在", "期": "间末初", "年": "度均薪", "种": "植子", "处": "理置", "日": "常均", "单位": "名:：", "M": "A",
}  # fmt: skip


def _alternatives(names: tuple[str, ...]) -> str:
    return "|".join(_alternative(name) for name in sorted(names, key=len, reverse=True))


def _alternative(name: str) -> str:
    word = re.escape(name)
    return f"{word}(?![{_NOT_BEFORE[name]}])" if name in _NOT_BEFORE else word


_NAMES = (*_MONEY, *_PERCENT, *_POINTS, *_COUNTS)
COMPOUND = r"(?:[/／每](?:人|年|月|日|天|次|辆|平方米|户|亩|吨|台|个|件|公里|学时)){1,3}"
PATTERN = rf"(?:{_alternatives(_NAMES)})"
WITH_COMPOUND = re.compile(rf"(?P<unit>{PATTERN}|{_alternatives(tuple(CUT_MONEY))})(?P<per>{COMPOUND})?")
_CAPTION = re.compile(
    rf"(?:金额)?单位\s*[:：]?\s*(?:人民币)?(?P<unit>{_alternatives(tuple(_MONEY))}|{_alternatives(_PERCENT)})"
)
_INSIDE = re.compile(rf"[（(\[]\s*(?:单位[:：])?\s*(?P<unit>{_alternatives(_NAMES)})\s*[)）\]]")


@cache
def unit_named(name: str) -> Unit | None:
    """Return the unit of this printed name (half-width %), or None."""
    name = name.replace("％", "%").replace(" ", "")
    if name in _MONEY:
        return Unit(name, Dimension.MONEY, _MONEY[name])
    if name in CUT_MONEY:
        return Unit(name, Dimension.MONEY, CUT_MONEY[name])
    if name in _PERCENT:
        return Unit(name, Dimension.PERCENT)
    if name in _POINTS:
        return Unit(name, Dimension.POINT)
    if name in _COUNTS:
        return Unit(name, Dimension.OTHER if name in _OTHER else Dimension.COUNT)
    return None


def compound(name: str) -> Unit:
    """Return a compound unit such as 万元/人/月; it is never added to plain money."""
    return Unit(name, Dimension.COMPOUND)


def caption_unit(text: str) -> Unit | None:
    """Return the unit that a caption states (单位：万元), or None."""
    match = _CAPTION.search(text.replace("％", "%").replace(" ", "").replace("\u3000", ""))
    return unit_named(match["unit"]) if match else None


def bracketed_unit(text: str) -> Unit | None:
    """Return the unit in brackets of a header or row label (金额（万元）), or None."""
    match = _INSIDE.search(text.replace("％", "%"))
    return unit_named(match["unit"]) if match else None
