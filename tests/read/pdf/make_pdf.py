"""A tiny PDF writer for tests: text in an embedded made font, lines, pictures; points from the top left."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.read.pdf.made_font import font_objects

WIDE, HIGH = 595.0, 842.0
PICTURE = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"


@dataclass
class Page:
    """One page; everything is drawn in the order of the calls."""

    rotate: int = 0
    wide: float = WIDE
    high: float = HIGH
    parts: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 12, *, turn: str = "1 0 0 1", before: str = "") -> Page:
        """Write text whose upper left corner is at x, y; ``turn`` is its matrix, ``before`` operators put before it."""
        code = text.encode("utf-16-be").hex()
        below = self.high - y - 0.88 * size
        self.parts.append(f"q {before} BT /F1 {size} Tf {turn} {x:.2f} {below:.2f} Tm <{code}> Tj ET Q")
        return self

    def lines(self, x: float, y: float, *texts: str, size: float = 12, pitch: float = 20) -> Page:
        """Write lines one under another."""
        for index, text in enumerate(texts):
            self.text(x, y + index * pitch, text, size)
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """Draw a line."""
        self.parts.append(f"0.5 w {x0:.2f} {self.high - y0:.2f} m {x1:.2f} {self.high - y1:.2f} l S")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Page:
        """Draw a full grid."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        return self

    def table(self, x: float, y: float, rows: list[list[str]], wide: float = 120, high: float = 20) -> Page:
        """Draw a grid with one text in each cell."""
        xs = [x + wide * at for at in range(len(rows[0]) + 1)]
        ys = [y + high * at for at in range(len(rows) + 1)]
        self.grid(xs, ys)
        for top, row in zip(ys, rows, strict=False):
            for left, cell in zip(xs, row, strict=False):
                if cell:
                    self.text(left + 4, top + 4, cell, 10)
        return self

    def picture(self) -> Page:
        """Cover the page with a picture."""
        self.parts.append(f"q {self.wide} 0 0 {self.high} 0 0 cm /I1 Do Q")
        return self


def pdf(*pages: Page, trailer: str = "", font: tuple[bytes, ...] = ()) -> bytes:
    """Return the bytes of a PDF with these pages.

    ``trailer`` is added to the trailer dictionary; ``font`` are the objects of another font than the made one, numbered from 4.
    """
    fonts = font or font_objects(4)
    bodies: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b"", _stream(PICTURE, b"\x80"), *fonts]
    kids = []
    for page in pages:
        content = "\n".join(page.parts).encode()
        bodies.append(_stream(f"<</Length {len(content)}>>", content))
        bodies.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {page.wide} {page.high}]/Rotate {page.rotate}"
            f"/Resources<</Font<</F1 4 0 R>>/XObject<</I1 3 0 R>>>>/Contents {len(bodies)} 0 R>>".encode()
        )
        kids.append(f"{len(bodies)} 0 R")
    bodies[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    return _file(bodies, trailer)


def _stream(head: str, content: bytes) -> bytes:
    return head.encode() + b"\nstream\n" + content + b"\nendstream"


def _file(bodies: list[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<</Size {len(bodies) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
