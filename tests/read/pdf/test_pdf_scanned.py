"""Picture pages: what a recognizer sees becomes lines, tables and doubts as a text layer does; and one real recognition."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from tests.read.document_views import shown
from tests.read.pdf.make_pdf import Page, pdf

from gouji.model.document import Document, Status
from gouji.read.ocr.keep import FolderCache
from gouji.read.ocr.rapid import Rapid, installed
from gouji.read.ocr.seen import Glyph, Seen, unpacked
from gouji.read.open import read_bytes
from gouji.read.pdf.reader import PdfReader
from gouji.read.pdf.scanned import DOTS, Scans
from gouji.read.reader import Aids, Limits, Ocr

if TYPE_CHECKING:
    from pathlib import Path

SCALE = DOTS / 72
extra = pytest.mark.skipif(not installed(), reason="the extra gouji[ocr] is not installed")


def line(x: float, y: float, text: str, sure: float = 0.999) -> tuple[Glyph, ...]:
    """A line of text of 12 points whose upper left corner is at x, y (points); blanks are left out as an engine does."""
    glyphs = []
    for char in text:
        wide = 6 if char.isascii() else 12
        if char != " ":
            box = (x * SCALE, y * SCALE, (x + wide) * SCALE, (y + 12) * SCALE)
            glyphs.append(Glyph(char, sure, *box))
        x += wide
    return tuple(glyphs)


def grid(xs: tuple[float, ...], ys: tuple[float, ...]) -> dict[str, Any]:
    return {
        "horizontal": tuple((y * SCALE, xs[0] * SCALE, xs[-1] * SCALE) for y in ys),
        "vertical": tuple((x * SCALE, ys[0] * SCALE, ys[-1] * SCALE) for x in xs),
    }


class Told:
    """A recognizer that sees what it was told; counts how often it was asked."""

    name = "told"

    def __init__(self, *pages: Seen) -> None:
        self.pages = list(pages)
        self.asked = 0

    def see(self, picture: Any) -> Seen:  # noqa: ANN401  an array
        assert picture.ndim == 3
        self.asked += 1
        return self.pages[self.asked - 1]


def read(data: bytes, recognizer: Told, **more: Any) -> Document:  # noqa: ANN401  any setting
    return PdfReader(Scans(recognizer, more.pop("cache", {}), **more)).read(data, "a.pdf", Limits())


def doubted(document: Document) -> list[str]:
    return [document.text[doubt.start : doubt.end] for doubt in document.doubts]


@extra
def test_a_picture_page_is_read_as_lines_and_tables() -> None:
    lines = (
        line(60, 60, "一、收入支出预算安排情况的说明"),
        *(line(64 + 120 * at, 104, text) for at, text in enumerate(("项目", "预算数"))),
        *(line(64 + 120 * at, 124, text) for at, text in enumerate(("基本支出", "1,030.15"))),
    )
    document = read(pdf(Page().picture()), Told(Seen(0, lines, **grid((60, 180, 300), (100, 120, 140)))))
    assert shown(document)[0].endswith("一、收入支出预算安排情况的说明")
    (table,) = document.tables
    cells = [document.text[cell.start : cell.end] for cell in table.cells]
    assert cells == ["项目", "预算数", "基本支出", "1,030.15"]
    assert (document.status, document.doubts) == (Status.PARTIAL, ())
    assert "第1页" in document.problems[0].zh
    assert "识别" in document.problems[0].zh


@extra
@pytest.mark.parametrize("figure", ["1,23.45", "12.345.67", "3O.15", "1.234,50"])
def test_a_figure_against_the_grammar_of_amounts_is_doubted(figure: str) -> None:
    seen = Seen(0, (line(60, 60, f"支出{figure}万元，收入30.15万元。"),))
    document = read(pdf(Page().picture()), Told(seen))
    assert "30.15" not in doubted(document)
    assert doubted(document)
    assert all(piece in figure for piece in doubted(document))


@extra
def test_a_faint_character_puts_its_whole_figure_in_doubt_and_no_other() -> None:
    text = "支出30.15万元，收入41.20万元。"
    glyphs = [glyph._replace(sure=0.6) if at == 3 else glyph for at, glyph in enumerate(line(60, 60, text))]
    document = read(pdf(Page().picture()), Told(Seen(0, (tuple(glyphs),))))
    assert doubted(document) == ["30.15"]
    assert "核实" in document.doubts[0].reason.zh


@extra
def test_pages_with_a_text_layer_are_left_alone_unless_all_are_wanted() -> None:
    data = pdf(Page().text(80, 80, "支出1.00万元"))
    recognizer = Told(Seen(0, (line(60, 60, "支出2.00万元"),)))
    assert "1.00" in read(data, recognizer).text
    assert recognizer.asked == 0
    assert "2.00" in read(data, recognizer, always=True).text


@extra
def test_a_page_is_recognized_once_where_a_cache_keeps_it(tmp_path: Path) -> None:
    data = pdf(Page().picture())
    recognizer = Told(Seen(0, (line(60, 60, "支出2.00万元"),)))
    cache = FolderCache(str(tmp_path / "kept"))
    told: list[tuple[int, int]] = []
    first = read(data, recognizer, cache=cache, told=lambda *pages: told.append(pages))
    assert read(data, recognizer, cache=cache) == first
    assert recognizer.asked == 1
    assert told == [(1, 1)]
    (file,) = tmp_path.rglob("*.json")
    file.write_text("[]")
    recognizer.asked = 0
    assert read(data, recognizer, cache=cache) == first


@extra
def test_a_page_on_its_side_reads_upright_with_boxes_as_displayed() -> None:
    document = read(pdf(Page().picture()), Told(Seen(1, (line(100, 80, "支出30.15万元"),))))
    (box,) = document.boxes(2, 7)
    # Turned clockwise the page is 842 wide and 595 high; x to the right was y upwards from the foot of the page.
    assert [box.x0, box.x1] == pytest.approx([80, 92], abs=1)
    assert [box.y0, box.y1] == pytest.approx([842 - 154, 842 - 124], abs=1)


def test_what_was_seen_survives_a_cache() -> None:
    seen = Seen(3, (line(60, 60, "支出2.00"),), ((1.0, 2.0, 3.0),), ((4.0, 5.0, 6.0),))
    assert unpacked(seen.packed()) == seen
    assert unpacked("{") is None
    assert unpacked('[1, [["x"]], [], []]') is None


def test_without_recognition_the_sentence_names_the_extra() -> None:
    (document,) = read_bytes(pdf(Page().picture()), "a.pdf", aids=Aids())
    assert document.status is Status.FAILED
    assert "pip install gouji[ocr]" in document.problems[0].zh


def drawn_page() -> bytes:
    """A picture of a table of figures as a one-page PDF, drawn with the font that comes with Pillow."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415  an extra

    picture = Image.new("RGB", (1000, 500), "white")
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(36)
    for x in (100, 400, 700):
        pen.line((x, 100, x, 340), "black", 3)
    for y in (100, 180, 260, 340):
        pen.line((100, y, 700, y), "black", 3)
    for row, cells in enumerate((("Item", "Amount"), ("Basic", "1,030.15"), ("Project", "857.62"))):
        for column, text in enumerate(cells):
            pen.text((120 + 300 * column, 118 + 80 * row), text, "black", font)
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=DOTS)
    return out.getvalue()


@extra
def test_the_engine_reads_a_picture_in_the_child_process() -> None:
    told: list[tuple[int, int]] = []
    aids = Aids(ocr=Ocr(), page_read=lambda _, done, total: told.append((done, total)))
    (document,) = read_bytes(drawn_page(), "a.pdf", aids=aids)
    (table,) = document.tables
    cells = [document.text[cell.start : cell.end] for cell in table.cells]
    assert cells == ["Item", "Amount", "Basic", "1,030.15", "Project", "857.62"]
    assert told == [(1, 1)]
    assert document.problems


@extra
def test_a_page_that_lies_askew_or_on_its_side_gives_the_same_table() -> None:
    import numpy as np  # noqa: PLC0415  an extra
    import pypdfium2  # noqa: PLC0415  as above

    page = pypdfium2.PdfDocument(drawn_page())[0]
    upright = page.render(scale=SCALE).to_pil().convert("RGB")
    engine = Rapid()
    for turned, turns in ((upright.rotate(1.2, fillcolor="white"), 0), (upright.rotate(90, expand=True), 1)):
        seen = engine.see(np.asarray(turned))
        assert seen.turns == turns
        assert (len(seen.horizontal), len(seen.vertical)) == (4, 3)
        texts = {"".join(glyph.text for glyph in line) for line in seen.lines}
        assert {"1,030.15", "857.62"} <= texts


def drawn_picture(kind: str) -> bytes:
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415  an extra

    pages = []
    for amount in ("1,030.15", "857.62"):
        picture = Image.new("RGB", (900, 200), "white")
        ImageDraw.Draw(picture).text((60, 80), f"Basic {amount}", "black", ImageFont.load_default(40))
        pages.append(picture)
    out = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if kind == "TIFF" else {}
    pages[0].save(out, kind, **more)
    return out.getvalue()


@extra
@pytest.mark.parametrize(("kind", "figures"), [("PNG", 1), ("JPEG", 1), ("BMP", 1), ("TIFF", 2)])
def test_a_picture_file_is_a_document_with_a_page_for_each_picture(kind: str, figures: int) -> None:
    name = f"扫描件.{kind.lower()}"
    (document,) = read_bytes(drawn_picture(kind), name, aids=Aids(ocr=Ocr()))
    assert (document.format, document.pages, document.status) == ("picture", figures, Status.PARTIAL)
    assert [text in document.text for text in ("1,030.15", "857.62")] == [True, figures > 1]
    # 900 dots at 200 an inch.
    assert document.page_sizes[0] == pytest.approx((324, 72))


@extra
def test_a_broken_picture_is_refused_with_one_sentence() -> None:
    (document,) = read_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300), "a.png", aids=Aids(ocr=Ocr()))
    assert document.status is Status.FAILED
    assert "损坏" in document.problems[0].zh
