"""What a file is, told by its bytes; the name decides only between kinds of plain text."""

from __future__ import annotations

import io
import json
import re
import zipfile
from enum import StrEnum
from pathlib import PurePosixPath

from gouji.model.document import Message
from gouji.read.decode import decode
from gouji.read.failure import ZIP_FAULTS


class Kind(StrEnum):
    """What can be read. ``zip`` holds files, all others are one document; ``doc`` and ``xls`` are the old formats."""

    TEXT = "text"
    CSV = "csv"
    HTML = "html"
    PDF = "pdf"
    PICTURE = "picture"
    DOCX = "docx"
    XLSX = "xlsx"
    DOC = "doc"
    XLS = "xls"
    ZIP = "zip"


_EMPTY = Message("文件是空的（0 字节），请重新取得文件。", "The file is empty (0 bytes); get it again.")
_DAMAGED = Message(
    "文件不完整或已损坏，内部结构读不出，请重新取得完整的文件。",
    "The file is cut off or damaged and its structure cannot be read; get the complete file again.",
)
_OLD = Message(
    "这是旧版 Word/Excel/WPS 格式（doc、xls、wps、et），请另存为 docx、xlsx 或 PDF 后再检查。",
    "This is an old Word/Excel/WPS file (doc, xls, wps, et); save it as docx, xlsx or PDF and check again.",
)
_LOCKED = Message(
    "文件设有打开密码，请去除密码后再检查。", "The file needs a password to open; remove it and check again."
)
_PACKED = Message(
    "这种压缩格式不能直接读取，请解压或改用 zip 后再检查。",
    "This archive format cannot be read; unpack it or use zip and check again.",
)
_OTHER_OFFICE = Message(
    "这种办公文档格式不能读取，请另存为 docx、xlsx 或 PDF 后再检查。",
    "This office format cannot be read; save it as docx, xlsx or PDF and check again.",
)
_NO_DOCUMENT = Message(
    "这不是预算、决算一类的文档（程序或数据文件），没有检查。", "This is a program or data file, not a document."
)
_UNKNOWN = Message(
    "认不出这种文件格式，请提供 PDF、docx、xlsx、网页或文本文件。",
    "Unknown file format; provide PDF, docx, xlsx, HTML or text.",
)

_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"BM", b"II*\x00", b"MM\x00*", b"GIF8", b"RIFF")
_PACKED_STARTS = (b"Rar!\x1a", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (("WordDocument", Kind.DOC), ("Workbook", Kind.XLS), ("Book", Kind.XLS))
_NAME = 64  # bytes of a name in the directory, filled with zeros
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PDF_HEAD = 1024
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|span|style|script)\b", re.IGNORECASE)
_PROLOGUE = re.compile(r"(?:\s|<\?xml[^>]*\?>|<!--.*?-->)*", re.DOTALL)
_TAGS = re.compile(r"</(?:div|p|td|span|table|body)>", re.IGNORECASE)
_OFFICE_XML = re.compile(
    r"<\?mso-application|<office:document|<w:wordDocument|urn:schemas-microsoft-com:office:spreadsheet"
)
_HEAD = 4000
_FEW_TAGS = 20
_CODE = "json jsonl yaml yml toml ini cfg xml xsd svg js ts css py c h java go rs sh bat ps1 sql log eml lock"
_CODE_SUFFIXES = frozenset(f".{name}" for name in _CODE.split())


def sniff(data: bytes, path: str) -> Kind | Message:
    """Return the kind of the file, or the sentence that says why it cannot be read."""
    if not data:
        return _EMPTY
    marked = _marked(data)
    if marked is not None:
        return marked
    suffix = PurePosixPath(path).suffix.lower()
    text = decode(data)
    return _undecoded(data, suffix) if text is None else _text_kind(text, suffix)


def _marked(data: bytes) -> Kind | Message | None:
    """Tell the formats that begin with a mark of their own which no text has."""
    if b"%PDF-" in data[:_PDF_HEAD]:
        return Kind.PDF
    if data.startswith(_ZIP):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _old_kind(data)
    return Kind.DOC if data.startswith(b"{\\rtf") else None


def _old_kind(data: bytes) -> Kind | Message:
    """Tell the old formats by the streams they hold; what is embedded in a file stands behind its own stream."""
    if _utf16("EncryptedPackage") in data:
        return _LOCKED
    found = [(at, kind) for name, kind in _STREAMS if (at := data.find(_utf16(name).ljust(_NAME, b"\x00"))) >= 0]
    return min(found)[1] if found else _OLD


def _undecoded(data: bytes, suffix: str) -> Kind | Message:
    """Tell what no encoding fits: a page with a few damaged characters is still a page, its reader is lenient."""
    if data.startswith(_PICTURES):
        return Kind.PICTURE
    if data.startswith(_PACKED_STARTS):
        return _PACKED
    if suffix in {".txt", ".md", ".text", ".csv"} and b"\x00" not in data:
        return Kind.TEXT
    return Kind.HTML if _is_html(data.decode("latin-1")) else _UNKNOWN


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def _zip_kind(data: bytes) -> Kind | Message:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except ZIP_FAULTS:
        return _DAMAGED
    if "[Content_Types].xml" in names or any(name.endswith("word/document.xml") for name in names):
        return _office_kind(names)
    if "mimetype" in names or "OFD.xml" in names:
        return _OTHER_OFFICE
    return Kind.ZIP


def _office_kind(names: list[str]) -> Kind | Message:
    for folder, kind in (("word/", Kind.DOCX), ("xl/", Kind.XLSX)):
        if any(name.startswith(folder) for name in names):
            return _OTHER_OFFICE if "xl/workbook.bin" in names else kind
    return _OTHER_OFFICE


def _text_kind(text: str, suffix: str) -> Kind | Message:
    if _OFFICE_XML.search(text, 0, _HEAD):
        return _OTHER_OFFICE
    if re.match(r"MIME-Version:|From:|Received:", text) and "multipart/related" in text[:_HEAD]:
        return _OTHER_OFFICE
    if suffix in {".md", ".markdown"}:
        return Kind.TEXT
    if _is_html(text):
        return Kind.HTML
    if suffix in _CODE_SUFFIXES or _is_json(text):
        return _NO_DOCUMENT
    return Kind.CSV if suffix in {".csv", ".tsv"} else Kind.TEXT


def _is_html(text: str) -> bool:
    prologue = _PROLOGUE.match(text)
    at = prologue.end() if prologue else 0
    if _HTML.match(text, at):
        return True
    return text.startswith("<", at) and len(_TAGS.findall(text)) >= _FEW_TAGS


def _is_json(text: str) -> bool:
    if text.lstrip()[:1] not in {"{", "["}:
        return False
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


_BY_SUFFIX = {
    ".txt": Kind.TEXT,
    ".md": Kind.TEXT,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".htm": Kind.HTML,
    ".html": Kind.HTML,
    ".pdf": Kind.PDF,
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff"), Kind.PICTURE),
    ".docx": Kind.DOCX,
    ".xlsx": Kind.XLSX,
    ".zip": Kind.ZIP,
    ".doc": Kind.DOC,
    ".wps": Kind.DOC,
    ".rtf": Kind.DOC,
    ".xls": Kind.XLS,
    ".et": Kind.XLS,
}
_NAMES = {
    Kind.TEXT: ("纯文本", "plain text"),
    Kind.CSV: ("CSV 表格", "CSV"),
    Kind.HTML: ("网页（HTML）", "an HTML page"),
    Kind.PDF: ("PDF", "PDF"),
    Kind.PICTURE: ("图片", "a picture"),
    Kind.DOCX: ("Word 文档（docx）", "a Word document (docx)"),
    Kind.XLSX: ("Excel 工作簿（xlsx）", "an Excel workbook (xlsx)"),
    Kind.DOC: ("旧版 Word 文档（doc）", "an old Word document (doc)"),
    Kind.XLS: ("旧版 Excel 工作簿（xls）", "an old Excel workbook (xls)"),
    Kind.ZIP: ("zip 压缩包", "a zip archive"),
}


def misnamed(kind: Kind, path: str) -> Message | None:
    """Return the note for a file whose ending promises another format than its content is."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in _BY_SUFFIX or _BY_SUFFIX[suffix] is kind:
        return None
    zh, en = _NAMES[kind]
    return Message(
        f"文件名以 {suffix} 结尾，内容却是{zh}，已按内容读取。",
        f"Named {suffix}, but its content is {en}; read as that.",
    )
