"""The problems that an audit's report tells (问题清单), and what the report on their rectification says of each.

The outline is that of the report: 一、（一）1.（1）, then 一是…二是…; a problem is what has nothing below it and says that something was
not as it should be. A report on rectification names them again (关于…的问题，…; 对…问题，…) and says what was done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from gouji.extract.numbers import half_width
from gouji.extract.prose.segments import segments
from gouji.model.document import Heading, Paragraph
from gouji.model.figure import Dimension

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Extraction
    from gouji.model.figure import Figure

DONE, PARTLY, UNDER_WAY = "done", "partly", "under_way"
_ORDINALS = "一二三四五六七八九十"
_FIRSTLY = re.compile(r"(?:(?<=[。;:,!?)\s])|^)(?P<at>[一二三四五六七八九十])是")
_APART = re.compile(
    r"建议|意见|下一步|今后|后续|(?:总体|基本|工作(?:开展)?|组织(?:推进)?|部署|推进)(?:情况|评价)|整改(?:工作)?(?:的)?(?:总体|部署|推进|成效|措施|机制)"
    r"|主要(?:做法|成效)|违纪违法|违法违纪|移送|线索|问责|^(?:附表|附件)"
)
"""Titles of chapters that tell no problems of this audit: what was done, what is advised, what went to others."""
_EARLIER = re.compile(r"(?:上年|以前年度|往年|20\d\d年度)[^。]{0,24}整改|整改[^。]{0,6}(?:情况|落实)")
_FAULT = re.compile(
    r"问题(?!导向|整改)|未(?!来|央|成年|雨)|不(?!断|仅|少于|忘|动产|同|懈|含|良资产处置)|违规|违反|违法|超(?!过前|高清|前|长期|算|市|声)|虚[报列增假开构]|挪用|截留|滞留|套取|骗[取保补]|拖欠"
    r"|闲置|沉淀|浪费|损失|流失|重复|擅自|漏|错|缓慢|滞后|迟缓|偏低|偏高|薄弱|缺[失乏位口]|隐瞒|挤占|空转|欠缴|多[计列支付报安领收拨]|少[计列缴收报征提]|无(?:预算|依据|序)|固化|逾期|(?<!超)(?<!中)长期|过度|风险|侵占|失实|出借"
    r"|转嫁|摊派|变相|低价|难以|没有|尚"
)
_CALLED = re.compile(r"(?:情况|方面|审计|表现|工作)(?:如下)?$")
"""A title that names where was looked rather than what was found."""
_SENTENCE = re.compile(r"[^。]*[。]?")
_AMOUNT_OF = re.compile(
    r"(?:涉及|问题)(?:问题)?(?:金额|资金)?(?:共|共计|合计|约|达)*$|(?:合计|共计|共涉及)(?:金额|资金)?$"
)
_NAMED = re.compile(
    r"(?:(?<=[。;:)、.\s])|^)(?:其中[,:]?)?(?:关于|对于?|针对)(?P<what>[^。;]{4,160}?)(?:的)?问题(?=[,。:;])"
)
_ALL_DONE = re.compile(
    r"(?:已|均已|全部|全额|基本)[^,。;]{0,12}?(?:整改到位|整改完成|完成整改|整改完毕|整改落实|落实整改|全部整改|整改(?!\d|资金|金额|问题|率|方案|措施|工作))"
    r"|已(?:全部|全额|足额|及时|按规定)?(?:上缴|缴入|归还|收回|追回|退回|退还|清退|清理|补缴|入账|登记|完工|竣工|拨付|下达|调整|核减|扣回|印发|出台|制定|建立|修订|完善)"
)
_NOT_YET = re.compile(
    r"正在|尚未|尚有|未整改|未完成|仍在|仍有|部分整改|基本整改|持续|继续|逐步(?!整改到位)|有序|(?<!有)待[^遇]|将(?!其|资金|上述)[^,。;]{0,12}(?:整改|完成|收回|上缴|清理)"
)
_WAYS = (
    ("已整改", re.compile(r"已(?:完成)?整改(?:到位)?(?:问题)?(?:金额|资金)?(?:共|共计)?$")),
    ("上缴财政", re.compile(r"(?:上缴|缴入|收缴|缴库|入库|补缴|上交)[^,。;]{0,14}$")),
    ("归还原资金渠道", re.compile(r"(?:归还|退还|原渠道)[^,。;]{0,14}$")),
    ("收回", re.compile(r"(?:收回|追回|清退|退回|追缴|扣回|清收)[^,。;]{0,14}$")),
    ("盘活", re.compile(r"(?:盘活|统筹|消化|拨付|支付|分配|下达)[^,。;]{0,14}$")),
    ("调整账务", re.compile(r"(?:调账|调整账务|账务(?:调整|处理)|核减|入账|登记|补记)[^,。;]{0,14}$")),
)
_BLANK = re.compile(r"\s+|\*\*")
_MARKS = "。;；:：,，、#"
_BRIEF = 12  # characters: a title that short is told with the sentence behind it
_PATH = 16  # characters before a figure that say what was done with it


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem told in ``start:end`` under ``headings`` (outermost first); ``title`` is the sentence that says it.

    ``amounts`` are the figure ids of all money told with it, ``amount`` that which it concerns, None where the words leave it open. Of
    a report on rectification ``state`` is ``done``, ``partly``, ``under_way`` or "" for unsaid, ``ways`` say with what became of
    the money: (上缴财政, figure id).
    """

    headings: tuple[str, ...]
    title: str
    start: int
    end: int
    amounts: tuple[int, ...]
    amount: int | None
    state: str = ""
    ways: tuple[tuple[str, int], ...] = ()


@dataclass
class _Node:
    """A numbered division: its own words are ``pieces``, the stretches of its paragraphs."""

    rank: int
    pieces: list[tuple[int, int]]
    below: list[_Node] = field(default_factory=list)


def problems(extraction: Extraction) -> tuple[Problem, ...]:
    """Return the problems that an audit report tells, or a report on rectification names again; none of any other document."""
    paper = extraction.parts[0].paper if extraction.parts else None
    if paper is None or paper.kind not in {"audit_report", "rectification"}:
        return ()
    reader = _Reader(extraction, again=paper.kind == "rectification")
    return tuple(found for node in _outline(extraction, reader.plain) for found in reader.read(node, ()))


def _outline(extraction: Extraction, plain: str) -> list[_Node]:
    """Return the chapters; what stands before the first and in tables belongs to none."""
    roots: list[_Node] = []
    open_now: list[_Node] = []
    for block in extraction.document.blocks:
        if not isinstance(block, Heading | Paragraph):
            continue
        for segment in segments(plain, block.start, block.end):
            if segment.marked:
                while open_now and open_now[-1].rank >= segment.rank:
                    open_now.pop()
                node = _Node(segment.rank, [(segment.start, segment.end)])
                (open_now[-1].below if open_now else roots).append(node)
                open_now.append(node)
            elif isinstance(block, Heading) and _APART.search(_BLANK.sub("", plain[block.start : block.end])):
                open_now = []
            elif open_now:
                open_now[-1].pieces.append((segment.start, segment.end))
    return roots


class _Reader:
    """Turns divisions to problems; ``again`` for a report on rectification."""

    def __init__(self, extraction: Extraction, *, again: bool) -> None:
        self.plain = half_width(extraction.document.text)
        self._printed = extraction.document.text
        self._extraction = extraction
        self._again = again

    def read(self, node: _Node, above: tuple[str, ...]) -> list[Problem]:
        """Return what a division tells, under the titles above it."""
        start, end = node.pieces[0][0], node.pieces[-1][1]
        said = self._sentence(*node.pieces[0])
        title = self._words(said)
        if _APART.search(title) or (not self._again and _EARLIER.search(title)):
            return []
        path = (*above, title) if title else above
        below = [found for one in node.below for found in self.read(one, path)]
        if below:
            return below
        parts = self._named(start, end) if self._again else _counted(self.plain, start, end)
        if len(parts) > 1 or (parts and parts[0][0] >= said[1]):
            return self._each([(part, self._sentence(*part)) for part in parts], path)
        if self._again or _names_a_problem(title):
            return [self._problem((start, end), said, above)]
        return self._each([(part, self._amiss(*part)) for part in self._paragraphs(node, said[1])], path)

    def _paragraphs(self, node: _Node, behind: int) -> list[tuple[int, int]]:
        """Return the paragraphs below a title that names no problem, the title's own where it goes on."""
        end = node.pieces[0][1]
        return [*([(behind, end)] if behind < end else []), *node.pieces[1:]]

    def _each(
        self, told: Sequence[tuple[tuple[int, int], tuple[int, int] | None]], path: tuple[str, ...]
    ) -> list[Problem]:
        """Return what is told in several stretches; nothing where none of them, nor what is above, tells of anything amiss."""
        found = [self._problem(part, said, path) for part, said in told if said is not None]
        amiss = any(self._amiss(*part) for part, _ in told) or any(_FAULT.search(title) for title in path)
        return found if self._again or amiss else []

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the first sentence."""
        start, end = _trimmed(self.plain, start, end)
        return start, min((at + 1 for mark in "。\n" if (at := self.plain.find(mark, start, end)) >= 0), default=end)

    def _amiss(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first sentence that tells something amiss."""
        sentences = (match.span() for match in _SENTENCE.finditer(self.plain, start, end))
        return next(
            (_trimmed(self.plain, *span) for span in sentences if _FAULT.search(self.plain[slice(*span)])), None
        )

    def _words(self, span: tuple[int, int]) -> str:
        """Return a stretch as printed, without its marks."""
        return re.sub(rf"^[{_ORDINALS}]是", "", _BLANK.sub("", self._printed[slice(*span)]).strip(_MARKS))

    def _problem(self, part: tuple[int, int], said: tuple[int, int], headings: tuple[str, ...]) -> Problem:
        start, end = _trimmed(self.plain, *part)
        title = self._words(said)
        named = _NAMED.match(self.plain, start, end) if self._again else None
        if named:
            title = self._words(named.span("what"))
        elif not self._again and len(title) < _BRIEF and said[1] < end:
            said = said[0], self._sentence(said[1], end)[1]
            title = f"{title}：{self._words((said[0], said[1])).removeprefix(title).strip(_MARKS)}"
        figures = [
            figure
            for figure in self._extraction.figures_in(start, end)
            if figure.unit is not None and figure.unit.dimension is Dimension.MONEY
        ]
        ways = tuple(self._ways(figures)) if self._again else ()
        return Problem(
            headings=headings,
            title=title,
            start=start,
            end=end,
            amounts=tuple(figure.id for figure in figures),
            amount=self._concerned(figures, said),
            state=_state(self.plain[named.end() if named else start : end], some=bool(ways)) if self._again else "",
            ways=ways,
        )

    def _concerned(self, figures: Sequence[Figure], said: tuple[int, int]) -> int | None:
        """Return the money that a problem concerns: what 涉及 says, the only one of its sentence, or the only one of all."""
        told = [one for one in figures if _AMOUNT_OF.search(self.plain[max(one.start - _PATH, said[0]) : one.start])]
        inside = [one for one in figures if said[0] <= one.start < said[1]]
        choices = next((some for some in (told[:1], inside, figures) if some), [])
        return choices[0].id if len(choices) == 1 else None

    def _named(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the stretches that begin by naming a problem again (对…问题，)."""
        found = list(_NAMED.finditer(self.plain, start, end))
        titles = {one.start() for one, after in pairwise(found) if after.start() - one.end() <= len("。\n")}
        return _stretches([one.start() for one in found if one.start() not in titles], end)

    def _ways(self, figures: Sequence[Figure]) -> Iterator[tuple[str, int]]:
        for figure in figures:
            before = self.plain[max(figure.start - _PATH, 0) : figure.start]
            way = next((name for name, pattern in _WAYS if pattern.search(before)), None)
            if way is not None and not _NOT_YET.search(before):
                yield way, figure.id


def _counted(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches of 一是…二是…三是…, none where they are not counted through from the first."""
    begins: list[int] = []
    for match in _FIRSTLY.finditer(plain, start, end):
        number = _ORDINALS.index(match["at"])
        if number == len(begins) or number == 0:
            begins.append(match.start())
    firsts = [at for at in begins if plain[at] == _ORDINALS[0]]
    if len(begins) <= len(firsts):
        return []
    return _stretches(begins, end)


def _stretches(begins: Sequence[int], end: int) -> list[tuple[int, int]]:
    return list(pairwise((*begins, end)))


def _names_a_problem(title: str) -> bool:
    """Whether a title says what was found, not only where was looked (…审计情况, 预算管理方面)."""
    return _CALLED.search(title.removesuffix("的问题").removesuffix("问题")) is None and bool(_FAULT.search(title))


def _state(said: str, *, some: bool) -> str:
    """Return how far a problem is put right; ``some`` says that part of its money is."""
    done, still = some or _ALL_DONE.search(said), _NOT_YET.search(said)
    if done:
        return PARTLY if still else DONE
    return UNDER_WAY if still else ""


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    while start < end and plain[start].isspace():
        start += 1
    while start < end and plain[end - 1].isspace():
        end -= 1
    return start, end
