"""Two people at one moment, each on a connection of his own."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from tests.web.filings.conftest import _own_folder

from gouji.web.audit.chain import first_broken
from gouji.web.audit.models import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["_own_folder"]

_PATIENCE = 1.0  # seconds that one waits for the other: who holds a lock that the other needs goes on alone


@pytest.fixture(autouse=True)
def _the_chain_holds_whatever_happened(transactional_db: None) -> Iterator[None]:  # noqa: ARG001
    yield
    assert first_broken(Event.objects.order_by("number")) is None


@pytest.fixture
def meet(monkeypatch: pytest.MonkeyPatch) -> Callable[[object, str], None]:
    """Let two threads wait for one another before a function: both have looked by then, neither has written."""

    def before(place: object, name: str) -> None:
        barrier, function = threading.Barrier(2), getattr(place, name)

        @wraps(function)
        def late(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  whatever the function takes and gives
            with suppress(threading.BrokenBarrierError):
                barrier.wait(_PATIENCE)
            return function(*args, **kwargs)

        monkeypatch.setattr(place, name, late)

    return before


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Call each in a thread with a connection of its own, all at one moment; returns what each gave or raised."""
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        try:
            start.wait()
            return call()
        except Exception as error:  # noqa: BLE001  the caller judges it
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
