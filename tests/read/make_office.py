"""Makes small docx and xlsx packages for the tests; not a test itself."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            # No clock: the same parts make the same bytes.
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 5, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def relations(targets: Sequence[tuple[str, str, str]]) -> str:
    items = "".join(f'<Relationship Id="{i}" Type="{_RELATIONSHIPS}/{t}" Target="{p}"/>' for i, t, p in targets)
    return f'<Relationships xmlns="{_PACKAGE}">{items}</Relationships>'


def docx(body: str, **parts: str) -> bytes:
    """A Word package with this body; ``styles``, ``numbering``, ``footnotes`` are the inner XML of those parts."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": relations([("r1", "officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": relations([(name, name, f"{name}.xml") for name in parts]),
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    for name, inner in parts.items():
        files[f"word/{name}.xml"] = f"<w:{roots[name]} {W}>{inner}</w:{roots[name]}>"
    return zipped(files)


def p(text: str, properties: str = "") -> str:
    """A Word paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    """A Word table cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tbl(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def xlsx(sheets: Mapping[str, str], formats: Sequence[str] = (), *, states: Mapping[str, str] | None = None,
         strings: Sequence[str] = (), names: str = "") -> bytes:  # fmt: skip
    """An Excel package: sheet names to the XML inside <worksheet>; style n + 1 has the n-th number format."""
    states = states or {}
    entries = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="s{at}" state="{states.get(name, "visible")}"/>'
        for at, name in enumerate(sheets, 1)
    )
    codes = "".join(f'<numFmt numFmtId="{164 + at}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
                    for at, code in enumerate(formats))  # fmt: skip
    styles = "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(len(formats)))
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": relations([("r1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_RELATIONSHIPS}"><sheets>{entries}</sheets>'
        f"<definedNames>{names}</definedNames></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            [(f"s{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)]
            + [("st", "styles", "styles.xml"), ("ss", "sharedStrings", "sharedStrings.xml")]
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{_S}"><numFmts>{codes}</numFmts><cellXfs><xf numFmtId="0"/>{styles}</cellXfs>'
        "</styleSheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{_S}">'
        + "".join(f"<si><t>{escape(s)}</t></si>" for s in strings)
        + "</sst>",
    }
    for at, inner in enumerate(sheets.values(), 1):
        files[f"xl/worksheets/sheet{at}.xml"] = f'<worksheet xmlns="{_S}">{inner}</worksheet>'
    return zipped(files)


def c(reference: str, text: str) -> str:
    """An Excel cell with an inline text."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def n(reference: str, value: str, style: int = 0) -> str:
    """An Excel cell with a number."""
    return f'<c r="{reference}" s="{style}"><v>{value}</v></c>'
