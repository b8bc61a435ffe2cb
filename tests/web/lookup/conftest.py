"""A made-up filing of the made-up district, checked for real: a few lines of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gouji import api
from gouji.web.filings.models import Check, Filing, Original, Version
from gouji.web.filings.services import store
from gouji.web.lookup import services, snapshots

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from gouji.api import Checked
    from gouji.web.units.models import Unit

TEXT = """# {name}{year}年部门决算

## 一、收入支出决算总体情况说明

{year}年度收入总计120.50万元，支出总计120.50万元。

## 二、支出决算情况说明

{year}年度支出合计120.50万元，其中：基本支出100.30万元，项目支出20.20万元。

## 三、“三公”经费支出决算情况说明

{year}年度“三公”经费支出决算{three}万元，其中：公务用车购置及运行维护费{car}万元，公务接待费{meal}万元。

## 四、机构人员

年末在职人员24人，退休人员7人。{more}
"""


class Made:
    """How tests hand in a made-up final account: stored as a version, checked, indexed."""

    def __init__(self, folder: Path, capture: Callable[..., AbstractContextManager[object]]) -> None:
        self._folder = folder
        self._capture = capture
        self._checked: dict[int, Checked] = {}

    def file(self, unit: Unit, year: int = 2024, three: str = "5.00", more: str = "", **fields: object) -> Version:
        car, meal = {"5.00": ("3.00", "2.00"), "4.00": ("2.50", "1.50")}[three]
        text = TEXT.format(name=unit.name, year=year, three=three, car=car, meal=meal, more=more)
        return self.hand_in(unit, "final", year, text, **{"title": f"{unit.name}{year}年部门决算", **fields})

    def hand_in(self, unit: Unit, kind: str, year: int, text: str, **fields: object) -> Version:
        ordinal = int(str(fields.pop("ordinal", 1)))
        path = self._folder / f"{unit.pk}-{kind}-{year}-{ordinal}.md"
        path.write_text(text, encoding="utf-8")
        (checked,) = api.check_path(path)
        filing, _ = Filing.objects.update_or_create(unit=unit, kind=kind, year=year, ordinal=ordinal, defaults=fields)
        original, _ = Original.objects.get_or_create(
            sha256=checked.document.sha256, defaults={"size": len(text.encode()), "media_type": "text/markdown"}
        )
        stored = store.path_of(original.sha256)
        stored.parent.mkdir(parents=True, exist_ok=True)
        stored.write_bytes(path.read_bytes())
        number = filing.versions.count() + 1
        version = Version.objects.create(filing=filing, number=number, original=original, file_name=path.name)
        self._checked[version.pk] = checked
        self.index(version)
        return version

    def index(self, version: Version) -> None:
        check = Check.objects.create(version=version, state=Check.State.DONE)
        with self._capture(execute=True):
            services.index_filing(check, self._checked[version.pk])


@pytest.fixture(autouse=True)
def snapshot_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "folder", lambda: tmp_path)


@pytest.fixture
def made(
    db: None,  # noqa: ARG001
    tmp_path: Path,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> Made:
    return Made(tmp_path, django_capture_on_commit_callbacks)
