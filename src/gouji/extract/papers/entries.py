"""The amounts of a government's paper as entries of the ledger: its totals in full words, and the lines of its plain tables.

Rules hold papers against one another by a few totals (``ledger``). Who keeps a ledger wants every line that leaves no doubt: of the
tables whose titles say fund and level and nothing else, its 三公 (``sangong``) and its debt (``debts``).
What differs within the paper is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from gouji.codes import classification
from gouji.extract.ledger import agree, mention
from gouji.extract.numbers import half_width
from gouji.extract.papers.debts import Paper, debts
from gouji.extract.papers.facts import facts, level_above, plain_level, title_level
from gouji.extract.papers.sangong import sangong
from gouji.extract.papers.stream import passages
from gouji.extract.papers.tabled import LEVEL, NUMBERED, PLAIN, WORDS, cells
from gouji.extract.papers.words import ADJUSTED_TO
from gouji.model.ledger import Entry
from gouji.model.subject import ALL, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.extract.extraction import Extraction, Line
    from gouji.extract.papers.facts import Fact, Key
    from gouji.extract.papers.tabled import Cell

FUNDS = {"一般": "一般公共", "基金": "政府性基金", "国资": "国有资本", "社保": "社会保险基金"}
"""The books of a government as subjects name them."""
_WHOLE, _OWN = "全", "本级"
_BUDGET, _OPENING, _DONE, _FINAL = "预算", "年初预算", "执行", "决算"
_SO_FAR, _EXPECTED, _TOTAL = "期中执行", "预计", "总计"
_YEAR = re.compile(r"20\d\d年|上年")
_PART_YEAR = re.compile(r"上半年|\d月")
_PLACE = r"(?![^省市县区州盟旗]{0,8}[各对分全])[\u4e00-\u9fff]{2,8}?(?:自治区|[省市县区州盟旗])"
_PLACED = re.compile(rf"(?:{NUMBERED}|{WORDS})*(?P<place>{_PLACE})(?=(?:{LEVEL}|{WORDS})*$)")


def government_entries(
    extraction: Extraction, kind: str = "", year: int | None = None, place: str = ""
) -> tuple[Entry, ...]:
    """Return the values that a government's paper states safely, one a subject; a table's before prose's. Nothing for other documents.

    ``kind`` and ``year`` say which paper it is (``title.Paper``) and ``place`` whose, where whoever asks knows better than its title.
    """
    part = extraction.parts[0] if extraction.parts else None
    if part is None or not part.kind.startswith("government"):
        return ()
    paper = part.paper
    kind, year = (kind, year) if kind else (paper.kind, paper.year or part.year) if paper else (part.kind, None)
    said: dict[Subject, list[int]] = defaultdict(list)
    for subject, number in (*_tabled(extraction), *_told(extraction), *sangong(extraction)):
        basis = _basis_in(kind, year, subject)
        if basis:
            said[subject._replace(basis=basis)].append(number)
    for subject, number in debts(extraction, Paper(kind, year, place or part.region)):
        said[subject].append(number)
    return tuple(_entries(extraction, said.items()))


def _basis_in(kind: str, year: int | None, subject: Subject) -> str:
    """Return the basis of an amount in this paper, "" where it cannot be told.

    A draft plans its year, whatever the words, and what it expects (预计) of the year before is that year's execution; in a final
    account the execution of its year is the account. What was carried out so far is of the paper's year, where that is known.
    """
    basis, mine = subject.basis, subject.period == str(year)
    if kind == "government_budget" and year is not None and basis == _EXPECTED:
        return _BUDGET if mine else _DONE
    if basis == _EXPECTED or (kind == "government_budget" and mine and basis != _BUDGET):
        return ""
    if kind == "half_year" and basis == _SO_FAR and not mine:
        return ""
    return _FINAL if kind == "government_final" and mine and basis == _DONE else basis


def _entries(extraction: Extraction, said: Iterable[tuple[Subject, list[int]]]) -> Iterator[Entry]:
    for subject, numbers in said:
        figures = [extraction.figures[number] for number in numbers]
        if all(figure.exact for figure in figures) and agree(figures):
            first = min(figures, key=lambda figure: (figure.table is None, figure.id))
            yield Entry(subject, ((mention(extraction, first.id), 1),))


def _told(extraction: Extraction) -> Iterator[tuple[Subject, int]]:
    """Yield the totals that the text states in full words, and what such a total is adjusted to (由…调整为…)."""
    before: Fact | None = None
    for fact in facts(extraction, list(passages(extraction))):
        level = plain_level(fact.key.level)
        if (fact.explicit or _adjusts(fact, before)) and level in {_WHOLE, _OWN}:
            yield _subject(fact.key, level, _basis_told(fact)), fact.item.figure
        before = fact


def _adjusts(fact: Fact, before: Fact | None) -> bool:
    """Whether an amount is what the total told right before it is adjusted to."""
    same = before is not None and before.explicit and (before.key, before.passage) == (fact.key, fact.passage)
    return same and ADJUSTED_TO.search(fact.item.lead) is not None


def _basis_told(fact: Fact) -> str:
    if fact.opening:
        return _OPENING
    return _FINAL if fact.basis == _DONE and _FINAL in fact.item.lead else fact.basis


# --- tables -------------------------------------------------------------------------------------------------------------


def _tabled(extraction: Extraction) -> Iterator[tuple[Subject, int]]:
    """Yield the lines of the tables whose titles say what they are and nothing else."""
    titles = {grid.table.index: grid.title for grid in extraction.grids}
    levels = _levels(extraction)
    found = list(cells(extraction))
    dated = {cell.table for cell in found if _YEAR.search(cell.head)}
    for cell in found:
        level = title_level(cell.head) or cell.key.level or levels.get(cell.table, "")
        undated = cell.table in dated and not _YEAR.search(cell.head)  # its year may stand in a head that was lost
        if cell.table in levels and level in {_WHOLE, _OWN} and PLAIN.match(cell.head) and not undated:
            yield _subject(cell.key, level, _basis_printed(cell, titles[cell.table]), cell.line), cell.figure


def _levels(extraction: Extraction) -> dict[int, str]:
    """Return the levels of the plain tables: named, else that of the titles over them; of the place as such where others are its own level's."""
    titles = {grid.table.index: half_width(grid.title) for grid in extraction.grids}
    starts = {grid.table.index: grid.table.start for grid in extraction.grids}
    named = {table: title_level(title) for table, title in titles.items() if _is_plain(title)}
    has_own = _OWN in named.values()
    return {
        table: level or (_WHOLE if has_own and _PLACED.match(titles[table]) else level_above(extraction, starts[table]))
        for table, level in named.items()
    }


def _is_plain(title: str) -> bool:
    placed = _PLACED.match(title)
    rest = title[: placed.start("place")] + title[placed.end("place") :] if placed else title
    return PLAIN.match(rest) is not None and len(re.findall(LEVEL, rest)) <= 1


def _basis_printed(cell: Cell, title: str) -> str:
    if cell.basis == _DONE and (_FINAL in cell.head or _PART_YEAR.search(title)):
        return _FINAL if _FINAL in cell.head else _SO_FAR
    if cell.basis == _BUDGET and "年初" in cell.head:
        return _OPENING
    return _EXPECTED if _EXPECTED in cell.head and _BUDGET not in cell.head else cell.basis


def _subject(key: Key, level: str, basis: str, line: Line | None = None) -> Subject:
    code = _code(key, line) if key.side == "支出" and line else ""
    named = "" if code else f"{key.side}{_TOTAL}" if key.name == _TOTAL else key.name
    return Subject(
        scope=level,
        period=str(key.year),
        basis=basis,
        flow=key.side,
        funds=FUNDS[key.fund],
        function=code or ALL,
        economic=ALL,
        nature=ALL,
        topic=named or ALL,
        measure="amount",
    )


def _code(key: Key, line: Line) -> str:
    """Return the functional code of a line: printed, else that of its name where one item bears it; an outermost line's is a class (类)."""
    if not key.name or line.code[:1] == "2":
        return line.code if key.name else ""
    names = (line.label, f"{line.label}支出")
    items = next(filter(None, (classification.lookup_name(name, key.year) for name in names)), ())
    named = [item for item in items if item.system == classification.FUNCTIONAL]
    found = {item.code for item in named}
    if len(found) > 1 and not line.depth:
        found = {item.code for item in named if item.level == "类"}
    return found.pop() if len(found) == 1 else ""
