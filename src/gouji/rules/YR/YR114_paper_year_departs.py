"""政府报告年份前后不一：标题是2024年财政决算的报告，正文“现将2023年财政决算情况报告如下”。

A government's paper names the year that it speaks of again and again: in its title, where it says what it reports, in its chapters, in
the titles of its tables. What is carried out, drafted, adjusted, settled or audited is each of one year. Where at least three of these
agree and one alone departs by a year or two, that one was left from another year or is a slip. The day of the meeting speaks for the year
too (an account and an audit are told in the year after). Titles of other papers (《…》), debts, and what is looked back at or ahead to are
not counted.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from gouji.extract.numbers import half_width
from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "报告年份前后不一致"
SEVERITY = "warning"
SINCE = "0.2"
BASIS = "预算法第十四条：预算、决算及其报表应当真实、准确；同一报告所述年度应当一致"
GOOD = """# 关于虚构市2024年财政决算的报告

受市人民政府委托，现将2024年财政决算情况报告如下。

## 一、2024年财政决算情况

附表1 2024年全市一般公共预算收入决算表

附表2 2024年全市一般公共预算支出决算表
"""
BAD = """# 关于虚构市2024年财政决算的报告

受市人民政府委托，现将«2023年»财政决算情况报告如下。

## 一、2024年财政决算情况

附表1 2024年全市一般公共预算收入决算表

附表2 2024年全市一般公共预算支出决算表
"""

_NAMED = re.compile(
    r"(?:(?<=表\d)|(?<=表\d\d)|(?<![\d—–~-]))(?P<year>20\d\d)年度?(?![初末底至到—–~-])(?P<part>上半年|[一二三1-3]季度|[\d—–~-]{1,5}月份?)?"
    r"(?P<words>[^，。;、:《》\d]{0,32}?)"
    r"(?P<what>执行情况|预算执行(?=和其他)|预算\(?草案|预算安排|预算收支安排|(?:收入|支出|收支|基金)预算(?:总|平衡)?表"
    r"|预算调整|收支调整|调整(?:方案|表)|决算|审计|整改)(?![数率额比])"
)
_GROUPS = (
    ("审计", re.compile(r"审计|整改")),
    ("决算", re.compile(r"决算")),
    ("调整", re.compile(r"调整")),
    ("草案", re.compile(r"草案|安排|预算(?:总|平衡)?表")),
)
_SAID = re.compile(r"报告如下|汇报如下|说明如下|请予?审[议查]|提请|(?:报告|汇报)[^，。]{0,24}情况")
_CITED = re.compile(r"《[^《》]*》")
_ELSEWHERE = re.compile(r"上年|上一年|回顾|以来|比较|对比|批复|根据|按照|债务|债券|绩效|项目|通知")
_SENTENCE = re.compile(r"[。;]")
_SENTENCES = re.compile(r"[^。;]+")
_MARKS = re.compile(r"[，。;:]")
_MEETING = re.compile(r"(?P<year>20\d\d)年(?P<month>\d{1,2})月\d{1,2}日在[^。]{0,60}会")
_HEAD = 600
_SPRING = 6
_TITLE_LENGTH = 60
_ENOUGH = 3
_FAR = 2


class _Said(NamedTuple):
    """A year named as that of ``what`` the paper reports, at ``start:end`` of the document; told by the meeting's day: 0, 0."""

    what: str
    year: int
    start: int
    end: int


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at the one year that departs from all others named of the same."""
    if not extraction.governmental:
        return
    groups: dict[str, list[_Said]] = defaultdict(list)
    for said in _all(extraction):
        groups[said.what].append(said)
    meeting = _MEETING.search(half_width(extraction.document.text[:_HEAD]))
    for what, group in groups.items():
        if meeting:
            group.append(_Said(what, int(meeting["year"]) - _later(what, int(meeting["month"])), 0, 0))
    for group in groups.values():
        years = Counter(said.year for said in group)
        (most, times), *rest = years.most_common()
        if times >= _ENOUGH and sum(count for _, count in rest) == 1:
            odd = next(said for said in group if said.year != most)
            if odd.end and abs(odd.year - most) <= _FAR:
                yield _hit(extraction, odd, most, times)


def _later(what: str, month: int) -> int:
    """Return how many years after the year of which it speaks such a paper is told to a meeting in this month."""
    return 1 if what in {"审计", "决算"} or (what == "执行" and month <= _SPRING) else 0


def _hit(extraction: Extraction, odd: _Said, most: int, times: int) -> Hit:
    shown = extraction.document.text[odd.start : odd.end]
    # the year drafted is told as the one before it, so that both are counted together
    right = most + int("".join(re.findall(r"\d", shown))[:4]) - odd.year
    message = f"此处写“{shown}”，本报告其他{times}处标题和表述均为{right}年，请核实年份。"
    return Hit(odd.start, odd.end, message, expected=f"{right}年")


def _all(extraction: Extraction) -> Iterator[_Said]:
    """Yield the years named in titles, in what the paper says that it reports, and in the titles of its tables; each place once."""
    seen: set[int] = set()
    audit = any(part.kind == "work_report" for part in extraction.parts)
    for text, offsets in _places(extraction):
        quoted = [match.span() for match in _CITED.finditer(text)]
        for match in _NAMED.finditer(text):
            start, end = offsets[match.start("year")], offsets[match.end("year")] + 1
            inside = any(low <= match.start() < high for low, high in quoted)
            clause = _MARKS.split(text[: match.start()])[-1]
            if inside or start in seen or _ELSEWHERE.search(clause + match["words"]):
                continue
            seen.add(start)
            what = "审计" if audit else match["part"] or _what(match["what"])
            year = int(match["year"])
            yield _Said("执行", year - 1, start, end) if what == "草案" else _Said(what, year, start, end)


def _what(words: str) -> str:
    return next((name for name, pattern in _GROUPS if pattern.search(words)), "执行")


def _places(extraction: Extraction) -> Iterator[tuple[str, tuple[int, ...] | range]]:
    for plain in prose(extraction):
        text = half_width(plain.text)
        titled = len(text) <= _TITLE_LENGTH and not _SENTENCE.search(text)
        if titled:
            yield text, plain.offsets
            continue
        for sentence in _SENTENCES.finditer(text):
            if _SAID.search(sentence[0]):
                yield sentence[0], plain.offsets[sentence.start() : sentence.end()]
    for grid in extraction.grids:
        text = extraction.document.text[grid.title_start : grid.title_end]
        yield half_width(text), range(grid.title_start, grid.title_end)
