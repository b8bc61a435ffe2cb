"""词语重复：同一个词语连续出现两次。

A word of two or more characters directly followed by itself (用于用于) is a slip of editing. It is none where two terms
meet: in 行政事业单位单位预算 the second 单位 begins a fixed term, in 盐城市城市管理局 the first 城市 ends a name; nor where the language
doubles on purpose (一项一项), nor where the pair only looks like a word: 监测预测预警 holds 测预 twice, but nothing in the
document begins or ends with 测预. A doubled unit after a figure (3万元万元) counts as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.codes import terms
from gouji.rules.rule import Context, Hit
from gouji.rules.wording import HAN, Plain, cells, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "词语重复"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "预决算公开文字应当准确"
GOOD = """# 青禾县林业局2026年部门预算

项目支出主要用于逐片逐片清查林地和监测预测预警，政府性债务债务率不高。下属事业单位单位预算另行公开，由盐城市城市管理局负责。
"""
BAD = """# 青禾县林业局2026年部门预算

项目支出30万元，«主要用于主要用于»清查林地，比上年«增加增加»2万元。
"""
_DOUBLED = re.compile(rf"({HAN}{{2,8}})\1")
_SENTENCE = re.compile(r"[，。；]")
# Words that end names (盐城市, 某某大学) as well as begin compounds (城市管理, 大学生).
_JOINTS = frozenset(
    {"城市", "保险", "大学", "中学", "小学", "学院", "银行", "医院", "社区", "自治区", "街道", "开发区", "人民"}
)
_UNIT = re.compile(
    r"\d(万元|亿元|元|万|亿|辆|批次|人次|[%％])\1(?!旦)|\d万(元)元(?!旦)|\d(年)年(?![初末底度均中报终审检会内度代份限复货度俗夜轮龄鉴景])"
)
_YEAR = re.compile(r"(20\d\d年度?)\1")
_LONGEST = 24
# The second word begins the label of the next field, run on by the reader (绩效评价 评价项目单位：…).
_LABEL = re.compile(rf"{HAN}{{1,8}}[：:]")
_SHORT = 2
_FREQUENT = 5


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each doubled word or unit."""
    for plain in (*prose(extraction), *cells(extraction)):
        if plain.kind == "cell" and not _SENTENCE.search(plain.text):
            continue
        for match in plain.find(_DOUBLED):
            word = match[1]
            if _slip(plain, match) and _word(extraction.document.text, word):
                yield Hit(*plain.span(match.start(), match.end()), f"“{word}”连续重复，请删去一处。", expected=word)
        for match in plain.find(_YEAR, "20"):
            if plain.solid(*match.span()):
                yield Hit(*plain.span(*match.span()), f"“{match[1]}”连续重复，请删去一处。", expected=match[1])
        for match in plain.find(_UNIT):
            unit = match[1] or match[2] or match[3]
            if not plain.solid(*match.span()):
                continue
            yield Hit(*plain.span(match.start() + 1, match.end()), f"单位“{unit}”重复，请删去一处。")


def _slip(plain: Plain, match: re.Match[str]) -> bool:
    word = match[1]
    if not plain.solid(match.start(), match.end()) or word[0] in "一逐每" or len(set(word)) == 1:
        return False
    middle = match.start() + len(word)
    return not _seam(plain.text, middle, word)


def _word(text: str, word: str) -> bool:
    """Whether the pair is a word: it begins or ends a clause somewhere, or is frequent and its reverse is no word."""
    if len(word) > _SHORT or _stands_free(text, word):
        return True
    return not _stands_free(text, word[1] + word[0]) and text.count(word) > _FREQUENT


def _stands_free(text: str, word: str) -> bool:
    return re.search(rf"(?<!{HAN}){word}|{word}(?!{HAN})", text) is not None


def _seam(text: str, middle: int, word: str) -> bool:
    """Whether the second word begins a fixed term, or may begin a compound behind a name, and the first ends another."""
    start = middle - len(word)
    if not start or not re.match(HAN, text[start - 1]):
        return False
    after = text[middle : middle + _LONGEST]
    if _LABEL.match(after, len(word)):
        return True
    if word in _JOINTS and len(after) > len(word) and re.match(HAN, after[len(word)]):
        return True
    return any(after.startswith(term) for term in terms.openings().get(word, ()))
