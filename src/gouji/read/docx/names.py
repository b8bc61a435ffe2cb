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


def w(name: str) -> str:
    """Return the qualified name of a Word element or attribute."""
    return WORD + name


def value(parent: etree._Element | None, name: str) -> str | None:
    """Return the ``w:val`` of a direct child, None where there is no such child."""
    if parent is None:
        return None
    child = parent.find(WORD + name)
    return None if child is None else child.get(VAL, "")


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
    return None if text is None else text not in {"0", "false", "off", "none"}
