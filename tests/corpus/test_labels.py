"""The hand-made labels and ceilings are well formed; holding them against the program is another test."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
LOCATOR = {"document", "page", "where", "near", "at", "value", "unit", "nature"}
AXES = {
    "scope": r"\S+",
    "period": r"(19|20)\d\d",
    "basis": r"-|预算|年初预算|调整预算|执行|决算",
    "flow": r"-|收入|支出|收支|年初结转|年末结转|存量",
    "funds": r"-|[一-鿿]+",
    "function": r"\*|\d{3}(\d\d){0,2}",
    "economic": r"\*|\d{3}(\d\d){0,2}",
    "nature_axis": r"\*|基本|项目|人员|公用",
    "topic": r"\*|[^\s.]+(\.[^\s.]+)*",
    "measure": r"amount|change|count|rate\.(change|share|completion)",
}
NATURES = {"quantity", "not_quantity", "masked"}
MASKS = re.compile(r"[*×X＊]+")

Row = dict[str, Any]


def _load(name: str) -> list[Row]:
    rows: list[Row] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return rows


LABELS = _load("labels.yaml")
QUANTITIES = [row for row in LABELS if row["nature"] == "quantity"]


def _text(row: Row, key: str) -> str:
    value = row[key]
    assert isinstance(value, str), (key, row)
    return value


def _id(row: Row) -> str:
    return f"{row['document']}:{row['page']}:{row['near']}"


def test_there_are_300_labels_from_six_places_mostly_prose() -> None:
    by_document = Counter(_text(row, "document") for row in LABELS)
    assert len(LABELS) >= 300
    assert sum(count >= 40 for count in by_document.values()) >= 6
    prose = sum(row["where"] == "prose" for row in LABELS)
    assert 0.6 < prose / len(LABELS) < 0.8


def test_every_locator_is_named_once() -> None:
    twice = [place for place, count in Counter(map(_id, LABELS)).items() if count > 1]
    assert not twice


def test_a_locator_ends_with_its_figure() -> None:
    for row in LABELS:
        near, at = _text(row, "near"), _text(row, "at")
        assert len(near) >= 12, _id(row)
        assert not re.search(r"\s", near + at), _id(row)
        assert near.endswith(at), _id(row)
        assert row["page"] is None or isinstance(row["page"], int), _id(row)
        assert row["where"] in {"prose", "cell"}, _id(row)
        assert row["nature"] in NATURES, _id(row)


def test_a_quantity_has_its_value_and_unit() -> None:
    for row in QUANTITIES:
        at, unit = _text(row, "at").replace(",", ""), _text(row, "unit")
        assert at in {_text(row, "value"), _text(row, "value") + unit}, _id(row)
        assert Decimal(_text(row, "value")).is_finite(), _id(row)
        assert (unit == "%") == _text(row, "measure").startswith("rate."), _id(row)


def test_a_quantity_has_every_axis_in_its_vocabulary() -> None:
    for row in QUANTITIES:
        assert set(row) == LOCATOR | set(AXES), _id(row)
        wrong = [axis for axis, allowed in AXES.items() if not re.fullmatch(rf"\?|{allowed}", _text(row, axis))]
        assert not wrong, _id(row)


def test_what_is_no_quantity_has_no_axes() -> None:
    for row in LABELS:
        if row["nature"] == "quantity":
            continue
        assert set(row) == LOCATOR, _id(row)
        assert bool(MASKS.match(_text(row, "at"))) == (row["nature"] == "masked"), _id(row)
        assert (row["value"] is None) == (row["nature"] == "masked"), _id(row)


def test_unknown_axes_are_rare() -> None:
    unknown = sum(value == "?" for row in LABELS for value in row.values())
    assert unknown <= len(LABELS) // 20


def test_a_ceiling_accounts_for_every_figure() -> None:
    rows = _load("ceilings.yaml")
    assert len({row["document"] for row in rows}) == len(rows) == 5
    for row in rows:
        assert set(row) == {"document", "span", "non_zero", "verifiable", "rest"}, row
        assert row["verifiable"] + sum(row["rest"].values()) == row["non_zero"], row
        assert all(count > 0 for count in row["rest"].values()), row
