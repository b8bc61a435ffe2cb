"""句首年份与材料年份不符：2026年预算中“2027年公务用车购置费预算数3万元”“2024年部门预算收支情况如下”。

In a budget or an account the year at the head of a sentence is the document's own, unless the words speak of the past year's
execution or of plans, or set one year against another. Where nearly all sentences of the document keep to this, the one that
does not was left from another year, or is a slip of the keyboard.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose
from gouji.rules.YR import YR105_title_year_differs as titles
from gouji.rules.YR import YR109_statement_year_differs as openings
from gouji.rules.YR import YR112_absence_of_past_year as absences
from gouji.rules.YR.years import PAST, YEAR, dated, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.rules.wording import Plain

TITLE = "句首年份与材料年份不符"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "部门预算决算公开格式：数额为材料年度的数额"
GOOD = """# 青禾县林业局2026年部门预算

2026年支出预算30万元。2026年会议费预算2万元。2026年培训费预算2万元。2026年没有政府性基金预算支出。

2026年公务用车购置费预算3万元。计划于2027年支出尾款1万元。

2025年预算数为28万元，2026年预算数为30万元。2025年支出预算执行数29万元。
"""
BAD = """# 青禾县林业局2026年部门预算

2026年支出预算30万元。2026年会议费预算2万元。2026年培训费预算2万元。2026年没有政府性基金预算支出。

2026年公务用车购置费预算3万元。

«2027年»公务接待费预算3万元，主要用于接待来访。
"""
_HEAD = re.compile(
    r"(?:^|(?<=[。；：:]))(?P<before>[^，。；：:\d]{0,24}?)(?P<year>(?<!\d)20\d\d年)度?，?(?!至|到|[-—~末底初]|\d)"
    r"(?P<after>[^，。；\d]{0,24}?(?:预算|决算|收入|支出|拨款|经费|费|采购|资产|绩效)[^，。；]{0,30})"
)
_CITED = "上年(?!结[转余])|回顾|总结|评价|年末|年底|截至|根据|按照|通知|文件|办法|规定|下达|印发"
_PAST_OF_ACCOUNT = re.compile(_CITED)
_PAST = re.compile(f"执行|完成|实际|决算|{_CITED}")
_AHEAD = re.compile(r"计划|规划|预计|目标|拟|将|力争|届时|以后年度|中期|滚动|跨年|分年|尾款|期限|周期|编制阶段|起")
_COMPARED = re.compile(r"[比较与同和]|对比|自|从|由$")
_OFTEN = 5


def check(extraction: Extraction, context: Context) -> Iterator[Hit]:
    """Yield a hit at each year that heads a sentence, is not the document's, and stands nearly alone in that."""
    right: Counter[int] = Counter()
    wrong: list[tuple[int, Hit]] = []
    for plain in prose(extraction):
        for match in plain.find(_HEAD, "20"):
            offset = plain.offsets[match.start("year")]
            found = dated(extraction, offset)
            if found is None or _COMPARED.search(match["before"]):
                continue
            part = extraction.part_index(offset)
            if int(match["year"][:4]) == found[1]:
                right[part] += 1
            elif not _excused(extraction, plain, match, found[0].kind, found[1]):
                message = f"句首年份“{match['year']}”不是本材料的{found[1]}年，请核实年份。"
                wrong.append((part, Hit(*plain.span(*match.span("year")), message, expected=f"{found[1]}年")))
    odd = Counter(part for part, _ in wrong)
    told = _told(extraction, context) if wrong else set()
    for part, hit in wrong:
        if right[part] >= _OFTEN * odd[part] and hit.start not in told:
            yield hit


def _excused(extraction: Extraction, plain: Plain, match: re.Match[str], kind: str, year: int) -> bool:
    """Whether the words themselves speak of another year: the past one's execution, a plan, one year beside another."""
    said = plain.text[slice(*sentence(plain, match.start("year")))]
    past = _PAST_OF_ACCOUNT if kind == "final" else _PAST
    if past.search(said) or _AHEAD.search(said) or f"{year}年" in plain.text:
        return True
    others = {int(found) for found in YEAR.findall(said)} - {int(match["year"][:4])}
    path = extraction.section_path(plain.start)[1:]
    return bool(others - {year - 1}) or any(
        PAST.search(section.title) or match["year"] in section.title
        for section in path
        if kind == "budget" or "决算" not in section.title
    )


def _told(extraction: Extraction, context: Context) -> set[int]:
    """Return where the rules on titles, openings and absences speak already."""
    return {hit.start for rule in (titles, openings, absences) for hit in rule.check(extraction, context)}
