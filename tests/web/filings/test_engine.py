"""The processes that check for the desk: one waits for the next file, and none that went wrong is used again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from tests.web.filings.conftest import BAD_TOTAL, GOOD, keep

from gouji import api
from gouji.corpus import worker
from gouji.web.filings.services import engine

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Let the desk check in processes of their own; the list grows with each that begins."""
    begun: list[int] = []
    start = worker._start

    def counted() -> object:
        begun.append(1)
        return start()

    monkeypatch.setattr(engine, "JOBS", 2)
    monkeypatch.setattr(worker, "_start", counted)
    yield begun
    engine._BENCH.clear()


def _findings(text: str) -> int:
    checked = engine.examine(keep(text), "预算.txt", timezone.localdate())
    assert checked is not None
    return len(checked.findings)


def test_one_document_after_another_is_checked_in_one_process(started: list[int]) -> None:
    assert [_findings(text) for text in (GOOD, BAD_TOTAL, GOOD)] == [0, 1, 0]
    assert len(started) == 1


def test_a_checker_that_was_left_halfway_is_not_used_again() -> None:
    aids = api.found_aids({})
    with pytest.raises(KeyError), engine._BENCH.checker(aids) as broken:
        raise KeyError("planted")
    with engine._BENCH.checker(aids) as other:
        assert other is not broken
    engine._BENCH.clear()


def test_of_two_that_work_at_once_one_waits(started: list[int]) -> None:
    aids = api.found_aids({})
    with engine._BENCH.checker(aids) as first, engine._BENCH.checker(aids) as second:
        assert first is not second
    with engine._BENCH.checker(aids) as third:
        assert third is first  # the one that came back last
    assert not started  # none was handed a file
