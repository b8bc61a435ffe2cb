"""Headings to a tree of sections, and the parts of a document: unit (单位), kind and fiscal year."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.extract.bodies import region
from gouji.extract.covers import LEAD, parts_begin
from gouji.extract.extraction import Part, Section
from gouji.extract.papers.title import title_of
from gouji.extract.prose.words import MARKER, RANKS
from gouji.model.document import Document, Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.covers import Cover

_UNMARKED = 8
_TITLE_LENGTH = 60
_SENTENCE = re.compile(r"[。;，]")
_HEAD = 3000
_TITLES = 6
_OPENING = 160
_YEAR = re.compile(r"(?<!\d)(20\d{2})年度?(?=[^。，;]{0,24}?(?:预算|决算|执行|工作报告|收入|支出|绩效|财政拨款|三公))")
_BLANK = re.compile(r"(?<=[\u4e00-\u9fff\d]) +(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) +(?=\d)")  # 2025 年 部门预算
_ANY_YEAR = re.compile(r"(?<!\d)(20\d{2})年(?!\d{1,2}月)")
_COMPARED = re.compile(r"(?:比|较|与|同|上年|和)$")
_ORGANISATION = re.compile(
    r"[\u4e00-\u9fff（）()、]{2,28}(?:人民代表大会常务委员会办公厅|人大常委会办公厅|人大常委会|委员会办公室|委员会|办公室|办公厅|管理局|监督局"
    r"|检察院|法院|街道办事处|人民政府(?!采购|购)|福利院|医院|学校|大学|中学|小学|研究院|政府办(?!公|事|理)|政府(?!采购|购|性|基金)|幼儿园|机关(?!运行|事业|单位)|中心|总队|支队|大队|公司|协会|联合会|局|厅|委|院|馆|站|所|处|部(?!门)|(?<=[省市区县州盟旗])本级)"
)
_KINDS = (
    ("final", re.compile(r"决算")),
    ("budget", re.compile(r"(?<!公共)(?<!基金)(?<!经营)预算(?!财政拨款|(?:项目)?(?:支出)?绩效|执行|数|法|管理)")),
    ("performance", re.compile(r"绩效(?:部门|单位)?(?:评价|自评)")),
    ("work_report", re.compile(r"工作报告|工作总结")),
)
_OF_ITSELF = re.compile(
    r"[本我](?:部门|单位|机关|局|委|院|厅|办|校|中心|站|馆|镇|乡|街道)|(?:部门|单位)(?:预算|决算|收支|概况)"
    r"|机关运行|(?:财政|预算)拨款|基本支出|项目支出|财政专户"
)
"""What only a department's or a unit's paper says: of itself, or of money that it is given."""
_OF_A_PLACE = re.compile(
    r"全[省市区县州盟旗镇]|财政(?:预算|决算|收支|收入|支出)|政府预?决?算|一般公共预算收|转移支付|汇总"
)
_OF_A_BODY = re.compile(r"三公|公务接待|因公出国")


def sections(document: Document, plain: str, found: Sequence[Part]) -> tuple[Section, ...]:
    """Return the sections in order, none reaching beyond its part; ``plain`` is the document's text in half width.

    A heading's level comes from its marker's style, else from the reader.
    """
    titles = [(*_title(plain, block), block) for block in document.blocks if isinstance(block, Heading)]
    made: list[Section] = []
    for index, (title, level, block) in enumerate(titles):
        later = (other.start for _, other_level, other in titles[index + 1 :] if other_level <= level)
        limit = next((part.end for part in found if part.start <= block.start < part.end), len(document.text))
        made.append(Section(title, level, block.start, block.end, min(next(later, limit), limit, len(document.text))))
    return tuple(made)


def _title(plain: str, heading: Heading) -> tuple[str, int]:
    title = re.sub(r"\s+|\*\*|</?\w+>", "", plain[heading.start : heading.end])
    match = MARKER.match(title)
    if match is not None and match.lastgroup is not None:
        return title, RANKS[match.lastgroup]
    return title, min(heading.level, _UNMARKED) if heading.level == 1 else _UNMARKED


def parts(document: Document, plain: str) -> tuple[Part, ...]:
    """Return the parts of a document, its text given in half width; one where nothing shows that there are several."""
    begins = parts_begin(document, plain)
    lines = list(_head_lines(document, plain))
    title = title_of(["".join(lines[:_TITLES]), *lines[:_TITLES]], "".join(plain[:_HEAD].split())[:_OPENING])
    if title is not None:
        year = title.year or _year(plain) or title.some
        paper = replace(title.paper, year=title.paper.year or year) if title.paper else None
        return (Part(title.kind, "", title.place, year, 0, len(plain) + 1, paper=paper),)
    kind = _kind(document, plain, lines)
    if len(begins) < 2 or kind not in {"budget", "final"}:  # noqa: PLR2004  a government's report names many bodies
        named = begins[0] if begins and kind in {"budget", "final"} else None
        unit = named.unit if named else _unit(plain)
        if not unit and kind in {"budget", "final"}:
            kind = _whose(kind, plain, "".join(lines[:_TITLES]))
        year = _year(plain) or (named.year if named else None) or (_first_year(plain) if kind != "other" else None)
        return (Part(kind, unit, region(unit), year, 0, len(plain) + 1, named.level if named else ""),)
    ends = [cover.start for cover in begins[1:]]
    return tuple(
        _part(plain, cover, start, end, kind)
        for cover, start, end in zip(begins, [0, *ends], [*ends, len(plain) + 1], strict=True)
    )


def _part(plain: str, cover: Cover, start: int, end: int, kind: str) -> Part:
    """Return one of several parts; what its cover leaves open is read from its own stretch."""
    year = cover.year or _year(plain[start:end]) or _year(plain)
    return Part(cover.kind or kind, cover.unit, region(cover.unit), year, start, end, cover.level)


def _year(plain: str) -> int | None:
    """Return the fiscal year: the one that budget words follow most often and that nothing is compared with."""
    votes: Counter[int] = Counter()
    plain = _BLANK.sub("", plain)
    for match in _YEAR.finditer(plain):
        if not _COMPARED.search(plain[max(match.start() - 2, 0) : match.start()].rstrip()):
            votes[int(match.group(1))] += 3 if match.start() < _HEAD // 10 else 1
    if not votes:
        return None
    most = max(votes.values())
    return max(year for year, count in votes.items() if count == most)


def _first_year(plain: str) -> int | None:
    """Return the first year in the head that is no date and nothing is compared with: where no budget words follow any."""
    head = _BLANK.sub("", plain[:_HEAD])
    found = (match for match in _ANY_YEAR.finditer(head) if not _COMPARED.search(head[: match.start()].rstrip()))
    return next((int(match[1]) for match in found), None)


def _head_lines(document: Document, plain: str) -> Iterator[str]:
    for block in document.blocks:
        if block.start > _HEAD:
            return
        if isinstance(block, Heading | Paragraph) and block.end - block.start <= _TITLE_LENGTH:
            line = re.sub(r"\s+", "", plain[block.start : block.end])
            if not _SENTENCE.search(line):
                yield line


def _kind(document: Document, plain: str, lines: Sequence[str]) -> str:
    """Return the kind of a paper that is no government's, by which of its words prevails."""
    titles = [plain[block.start : block.end] for block in document.blocks if isinstance(block, Heading)]
    opening = "".join(plain[:_HEAD].split())[:_OPENING]
    for text in ("\n".join(["".join(lines[:_TITLES]), *lines[: _TITLES - 1]]), "年度".join(titles), opening, plain):
        votes = [(len(pattern.findall(text)), -order, kind) for order, (kind, pattern) in enumerate(_KINDS)]
        if max(votes)[0]:
            return max(votes)[2]
    return "other"


def _whose(kind: str, plain: str, title: str) -> str:
    """Return the kind of a budget or an account that names no unit: a department's only where its words are a department's."""
    text = "".join(plain.split())
    if _OF_ITSELF.search(text):
        return kind
    if _OF_A_PLACE.search(title):
        return f"government_{kind}"
    return kind if _OF_A_BODY.search(text) else "other"


def _unit(plain: str) -> str:
    votes: Counter[str] = Counter()
    plain = _BLANK.sub("", plain)
    for match in re.finditer(
        r"20\d{2}年(?:度)?([\u4e00-\u9fff]{4,30}?)(?:部门|单位)?(?:预算|决算|收入|支出|机关运行|一般公共)", plain
    ):
        _vote(votes, match.group(1))
    for match in re.finditer(
        rf"(?:^|\n)[\s#*]*{LEAD}([\u4e00-\u9fff]{{4,30}}?)\s*(?:20\d{{2}}年|概况|部门预算|部门决算)", plain[:_HEAD]
    ):
        _vote(votes, match.group(1))
    if not votes:
        return ""
    return max(votes.items(), key=lambda item: (item[1], len(item[0])))[0]


_NO_NAME = re.compile(
    r"^(?:第|纳入|列入|部门|单位|本|我|预算|全|一般|收入|支出|财政拨款|财政专户|其他|年|安排|度|上年|当年|政府性|国有|项目|编制|没有|无|未|使用|根据|按照)"
)


def _vote(votes: Counter[str], text: str) -> None:
    if _NO_NAME.match(text):
        return
    match = _ORGANISATION.match(text)
    if match:
        best = match
        for longer in re.finditer(_ORGANISATION, text):
            if longer.start() == 0:
                best = longer
        votes[best.group()] += 1
