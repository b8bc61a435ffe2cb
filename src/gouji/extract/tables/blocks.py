"""Side-by-side blocks of one table: 收入 | 支出, or two and three code/name/amount blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.tables.words import LABEL_HEAD

if TYPE_CHECKING:
    from gouji.extract.tables.header import Header


def blocks(header: Header) -> list[tuple[int, int]]:
    """Return the column ranges of the blocks: a new one begins where labels or codes follow values and values follow them."""
    starts = [0]
    valued = False
    for column, role in enumerate(header.roles):
        if role == "value":
            valued = True
        elif valued and _opens(header, column):
            starts.append(column)
            valued = False
    ends = [*starts[1:], len(header.roles)]
    return list(zip(starts, ends, strict=True))


def _opens(header: Header, column: int) -> bool:
    """Whether a column is the label or code of a further block, not a remark between values."""
    if header.roles[column] not in {"label", "code"}:
        return False
    if not any(role == "value" for role in header.roles[column + 1 :]):
        return False
    path = header.paths[column]
    return not path or header.roles[column] == "code" or bool(LABEL_HEAD.search(path[-1]))
