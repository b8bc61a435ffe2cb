"""A block cut at its list markers (一、（一）1. ①), so that a paragraph that runs a list together still shows its outline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.extract.prose.words import MARKER, RANKS

if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAK = re.compile(r"[。;；:：]\s*")
_PLAIN_RANK = 9


@dataclass(frozen=True, slots=True)
class Segment:
    """``plain[start:end]`` after its marker; ``rank`` orders the styles of markers, 9 for none."""

    start: int
    end: int
    marker: str = ""
    rank: int = _PLAIN_RANK

    @property
    def marked(self) -> bool:
        """Whether a list marker opens it."""
        return bool(self.marker)


def segments(plain: str, start: int, end: int) -> Iterator[Segment]:
    """Cut ``plain[start:end]`` at markers that stand at its beginning or after a sentence's end or a colon."""
    starts = [(start, *_marker(plain, start, end))]
    for stop in _BREAK.finditer(plain, start, end):
        marker, rank, at = _marker(plain, stop.end(), end)
        if marker:
            starts.append((stop.end(), marker, rank, at))
    for index, (_, marker, rank, at) in enumerate(starts):
        stop_at = starts[index + 1][0] if index + 1 < len(starts) else end
        yield Segment(at, stop_at, marker, rank)


def _marker(plain: str, at: int, end: int) -> tuple[str, int, int]:
    while at < end and (plain[at].isspace() or plain[at] in "*#"):
        at += 1
    match = MARKER.match(plain, at, end)
    if match is None or match.lastgroup is None:
        return "", _PLAIN_RANK, at
    return match.group(), RANKS[match.lastgroup], match.end()
