"""The benchmark of a large ledger runs, and no page asks more of the database when there is more in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import ledger

if TYPE_CHECKING:
    import pytest


def test_pages_ask_no_more_queries_of_a_larger_ledger(db: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setattr(ledger, "TIMES", 1)
    assert ledger.fill(1250) == 1250
    browser = ledger.client()
    small = {name: asked.queries for name, asked in ledger.measured(browser).items()}
    assert ledger.fill(5000, first=2) == 5000
    assert {name: asked.queries for name, asked in ledger.measured(browser).items()} == small
    assert max(small.values()) <= 16
