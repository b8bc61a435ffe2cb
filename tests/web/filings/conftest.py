"""Small made-up disclosures as text, checked in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from gouji.web.filings.services import engine, store
from gouji.web.filings.services.filing import Handed, file_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.web.conftest import District

    from gouji.web.filings.models import Original

BUDGET = """青禾县林业局2026年部门预算

一、收支预算总体情况
2026年青禾县林业局收入预算{total}万元，其中：一般公共预算拨款{general}万元，政府性基金预算拨款15.00万元。

二、“三公”经费
2026年“三公”经费预算{three}万元，其中：因公出国（境）费0万元，公务用车运行维护费3.00万元，公务接待费1.50万元。
"""
GOOD = BUDGET.format(total="95.00", general="80.00", three="4.50")
BAD_TOTAL = BUDGET.format(total="96.00", general="80.00", three="4.50")
"""80.00 + 15.00 = 95.00, not 96.00."""
BAD_BOTH = BUDGET.format(total="96.00", general="80.00", three="5.50")
"""And 3.00 + 1.50 = 4.50, not 5.50."""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a data folder of its own, and no child process to text."""
    from dataclasses import replace  # noqa: PLC0415

    monkeypatch.setattr(settings, "CONFIG", replace(settings.CONFIG, data=tmp_path))
    monkeypatch.setattr(engine, "JOBS", 1)


def keep(text: str, name: str = "预算.txt") -> Original:
    return store.keep([text.encode()], name)


@pytest.fixture
def hand_in(district: District) -> Callable[..., Handed]:
    """Hand in a text for the forestry department by its accountant."""

    def handed(text: str, actor: str = "accountant", **more: object) -> Handed:
        return file_document(district.people[actor], district.forestry, "budget", 2026, keep(text), "预算.txt", **more)  # type: ignore[arg-type]

    return handed
