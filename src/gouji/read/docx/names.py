"""Names of WordprocessingML elements and the reading of their on/off values."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
VAL = WORD + "val"
OFF = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    """Return the qualified name of a Word element or attribute."""
    return WORD + name


def child(parent: etree._Element | None, tag: str) -> etree._Element | None:
    """Return the first direct child of a qualified name; several times faster than ``find``, which parses paths."""
    return None if parent is None else next(parent.iterchildren(tag), None)


def value(parent: etree._Element | None, name: str) -> str | None:
    """Return the ``w:val`` of a direct child, None where there is no such child."""
    found = child(parent, WORD + name)
    return None if found is None else found.get(VAL, "")


def number(parent: etree._Element | None, name: str) -> int | None:
    """Return the ``w:val`` of a direct child as a whole number, None where there is none."""
    text = value(parent, name)
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def switch(parent: etree._Element | None, name: str) -> bool | None:
    """Return an on/off property: None where it is not set (and the style decides)."""
    text = value(parent, name)
    return None if text is None else text not in OFF
