"""Sentences to trees of statements, written in a small notation that can be expected by hand. All units are made up.

One line a statement, parts indented below it: ``label value [opening]``. What is said of it follows, one line each:
``~ direction amount rate of base vs period`` a change, ``% rate of whole`` a share, ``= rate of budget`` a completion,
``prior``, ``budget``, ``adjusted``, ``again`` figures, and ``because`` the statements of its reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.build import build
from gouji.read.reader import Limits
from gouji.read.text import TextReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Change, Extraction, Statement

_DIRECTIONS = {1: "+", -1: "-", 0: "0", None: "?"}


def extraction(body: str, *, kind: str = "预算") -> Extraction:
    """Return what is found in a made-up unit's 预算 or 决算 of 2024 with this body."""
    text = f"# 虚构市示例局2024年部门{kind}\n\n{body}\n"
    return build(TextReader().read(text.encode(), "made.md", Limits()))


def tree(body: str, *, kind: str = "预算") -> list[str]:
    """Return the statements of a body in the notation above; headings without name and value give way to their parts."""
    found = extraction(body, kind=kind)
    return [line for statement in found.statements for line in _lines(found, statement, "")]


def _lines(found: Extraction, statement: Statement, indent: str) -> Iterator[str]:
    said = (statement.value, *statement.changes, *statement.shares, *statement.completions)
    if not statement.label and not any(item is not None for item in said):
        for part in statement.parts:
            yield from _lines(found, part, indent)
        return
    opening = f"[{statement.opening}]" if statement.parts and statement.opening else ""
    yield indent + _joined(statement.label, _text(found, statement.value), opening)
    inner = indent + "  "
    for line in _said(found, statement):
        yield inner + line
    for part in statement.parts:
        yield from _lines(found, part, inner)
    for reason in statement.reasons:
        for line in _lines(found, reason, ""):
            yield f"{inner}because {line}"


def _said(found: Extraction, statement: Statement) -> Iterator[str]:
    for change in statement.changes:
        yield _change(found, change)
    for share in statement.shares:
        yield _joined("%", _text(found, share.rate), f"of {share.whole_label}" if share.whole_label else "")
    for completion in statement.completions:
        budget = _text(found, completion.budget)
        yield _joined("=", _text(found, completion.rate), f"of {budget}" if budget else "")
    for name in ("prior", "budget", "adjusted"):
        if getattr(statement, name) is not None:
            yield f"{name} {_text(found, getattr(statement, name))}"
    for number in statement.restated:
        yield f"again {_text(found, number)}"


def _change(found: Extraction, change: Change) -> str:
    base = _text(found, change.base)
    return _joined(
        "~",
        ("excluding " if change.excluding else "") + ("near " if change.near else "") + _DIRECTIONS[change.direction],
        _text(found, change.amount),
        _text(found, change.rate),
        f"of {base}" if base else "",
        f"vs {change.against[0]}" if change.against[0] else "",
    )


def _text(found: Extraction, number: int | None) -> str:
    return "" if number is None else found.figures[number].text


def _joined(*pieces: str) -> str:
    return " ".join(piece for piece in pieces if piece)
