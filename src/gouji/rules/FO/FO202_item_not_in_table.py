"""文字所列科目表中没有：文字逐项说明的项级科目中，有的在表中找不到。

The reverse of FO201: asked only where the text goes through the 项 of a table of the official set. An item counts as missing
only if the table bears neither its code nor its amount (then its name or code is in question, not the line).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.rules.FO import FO201_item_left_out as reverse
from gouji.rules.FO.listed import in_rows, listings
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "文字说明的科目在表中没有"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = reverse.BASIS
GOOD = reverse.GOOD
_EXTRA = "\n7. 住房保障支出（类）住房改革支出（款）购房补贴（项）«3.00万元»。\n"
BAD = f"{GOOD}{_EXTRA}"


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at the amount of each item that the table does not bear."""
    for listing in listings(extraction):
        for code, figures in listing.told.items():
            if code not in listing.rows and not in_rows(listing.rows, figures):
                message = f"文字列有科目{code}，金额{figures[0].text}，“{listing.table.title}”中没有这一科目，请核实。"
                yield Hit(figures[0].start, figures[0].end, message)
