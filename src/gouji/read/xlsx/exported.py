"""Helper rows and columns of an exporting system: its query, its field names, a flag before each row, keys beside it.

The systems by which governments publish their debt write tables in which the first column flags each row (0 for what stands above
the table, VALID# for its lines), rows of field names (XE_AMT#) stand over it and keys beside it. A reader of the table sees none of
this: those rows and columns are left out like hidden ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.read.xlsx.sheet import Raw

_LINE = "VALID#"
_ABOVE = "0"
_FIELD = re.compile(r"[A-Za-z]\w*#|DEBT_\w+$")


def hide_helpers(raw: Raw) -> None:
    """Hide the helper rows and columns of an exported sheet; any other sheet is left as it is."""
    flagged = min((column for _, column in raw.texts), default=0)
    flags = {row: text.strip() for (row, column), text in raw.texts.items() if column == flagged}
    if _LINE not in flags.values() or set(flags.values()) - {_LINE, _ABOVE}:
        return
    above = {row for row, flag in flags.items() if flag == _ABOVE}
    queries = {row for (row, column), text in raw.texts.items() if row in above and _FIELD.match(text.strip())}
    named = {column for (row, column), text in raw.texts.items() if row in above - queries and text.strip()}
    raw.hidden_rows |= queries
    raw.hidden_columns |= {flagged, *({column for _, column in raw.texts} - named)}
