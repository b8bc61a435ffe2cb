"""The unit's own name in labels: full or shortened, it says nothing new inside its own document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.extract.extraction import Part

_ITSELF = re.compile(r"^(?:机关|部门|单位)(?=20\d\d年|本年|一般|财政|部门|[“”]|三公|因公|公务|收入|支出|预算|$)")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,}?(?:局|委|院|厅|办|室|部|署|会|府|中心|站|处|所|队|校|机关(?!运行))")


def own_label(label: str, part: Part) -> str:
    """Return a label without the unit's own name or short name, which say nothing new inside its own document."""
    if not part.unit:
        return label
    label = _ITSELF.sub("", label.replace(part.unit, "")) if part.unit in label else label
    name = _NAME.match(label)
    return label[name.end() :] if name and _shortens(name.group(), part.unit) else label


def _shortens(short: str, name: str) -> bool:
    """Whether every character of a short name stands in the full name, in order (省检察院 in 江苏省人民检察院)."""
    characters = iter(name)
    return all(character in characters for character in short)
