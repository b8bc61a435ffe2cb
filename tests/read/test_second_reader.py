"""The second reader of figures: what two readings make of a figure, and one real run where the program is installed."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from gouji.read.ocr.rapid import installed
from gouji.read.ocr.second import find, read_again
from gouji.read.ocr.seen import Glyph

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not installed(), reason="the extra gouji[ocr] is not installed")


def line(text: str, sure: float = 0.9) -> tuple[Glyph, ...]:
    return tuple(Glyph(char, sure, 40 + 24 * at, 40, 64 + 24 * at, 90) for at, char in enumerate(text))


def blank() -> object:
    import numpy as np  # noqa: PLC0415  an extra

    return np.full((400, 800), 255, np.uint8)


def told(folder: Path, *texts: str) -> str:
    """A program that reads these lines, whatever it is shown."""
    rows = [f"5\\t1\\t1\\t1\\t{at}\\t1\\t32\\t{32 + 80 * at}\\t90\\t48\\t96\\t{text}" for at, text in enumerate(texts)]
    program = folder / "reads"
    program.write_text("#!/bin/sh\ncat >/dev/null\nprintf 'head\\n" + "\\n".join(rows) + "\\n'\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
@pytest.mark.parametrize(
    ("first", "second", "sure"),
    [
        ("857.62", "857.62", 1.0),
        ("1,030.15", "1,.030.15", 1.0),
        ("857.62", "851.62", 0.0),
        ("857.62", "85.62", 0.9),
        ("20,120,000.00", "20,120,00000", 0.9),
    ],
)
def test_agreement_makes_sure_another_digit_makes_doubt_a_lost_one_nothing(
    tmp_path: Path, first: str, second: str, sure: float
) -> None:
    (judged,) = read_again(told(tmp_path, second), blank(), (line(f"支出{first}万元"),))
    assert {glyph.sure for glyph in judged[2:-2]} == {sure}
    assert {glyph.sure for glyph in (*judged[:2], *judged[-2:])} == {0.9}


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_each_figure_is_judged_by_its_own_line(tmp_path: Path) -> None:
    lines = (line("收入41.20"), line("30.15和9.05"))
    first, second = read_again(told(tmp_path, "41.20", "30.16", "9.05"), blank(), lines)
    assert [glyph.sure for glyph in first[2:]] == [1.0] * 5
    assert [glyph.sure for glyph in second] == [0.0] * 5 + [0.9] + [1.0] * 4


def test_a_program_that_fails_changes_nothing(tmp_path: Path) -> None:
    lines = (line("收入41.20"),)
    assert read_again(str(tmp_path / "none"), blank(), lines) == lines
    assert read_again("false", blank(), lines) == lines


@pytest.mark.skipif(find(os.environ) is None, reason="tesseract is not installed")
def test_tesseract_confirms_what_is_drawn_and_contradicts_what_is_not() -> None:
    import numpy as np  # noqa: PLC0415  an extra
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415  as above

    picture = Image.new("L", (800, 200), 255)
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(40)
    pen.text((60, 60), "857.62", 0, font)
    left, top, right, bottom = pen.textbbox((60, 60), "857.62", font)
    step = (right - left) / 6

    def seen(text: str) -> tuple[Glyph, ...]:
        return tuple(
            Glyph(char, 0.9, left + at * step, top - 4, left + (at + 1) * step, bottom + 4)
            for at, char in enumerate(text)
        )

    program = find(os.environ) or ""
    assert {glyph.sure for glyph in read_again(program, np.asarray(picture), (seen("857.62"),))[0]} == {1.0}
    assert {glyph.sure for glyph in read_again(program, np.asarray(picture), (seen("851.62"),))[0]} == {0.0}
