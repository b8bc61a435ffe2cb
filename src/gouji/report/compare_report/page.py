"""The comparison as one self-contained HTML page: two charts, what changed, what stands in one document only."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import gouji
from gouji.report.compare_report.charts import changes, totals
from gouji.report.compare_report.words import at, is_empty, names, rate, say, signed
from gouji.report.html_report.marks import clean
from gouji.report.subject_words import subject_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.model.comparison import Comparison, Pair, Row
    from gouji.model.ledger import Mention
    from gouji.model.subject import Subject
    from gouji.report.wording import Lang

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def report(comparison: Comparison, lang: Lang = "zh") -> Iterator[str]:
    """Yield the page piece by piece."""
    title = say("title", lang)
    if comparison.pairs:
        title += "：" + " · ".join(names(comparison.pairs[0]))
    style = files("gouji.report").joinpath("assets", "compare.css").read_text(encoding="utf-8")
    yield (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="generator" content="gouji {gouji.__version__}"><title>{clean(title)}</title>'
        f"<style>{style}</style></head><body><main>"
        f'<p class="brand">勾稽 <span>gouji {gouji.__version__}</span></p>'
    )
    if is_empty(comparison):
        yield f'<p class="nothing">{clean(say("nothing", lang))}</p>'
    for pair in comparison.pairs:
        yield from _pair(pair, lang)
    for ledger in comparison.alone:
        yield f"<p>{say('alone', lang)}：{clean(ledger.title)} <small>{clean(ledger.document)}</small></p>"
    yield "</main></body></html>\n"


def _pair(pair: Pair, lang: Lang) -> Iterator[str]:
    first, second = names(pair)
    yield (
        f'<section><h1><b class="a">A</b> {clean(first)}<br><b class="b">B</b> {clean(second)}</h1>'
        f'<p class="from">A {clean(pair.first.document)}　B {clean(pair.second.document)}</p>'
        f'<ul class="counts"><li><b>{len(pair.rows)}</b> {say("changed", lang)}</li><li><b>{len(pair.same)}</b> {say("same", lang)}</li>'
        f"<li><b>{len(pair.only_first)}</b> {say('only', lang)} A</li><li><b>{len(pair.only_second)}</b> {say('only', lang)} B</li></ul>"
    )
    for title, chart in ((say("wholes", lang), totals(pair, lang)), (say("largest", lang), changes(pair, lang))):
        if chart:
            yield f"<figure><figcaption>{title}（万元）</figcaption>{chart}</figure>"
    if pair.rows:
        yield f"<h2>{say('changed', lang)}</h2>{_table(pair.rows, pair, lang)}"
    for name, items, year in (("A", pair.only_first, pair.first.year), ("B", pair.only_second, pair.second.year)):
        if items:
            yield f"<h2>{say('only', lang)} {name}</h2>{_only(items, year, lang)}"
    if pair.same:
        yield f"<details><summary>{say('same', lang)} {len(pair.same)}</summary>{_table(pair.same, pair, lang)}</details>"
    yield "</section>"


def _table(rows: Sequence[Row], pair: Pair, lang: Lang) -> str:
    heads = (say("subject", lang), "A", "B", say("change", lang), say("rate", lang))
    return f"<table><thead><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr></thead><tbody>{''.join(_line(row, pair, lang) for row in rows)}</tbody></table>"


def _line(row: Row, pair: Pair, lang: Lang) -> str:
    name = "up" if row.change > 0 else "down" if row.change < 0 else ""
    return (
        f"<tr><th>{clean(subject_words(row.subject, pair.second.year))}</th>{_value(row.first, lang)}{_value(row.second, lang)}"
        f'<td class="{name}">{clean(signed(row.change))}{clean(row.unit)}</td><td class="{name}">{clean(rate(row, lang))}</td></tr>'
    )


def _value(mention: Mention, lang: Lang) -> str:
    return f"<td>{clean(mention.figure.text)}<small>{clean(at(mention, lang))}</small></td>"


def _only(items: Sequence[tuple[Subject, Mention]], year: int, lang: Lang) -> str:
    lines = "".join(
        f"<tr><th>{clean(subject_words(subject, year))}</th>{_value(mention, lang)}</tr>" for subject, mention in items
    )
    return f"<table><tbody>{lines}</tbody></table>"
