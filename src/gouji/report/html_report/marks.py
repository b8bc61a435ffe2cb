"""The document's text as HTML with its marks: figures by state, findings, doubts, run-in titles, anchors.

The text is rendered unit by unit (heading, paragraph, cell). Marks are cut at unit borders once, so that a unit knows its
own and rendering stays linear in the size of the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from gouji.diagnose.checked import is_zero
from gouji.model.document import Table
from gouji.model.figure import Nature, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.diagnose.checked import Checked
    from gouji.model.document import Document
    from gouji.model.figure import Figure
    from gouji.model.place import Place
    from gouji.report.wording import Lang

STATE_CLASS = {
    "contradicted": "c",
    "disputed": "d",
    "verified": "v",
    "unrelated": "u",
    "zeros": "z",
    "not_quantity": "n",
    "masked": "m",
    "unread": "r",
}
_CONTROL = {code: "\ufffd" for code in range(32) if chr(code) not in "\t\n\r"}
_OUTER, _TITLE, _MIDDLE, _INNER = range(4)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch to be wrapped in an element; ``rank`` orders nesting (0 outermost), ``identity`` is its id attribute."""

    start: int
    end: int
    rank: int
    tag: str
    attributes: str
    identity: str = ""

    def opening(self, *, first: bool) -> str:
        """Return the start tag; only the first of several pieces carries the id."""
        identity = f' id="{self.identity}"' if first and self.identity else ""
        return f"<{self.tag}{identity}{self.attributes}>"


@dataclass(frozen=True, slots=True)
class Point:
    """Ready HTML to stand at an offset, between characters; ``within`` is an offset of the unit that it belongs to."""

    at: int
    within: int
    html: str


def clean(text: str) -> str:
    """Return text safe to stand in HTML, in an element or an attribute."""
    return escape(text.translate(_CONTROL))


def shown_state(figure: Figure, state: State) -> str:
    """Return the entry of the account under which a figure is drawn: a zero that is in doubt is drawn as what it is."""
    doubtful = state in {State.CONTRADICTED, State.DISPUTED}
    return "zeros" if is_zero(figure) and not doubtful else str(state)


def units(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the stretches of text that are rendered by themselves: cells, other blocks, and what no block holds."""
    at = 0
    for block in document.blocks:
        yield from _loose(document.text, at, block.start)
        if isinstance(block, Table):
            yield from sorted({(cell.start, cell.end) for cell in block.cells})
        else:
            yield block.start, block.end
        at = block.end
    yield from _loose(document.text, at, len(document.text))


def _loose(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if text[start:end].strip():
        yield start, end


class MarkedText:
    """Renders stretches of one document; ``prefix`` makes its ids unique within the page."""

    def __init__(self, checked: Checked, prefix: str, lang: Lang) -> None:
        self._text = checked.document.text
        self._units = sorted(set(units(checked.document)))
        self._starts = [start for start, _ in self._units]
        self._spans: dict[int, list[Span]] = defaultdict(list)
        self._points: dict[int, list[Point]] = defaultdict(list)
        self._seen: set[str] = set()
        for span in _spans(checked, prefix, lang):
            self._file_span(span)
        for point in _points(checked, prefix):
            self._points[self._unit_of(point.within)].append(point)

    def render(self, start: int, end: int) -> str:
        """Return the HTML of a unit."""
        spans = sorted(self._spans.get(start, ()), key=lambda span: (span.start, span.rank))
        points = sorted(self._points.get(start, ()), key=lambda point: point.at)
        borders = {start, end, *(min(max(point.at, start), end) for point in points)}
        borders.update(*((span.start, span.end) for span in spans))
        cuts = sorted(borders)
        pieces: list[str] = []
        active: list[Span] = []
        spans.reverse()
        points.reverse()
        for low, high in zip(cuts, [*cuts[1:], end], strict=True):
            while points and (points[-1].at <= low or low == end):
                pieces.append(points.pop().html)
            while spans and spans[-1].start <= low:
                active.append(spans.pop())
            active = [span for span in active if span.end > low]
            if high > low:
                pieces.append(self._piece(low, high, active))
        return "".join(pieces)

    def _piece(self, low: int, high: int, active: list[Span]) -> str:
        inner = clean(self._text[low:high])
        for span in sorted(active, key=lambda item: -item.rank):
            first = span.identity not in self._seen
            self._seen.add(span.identity)
            inner = f"{span.opening(first=first)}{inner}</{span.tag}>"
        return inner

    def _unit_of(self, offset: int) -> int:
        at = max(bisect_right(self._starts, offset) - 1, 0)
        return self._starts[at] if self._starts else 0

    def _file_span(self, span: Span) -> None:
        at = max(bisect_right(self._starts, span.start) - 1, 0)
        for start, end in self._units[at:]:
            if start >= span.end:
                break
            low, high = max(start, span.start), min(end, span.end)
            if low < high:
                self._spans[start].append(Span(low, high, span.rank, span.tag, span.attributes, span.identity))


def _spans(checked: Checked, prefix: str, lang: Lang) -> Iterator[Span]:
    for doubt in checked.document.doubts:
        reason = clean(doubt.reason.zh if lang == "zh" else doubt.reason.en)
        yield Span(doubt.start, doubt.end, _OUTER, "span", f' class="doubt" title="{reason}"')
    if checked.extraction is None:
        return
    heads = {block.start for block in checked.document.blocks}
    for index, section in enumerate(checked.extraction.sections):
        if section.start not in heads:
            yield Span(section.start, section.title_end, _TITLE, "b", ' class="runin"', f"{prefix}s{index}")
    for index, finding in enumerate(checked.findings):
        if finding.place.end > finding.place.start:
            attributes = f' class="k {finding.severity}" data-n="{index}"'
            yield Span(finding.place.start, finding.place.end, _MIDDLE, "mark", attributes, f"{prefix}k{index}")
    for figure, state in zip(checked.extraction.figures, checked.states, strict=True):
        attributes = f' class="f {STATE_CLASS[shown_state(figure, state)]}"'
        yield Span(figure.start, figure.end, _INNER, "span", attributes, f"{prefix}f{figure.id}")


def _points(checked: Checked, prefix: str) -> Iterator[Point]:
    """Yield an insertion mark for each missing thing, and the number of each finding behind its place."""
    for index, finding in enumerate(checked.findings):
        place = finding.place
        gap = place.start == place.end
        mark = f'<mark class="k gap {finding.severity}" id="{prefix}k{index}" data-n="{index}">‸</mark>' if gap else ""
        number = f'<a class="ref {finding.severity}" href="#{prefix}n{index}">{index + 1}</a>'
        yield Point(place.end, max(place.start, place.end - 1), mark + number)


def target_ids(checked: Checked, places: Iterable[Place], prefix: str) -> list[str]:
    """Return the ids of the figures that stand at these places, each once."""
    ids: dict[str, None] = {}
    if checked.extraction is not None:
        for place in places:
            for figure in checked.extraction.figures_in(place.start, max(place.end, place.start + 1)):
                if figure.nature is not Nature.NOT_QUANTITY:
                    ids[f"{prefix}f{figure.id}"] = None
    return list(ids)
