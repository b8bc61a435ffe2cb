"""Recognition against the text layer: pages shown as pictures, clean, askew and as printed and scanned again.

    python -m benchmarks.ocr FILE.pdf PAGE...      pages from 1; needs the extra gouji[ocr]

Prints for each kind of picture the share of the page's figures that were read exactly, left unread, and lost; how many
were read that do not stand there; and the processor time of a page over that of the engine alone.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pypdfium2

from gouji.read.builder import DocumentBuilder
from gouji.read.ocr.rapid import Rapid
from gouji.read.pdf.continued import joined_tables
from gouji.read.pdf.emit import emit
from gouji.read.pdf.flow import flowed
from gouji.read.pdf.page import PageContent, read_page
from gouji.read.pdf.scanned import DOTS, page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gouji.model.document import Document

SCALE = DOTS / 72
FIGURE = re.compile(r"\d[\d,]*\.?\d*")


def askew(picture: Any) -> Any:  # noqa: ANN401  an array
    """Turn by one degree."""
    high, wide = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), 1.0, 1.0)
    return cv2.warpAffine(picture, turn, (wide, high), borderValue=(255, 255, 255))


def scanned(picture: Any) -> Any:  # noqa: ANN401  an array
    """Blur, make paler, add the noise of a scanner from a fixed seed."""
    noise = np.random.default_rng(1).normal(0, 12, picture.shape)
    pale = cv2.GaussianBlur(askew(picture), (0, 0), 1.2) * 0.85 + 30
    return np.clip(pale + noise, 0, 255).astype(np.uint8)


KINDS: dict[str, Callable[[Any], Any]] = {"clean": lambda picture: picture, "askew 1°": askew, "scanned": scanned}


def document_of(page: PageContent) -> Document:
    """Return the one page as a document."""
    builder = DocumentBuilder("page", b"", "pdf")
    emit(builder, flowed(joined_tables([list(page.items)])), {page.number: page})
    return builder.finish()


def figures(document: Document) -> tuple[Counter[str], Counter[str]]:
    """Return the figures that are read and those that are in doubt."""
    read: Counter[str] = Counter()
    doubted: Counter[str] = Counter()
    for match in FIGURE.finditer(document.text):
        unsure = any(doubt.start < match.end() and match.start() < doubt.end for doubt in document.doubts)
        (doubted if unsure else read)[match[0].strip(",.")] += 1
    return read, doubted


def measure(path: Path, numbers: Sequence[int]) -> None:
    """Print the table of one file."""
    pdf = pypdfium2.PdfDocument(path)
    engine = Rapid()
    engine.see(np.full((200, 400, 3), 255, np.uint8))
    for kind, changed in KINDS.items():
        exact = unread = lost = wrong = 0
        alone = whole = 0.0
        for number in numbers:
            page = pdf[number - 1]
            truth, _ = figures(document_of(read_page(pdf.raw, number - 1) or sys.exit(f"no page {number}")))
            picture = changed(page.render(scale=SCALE).to_numpy()[:, :, :3].copy())
            begin = time.process_time()
            engine._run(picture)  # noqa: SLF001  the engine without anything of ours
            middle = time.process_time()
            read, doubted = figures(document_of(page_of(number - 1, engine.see(picture), page.get_size(), SCALE)))
            alone, whole = alone + middle - begin, whole + time.process_time() - middle
            exact += (truth & read).total()
            missing = (truth - read).total()
            unread += min(missing, doubted.total())
            lost += max(missing - doubted.total(), 0)
            wrong += (read - truth).total()
        total = max(exact + unread + lost, 1)
        print(
            f"{kind:10} figures {total:5}  exact {exact / total:7.2%}  unread {unread / total:7.2%}"
            f"  lost {lost / total:7.2%}  not on the page {wrong:3}  time {whole / alone:.2f} of the engine's"
        )


if __name__ == "__main__":
    measure(Path(sys.argv[1]), [int(number) for number in sys.argv[2:]])
