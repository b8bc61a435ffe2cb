"""What the desk lets a limited process of its own do: draw a page, unpack an archive."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from gouji import api

if TYPE_CHECKING:
    from pathlib import Path

PDF = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R>> endobj
4 0 obj <</Length 27>> stream
1 0 0 rg 0 50 200 50 re f
endstream endobj
trailer <</Root 1 0 R>>
"""


def _pixel(png: bytes, x: int, y: int) -> tuple[int, int, int]:
    width = struct.unpack(">I", png[16:20])[0]
    start = png.index(b"IDAT") + 4
    (length,) = struct.unpack(">I", png[start - 8 : start - 4])
    rows = zlib.decompress(png[start : start + length])
    at = y * (3 * width + 1) + 1 + 3 * x
    return rows[at], rows[at + 1], rows[at + 2]


def test_a_page_is_drawn_as_it_looks(tmp_path: Path) -> None:
    source, target = tmp_path / "a.pdf", tmp_path / "pages" / "1.png"
    source.write_bytes(PDF)
    assert api.page_picture(source, 1, target, width=400)
    png = target.read_bytes()
    assert struct.unpack(">II", png[16:24]) == (400, 200)
    assert _pixel(png, 10, 10) == (255, 0, 0)  # the upper half is red
    assert _pixel(png, 10, 150) == (255, 255, 255)
    assert not list(tmp_path.glob("pages/*.part"))


def test_a_page_that_is_not_there_or_no_pdf_gives_no_picture(tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(PDF)
    assert not api.page_picture(source, 2, tmp_path / "2.png")
    source.write_bytes(b"no pdf")
    assert not api.page_picture(source, 1, tmp_path / "1.png")


def test_an_archive_is_unpacked_with_the_archives_inside(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "inner.zip", "w") as archive:
        archive.writestr("乙.txt", "乙")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("甲.txt", "甲")
        archive.write(tmp_path / "inner.zip", "深/inner.zip")
        archive.writestr("__MACOSX/._甲.txt", "nobody's")
    members = api.unpacked(tmp_path / "a.zip", "报送.zip", tmp_path / "out")
    assert members is not None
    assert [(member["name"], member["problem"]) for member in members] == [
        ("报送.zip/深/inner.zip/乙.txt", ""),
        ("报送.zip/甲.txt", ""),
    ]
    assert [(tmp_path / "out" / member["file"]).read_text("utf-8") for member in members] == ["乙", "甲"]


def test_a_file_that_is_no_archive_is_its_own_member(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("2026年", encoding="utf-8")
    assert api.unpacked(tmp_path / "a", "a.txt", tmp_path / "out") == [{"name": "a.txt", "file": "0", "problem": ""}]


def test_a_broken_archive_says_so(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("甲.txt", "甲" * 1000)
    data = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(data[:40] + b"\xff" * 60 + data[100:])
    members = api.unpacked(tmp_path / "a.zip", "a.zip", tmp_path / "out")
    assert members is not None
    assert [bool(member["problem"]) for member in members] == [True]


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("零.txt", b"0" * (80 * 2**20))
    members = api.unpacked(tmp_path / "a.zip", "a.zip", tmp_path / "out")
    assert members is not None
    assert [(member["file"], "过大" in member["problem"]) for member in members] == [("", True)]
