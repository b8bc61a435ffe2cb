"""The chain is recomputed with its end and its checkpoints: what was cut off or rewritten shows, and is named."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from gouji.cli import main
from gouji.web.audit import checkpoints
from gouji.web.audit.chain import digest, record
from gouji.web.audit.inspection import inspect
from gouji.web.audit.models import Event, Head, Inspection
from gouji.web.audit.tasks import inspect_daily

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.conftest import District

NOW = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)


def write(district: District, count: int) -> None:
    for number in range(count):
        with transaction.atomic():
            record(district.people["office"], "unit.changed", district.forestry, name=["甲", f"乙{number}"])


def rewrite_from(number: int) -> None:
    """Alter an event and hash everything after it anew, as somebody would who knows how and may write to the database."""
    before = Event.objects.get(number=number - 1).hash if number > 1 else "0" * 64
    for event in Event.objects.filter(number__gte=number):
        event.before = before
        if event.number == number:
            event.detail = {"name": ["甲", "没有改过"]}
        event.hash = before = digest(event)
        event.save()
    Head.objects.update(hash=before)


def test_a_whole_chain_holds(district: District) -> None:
    write(district, 3)
    outcome = inspect()
    assert (outcome.number, outcome.fault) == (3, None)


def test_nothing_yet_holds(district: District) -> None:  # noqa: ARG001
    assert inspect().fault is None


def test_the_broken_link_is_told_with_who_and_what(district: District) -> None:
    write(district, 3)
    Event.objects.filter(number=2).update(object_name="别的单位")
    fault = inspect().fault
    assert fault is not None
    zh, _ = fault.sentence()
    assert zh.startswith("第2条操作记录：内容被改动过")
    assert "人大工作人员" in zh
    assert "unit.changed" in zh


def test_events_cut_off_at_the_end_are_missed(district: District) -> None:
    write(district, 3)
    Event.objects.filter(number=3).delete()
    fault = inspect().fault
    assert fault is not None
    assert (fault.number, fault.reason) == (3, "cut")


def test_a_chain_rewritten_as_a_whole_is_told_by_a_checkpoint(district: District, tmp_path: Path) -> None:
    write(district, 3)
    kept = tmp_path / "checkpoints.txt"
    checkpoints.add(kept, 2, Event.objects.get(number=2).hash, NOW)
    checkpoints.add(kept, 3, Event.objects.get(number=3).hash, NOW)
    assert inspect(checkpoints.read(kept)).fault is None
    rewrite_from(2)
    assert inspect().fault is None
    fault = inspect(checkpoints.read(kept)).fault
    assert fault is not None
    assert (fault.number, fault.reason) == (2, "checkpoint")


def test_a_chain_cut_with_its_head_is_told_by_a_checkpoint(district: District, tmp_path: Path) -> None:
    write(district, 3)
    kept = tmp_path / "checkpoints.txt"
    checkpoints.add(kept, 3, Head.objects.get().hash, NOW)
    Event.objects.filter(number=3).delete()
    Head.objects.update(number=2, hash=Event.objects.get(number=2).hash)
    fault = inspect(checkpoints.read(kept)).fault
    assert fault is not None
    assert (fault.number, fault.reason) == (3, "cut")


def test_an_altered_line_of_the_file_does_not_stand(district: District, tmp_path: Path) -> None:
    write(district, 2)
    kept = tmp_path / "checkpoints.txt"
    for number in (1, 2):
        checkpoints.add(kept, number, Event.objects.get(number=number).hash, NOW)
    kept.write_text(kept.read_text().replace("2026-03-02", "2026-03-01", 1))
    assert [line.stands for line in checkpoints.read(kept)] == [False, True]
    fault = inspect(checkpoints.read(kept)).fault
    assert fault is not None
    assert (fault.number, fault.reason) == (1, "checkpoint file")


def test_every_day_leaves_an_outcome_and_a_checkpoint_only_where_the_chain_holds(
    district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "checkpoints.txt"
    monkeypatch.setattr(checkpoints, "file_in", lambda _: kept)
    write(district, 2)
    inspect_daily.call()
    Event.objects.filter(number=1).update(action="x")
    inspect_daily.call()
    assert [(one.number, one.fault_number, one.fault_reason) for one in Inspection.objects.all()] == [
        (2, 1, "altered"),
        (2, None, ""),
    ]
    assert len(kept.read_text().splitlines()) == 1


@pytest.mark.parametrize(("change", "code"), [(None, 0), ("x", 1)])
def test_the_command_says_so_and_exits_with_it(
    district: District,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    change: str | None,
    code: int,
) -> None:
    monkeypatch.setenv("GOUJI_DATA", str(settings.CONFIG.data))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    write(district, 2)
    if change:
        Event.objects.filter(number=2).update(action=change)
    assert main(["audit", "verify"]) == code
    said = capsys.readouterr().err
    assert ("第2条操作记录：内容被改动过" if change else "操作记录完整：2条") in said


def test_a_folder_without_a_desk_is_said_and_stays_empty(tmp_path: Path) -> None:
    environment = {**os.environ, "LANG": "zh_CN.UTF-8", "DJANGO_SETTINGS_MODULE": "", "GOUJI_DATABASE": ""}
    command = [sys.executable, "-m", "gouji.cli", "audit", "verify", "--data", str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  our own program
    assert done.returncode == 2
    assert "没有平台的数据库" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_migrations_say_all_that_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
