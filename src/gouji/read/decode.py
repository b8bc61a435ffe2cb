"""Bytes to characters by strict trial: UTF-8, UTF-16, GB18030. A wrong guess is refused, never shown as garbled text."""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_ASCII = re.compile(r"[\x00-\x7f]+")
# How much is looked at to judge a guess; a document that begins readable does not turn into another encoding.
_SAMPLE = 200_000
# Chinese prose has some characters outside GB2312 (personal and place names), but far less than one in ten.
_COMMON = 0.9


def decode(data: bytes) -> str | None:
    """Return the text of ``data`` without its BOM, line ends kept; None where no encoding fits (binary or damaged)."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding)
    if b"\x00" in data[:_SAMPLE]:
        return _without_bom(data)
    text = _strict(data, "utf-8")
    if text is not None:
        return text
    text = _strict(data, "gb18030")
    return text if text is not None and common(text) else None


def decode_as(data: bytes, encoding: str) -> str | None:
    """Return the text of ``data`` in a declared encoding, None where it does not fit strictly."""
    try:
        codecs.lookup(encoding)
    except LookupError:
        return None
    return _strict(data, encoding)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, UnicodeError):
        return None
    return None if _CONTROL.search(text) else text


def _without_bom(data: bytes) -> str | None:
    """UTF-16 without BOM: Latin digits and line ends give zero bytes on one side only."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strict(data, encoding)
        if text is not None and common(text):
            return text
    return None


def common(text: str) -> bool:
    """Whether the characters beyond ASCII are nearly all ones that Chinese text uses."""
    beyond = _ASCII.sub("", text[:_SAMPLE])
    if not beyond:
        return True
    known = beyond.encode("gb2312", "ignore").decode("gb2312")
    return len(known) >= _COMMON * len(beyond)
