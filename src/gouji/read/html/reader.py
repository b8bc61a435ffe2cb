"""The HTML reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.document import Document, Message
from gouji.read.builder import DocumentBuilder, Piece
from gouji.read.failure import failed
from gouji.read.html.content import bare, content, outside_title
from gouji.read.html.flow import Text, blocks
from gouji.read.html.source import characters, strip_unprinted, title, tree
from gouji.read.sniff import Kind, sniff
from gouji.read.titles import heading_level

if TYPE_CHECKING:
    from gouji.read.reader import Limits
    from gouji.read.shape import Grid

_HEAD = 12
_EMPTY = Message(
    "网页中没有正文（可能由脚本生成），请用浏览器打开后另存为完整网页或 PDF 再检查。",
    "The page holds no text (scripts may produce it); open it in a browser, save it complete or as PDF and check again.",
)
_DEEP = Message(
    "网页结构嵌套过深，只读到一部分，请用浏览器打开后另存为 PDF 再检查。",
    "The page is nested too deeply and was read only in part; open it in a browser, save it as PDF and check again.",
)
_GARBLED = Message(
    "网页中有少量字符无法辨认，相应位置可能不完整。",
    "Some characters of the page cannot be read; those places may be incomplete.",
)


class HtmlReader:
    """Reads .html and .htm, and pages under any other name."""

    format = "html"

    def accepts(self, data: bytes, path: str) -> bool:
        """Whether the bytes are a web page."""
        return sniff(data, path) is Kind.HTML

    def read(self, data: bytes, path: str, limits: Limits) -> Document:
        """Return the document; FAILED where the page holds no text."""
        del limits
        text, complete = characters(data)
        root, whole = tree(text)
        if root is None:
            return failed(path, data, self.format, _EMPTY if whole else _DEEP)
        name = title(root)
        strip_unprinted(root)
        found = content(root)
        builder = DocumentBuilder(path, data, self.format)
        parts = list(blocks(found))
        if not parts:
            return failed(path, data, self.format, _EMPTY if whole else _DEEP)
        before = outside_title(root, found, name)
        if before and not _repeated(before, parts):
            builder.heading([Piece(before)], 1)
        for block in parts:
            _write(builder, block)
        if not complete:
            builder.problem(_GARBLED)
        if not whole:
            builder.problem(_DEEP)
        return builder.finish()


def _repeated(line: str, parts: list[Text | list[Grid]]) -> bool:
    """Whether the title stands at the head of the document itself as well."""
    return any(isinstance(block, Text) and bare(block.text) == line for block in parts[:_HEAD])


def _write(builder: DocumentBuilder, block: Text | list[Grid]) -> None:
    if not isinstance(block, Text):
        for grid in block:
            builder.table(*grid)
        return
    level = heading_level(block.text, block.level)
    if level is None:
        builder.paragraph([Piece(block.text)])
    else:
        builder.heading([Piece(block.text)], level)
