"""Filings on their way to the public, in the made-up district."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.core.cache import caches
from django.utils import timezone
from tests.web.lookup.conftest import made, snapshot_folder

from gouji.web.filings.models import Filing, Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.conftest import District
    from tests.web.lookup.conftest import Made

    from gouji.web.units.models import Unit

__all__ = ["made", "snapshot_folder"]


@pytest.fixture(autouse=True)
def no_pages_of_before() -> None:
    caches["pages"].clear()


@pytest.fixture
def released(district: District, made: Made) -> Callable[..., Filing]:
    """Return how a released filing is made; fields say otherwise."""

    def make(unit: Unit = district.forestry, year: int = 2024, more: str = "", **fields: object) -> Filing:
        version = made.file(unit, year, more=more)
        now = timezone.now()
        state: dict[str, object] = {
            "stage": Stage.PUBLISHED,
            "published_on": dt.date(2025, 9, 1),
            "secrecy_checked_at": now,
            "released_at": now,
            **fields,
        }
        Filing.objects.filter(pk=version.filing_id).update(**state)
        return Filing.objects.get(pk=version.filing_id)

    return make
