"""Every shared PDF: read, or refused with one sentence; no amount of its text layer is lost or invented."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from gouji.model.document import Status
from gouji.read.pdf.reader import PdfReader
from gouji.read.reader import Limits

ROOT = Path(os.environ.get("GOUJI_SAMPLES", Path(__file__).parents[4] / "shared" / "samples"))
AMOUNT = re.compile(r"\d[\d,]*\.\d+")
# Amounts that the layer holds but the page does not show, or that stand in headers repeated on every page.
ALLOWED = 0.1
pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not ROOT.is_dir(), reason="no shared samples (GOUJI_SAMPLES)")]


def files() -> list[Path]:
    found = [path for path in sorted(ROOT.glob("*/*.pdf")) if b"%PDF-" in path.read_bytes()[:1024]]
    return found or [ROOT / "none"]


def layer(data: bytes) -> Counter[str]:
    document = pypdfium2.PdfDocument(data)
    texts = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    return Counter(AMOUNT.findall("\n".join(texts)))


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_amounts_are_kept(path: Path) -> None:
    data = path.read_bytes()
    document = PdfReader().read(data, path.name, Limits())
    assert len(document.problems) == (document.status is Status.FAILED)
    if document.status is Status.FAILED:
        return
    printed, found = layer(data), Counter(AMOUNT.findall(document.text))
    # A numeral broken over two lines is one in the document and a shorter one in the layer.
    rejoined = sum(any(amount.startswith(start) for start in printed) for amount in (found - printed).elements())
    assert sum((printed - found).values()) <= ALLOWED * sum(printed.values()) + rejoined
    # Points known by their shape are unknown characters in the layer.
    if printed:
        assert sum((found - printed).values()) == rejoined
