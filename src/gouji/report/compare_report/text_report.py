"""The comparison as text: what changed by subject, the largest first, each with both places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.report.compare_report.words import at, is_empty, names, rate, say, signed
from gouji.report.subject_words import subject_words
from gouji.report.width import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.model.comparison import Comparison, Pair
    from gouji.model.ledger import Mention
    from gouji.model.subject import Subject
    from gouji.report.wording import Lang

_WIDTH = 80


def report(comparison: Comparison, lang: Lang = "zh") -> Iterator[str]:
    """Yield the report line by line."""
    lines = [f"! {say('nothing', lang)}"] if is_empty(comparison) else []
    for pair in comparison.pairs:
        lines += _pair(pair, lang)
    lines += [f"{say('alone', lang)}：{ledger.title}（{ledger.document}）" for ledger in comparison.alone]
    for line in lines:
        yield f"{line}\n"


def _pair(pair: Pair, lang: Lang) -> Iterator[str]:
    first, second = names(pair)
    yield from wrap(f"A {first}（{pair.first.document}）", _WIDTH, "  ")
    yield from wrap(f"B {second}（{pair.second.document}）", _WIDTH, "  ")
    counts = ((say("changed", lang), pair.rows), (say("same", lang), pair.same))
    only = ((f"{say('only', lang)} A", pair.only_first), (f"{say('only', lang)} B", pair.only_second))
    yield "  ".join(f"{words} {len(items)}" for words, items in (*counts, *only))
    for row in pair.rows:
        yield ""
        yield from wrap(subject_words(row.subject, pair.second.year), _WIDTH, "  ")
        change = f"{signed(row.change)}{row.unit}（{rate(row, lang)}）"
        yield from wrap(f"{row.first.figure.text} → {row.second.figure.text}  {change}", _WIDTH, "    ", "    ")
        yield from wrap(f"A {at(row.first, lang)}  B {at(row.second, lang)}", _WIDTH, "    ", "    ")
    for name, items, year in (("A", pair.only_first, pair.first.year), ("B", pair.only_second, pair.second.year)):
        yield from _only(f"{say('only', lang)} {name}", items, year, lang)
    yield ""


def _only(title: str, items: Sequence[tuple[Subject, Mention]], year: int, lang: Lang) -> Iterator[str]:
    if items:
        yield ""
        yield title
    for subject, mention in items:
        words = f"{subject_words(subject, year)}  {mention.figure.text}  {at(mention, lang)}"
        yield from wrap(words, _WIDTH, "    ", "  ")
