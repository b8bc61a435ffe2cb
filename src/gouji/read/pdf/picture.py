"""A page of a PDF or of a picture file as a PNG picture, written by a process of its own."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pypdfium2

from gouji.read.pdf.pictured import bound

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_EIGHT_BITS_RGB = (8, 2, 0, 0, 0)
_RGB = 3


def write_page(source: str, page: int, width: int, target: str) -> None:
    """Write page ``page`` (from 1) of the file ``source`` as a picture ``width`` pixels wide; nothing where there is no such page."""
    document = _opened(Path(source).read_bytes(), page)
    if document is None or not 1 <= page <= len(document):
        return
    leaf = document[page - 1]
    bitmap = leaf.render(
        scale=width / leaf.get_width(), rev_byteorder=True, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGR
    )
    rows = _rows(bytes(bitmap.buffer), bitmap.stride, bitmap.width * _RGB, bitmap.height)
    made = Path(target + ".part")
    made.write_bytes(png(rows, bitmap.width, bitmap.height))
    made.replace(target)


def _opened(data: bytes, most: int) -> pypdfium2.PdfDocument | None:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return bound(data, most)


def _rows(pixels: bytes, stride: int, length: int, height: int) -> bytes:
    """Return the rows without their padding, each with a zero before it: the PNG filter "none"."""
    return b"".join(b"\x00" + pixels[at * stride : at * stride + length] for at in range(height))


def png(rows: bytes, width: int, height: int) -> bytes:
    """Return a PNG of filtered RGB rows."""
    header = struct.pack(">IIBBBBB", width, height, *_EIGHT_BITS_RGB)
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 6)) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
