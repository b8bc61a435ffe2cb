"""Every shared sample that is no PDF: read, or refused with one sentence; no amount is lost on the way."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree, html

from gouji.model.document import Status
from gouji.read.open import read_bytes

ROOT = Path(os.environ.get("GOUJI_SAMPLES", Path(__file__).parents[3] / "shared" / "samples"))
OLD = {".doc", ".xls", ".wps", ".et"}
AMOUNT = re.compile(r"\d[\d,.]*(?:[万亿]?元|%)")
pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not ROOT.is_dir(), reason="no shared samples (GOUJI_SAMPLES)")]


def files(*suffixes: str) -> list[Path]:
    found = sorted(path for path in ROOT.glob("*/*") if path.suffix in suffixes)
    return found or [ROOT / "none"]


def amounts(text: str) -> Counter[str]:
    return Counter(AMOUNT.findall(re.sub(r"\s", "", text)))


def name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", files(".html", ".docx", ".xlsx", ".txt", *OLD), ids=name)
def test_read_or_refused(path: Path) -> None:
    (document,) = read_bytes(path.read_bytes(), path.name, isolate=False)
    if path.suffix in OLD:
        assert document.status is Status.FAILED
        assert len(document.problems) == 1
    else:
        assert document.status is Status.OK
        assert "\ufffd" not in document.text


@pytest.mark.parametrize("path", files(".html"), ids=name)
def test_pages_keep_every_amount(path: Path) -> None:
    root = html.fromstring(path.read_bytes().decode())
    etree.strip_elements(root, "script", "style", "head", "noscript", with_tail=False)
    shown = "".join(str(piece) for piece in root.itertext())
    (document,) = read_bytes(path.read_bytes(), path.name, isolate=False)
    missing = amounts(shown) - amounts(document.text)
    assert not missing


@pytest.mark.parametrize("path", files(".docx"), ids=name)
def test_word_documents_keep_every_digit(path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    etree.strip_elements(root, "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", with_tail=False)
    stored = "".join(element.text or "" for element in root.iter(word + "t"))
    (document,) = read_bytes(path.read_bytes(), path.name, isolate=False)
    digits = Counter(re.findall(r"\d", stored))
    printed = Counter(re.findall(r"\d", document.text))
    assert not digits - printed
    assert sum((printed - digits).values()) <= 20  # what automatic numbering prints
