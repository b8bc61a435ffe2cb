"""Every indicator runs its own examples: the good case raises nothing, the bad one exactly what it declares."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gouji.supervision.indicator import Example, Indicator, all_indicators
from gouji.supervision.intake import summarise
from gouji.supervision.items import Type, all_items
from gouji.supervision.store import Facts, Live

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

REGION = "990123"
ARROW = {
    Type.AMOUNT: pa.decimal128(18, 2),
    Type.COUNT: pa.decimal128(18, 2),
    Type.DATE: pa.date32(),
    Type.MONTH: pa.int32(),
    Type.YEAR: pa.int32(),
    Type.CODE: pa.string(),
    Type.TEXT: pa.string(),
}
INDICATORS = list(all_indicators().values())


def written(folder: Path, name: str, rows: Sequence[Mapping[str, Any]]) -> Live:
    item = all_items()[name]
    assert all(set(row) <= {one.name for one in item.fields} for row in rows), name
    columns = {one.name: pa.array([row.get(one.name) for row in rows], ARROW[one.type]) for one in item.fields}
    path = folder / f"{name}.parquet"
    pq.write_table(pa.table(columns | {"source_row": pa.array(range(len(rows)), pa.int64())}), path)
    if all_items()[name].monthly:
        summarise(path, path)
    return Live(name, REGION, path, 1)


def raised(indicator: Indicator, example: Example, folder: Path) -> list[tuple[str, dict[str, str]]]:
    live = [written(folder, name, rows) for name, rows in example.facts.items()]
    asked = indicator.asked(REGION, example.until.year, example.until)
    with Facts(live, folder) as facts:
        return [(str(signal.level), dict(signal.about)) for signal in indicator.run(facts, asked)]


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.code)
def test_the_good_case_raises_nothing(indicator: Indicator, tmp_path: Path) -> None:
    assert raised(indicator, indicator.good, tmp_path) == []


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.code)
def test_the_bad_case_raises_what_it_declares(indicator: Indicator, tmp_path: Path) -> None:
    assert indicator.bad.signals
    assert raised(indicator, indicator.bad, tmp_path) == [
        (str(level), dict(about)) for level, about in indicator.bad.signals
    ]


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.code)
def test_without_facts_an_indicator_is_silent(indicator: Indicator, tmp_path: Path) -> None:
    assert raised(indicator, Example({}, indicator.bad.until), tmp_path) == []


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.code)
def test_facts_of_another_region_and_year_raise_nothing(indicator: Indicator, tmp_path: Path) -> None:
    live = [written(tmp_path, name, rows) for name, rows in indicator.bad.facts.items()]
    until = indicator.bad.until
    with Facts(live, tmp_path) as facts:
        assert list(indicator.run(facts, indicator.asked("990124", until.year, until))) == []
        assert (
            list(indicator.run(facts, indicator.asked(REGION, until.year - 5, until.replace(year=until.year - 5))))
            == []
        )


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.code)
def test_an_indicator_is_named_explained_and_needs_real_items(indicator: Indicator) -> None:
    assert re.fullmatch(r"[A-Z]{2}\d{3}", indicator.code)
    assert len(indicator.page.splitlines()) >= 3
    assert set(indicator.needs) <= set(all_items())
    assert all(threshold.basis for threshold in indicator.thresholds)


def test_the_facts_see_nothing_else_of_the_machine(tmp_path: Path) -> None:
    with Facts([], tmp_path) as facts, pytest.raises(Exception, match="disabled by configuration"):
        facts.rows("SELECT * FROM read_csv('/etc/passwd')")


def test_a_module_is_named_by_its_indicator_s_code() -> None:
    folder = Path(__file__).resolve().parents[2] / "src" / "gouji" / "supervision" / "indicators"
    codes = sorted(path.name[:5] for path in folder.glob("[A-Z]*.py"))
    assert codes == sorted(one.code for one in INDICATORS)


@pytest.mark.parametrize(("season", "codes"), [(0, ["red"]), (1, [])])
def test_a_unit_may_be_held_against_its_own_last_year(tmp_path: Path, season: int, codes: list[str]) -> None:
    """Last year 30% was paid by June, this year 28%: 22 points behind the calendar, 2 behind its own habit."""
    unit = "青禾县林业局"
    paid = {(2025, 6): 300, (2025, 12): 700, (2026, 6): 280}
    facts_of = {
        "budget": [{"year": 2026, "unit_name": unit, "opening": Decimal(1000)}],
        "payment": [
            {"date": dt.date(year, month, 1), "unit_name": unit, "amount": Decimal(amount)}
            for (year, month), amount in paid.items()
        ],
    }
    live = [written(tmp_path, name, rows) for name, rows in facts_of.items()]
    indicator = all_indicators()["EX101"]
    asked = indicator.asked(REGION, 2026, dt.date(2026, 6, 30), {"season": Decimal(season)})
    with Facts(live, tmp_path) as facts:
        assert [str(signal.level) for signal in indicator.run(facts, asked)] == codes
