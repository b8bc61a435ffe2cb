"""Labels to axes: which words of a label, title or column header say what a figure is about, and what is left unsaid.

``explain`` is the one reader of names for prose and tables alike. The residue matters as much as the axes: a label with
words that the vocabulary does not know is about something of its own, and must not be taken for its more general twin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from gouji.codes import classification

_VOCABULARY: tuple[tuple[str, str, str], ...] = (
    # axis, value, pattern; tried at each position in this order
    ("topic", "三公.用车.购置", r"(?:公务用?车辆?|公车)购置(?:费用?|支出|经费)?(?!及|和|与|、|\+)"),
    ("topic", "三公.用车.运行", r"(?:公务用?车辆?|公车)(?:运行(?:及|和|与)?维?护?|维护)(?:费用?|经费|支出)?"),
    (
        "topic",
        "三公.用车",
        r"(?:公务用?车辆?|公车)(?:购置|购买)(?:费)?(?:及|和|与|、)运行(?:及|和|与)?维?护?(?:费用?|经费|支出)?",
    ),
    ("topic", "三公.出国", r"因公出国(?:[(（]境[)）])?(?:费用?|经费|支出)?"),
    ("topic", "三公.接待.国内", r"国内(?:公务)?接待(?:费用?|经费|支出)?"),
    ("topic", "三公.接待.外事", r"(?:外事|国[(（]境[)）]外|外宾|国外)(?:公务)?接待(?:费用?|经费|支出)?"),
    ("topic", "三公.接待", r"公务接待(?:费用?|经费|支出)?"),
    ("topic", "三公", r"[“”\"]?三公[“”\"]?(?:经费)?"),
    ("topic", "采购.货物", r"(?:政府)?采购货物(?:类)?|货物类?(?:采购)?"),
    ("topic", "采购.工程", r"(?:政府)?采购工程(?:类)?|工程类?(?:采购)?(?!款|建设|项目)"),
    ("topic", "采购.服务", r"(?:政府)?(?:采购|购买)服务(?:类)?|服务类?(?:采购)?(?!中心|费|保障|质量)"),
    ("topic", "采购", r"政府采购"),
    ("topic", "机关运行经费", r"机关(?:\(单位\))?运行(?:\(.{0,4}\))?经费"),
    ("topic", "会议费", r"会议费"),
    ("topic", "培训费", r"培训费"),
    ("flow", "年初结转", r"(?:年初|上年)(?:财政拨款)?(?:结转(?:和|及)?结余|结转|结余)(?:资金|收入)?"),
    ("flow", "年末结转", r"(?:年末|结转下年|年终)(?:财政拨款)?(?:结转(?:和|及)?结余|结转|结余)?(?:资金|支出)?"),
    ("nature", "人员", r"(?:在职)?人员(?:类)?(?:经费|支出)(?:类)?"),
    ("nature", "公用", r"(?:日常)?公用(?:类)?(?:经费|支出)(?:类)?"),
    ("nature", "基本", r"基本支出"),
    ("nature", "项目", r"项目支出|专项业务经费(?:支出)?"),
    ("nature", "上缴上级", r"上缴上级(?:支出)?"),
    ("nature", "经营", r"(?:事业单位)?经营支出"),
    ("nature", "对附属", r"对附属单位补助(?:支出)?"),
    ("nature", "机动", r"(?:单位)?预留机动(?:经费)?"),
    ("funds", "一般公共.当年", r"一般公共预算(?:财政)?当年(?:财政)?拨款|当年一般公共预算(?:财政)?拨款"),
    ("funds", "一般公共", r"一般公共预算(?:财政)?(?:拨款)?(?:收入|资金)?"),
    ("funds", "政府性基金", r"政府(?:性)?基金(?:预算)?(?:财政)?(?:拨款)?(?:收入|资金)?"),
    ("funds", "国有资本", r"国有资本(?:经营)?(?:预算)?(?:财政)?(?:拨款)?(?:收入|资金)?"),
    ("funds", "社会保险基金", r"社会保险基金(?:预算)?(?:收入)?"),
    ("funds", "财政专户", r"(?:财政专户|专户)(?:管理)?(?:资金)?(?:拨款)?(?:收入)?"),
    ("funds", "上级补助收入", r"上级补助(?:收入)?"),
    ("funds", "事业收入", r"事业收入"),
    ("funds", "经营收入", r"(?:事业单位)?经营收入"),
    ("funds", "附属单位上缴收入", r"附属单位上缴(?:收入)?"),
    ("funds", "其他资金", r"其他资金(?:收入)?"),
    ("funds", "其他收入", r"其他收入"),
    ("funds", "单位资金", r"单位资金(?:收入)?"),
    ("funds", "财政拨款.当年", r"当年财政(?:预算)?拨款"),
    ("funds", "财政拨款", r"财政(?:预算)?拨款(?:收入)?"),
    ("flow", "收支", r"收[、,，]?支|收入支出|收入[、和及]支出"),
    ("flow", "收入", r"收入"),
    ("flow", "支出", r"支出"),
    ("basis", "年初预算", r"年初预算"),
    ("basis", "调整预算", r"调整(?:后)?预算|全年预算"),
    ("basis", "决算", r"决算"),
    ("basis", "执行", r"执行|实际"),
    ("basis", "预算", r"预算"),
    ("period", "上年", r"上年|去年"),
)
_IGNORED = (
    r"(?:20|19)\d{2}年?度?|本年|当年|全年|年度|本?部门|本?单位|我(?:局|院|办|委|厅|部|单位|部门)|全部|各项|情况|说明|总体|具体|总额|总量|总数|总计|合计|小计|总|数据$|数|资金|经费|金额|拨入"
    r"|安排|拨款|明细|公开|表|款|类|的|及|和|与|、|[(（)）〔〕:：\[\]“”\"]|单位|万元|元|科目|名称|编码|变动|结构|规模|费用?|财政|当年|按|计|共"
)
_SCANNER = re.compile(
    "|".join(f"(?P<g{index}>{pattern})" for index, (_, _, pattern) in enumerate(_VOCABULARY)) + f"|(?P<skip>{_IGNORED})"
)
_CODE = re.compile(r"[(（]\s?(\d{3}(?:\d{2}){0,2})\s?[)）]")
_LEVEL_MARK = re.compile(r"[(（](?:\d*)(类|款|项)[)）]")
_DASH = re.compile(r"[-—–－]+")
_TIMELESS = frozenset(("basis", "period"))


@dataclass(frozen=True)
class Explained:
    """A label understood: axis to value, and the words that nothing explains."""

    axes: dict[str, str] = field(default_factory=dict)
    residue: str = ""


@lru_cache(maxsize=20_000)
def explain(label: str) -> Explained:
    """Return the axes that a label names. A 科目 is looked for first: its name may hold other vocabulary."""
    text = re.sub(r"\s+", "", label)
    function, economic, rest = _subjects(text)
    axes: dict[str, str] = {}
    if function:
        axes["function"] = function
    if economic:
        axes["economic"] = economic
    residue: list[str] = []
    at = 0
    while at < len(rest):
        match = _SCANNER.match(rest, at)
        if match is None or match.end() == at:
            residue.append(rest[at])
            at += 1
            continue
        at = match.end()
        if match.lastgroup and match.lastgroup != "skip":
            axis, value, _ = _VOCABULARY[int(match.lastgroup[1:])]
            value = _together(axis, axes.get(axis, value), value)
            if not value:
                residue.append(match.group())
                continue
            axes[axis] = value
            if match.group().endswith("收入") and axis == "funds":
                axes.setdefault("flow", "收入")
            if axis == "nature" and match.group().endswith("支出"):
                axes.setdefault("flow", "支出")
    return Explained(axes, "".join(residue))


def _together(axis: str, first: str, second: str) -> str:
    """Return what two words of one axis mean together, "" if they name two things."""
    if first == second or axis in _TIMELESS:
        return first
    if axis == "flow":
        return "收支" if {first, second} == {"收入", "支出"} else first
    if axis == "funds" and "财政拨款" in {first, second}:
        return first if second == "财政拨款" else second
    if axis == "topic" and second.startswith(first):
        return second  # a wider name after a narrower one sums up more than that: 接待费、公车运行费（“三公”经费）
    return first if axis == "nature" and {first, second} <= {"基本", "人员", "公用"} else ""


def _subjects(text: str) -> tuple[str, str, str]:
    """Return (function, economic, text without them): codes where printed, else names joined by "/" from 类 to 项."""
    code = _CODE.search(text)
    if code:
        printed = code.group(1)
        rest = text[code.end() :]
        return (printed, "", rest) if printed[0] == "2" else ("", printed, rest)
    if _LEVEL_MARK.search(text):
        return _marked(text)
    path = _DASH.split(re.sub(r"[“”\"]|科目$", "", text))
    if len(path) > 1 and classification.lookup_name(path[0]):
        return "/".join(path), "", ""
    return _named(text)


def _marked(text: str) -> tuple[str, str, str]:
    """Read 名称（类）名称（款）名称（项): the path of names, its last mark's rest."""
    names: list[str] = []
    at = 0
    for match in _LEVEL_MARK.finditer(text):
        names.append(text[at : match.start()])
        at = match.end()
    path = [re.sub(r"^.*?(?:用于|安排|其中)", "", name) for name in names]
    rest = text[at:].removesuffix("支出") if classification.lookup_name(text[at:].removesuffix("支出")) else text[at:]
    if classification.lookup_name(rest):  # the last level's mark is missing
        return "/".join((*path, rest)), "", ""
    return "/".join(path), "", rest


def _named(text: str) -> tuple[str, str, str]:
    """Find one 科目 name that makes up (nearly) the whole label."""
    for start, end, name in classification.find(text):
        items = classification.lookup_name(name)
        if not items or end - start < len(re.sub(_IGNORED, "", text)) - 2:
            continue
        if _in_vocabulary(name):
            continue
        rest = text[:start] + text[end:]
        if items[0].system == classification.FUNCTIONAL:
            return name, "", rest
        return "", name, rest
    return "", "", text


def _in_vocabulary(name: str) -> bool:
    """Whether a 科目 name is a topic or nature in the first place (公务接待费, 项目支出)."""
    match = _SCANNER.fullmatch(name)
    if match is None or match.lastgroup in {None, "skip"}:
        return False
    return _VOCABULARY[int(str(match.lastgroup)[1:])][0] in {"topic", "nature"}


def is_narrower(first: str, second: str) -> bool:
    """Whether two labels name one item: the same topic, 科目 or nature, and the first says nothing that the second denies."""
    narrow, wide = explain(first), explain(second)
    axes = {axis: value for axis, value in wide.axes.items() if axis not in _TIMELESS}
    named = axes.keys() & {"topic", "function", "economic", "nature"}
    return bool(named) and not narrow.residue and not wide.residue and axes.items() <= narrow.axes.items()


def same_item(first: str, second: str) -> bool:
    """Whether two labels say the same, whatever the year and whether planned or spent."""
    said = _meant(explain(first))
    return said != ({}, "") and said == _meant(explain(second))


def _meant(found: Explained) -> tuple[dict[str, str], str]:
    """Return what a label says without time and basis; a topic (“三公”经费) is spent without saying so."""
    left_out = _TIMELESS | {"flow"} if found.axes.get("flow") == "支出" and "topic" in found.axes else _TIMELESS
    return {axis: value for axis, value in found.axes.items() if axis not in left_out}, found.residue


def is_topic_of(short: str, label: str) -> bool:
    """Whether a label of nothing but a topic (“三公”经费) names the topic of a longer one."""
    bare, full = explain(short), explain(label)
    return not bare.residue and "topic" in bare.axes and bare.axes["topic"] == full.axes.get("topic")


def is_within(part: str, whole: str) -> bool:
    """Whether a label names a part of what the other names (公务接待费 of “三公”经费)."""
    inner, outer = (explain(label).axes.get("topic", "") for label in (part, whole))
    return bool(outer) and inner.startswith(f"{outer}.")


def is_carried(label: str) -> bool:
    """Whether a label names what is carried over from the year before or into the next (上年结转)."""
    return explain(label).axes.get("flow", "").endswith("结转")


# What is counted by kinds that make up the whole.
_COUNTED = (
    ("车辆", re.compile(r"用车$|(?:轿|越野|客|其他)车?")),
    ("单位类型", re.compile(r"(?:行政|事业|参公|参照公务员法管理的?)[^，]{0,6}单位$|机关$")),
    ("采购方式", re.compile(r"(?:集中|分散)采购")),
    ("离退休", re.compile(r"(?:离休|退休)(?:人员|干部)?(?:人数)?$")),
)
_FAMILIES = ("function", "economic", "nature", "funds", "topic")


def family(label: str) -> str:
    """Return the axis along which a label divides its whole ("" if it names something of its own).

    Two siblings of one family and the same depth (三公.接待 beside 三公.出国) may form a complete list.
    """
    found = explain(label)
    if found.residue:
        return next((name for name, pattern in _COUNTED if pattern.search(label)), "")
    for axis in _FAMILIES:
        if axis in found.axes:
            value = found.axes[axis]
            if axis == "topic":
                return f"topic:{value.partition('.')[0]}"
            if axis == "nature":
                return "nature:人员公用" if value in {"人员", "公用"} else "nature"
            return axis
    return "flow" if "flow" in found.axes else ""
