"""The opposite of a word of direction, in the same manner of speaking."""

from __future__ import annotations

_PAIRS = (
    ("增加", "减少"),
    ("增长", "下降"),
    ("上升", "下降"),
    ("提高", "降低"),
    ("上涨", "下降"),
    ("升高", "降低"),
    ("调增", "调减"),
    ("增支", "减支"),
    ("增收", "减收"),
    ("增幅", "降幅"),
    ("大于", "小于"),
    ("多于", "少于"),
    ("高于", "低于"),
)
_OPPOSITES = {right: left for left, right in reversed(_PAIRS)} | dict(_PAIRS) | {"减幅": "增幅"}


def opposite(word: str) -> str | None:
    """Return the word for the other direction, None where there is no settled one."""
    return _OPPOSITES.get(word)
