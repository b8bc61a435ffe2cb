"""规范用语错字：与固定用语只差一字或次序颠倒（一般共公预算、公务用处）。

Budgets speak a fixed language: the terms of the forms and the names of the classification. A phrase that differs from such
a term by one character, by characters or words in another order, by one left out or doubled, is a slip, provided that
the document itself writes the term rightly elsewhere. It is none where the phrase is, or belongs to, a term of its own, where
the difference turns a term into its partner (预算/决算, 收入/支出), or where the document writes it so again and again. Only
terms that nobody shortens or varies are compared by the character; for others the order must differ, or a level marker
(（项）) must follow. Ordinary spelling is not checked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from gouji.codes import classification, terms
from gouji.rules.rule import Context, Hit
from gouji.rules.wording import HAN, Plain, cells, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "规范用语错字"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "部门预算决算公开格式、政府收支分类科目的用语"
GOOD = """# 青禾县林业局2026年部门预算

一般公共预算收入30万元，一般公共预算支出30万元，其中商品和服务支出10万元，商品服务支出与上年持平。
"""
BAD = """# 青禾县林业局2026年部门预算

一般公共预算支出30万元，其中«一般共公预算»项目支出10万元。公务用车运行费5万元，«公务用处»运行费比上年减少1万元。
"""
_LONG = 6
_OFTEN = 3
_PARTNERS = frozenset(
    map(
        frozenset,
        (
            "预决",
            "收支",
            "入出",
            "上下",
            "年月",
            "本上",
            "增减",
            "初末",
            "内外",
            "原源",
            "上本",
            "前后",
            "一二",
            "二三",
        ),
    )
)
_MOVABLE = re.compile("(?:预算|决算|支出|收入|基金|财政|拨款|经费|管理资金|项目|部门|单位)+")
_MARKER = re.compile("（[类款项]）")
_CONTEXT = 2
_REACH = 16
_DROPPED = frozenset("的和与及性等其费缴经类款项（）、各")
_LIGHT = frozenset("的和与及性等其费缴类款项（）、各")


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each near miss of a term that the document also writes rightly."""
    plains = (*prose(extraction), *cells(extraction))
    texts = [plain.text.replace("(", "（").replace(")", "）") for plain in plains]
    search = _Search("\n".join(texts))
    for plain, text in zip(plains, texts, strict=True):
        yield from search.hits(plain, text)


class _Search:
    """The near misses of the terms that one document uses."""

    def __init__(self, whole: str) -> None:
        self.whole = whole
        named = {name for _, _, name in classification.find(whole) if len(name) >= _LONG}
        fixed = {term for term in terms.used(whole) if len(term) >= _LONG or term in terms.strict()}
        self.pieces: list[tuple[str, str, int]] = []
        for term in sorted(named | fixed):
            self.pieces += _pieces(term)
        self.letters = {term: sorted(term) for term in named | fixed}
        self.read: dict[str, set[tuple[int, int, str]]] = {}
        self.automaton = AhoCorasick([piece for piece, _, _ in self.pieces]) if self.pieces else None

    def hits(self, plain: Plain, text: str) -> Iterator[Hit]:
        """Yield the hits in one block, the longest term at each place."""
        misses = self._misses(text)
        found = sorted(misses, key=lambda miss: (miss[0] - miss[1], miss)) if misses else ()
        taken: list[tuple[int, int]] = []
        for start, end, term in found:
            if any(start < high and end > low for low, high in taken):
                continue
            taken.append((start, end))
            if not plain.solid(start, end):
                continue
            message = f"“{text[start:end]}”与本文其他处的“{term}”不一致，请核实用字。"
            yield Hit(*plain.span(start, end), message, expected=term)

    def _misses(self, text: str) -> set[tuple[int, int, str]]:
        """Return the near misses of a text; the same words stand in many cells and are read once."""
        if text not in self.read:
            self.read[text] = set() if text in terms.known() else self._found(text)
        return self.read[text]

    def _found(self, text: str) -> set[tuple[int, int, str]]:
        if self.automaton is None:
            return set()
        found: set[tuple[int, int, str]] = set()
        for index, start, _ in self.automaton.find_matches_as_indexes(text, overlapping=True):
            _, term, offset = self.pieces[index]
            found.update(self._near(text, start - offset, term))
        return {miss for miss in found if not self._right(text, *miss)}

    def _near(self, text: str, at: int, term: str) -> Iterator[tuple[int, int, str]]:
        """Yield near misses of the term whose left half stands at ``at``, or whose right half does with a shift."""
        size = len(term)
        if at < 0 or text.startswith(term, at):
            return
        window = text[at : at + size]
        if len(window) == size and self._is_other(text, at, term, window):
            yield at, at + size, term
        if size < _LONG or not (term in terms.strict() or "（" in text[at + size - 1 : at + size + 2]):
            return
        for start, end in ((at, at + size - 1), (at + 1, at + size), (at, at + size + 1), (at - 1, at + size)):
            if start < 0 or end > len(text) or not _compared(text, end, term):
                continue
            window = text[start:end]
            if _left_out_or_doubled(term, window) and self._is_rare(term, window):
                yield start, end, term

    def _is_other(self, text: str, at: int, term: str, window: str) -> bool:
        """Whether a window as long as the term is the term with its characters in another order, or with one replaced."""
        end = at + len(term)
        if sorted(window) == self.letters[term]:
            usual = _MOVABLE.fullmatch(_difference(term, window)) is not None
            return not usual and (len(term) >= _LONG or self._same_context(text, at, end, term))
        if not _compared(text, end, term) or not _substituted(term, window):
            return False
        return (len(term) >= _LONG or self._same_context(text, at, end, term)) and self._is_rare(term, window)

    def _is_rare(self, term: str, window: str) -> bool:
        return self.whole.count(window) < min(_OFTEN, self.whole.count(term) + 1)

    def _same_context(self, text: str, start: int, end: int, term: str) -> bool:
        """Whether the document has the right term between the same neighbours."""
        before, after = text[max(start - _CONTEXT, 0) : start], text[end : end + _CONTEXT]
        return (len(before) == _CONTEXT and before + term in self.whole) or (
            len(after) == _CONTEXT and term + after in self.whole
        )

    def _right(self, text: str, start: int, end: int, term: str) -> bool:
        """Whether the window is, lies in, or is cut out of phrases that are right as they stand.

        A phrase that only shares the term's own ending or beginning (一般公共公预算 with 预算支出) says nothing.
        """
        if text[start:end] in terms.known():
            return True
        low = max(start - _REACH, 0)
        for first, last in terms.find(text[low : end + _REACH]):
            first, last = first + low, last + low  # noqa: PLW2901  offsets of the whole text
            if first <= start and last >= end:
                return True
            if start < first < end < last and not term.endswith(text[first:end]):
                return True
            if first < start < last < end and not term.startswith(text[start:last]):
                return True
        return False


def _compared(text: str, end: int, term: str) -> bool:
    """Whether a phrase that ends here is compared with the term character by character."""
    return term in terms.strict() or _MARKER.match(text, end) is not None


def _substituted(term: str, window: str) -> bool:
    differ = [place for place in range(len(term)) if term[place] != window[place]]
    if len(differ) != 1:
        return False
    right, wrong = term[differ[0]], window[differ[0]]
    if not re.match(HAN, wrong) or right in _LIGHT or frozenset((right, wrong)) in _PARTNERS:
        return False
    return len(term) < _LONG or 0 < differ[0] < len(term) - 1


def _left_out_or_doubled(term: str, window: str) -> bool:
    longer, shorter = (term, window) if len(term) > len(window) else (window, term)
    gone = _missing(longer, shorter)
    if gone is None or longer[gone] in _DROPPED or not 0 < gone < len(longer) - 1:
        return False
    return longer is term or window[gone] in window[max(gone - 2, 0) : gone] + window[gone + 1 : gone + 3]


def _difference(term: str, window: str) -> str:
    """Return the stretch of the term between the first and the last character that differ."""
    differ = [place for place in range(len(term)) if term[place] != window[place]]
    return term[differ[0] : differ[-1] + 1] if differ else ""


def _pieces(term: str) -> Iterator[tuple[str, str, int]]:
    """Yield (text to look for, the term, where in the term it stands): both halves, and the term with neighbours swapped."""
    middle = len(term) // 2
    yield term[:middle], term, 0
    yield term[middle:], term, middle
    for place in range(len(term) - 1):
        swapped = f"{term[:place]}{term[place + 1]}{term[place]}{term[place + 2 :]}"
        if swapped != term:
            yield swapped, term, 0


def _missing(longer: str, shorter: str) -> int | None:
    """Return where the longer text has the one character that the shorter lacks, or None."""
    place = next((index for index in range(len(shorter)) if longer[index] != shorter[index]), len(shorter))
    return place if longer[:place] + longer[place + 1 :] == shorter else None
