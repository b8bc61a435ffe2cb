"""The comparison as JSON. Amounts are strings, so that no reader turns them into floats."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import gouji
from gouji.report.json_report import SCHEMA_VERSION, decimal_text, place_json
from gouji.report.subject_words import subject_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.model.comparison import Comparison, Pair, Row
    from gouji.model.ledger import Ledger, Mention
    from gouji.model.subject import Subject

Json = dict[str, Any]


def report(comparison: Comparison) -> Iterator[str]:
    """Yield the JSON text."""
    yield json.dumps(comparison_json(comparison), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def comparison_json(comparison: Comparison) -> Json:
    """Return the comparison as JSON values."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "gouji", "version": gouji.__version__},
        "pairs": [_pair(pair) for pair in comparison.pairs],
        "alone": [_ledger(ledger) for ledger in comparison.alone],
    }


def _pair(pair: Pair) -> Json:
    return {
        "first": _ledger(pair.first),
        "second": _ledger(pair.second),
        "changed": [_row(row, pair.second.year) for row in pair.rows],
        "unchanged": [_row(row, pair.second.year) for row in pair.same],
        "only_first": [_value(subject, mention, pair.first.year) for subject, mention in pair.only_first],
        "only_second": [_value(subject, mention, pair.second.year) for subject, mention in pair.only_second],
    }


def _ledger(ledger: Ledger) -> Json:
    names = ("document", "sha256", "part", "kind", "unit", "region", "year", "title")
    return {name: getattr(ledger, name) for name in names}


def _row(row: Row, year: int) -> Json:
    return {
        **_subject(row.subject, year),
        "first": _mention(row.first),
        "second": _mention(row.second),
        "change": decimal_text(row.change),
        "unit": row.unit,
        "rate": decimal_text(row.rate),
    }


def _value(subject: Subject, mention: Mention, year: int) -> Json:
    return {**_subject(subject, year), "value": _mention(mention)}


def _subject(subject: Subject, year: int) -> Json:
    axes = {axis: value for axis, value in subject._asdict().items() if axis not in {"period", "basis"}}
    return {"words": subject_words(subject, year), "subject": axes}


def _mention(mention: Mention) -> Json:
    figure = mention.figure
    return {
        "text": figure.text,
        "value": decimal_text(figure.value),
        "unit": figure.unit.name if figure.unit else None,
        "amount": decimal_text(figure.amount),
        "place": place_json(mention.place),
    }
