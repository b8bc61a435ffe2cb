"""Names of bodies (单位): which district they belong to, and whether two names mean one body.

One body is named with and without its district, with and without 本级, 机关, （汇总）: 虚构市青禾县林业局（本级） is 林业局.
"""

from __future__ import annotations

import re
import unicodedata

_PLACE = r"[\u4e00-\u9fff]"
_REGION = re.compile(
    rf"(?:(?!市)(?:(?![省市区县]){_PLACE}){{2,7}}?(?:省|自治区))?"
    rf"(?:(?:(?![省市区县旗]){_PLACE}){{1,6}}?(?:市|自治州|地区|盟|州(?!市)))?"
    rf"(?:(?:(?![省市区县旗]){_PLACE}){{1,7}}?(?:区|县|旗|市))?"
)
_OWN = re.compile(r"\((?:本级|汇总|机关|单位|部门|本部)\)|(?:本级|机关本部|局机关|汇总|部门|单位)$")
_AT_HOME = re.compile(r"\((?:本级|机关|本部)\)|(?:本级|机关本部|局机关|机关)$")
_SHORT = 2
ENDINGS = r"(?:局|委|办|院|厅|部|署|会|府|中心|站|处|所|队|校|馆|社|园|场|司|台|团|科|室|街道|镇|乡|学|公司|集团|基地|库|总行|政协|人大|机关)"
_ENDS = re.compile(rf"{ENDINGS}$")
_NOT_A_NAME = re.compile(
    r"^(?:第|本|一般|收入|支出|财政拨款|财政专户|其他|安排|度|上年|当年|政府性基金|国有资本|编制|没有|未|使用|根据|按照|纳入|关于|附|表)"
    r"|收入|支出|预算(?!中心|处|局|科)|决算|三公|绩效|情况|第.部分|目录|如下|范围|包括"
)


def plain_name(name: str) -> str:
    """Return a name without white space, brackets half width."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))


def is_body(name: str) -> bool:
    """Whether a name can be that of a body: it ends as such names do and holds no words of a budget."""
    bare = core(name)
    return len(bare) >= _SHORT and bool(_ENDS.search(bare)) and not _NOT_A_NAME.search(plain_name(name))


def region(name: str) -> str:
    """Return the district at the head of a name (虚构市青禾县 of 虚构市青禾县林业局), "" where none is named."""
    bare = _OWN.sub("", plain_name(name))
    match = _REGION.match(bare)
    found = match.group() if match else ""
    return found if len(bare) - len(found) >= _SHORT or bare == found else ""


def core(name: str) -> str:
    """Return a name without its district and without 本级, 机关, （汇总）."""
    bare = plain_name(name)
    before = ""
    while bare != before:
        before, bare = bare, _OWN.sub("", bare)
    return bare.removeprefix(region(bare))


def at_home(name: str) -> bool:
    """Whether a name means the body itself, without the units below it (本级, 机关)."""
    return bool(_AT_HOME.search(plain_name(name)))


def same_district(first: str, second: str) -> bool:
    """Whether two districts may be one: equal, one unnamed, or one named with its province."""
    return not first or not second or first.endswith(second) or second.endswith(first)


def same_body(first: str, second: str) -> bool:
    """Whether two names mean one body."""
    return core(first) == core(second) and same_district(region(first), region(second))
