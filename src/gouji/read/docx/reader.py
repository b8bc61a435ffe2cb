"""The docx reader: body, text boxes, notes; headings by style, by outline level and by printed numbering."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.model.document import Document, Message
from gouji.read.builder import DocumentBuilder, Piece
from gouji.read.docx.flow import Flow, Item, ParagraphItem
from gouji.read.docx.names import w
from gouji.read.docx.numbering import Numbering
from gouji.read.docx.sources import SourceBuilder
from gouji.read.docx.styles import Styles
from gouji.read.failure import failed
from gouji.read.package import Package, PackageError
from gouji.read.sniff import Kind, sniff
from gouji.read.titles import heading_level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml import etree

    from gouji.read.docx.sources import Origin
    from gouji.read.reader import Limits

_MAIN = "word/document.xml"
_EMPTY = Message(
    "文档中没有文字（可能只有图片），请提供带文字的文件。",
    "The document holds no text (perhaps only pictures); provide one with text.",
)
_ALTERNATE = Message(
    "文中嵌有其他格式的文件，这部分没有读取；请在 Word 中打开并另存后再检查。",
    "The document embeds a file of another format, which was not read; open it in Word and save it again.",
)


def _objects(count: int) -> Message:
    return Message(
        f"文中有 {count} 个嵌入对象（如 Excel 表），其中的数字没有读取。",
        f"The document holds {count} embedded objects (such as Excel sheets); their figures were not read.",
    )


class DocxReader:
    """Reads .docx and its relatives (.docm, .dotx, WPS in the same format)."""

    format = "docx"

    def accepts(self, data: bytes, path: str) -> bool:
        """Whether the bytes are a Word package."""
        return sniff(data, path) is Kind.DOCX

    def read(self, data: bytes, path: str, limits: Limits) -> Document:
        """Return the document; FAILED where a needed part is missing or damaged."""
        try:
            with Package(data, limits) as package:
                return _document(package, DocumentBuilder(path, data, self.format))
        except PackageError as error:
            return failed(path, data, self.format, error.message)


@dataclass(frozen=True)
class Traced:
    """A document with the file it was read from: ``root`` is the main part, ``origin`` says where a character comes from."""

    document: Document
    main: str
    root: etree._Element
    origin: Callable[[int], Origin | None]


def traced(data: bytes, path: str, limits: Limits) -> Traced:
    """Read a docx and keep where its text comes from; PackageError where it cannot be read."""
    with Package(data, limits) as package:
        builder = SourceBuilder(path, data, "docx")
        main = package.main_part(_MAIN)
        root = package.required(main)
        return Traced(_document(package, builder, root, tracing=True), main, root, builder.origin)


def _document(
    package: Package, builder: DocumentBuilder, root: etree._Element | None = None, *, tracing: bool = False
) -> Document:
    main = package.main_part(_MAIN)
    root = package.required(main) if root is None else root
    parts = dict(package.relations(main).values())
    flow = Flow(Styles(_part(package, parts, "styles")), Numbering(_part(package, parts, "numbering")), tracing)
    body = root.find(w("body"))
    found = _write(builder, flow.items(root if body is None else body))
    for kind in ("footnotes", "endnotes"):
        found |= _write(builder, _notes(package, parts, kind, flow))
    if not found:
        return failed(builder.path, builder.data, "docx", _EMPTY)
    if flow.alternates:
        builder.problem(_ALTERNATE)
    if flow.inline.objects:
        builder.problem(_objects(flow.inline.objects))
    return builder.finish()


def _part(package: Package, parts: dict[str, str], kind: str) -> etree._Element | None:
    return package.xml(parts[kind]) if kind in parts else None


def _notes(package: Package, parts: dict[str, str], kind: str, flow: Flow) -> Iterator[Item]:
    """Yield the notes after the body, so that none stands in the middle of a sentence."""
    root = _part(package, parts, kind)
    for note in root if root is not None else ():
        if note.get(w("type"), "normal") == "normal":
            yield from flow.items(note)


def _write(builder: DocumentBuilder, items: Iterable[Item]) -> bool:
    found = False
    for item in items:
        found = True
        if not isinstance(item, ParagraphItem):
            for grid in item.grids:
                builder.table(*grid)
            continue
        level = None if item.toc else heading_level(item.text, item.level)
        if level is None:
            builder.paragraph([Piece(item.text)])
        else:
            builder.heading([Piece(item.text)], level)
    return found
