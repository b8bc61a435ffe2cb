"""What was seen but is not to be trusted, and in what words the user is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.model.document import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.read.pdf.page import PageContent
    from gouji.read.pdf.words import Stretch

OVERLAPPING = Message(
    "这个数字的字符相互重叠或次序错乱，未读，请对照原件核实。",
    "The characters of this figure overlap or are out of order; not read, please check the original.",
)
UNKNOWN = Message(
    "这个数字中有无法识别的字符，未读，请对照原件核实。",
    "This figure holds a character without a known meaning; not read, please check the original.",
)
NONSENSE = Message(
    "这一页的文字层是乱码（字体缺少字符对照表），整页未读，请对照原件核实。",
    "The text layer of this page is garbled (a font without a character map); the page is not read.",
)
OVERLAY = Message(
    "这一页的文字是图片识别出来的，未必可靠，请对照原件核实。",
    "The text of this page comes from text recognition and may be wrong; please check the original.",
)
UNSURE = Message(
    "这个数字由图片识别，不够清晰或写法反常，未读，请对照原件核实。",
    "This figure was recognized from a picture and is unclear or oddly written; not read, please check the original.",
)
_STRANGE = re.compile(r"[\ue000-\uf8ff\ufffd]")
_BESIDE = re.compile(r"[\d.,，．]*(?:[\ue000-\uf8ff\ufffd][\d.,，．]*)+")


def of_page(page: PageContent) -> Message | None:
    """Return why a whole page is in doubt."""
    if page.nonsense:
        return NONSENSE
    return OVERLAY if page.overlay else None


def of_stretches(stretches: Sequence[Stretch], doubt: Message = OVERLAPPING) -> list[Message | None]:
    """Return for each stretch of one line or cell why it is in doubt: a numeral is, if any of its characters is.

    ``doubt`` is the reason of those that are marked already.
    """
    text = "".join([stretch.text for stretch in stretches])
    reasons = [doubt if stretch.doubt else None for stretch in stretches]
    if text.isascii() or not _STRANGE.search(text):
        return reasons
    spans = [match.span() for match in _BESIDE.finditer(text) if any(char.isdigit() for char in match[0])]
    start = 0
    for index, stretch in enumerate(stretches):
        end = start + len(stretch.text)
        if any(low < end and start < high for low, high in spans):
            reasons[index] = UNKNOWN
        start = end
    return reasons
