"""A second, plain reader of numerals, written apart from the engine's, to hold every figure against the text at its place."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.extract.numbers import NUMERAL, half_width
from gouji.model.figure import Dimension, Figure, Nature
from gouji.report.json_report import decimal_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.diagnose.checked import Checked
    from gouji.model.document import Document

_DIGITS = "零一二三四五六七八九"
_TURNED = re.compile(r"\s*(?:\([\d,. ]+%?\)\s*%?|(?:减少|下降|降低)[\d,. ]+%?)\s*")
_WIDE = str.maketrans("０１２３４５６７８９．，％－／（）", "0123456789.,%-/()")


def faults(checked: Checked) -> Iterator[str]:
    """Yield a sentence for every figure of a document that its place does not bear out, and for every numeral lost."""
    extraction = checked.extraction
    assert extraction is not None
    document = extraction.document
    for number, figure in enumerate(extraction.figures):
        if figure.id != number:
            yield f"figure {figure.id} stands at {number}"
        if document.text[figure.start : figure.end] != figure.text:
            yield f"{figure.text!r} is not what stands at {figure.start}"
        if figure.nature in {Nature.QUANTITY, Nature.NOT_QUANTITY} and not _same(document, figure):
            yield f"{figure.text!r} at {figure.start} is held to be {decimal_text(figure.value)}"
        if figure.nature is Nature.QUANTITY and not _unit_fits(figure):
            yield f"{figure.text!r} at {figure.start} is held to be in {figure.unit}"
    yield from _lost(document, extraction.figures)
    yield from _unbalanced(checked)


def _same(document: Document, figure: Figure) -> bool:
    if figure.value is None:
        return False
    plain = figure.text.translate(_WIDE)
    digits = re.search(r"\d[\d, ]*(?: ?\. ?\d+)?", plain)
    if digits is None:
        return figure.value == _chinese(plain)
    size = Decimal(re.sub(r"[, ]", "", digits.group()))
    lead = plain[: digits.start()].strip()
    if lead and lead not in {"-", "△", "▲", "−", "﹣"}:
        return False
    bracketed = _TURNED.fullmatch(_cell_text(document, figure).translate(_WIDE)) is not None
    return figure.value == (-size if lead or bracketed else size)


def _cell_text(document: Document, figure: Figure) -> str:
    if figure.table is None:
        return ""
    cell = document.tables[figure.table].cell_at(figure.start)
    return document.text[cell.start : cell.end] if cell else ""


def _chinese(plain: str) -> Decimal | None:
    match = re.match(r"[一二三四五六七八九十两]+", plain)
    if match is None:
        return None
    tens, ten, ones = match.group().replace("两", "二").rpartition("十")
    if not ten:
        return Decimal(_DIGITS.index(ones[-1]))
    return Decimal(10 * (_DIGITS.index(tens) if tens else 1) + (_DIGITS.index(ones) if ones else 0))


def _unit_fits(figure: Figure) -> bool:
    """Whether the unit printed in the figure's own text is the one held; without one a table's unit may stand."""
    printed = re.sub(
        r"[\s余多几]",
        "",
        re.sub(
            r"^[^\d一二三四五六七八九十两]*[\d一二三四五六七八九十两][\d,.\s十一二三四五六七八九]*",
            "",
            figure.text.translate(_WIDE),
        ),
    )
    if figure.table is not None and not printed:
        return True
    name = figure.unit.name if figure.unit else ""
    if figure.unit is not None and figure.unit.dimension is Dimension.MONEY and not re.search("元|万|亿", printed):
        return False
    return name.translate(_WIDE).replace("／", "/") == printed


def _lost(document: Document, figures: tuple[Figure, ...]) -> Iterator[str]:
    """Yield the numerals of the published pattern that no figure covers, and figures that overlap."""
    plain = _rows_apart(document, half_width(document.text))
    at = 0
    for match in NUMERAL.finditer(plain):
        while at < len(figures) and figures[at].end <= match.start():
            at += 1
        if at == len(figures) or not (figures[at].start <= match.start() and match.end() <= figures[at].end):
            yield f"{match.group()!r} at {match.start()} is no figure"
    for before, after in zip(figures, figures[1:], strict=False):  # noqa: RUF007  pairwise hides which is which
        if before.end > after.start:
            yield f"{before.text!r} and {after.text!r} overlap at {after.start}"


def _rows_apart(document: Document, plain: str) -> str:
    for table in document.tables:
        inner = plain[table.start : table.end].replace("\n", "\t")
        plain = plain[: table.start] + inner + plain[table.end :]
    return plain


def _unbalanced(checked: Checked) -> Iterator[str]:
    account = checked.account
    total = account["total"]
    rest = sum(count for name, count in account.items() if name != "total")
    figures = checked.extraction.figures if checked.extraction else ()
    if not total == rest == len(figures) == len(checked.states):
        yield f"the account's total {total} is not the sum of its states {rest}, or of the figures {len(figures)}"
