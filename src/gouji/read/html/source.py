"""From the bytes of a page to its tree, without what is never printed."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from lxml import etree

from gouji.read.decode import common

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE
)
_HEAD = 8192
_CHINESE = {"gb2312", "gbk", "gb_2312-80", "x-gbk", "gb18030"}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UNPRINTED = frozenset(
    ["script", "style", "noscript", "template", "head", "svg", "button", "input", "select", "textarea", "iframe", "object",
     "audio", "video", "canvas", "map", "datalist", "dialog", "frameset", "embed"]
)  # fmt: skip
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)


def characters(data: bytes) -> tuple[str, bool]:
    """Return the page's characters and whether all of them could be read; UTF-8 that fits beats what the page declares."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lenient(data[len(bom) :], encoding)
    declared = _declared(data)
    for encoding in ("utf-8", declared, "gb18030"):
        try:
            return data.decode(encoding), True
        except UnicodeDecodeError:
            continue
    return min((_lenient(data, encoding) for encoding in ("utf-8", declared)), key=_badness)


def _badness(read: tuple[str, bool]) -> tuple[bool, int]:
    return not common(read[0]), read[0].count("\ufffd")


def _declared(data: bytes) -> str:
    found = _CHARSET.search(data[:_HEAD])
    name = found.group(1).decode("ascii").lower() if found else "gb18030"
    if name in _CHINESE:
        return "gb18030"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "gb18030"


def _lenient(data: bytes, encoding: str) -> tuple[str, bool]:
    text = data.decode(encoding, "replace")
    return text, "\ufffd" not in text


def tree(text: str) -> tuple[_Element | None, bool]:
    """Return the root of the page, None where there is nothing in it, and whether the parser came to its end."""
    # Portals nest deeply where they forget to close tags; without huge_tree the rest of the page would be lost.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(text.replace("\x00", "").encode(errors="replace"), parser)
    except etree.XMLSyntaxError:
        return None, not _stopped(parser)
    return root, not _stopped(parser)


def _stopped(parser: etree.HTMLParser) -> bool:
    return any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def title(root: _Element) -> str:
    """Return what the page calls itself."""
    found = root.find(".//title")
    return "" if found is None else " ".join("".join(map(str, found.itertext())).split())


def strip_unprinted(root: _Element) -> None:
    """Remove scripts, controls and hidden elements, keeping the text that follows them."""
    for element in list(root.iter(etree.Element)):
        if element.getparent() is not None and _unprinted(element):
            remove(element)


def _unprinted(element: _Element) -> bool:
    if element.tag in _UNPRINTED or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDING.search(style) is not None


def remove(element: _Element) -> None:
    """Remove an element but not the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
