"""Charts of a comparison as inline SVG: bars from zero, amounts in 万元, no script and nothing from outside."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from gouji.model.figure import Dimension
from gouji.model.subject import ALL
from gouji.report.compare_report.words import names, rate, say, signed
from gouji.report.html_report.marks import clean
from gouji.report.subject_words import subject_words
from gouji.report.width import columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gouji.model.comparison import Pair, Row
    from gouji.model.ledger import Mention
    from gouji.report.wording import Lang

_TEN_THOUSAND = Decimal(10_000)
_WIDTH, _LABEL, _VALUE = 760, 250, 150
_ROW, _BAR, _TOP = 46, 14, 8
_SLIM = 30
_MOST_TOTALS, _MOST_CHANGES = 6, 12
_LABEL_COLUMNS = 38


def totals(pair: Pair, lang: Lang) -> str:
    """Return paired bars of the wholes (收入, 支出, 基本, 项目, 三公), first over second; "" where there are none."""
    rows = [row for row in (*pair.rows, *pair.same) if _is_total(row)]
    rows = sorted(rows, key=lambda row: -max(_amount(row.first), _amount(row.second)))[:_MOST_TOTALS]
    most = max((value for row in rows for value in (_amount(row.first), _amount(row.second))), default=Decimal(0))
    if not most:
        return ""
    bars = [_pair_of_bars(row, at, most, pair) for at, row in enumerate(rows)]
    title = f"{say('wholes', lang)}（万元）：{names(pair)[0]}，{names(pair)[1]}"
    return _svg(title, _TOP * 2 + _ROW * len(rows), bars)


def changes(pair: Pair, lang: Lang) -> str:
    """Return the largest changes of money as bars to the left and right of nothing; "" where nothing changed."""
    rows = [row for row in pair.rows if _is_money(row)][:_MOST_CHANGES]
    if not rows:
        return ""
    most = max(abs(_change(row)) for row in rows)
    room = Decimal(_WIDTH - _LABEL - _VALUE)
    downs = any(row.change < 0 for row in rows)
    ups = any(row.change > 0 for row in rows)
    zero = Decimal(_LABEL) + (room / 2 if downs and ups else room if downs else 0)
    span = room / 2 if downs and ups else room
    bars = [_one_bar(row, at, (zero, span / most), pair, lang) for at, row in enumerate(rows)]
    height = _TOP * 2 + _SLIM * len(rows)
    axis = f'<line class="axis" x1="{_n(zero)}" x2="{_n(zero)}" y1="{_TOP}" y2="{height - _TOP}"/>'
    return _svg(f"{say('largest', lang)}（万元）", height, [*bars, axis])


def _is_money(row: Row) -> bool:
    unit = row.second.figure.unit
    return unit is not None and unit.dimension is Dimension.MONEY


def _is_total(row: Row) -> bool:
    subject = row.subject
    whole = subject.function == ALL and subject.economic == ALL and "." not in subject.topic
    return whole and _is_money(row) and not min(_amount(row.first), _amount(row.second)) < 0


def _amount(mention: Mention) -> Decimal:
    return (mention.figure.amount or Decimal(0)) / _TEN_THOUSAND


def _change(row: Row) -> Decimal:
    return _amount(row.second) - _amount(row.first)


def _shown(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):,f}"


def _pair_of_bars(row: Row, at: int, most: Decimal, pair: Pair) -> str:
    top = _TOP + at * _ROW
    scale = Decimal(_WIDTH - _LABEL - _VALUE) / most
    bars = ""
    for name, mention, y in (("a", row.first, top + 4), ("b", row.second, top + 6 + _BAR)):
        width = _amount(mention) * scale
        bars += (
            f'<rect class="{name}" x="{_LABEL}" y="{y}" width="{_n(width)}" height="{_BAR}"/>'
            f'<text class="value" x="{_n(_LABEL + width + 6)}" y="{y + _BAR - 3}">{_shown(_amount(mention))}</text>'
        )
    return _label(row, top + _ROW // 2, pair) + bars


def _one_bar(row: Row, at: int, axis: tuple[Decimal, Decimal], pair: Pair, lang: Lang) -> str:
    zero, scale = axis
    top = _TOP + at * _SLIM + (_SLIM - _BAR) // 2
    width = abs(_change(row)) * scale
    left = zero - width if row.change < 0 else zero
    name = "down" if row.change < 0 else "up"
    words = f"{signed(_change(row).quantize(Decimal('0.01'), ROUND_HALF_UP))}（{rate(row, lang)}）"
    return (
        f"{_label(row, top + _BAR - 3, pair)}"
        f'<rect class="{name}" x="{_n(left)}" y="{top}" width="{_n(width)}" height="{_BAR}"/>'
        f'<text class="value end" x="{_WIDTH}" y="{top + _BAR - 3}">{clean(words)}</text>'
    )


def _label(row: Row, y: int, pair: Pair) -> str:
    words = subject_words(row.subject, pair.second.year)
    short = words
    while columns(short) > _LABEL_COLUMNS:
        short = short[:-2] + "…" if short.endswith("…") else short[:-1] + "…"
    return f'<text class="label" x="{_LABEL - 8}" y="{y}">{clean(short)}<title>{clean(words)}</title></text>'


def _n(value: Decimal | int) -> str:
    return format(Decimal(value).quantize(Decimal("0.1"), ROUND_HALF_UP), "f")


def _svg(title: str, height: int, pieces: Iterable[str] | Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{clean(title)}">'
        f"<title>{clean(title)}</title>{''.join(pieces)}</svg>"
    )
