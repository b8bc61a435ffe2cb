"""Codes that a table does not print, implied by the names of its lines: 教育支出 over 普通教育 over 小学教育."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gouji.codes import classification

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.extract.tables.tree import Node

_MOST = 5  # of six lines must be known names
_STEP = 2
_ROOT = 3


def imply_codes(nodes: Sequence[Node]) -> None:
    """Give the lines of a table without codes the codes of their names, where nearly all are names of two levels or more."""
    items = [node for node in nodes if node.role == "item"]
    if any(node.line.code for node in items):
        return
    system = _system(items)
    path: list[str] = []
    found: dict[int, str] = {}
    for at, node in enumerate(nodes):
        if node.role != "item":
            path = [] if node.role == "total" else path
            continue
        code = _next(_candidates(node.line.label, system), path)
        if code:
            path = [above for above in path if code.startswith(above) and above != code] + [code]
            found[at] = code
    levels = {len(code) for code in found.values()}
    if len(levels) > 1 and _ROOT in levels and len(found) * (_MOST + 1) >= len(items) * _MOST:
        for at, code in found.items():
            nodes[at].line = nodes[at].line._replace(code=code)
            nodes[at].implied = True


def _system(items: Sequence[Node]) -> str:
    counts = Counter(
        item.system
        for node in items
        for name in _spellings(node.line.label)
        for item in classification.lookup_name(name)
    )
    return counts.most_common(1)[0][0] if counts else ""


def _candidates(label: str, system: str) -> list[str]:
    found = {
        item.code for name in _spellings(label) for item in classification.lookup_name(name) if item.system == system
    }
    return sorted(found)


def _spellings(name: str) -> tuple[str, ...]:
    return (name, name.removesuffix("支出")) if name.endswith("支出") else (name, f"{name}支出")


def _next(candidates: Sequence[str], path: Sequence[str]) -> str:
    """Return the code that goes on from the path: the deepest line above that has a child of this name, else a class."""
    for above in reversed(path):
        for code in candidates:
            if code.startswith(above) and len(code) == len(above) + _STEP:
                return code
    return next((code for code in candidates if len(code) == _ROOT), "")
