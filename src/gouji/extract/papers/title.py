"""What the head of a government's paper says: which kind of paper it is, whose, and of which year."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LEVEL = r"(?:全[省市区县州盟旗]|[省市区县州盟旗](?:本级|级)|自治区本级|各市县)"
_FUND = r"(?:一般公共预算|政府性基金|国有资本经营|社会保险基金)"
_AUDIT = re.compile(
    r"审计(?:工作)?(?:的)?报告|审计查出.{0,12}(?:问题)?.{0,4}整改|其他财政(?:财务)?收支(?:情况)?的?审计|审计结果公告"
)
_AUDITED = re.compile(r"预算执行\S{0,20}审计(?:结果|报告)")
_FINAL = re.compile(
    rf"(?:财政|政府|[省市区县州盟旗总本](?:本级|级)?)决算(?:\(?草案\)?)?的?(?:报告|情况|说明)|决算公开表|(?:全|本)[省市区县州盟旗级]\S{{0,8}}决算草案"
    rf"|{_LEVEL}\S{{0,12}}决算(?:情况)?表|债务\S{{0,14}}决算|财政(?:总|收支)决算|财政决算(?:公开)?$|社会保险基金(?:收支)?决算"
    r"|人民政府20\d\d年度?(?:财政)?决算(?:\(?草案\)?)?的?报告"
)
_BUDGET = re.compile(
    rf"预算执行情况\S{{0,40}}预算(?:\(?草案\)?)?(?:的)?(?:报告|情况)|预算执行情况(?:和|与|及)\S{{0,40}}预算|预算(?:第[一二三四五六七八九十\d]{{1,2}}次)?调整(?:初步)?方案|政府预算|财政预算执行"
    rf"|(?:省|市|区|县|州)级?(?:财政)?预算(?:草案|公开表)|四本预算|债务限额|地方政府\S{{0,4}}债[务券]|政府债务情况"
    rf"|20\d\d年\S{{0,16}}(?:预算|财政)(?:收入|支出|收支)?执行情况|{_LEVEL}{_FUND}|{_FUND}预算?(?:收入|支出)(?:预算)?执行情况"
    rf"|社会保险基金(?:收支)?预算"
)
_BULLETIN = re.compile(
    r"财政(?:预算)?(?:总)?(?:收支|收入和?支出|收入|支出|运行)(?:预算)?(?:完成|执行|运行|基本|主要)?(?:情况|简况|分析|快报|月报|公报|统计)"
    r"|(?:月份?|季度|半年|全年)\S{0,12}(?:一般|公共|财政)\S{0,6}预算(?:收入|支出|收支)\S{0,6}(?:情况|简况|分析|快报|月报|统计)"
)
_TOLD = re.compile(
    r"(?:[全我][省市区县州盟旗](?:地方)?(?:财政)?(?:一般公共预算|公共财政预算)|公共财政预算总|财政总)收入(?:累计)?(?:完成|实现)?\d[\d.,]*[万亿]元"
)
"""What a bulletin begins with when its title is lost: the revenue of a place, which no department tells of itself."""
_EITHER = re.compile(r"(?<!预)决算|预算")
"""Of two papers in one the first that is named gives the kind."""
_BODY = re.compile(r"(?<!财政)局|委员会|学校|大学|学院|[中小]学|医院|协会|联合会|幼儿园|公司|管理站|博物馆|图书馆")
_NO_GOVERNMENT = re.compile(r"部门|单位(?!:)|机关|中心|委员会(?!第)")
_BOTH = re.compile(r"(?P<old>20\d\d)年[^。]{0,60}?执行[^。]{0,40}?(?P<new>20\d\d)年")
_CHARACTER = r"(?:(?![在年日省市区县盟旗预算下达数关于底末我得]|州(?![市区县])|全[省市区县州盟旗])[\u4e00-\u9fff])"
_NAME = rf"(?P<place>(?:{_CHARACTER}{{2,3}}省)?(?!我市|本市|自治|现将){_CHARACTER}{{2,8}}?(?:省|市|自治区|自治州|区|县|州|盟|旗|(?:镇|乡|街道)(?![省市区县])))"
_HAN = str.maketrans("○〇零一二三四五六七八九", "000123456789")
_YEAR = re.compile(r"20\d\d(?=年)")
_PERIOD = r"年度?+(?:第?[一二三四1-4]季度|[上下]半年|(?:\d{1,2}[-—至])?\d{1,2}月份?+)?+"
_PLACES = (
    re.compile(rf"关于{_NAME}(?:本级|[省市区县]级|人民政府)?20\d\d年"),
    re.compile(rf"(?:^|[^\u4e00-\u9fff]){_NAME}(?:本级|[省市区县]级)?20\d\d年"),
    re.compile(rf"20\d\d{_PERIOD}{_NAME}"),
    re.compile(rf"(?:^|[在日]|[^\u4e00-\u9fff]){_NAME}(?:第[一二三四五六七八九十]{{1,3}}届|十[一二三四五六七八九]?届)"),
    re.compile(rf"(?:^|[^\u4e00-\u9fff]){_NAME}(?:财政[局厅]|人民政府)"),
)


_OVER = re.compile(r"(?:报告|方案|草案|说明|公告)(?:\(草案\)|\(书面\)|\(摘要\))?$")
_AUDITS = (
    ("rectification", re.compile(r"审计查出\S{0,16}整改|审计\S{0,10}整改\S{0,8}报告")),
    (
        "audit_report",
        re.compile(
            r"审计工作\S{0,4}报告|预算执行\S{0,8}其他财政(?:财务)?收支\S{0,20}审计|决算\(?草案\)?编制\S{0,6}审计"
        ),
    ),
)
_YEARLY = (
    ("adjustment", re.compile(r"预算\S{0,8}调整(?:初步)?方案")),
    ("half_year", re.compile(r"(?:上半年|1[-—至]6月)\S{0,24}执行情况|预算执行情况\S{0,6}上半年")),
    (
        "government_final",
        re.compile(r"决算(?:\(?草案\)?)?的?(?:报告|情况的?报告|说明|[和与及])|决算\(?草案\)?(?!的?审|编制)"),
    ),
    ("government_budget", re.compile(r"预算执行情况(?:和|与|及)\S{0,40}预算|预算\(?草案\)?")),
)
_OF_OTHERS = re.compile(
    r"审查|审议|决议|批准|批复|(?<!财政)(?<!审计)局|部门|单位|机关|中心|学校|大学|医院|公司|(?<!常务)委员会"
)
"""The congress's own papers, and what is about one body alone."""
_NTH = re.compile(
    r"第([一二三四五六七八九十]|\d{1,2})次(?:预算|调整)|调整方案\S{0,8}第([一二三四五六七八九十]|\d{1,2})次\)"
)


@dataclass(frozen=True, slots=True)
class Paper:
    """Which of a government's papers of a year this is, by its title alone: what a register of them goes by.

    ``kind`` is government_budget, half_year, adjustment, government_final, audit_report or rectification. ``year`` is the year
    whose budget, account or audit it is about, of a budget the one drafted (a ``Part`` has the one carried out). ``nth`` is 2 for a
    second adjustment (第二次调整), None where no number is said.
    """

    kind: str
    year: int | None = None
    nth: int | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """``kind`` as in the JSON contract; ``place`` is "" where the head names none.

    ``year`` is the one carried out where a title names it beside the one drafted, ``some`` the first year of the head, None for none.
    ``paper`` is None where the title is that of none of the year's papers, or of two in one, or leaves the drafted year open.
    """

    kind: str
    place: str = ""
    year: int | None = None
    some: int | None = None
    paper: Paper | None = None


def title_of(lines: list[str], head: str) -> Title | None:
    """Return what the first title lines, or the head of the text without white space, say; None for no government's paper."""
    kinds = (
        "" if _NO_GOVERNMENT.search(line) and not _AUDITED.search(line) else _kind(line) for line in (*lines, head)
    )
    kind = next(filter(None, kinds), "government_budget" if _TOLD.search(head) else "")
    return Title(kind, _place(head), *_years(lines, head), _paper(lines)) if kind else None


def _paper(lines: list[str]) -> Paper | None:
    """Return which paper the title names: it goes on over lines until one ends as titles do. ``lines`` begins with all as one.

    Where none does, a first line that names an execution (执行情况) is the title.
    """
    title = ""
    for line in lines[1:]:
        title += line
        if _OVER.search(title):
            break
    if not _OVER.search(title) and lines[1:] and lines[1].endswith("执行情况"):
        title = lines[1]
    elif not _OVER.search(title):
        return None
    if _OF_OTHERS.search(title):
        return None
    found = [kind for kind, pattern in _AUDITS if pattern.search(title)][:1]
    found = found or [kind for kind, pattern in _YEARLY if pattern.search(title)]
    both, nth = _BOTH.search(title), _NTH.search(title)
    drafts = found == ["government_budget"]
    if len(found) != 1 or (drafts and "执行" in title and not both):
        return None
    return Paper(found[0], int(both["new"]) if both and drafts else None, _number(nth[1] or nth[2]) if nth else None)


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else "一二三四五六七八九十".index(said) + 1


def _years(lines: list[str], head: str) -> tuple[int | None, int | None]:
    both = _BOTH.search("".join(lines)) or _BOTH.search(head)
    some = _YEAR.search(head.translate(_HAN))
    return int(both["old"]) if both else None, int(some[0]) if some else None


def _kind(line: str) -> str:
    if _AUDIT.search(line) or _AUDITED.search(line):
        return "work_report"
    if _FINAL.search(line):
        return "government_final"
    if not _BUDGET.search(line) and (_BODY.search(line) or not _BULLETIN.search(line)):
        return ""
    first = _EITHER.search(line)
    return "government_final" if first and first[0] == "决算" else "government_budget"


def _place(head: str) -> str:
    found = (pattern.search(head) for pattern in _PLACES)
    return next((match["place"] for match in found if match), "")
