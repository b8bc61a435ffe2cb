"""Which lines of a text file go on in the next one: text copied from a PDF is broken where the page was full.

Only a file that shows the width of its page is read so: most of its lines that end amid a sentence are about equally wide.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from gouji.read.joints import begins_item, is_closed
from gouji.read.titles import is_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.read.text import Line

_NARROWEST, _WIDEST = 36, 120  # columns of a page; a Chinese character takes two
_RAGGED = 6  # columns that may be left where the next word did not fit: lines are spaced out
_FEWEST = 4
_LATIN = 0xFF
_NARROW = "“”‘’"
_WORD = re.compile(r"(?:[0-9A-Za-z.,%]+|.)[，。；：、）]?")  # does not part; a line begins with no stop
_WORDS = re.compile(r"[\u3400-\u9fff，,、（(“”《》]$")
_NUMBER = re.compile(r"\d$")
_AMOUNT = re.compile(r"%$|\d\s*(?:[万亿]?元|[个辆人次台套项批])$")
_STOP = re.compile(r"[，,、。；;：:）)]")
_UNIT = re.compile(r"[万亿元%年月日号个辆人次台套项批]")


def going_on(text: str, lines: Sequence[Line]) -> list[bool]:
    """Return for each line (not empty, in order) whether the next one is the rest of its sentence."""
    amid = [at for at, (line, after) in enumerate(pairwise(lines)) if _amid(text, line, after)]
    width = {at: _width(text[lines[at].start : lines[at].end]) for at in amid}
    page = sorted(width.values())[-1 - len(width) // 8] if width else 0  # a few lines are squeezed
    full = [at for at in amid if width[at] + _first_word(text, lines[at + 1]) > page - _RAGGED]
    running = sum(wide * 2 >= page for wide in width.values())
    found = [False] * len(lines)
    if _NARROWEST <= page <= _WIDEST and len(full) >= _FEWEST and len(full) * 2 > running:
        for at in full:
            found[at] = True
    return found


def _first_word(text: str, line: Line) -> int:
    word = _WORD.match(text, line.start, line.end)
    return _width(word[0]) if word else 0


def _amid(text: str, line: Line, after: Line) -> bool:
    """Whether a line may end amid a sentence that the next goes on with; the rows of a list end with their amounts."""
    here, there = text[line.start : line.end], text[after.start : after.end]
    apart = after.number != line.number + 1 or "\t" in here or "|" in here or is_closed(here) or begins_item(there)
    if apart or is_title(here) or is_title(there):
        return False
    if _AMOUNT.search(here):
        return _STOP.match(there) is not None
    if _NUMBER.search(here):
        return (_STOP.match(there) or _UNIT.match(there)) is not None
    return _WORDS.search(here) is not None


def _width(line: str) -> int:
    """Return the columns of a line as printed: blanks beside figures and half-width commas are the copier's."""
    return sum(_columns(character) for character in line)


def _columns(character: str) -> int:
    if character in _NARROW:
        return 1
    return 0 if character.isspace() else 1 if ord(character) <= _LATIN and character not in ",;:()" else 2
