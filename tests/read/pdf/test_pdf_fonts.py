"""Fonts that a PDF names and does not hold: every character is read, in a box that the fonts of no machine decide."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from tests.read.pdf.make_pdf import Page, pdf

from gouji.read.pdf.fonts import hides_text
from gouji.read.pdf.reader import PdfReader
from gouji.read.pdf.scanned import Scans
from gouji.read.pdf.stand_in import ASCENT, CAP, DESCENT, EDGE, EM, stand_in
from gouji.read.reader import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.model.document import Document

# One text object a character, as spreadsheets print: PDFium drops such an object where the font has no glyph.
TEXT = "某县龘龥2024年预算数：1,250.50万元（㍿）"
SIZE = 10
GB1 = "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
IDENTITY = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
TO_UNICODE = b"""begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap"""
MAP = b"<</Length %d>>stream\n%s\nendstream" % (len(TO_UNICODE), TO_UNICODE)


def composite(name: str, encoding: str, system: str, more: str = "", kind: int = 0) -> tuple[bytes, bytes]:
    """A font of two-byte codes without a descriptor, all widths one em."""
    inner = f"<</Type/Font/Subtype/CIDFontType{kind}/BaseFont/{name}{system}/DW 1000>>"
    outer = f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/{encoding}/DescendantFonts[{inner}]{more}>>"
    return outer.encode(), MAP


def simple(name: str, kind: str = "TrueType") -> tuple[bytes]:
    """A font of one-byte codes without widths."""
    return (f"<</Type/Font/Subtype/{kind}/BaseFont/{name}/Encoding/WinAnsiEncoding>>".encode(),)


SONG = composite("STSong-Light", "UniGB-UCS2-H", GB1)
COMPOSITES = [
    pytest.param(composite("STSong-Light", "UniGB-UTF16-H", GB1), id="song"),
    pytest.param(composite("SimHei,Bold", "UniGB-UCS2-H", GB1, kind=2), id="bold"),
    pytest.param(composite("FZXBSJW--GB1-0", "Identity-H", IDENTITY, "/ToUnicode 5 0 R", 2), id="mapped"),
    pytest.param(composite("NoSuchLatin-Narrow", "Identity-H", IDENTITY, "/ToUnicode 5 0 R", 2), id="latin name"),
]


def one_by_one(text: str) -> Page:
    page = Page()
    for at, char in enumerate(text):
        page.text(50 + SIZE * at, 100, char, SIZE)
    return page


def codes(text: str) -> Page:
    """One-byte codes, one text object each, 20 points apart."""
    page = Page()
    for at, code in enumerate(text.encode("cp1252")):
        page.parts.append(f"BT /F1 {SIZE} Tf 1 0 0 1 {50 + 20 * at} 700 Tm <{code:02x}> Tj ET")
    return page


def read(data: bytes, scans: Scans | None = None) -> Document:
    return PdfReader(scans).read(data, "a.pdf", Limits())


class Machine(pypdfium2.PdfSysfontBase):  # type: ignore[misc]
    """Fonts as a machine might have them: every request is answered with nothing, and counted."""

    asked = 0

    def EnumFonts(self, *_: Any) -> None:  # noqa: N802, ANN401  PDFium's names
        self.asked += 1

    def MapFont(self, *_: Any) -> None:  # noqa: N802, ANN401  as above
        self.asked += 1


@pytest.fixture
def machine() -> Iterator[Machine]:
    """The fonts of a machine, in use by PDFium."""
    fonts = Machine()
    fonts.setup()
    yield fonts
    fonts.close()


@pytest.mark.parametrize("font", COMPOSITES)
def test_every_character_of_a_chinese_font_is_read_in_its_em_box(font: tuple[bytes, bytes]) -> None:
    document = read(pdf(one_by_one(TEXT), font=font))
    assert document.text.strip() == TEXT
    start = document.text.index(TEXT)
    for at in range(len(TEXT)):
        (box,) = document.boxes(start + at, start + at + 1)
        # make_pdf sets the base line 0.88 em under the y it is given; so the em box begins there.
        assert [box.x0, box.y0, box.x1, box.y1] == pytest.approx([50 + SIZE * at, 100, 60 + SIZE * at, 110], abs=0.02)


def test_without_the_stand_in_the_test_before_would_fail(machine: Machine) -> None:
    """That PDFium drops what has no glyph: else nothing is shown by reading all."""
    page = pypdfium2.PdfDocument(pdf(one_by_one("某县"), font=SONG))[0]
    assert page.get_textpage().count_chars() == 0
    assert machine.asked


@pytest.mark.parametrize("name", ["STSong-Light", "NoSuchLatin", "Wingdings", "Symbol", "Arial"])
def test_no_font_of_the_machine_is_asked_for(name: str, machine: Machine) -> None:
    for font in (composite(name, "UniGB-UCS2-H", GB1), composite(name, "Identity-H", IDENTITY, kind=2), simple(name)):
        read(pdf(codes("12"), font=font))
    assert machine.asked == 0


def test_what_pdfium_was_told_before_changes_nothing() -> None:
    data = pdf(one_by_one(TEXT), font=SONG)
    first = read(data)
    fonts = Machine()
    fonts.setup()
    pypdfium2.PdfDocument(data)[0].get_textpage().close()
    assert fonts.asked
    assert read(data) == first
    fonts.close()


@pytest.mark.parametrize("name", ["NoSuchLatin", "NoSuchLatin,BoldItalic", "Wingdings"])
def test_every_character_of_a_latin_font_is_read_half_an_em_wide(name: str) -> None:
    text = "1,250.50%xyzÄ"
    document = read(pdf(codes(text), font=simple(name)))
    assert "".join(document.text.split()) == text
    (box,) = document.boxes(document.text.index("2"), document.text.index("2") + 1)
    assert box.x1 - box.x0 == pytest.approx(SIZE / 2, abs=0.01)


@pytest.mark.parametrize(
    ("name", "digit", "stop"), [("Helvetica", 556, 278), ("TimesNewRomanPSMT", 500, 250), ("Courier-Bold", 600, 600)]
)
def test_the_standard_fonts_keep_their_own_widths(name: str, digit: int, stop: int) -> None:
    """The widths are those of Adobe's metric files."""
    document = read(pdf(codes("7."), font=simple(name, "Type1")))
    boxes = [document.boxes(at, at + 1)[0] for at in (document.text.index("7"), document.text.index("."))]
    assert [box.x1 - box.x0 for box in boxes] == pytest.approx([digit * SIZE / EM, stop * SIZE / EM], abs=0.01)


def test_codes_without_a_meaning_are_not_lost() -> None:
    """A figure with an unknown character must not read as a shorter figure."""
    data = pdf(one_by_one("一二"), font=composite("NoSuchFont", "Identity-H", IDENTITY, kind=2))
    read(data)
    assert pypdfium2.PdfDocument(data)[0].get_textpage().count_chars() == 2


class Blind:
    """A recognizer that sees nothing and counts how often it was asked."""

    name = "blind"
    asked = 0

    def see(self, _: Any) -> Any:  # noqa: ANN401
        self.asked += 1
        raise AssertionError("not to be asked")


def test_a_page_whose_picture_lacks_its_text_is_never_read_by_its_picture() -> None:
    data = pdf(Page().text(80, 80, "支出1.00万元"), font=SONG)
    recognizer = Blind()
    assert "支出1.00万元" in read(data, Scans(recognizer, {}, always=True)).text
    assert recognizer.asked == 0


def test_a_picture_shows_embedded_and_standard_fonts_and_no_other() -> None:
    def hidden(data: bytes) -> bool:
        read(data)
        with pypdfium2.PdfDocument(data) as document:
            return hides_text(document.raw, 0)

    assert not hidden(pdf(Page().text(80, 80, "支出")))
    assert not hidden(pdf(codes("12"), font=simple("Arial")))
    assert hidden(pdf(codes("12"), font=simple("NoSuchLatin")))
    assert hidden(pdf(Page().text(80, 80, "支出"), font=SONG))


def test_the_stand_in_leaves_no_ink() -> None:
    data = pdf(Page().text(80, 80, "支出1.00万元", 200), font=SONG)
    read(data)
    assert set(bytes(pypdfium2.PdfDocument(data)[0].render(scale=2).buffer)) == {255}


def test_the_stand_in_is_a_font_with_a_box_for_every_code() -> None:
    font = TTFont(io.BytesIO(stand_in()))
    names, order = font.getBestCmap(), font.getGlyphOrder()
    assert len(names) == 0x110000
    for char, box, wide in (
        ("万", (EDGE, DESCENT + EDGE, EM - EDGE, ASCENT - EDGE), EM),
        ("7", (EDGE, 0, EM // 2 - EDGE, CAP), EM // 2),
        ("\U000e0000", (EDGE, DESCENT + EDGE, EM - EDGE, ASCENT - EDGE), EM),
    ):
        glyph = font["glyf"][names[ord(char)]]
        assert (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax) == box
        assert font["hmtx"][names[ord(char)]] == (wide, EDGE)
    for blank in " \u00a0\u3000":
        assert font["glyf"][names[ord(blank)]].numberOfContours == 0
    assert len(order) == 0xFFFF
    assert (font["hhea"].ascent, font["hhea"].descent) == (ASCENT, DESCENT)
