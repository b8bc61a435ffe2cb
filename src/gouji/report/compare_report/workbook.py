"""The comparison as a workbook: one sheet a pair, a line a subject; amounts are numbers, exact as printed."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from gouji.report.compare_report.words import at, names, rate, say
from gouji.report.subject_words import subject_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from gouji.model.comparison import Comparison, Pair, Row
    from gouji.model.ledger import Mention
    from gouji.model.subject import Subject
    from gouji.report.wording import Lang

_WIDTHS = (40, 16, 8, 16, 8, 16, 10, 10, 24, 24)
_MADE = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_HEAD = 3
_A4 = 9


def report(comparison: Comparison, lang: Lang = "zh") -> bytes:
    """Return the workbook's bytes; the same documents give the same bytes."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": say("title", lang), "author": "Gouji 勾稽", "created": _MADE})
    for number, pair in enumerate(comparison.pairs, 1):
        _sheet(book, f"{say('title', lang)}{number}", pair, lang)
    if not comparison.pairs:
        book.add_worksheet(say("title", lang)).write_string(0, 0, say("nothing", lang))
    book.close()
    return stream.getvalue()


def _sheet(book: Any, name: str, pair: Pair, lang: Lang) -> None:  # noqa: ANN401  the library is untyped
    base = {"font_name": "宋体", "font_size": 10, "border": 1, "valign": "top"}
    text = book.add_format(base | {"num_format": "@", "text_wrap": True})
    head = book.add_format(base | {"bold": True, "align": "center", "text_wrap": True})
    sheet = book.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD)
    sheet.freeze_panes(_HEAD + 1, 1)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    for line, (side, ledger) in enumerate(zip("AB", (pair.first, pair.second), strict=True)):
        sheet.write_string(line, 0, f"{side} {names(pair)[line]}（{ledger.document}）")
    unit = say("unit", lang)
    heads = ("subject", "A", unit, "B", unit, "change", unit, "rate", "A", "B")
    place = say("place", lang)
    titles = [say(words, lang) if words in {"subject", "change", "rate"} else words for words in heads]
    titles[-2:] = [f"A {place}", f"B {place}"]
    for column, title in enumerate(titles):
        sheet.write_string(_HEAD, column, title, head)
    formats: dict[str, Any] = {}

    def number(places: str) -> Any:  # noqa: ANN401
        return formats.setdefault(places, book.add_format(base | {"num_format": places}))

    for row, cells in enumerate(_cells(pair, lang), _HEAD + 1):
        for column, cell in enumerate(cells):
            if cell is None:
                sheet.write_blank(row, column, None, text)
            elif isinstance(cell, str):
                sheet.write_string(row, column, cell, text)
            else:
                sheet.write_number(row, column, cell, number(_places(cell)))
    sheet.autofilter(_HEAD, 0, max(_HEAD + 1, _HEAD + len(list(_cells(pair, lang)))), len(_WIDTHS) - 1)


def _cells(pair: Pair, lang: Lang) -> Iterator[tuple[str | Decimal | None, ...]]:
    for row in (*pair.rows, *pair.same):
        yield _both(row, pair, lang)
    for subject, mention in pair.only_first:
        value, unit = _value(mention)
        yield _named(subject, pair.first.year), value, unit, None, None, None, None, None, at(mention, lang), None
    for subject, mention in pair.only_second:
        value, unit = _value(mention)
        yield _named(subject, pair.second.year), None, None, value, unit, None, None, None, None, at(mention, lang)


def _both(row: Row, pair: Pair, lang: Lang) -> tuple[str | Decimal | None, ...]:
    return (
        _named(row.subject, pair.second.year),
        *_value(row.first),
        *_value(row.second),
        row.change,
        row.unit,
        row.rate if row.rate is not None else rate(row, lang),
        at(row.first, lang),
        at(row.second, lang),
    )


def _named(subject: Subject, year: int) -> str:
    return subject_words(subject, year)


def _value(mention: Mention) -> tuple[Decimal | None, str]:
    figure = mention.figure
    return figure.value, figure.unit.name if figure.unit else ""


def _places(value: Decimal) -> str:
    """Return the number format with the decimals as they are: #,##0.00 for 18976.76."""
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "#,##0" + ("." + "0" * decimals if decimals else "")
