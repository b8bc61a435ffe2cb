"""The drill: fill, back up, lose everything, restore, compare everything."""

from __future__ import annotations

import dataclasses
import datetime as dt
import errno
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.web.execution.test_loading import HEAD, JANUARY, loaded

from gouji.cli import main
from gouji.supervision.store import Facts
from gouji.web.archive import backup, manifest, restore, tables
from gouji.web.audit.chain import record
from gouji.web.audit.inspection import inspect
from gouji.web.execution.models import Load
from gouji.web.execution.services import loading, pulling
from gouji.web.execution.services.places import live_facts
from gouji.web.filings.models import Check, Decision, Filing, Finding, Kind, Original, Version
from gouji.web.lookup import snapshots
from gouji.web.lookup.index import Piece, put
from gouji.web.lookup.search import Question, search
from gouji.web.offline import DeskError
from gouji.web.units.models import Region, UnitChange, UnitName

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.conftest import District

    from gouji.web.config import Config

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "青禾县林业局（虚构）2024年部门预算".encode()
SOURCES = """[[source]]
name = "国库支付"
region = "990123"
address = "postgresql://reader@127.0.0.1/finance"
query = "SELECT 1"
"""
SHA256 = hashlib.sha256(TEXT).hexdigest()


def home(folder: Path) -> Config:
    folder.mkdir()
    (folder / "originals").mkdir()
    return dataclasses.replace(settings.CONFIG, data=folder)


@pytest.fixture
def desk(district: District, tmp_path: Path) -> Config:
    """A desk with something in every corner that is hard to carry over: links, dates set by themselves, JSON, other keys."""
    config = home(tmp_path / "desk")
    place = config.originals / SHA256[:2] / SHA256[2:4]
    place.mkdir(parents=True)
    (place / SHA256).write_bytes(TEXT)
    (config.originals / "incoming").mkdir()
    (config.originals / "incoming" / "half").write_bytes(b"half")
    with transaction.atomic():
        original = Original.objects.create(sha256=SHA256, size=len(TEXT), media_type="text/plain")
        filing = Filing.objects.create(unit=district.forestry, kind=Kind.BUDGET, year=2024, title="预算 “虚构”\n")
        version = Version.objects.create(filing=filing, number=1, original=original, file_name="预算.txt")
        Check.objects.create(version=version, account={"total": 3, "of": [1, None, "零"]}, started_at=timezone.now())
        finding = Finding.objects.create(
            filing=filing,
            first_seen=version,
            last_seen=version,
            rule="SU101",
            message="合计不符",
            fingerprint="f",
            detail={"é": True},
        )
        Decision.objects.create(finding=finding, before="open", after="confirmed", by=district.people["office"])
        UnitName.objects.create(unit=district.forestry, name="林业局", since=dt.date(2019, 3, 1))
        change = UnitChange.objects.create(kind="merged", on=dt.date(2024, 6, 30))
        change.before.set([district.forestry, district.schools])
        record(district.people["office"], "filing.submitted", filing, reason="报送")
        path = "gouji.web.core.tasks.clear_up"
        DBTaskResult.objects.create(
            backend_name="default",
            queue_name="default",
            task_path=path,
            args_kwargs={"args": [], "kwargs": {}},
            run_after=timezone.now(),
        )
    for age in (Filing, Original):
        age.objects.update(
            **{"created_at" if age is Filing else "stored_at": dt.datetime(2024, 1, 2, 3, 4, 5, 678901, tzinfo=dt.UTC)}
        )
    return config


def contents() -> dict[str, list[str]]:
    return {model._meta.label_lower: sorted(tables.rows(model)) for model in tables.kept_models()}


def lose_everything() -> None:
    call_command("flush", interactive=False, verbosity=0)


def put_back(path: Path, config: Config) -> None:
    with manifest.opened(path) as archive:
        restore.into(archive, manifest.read_whole(archive), config)


def test_what_was_lost_is_there_again_in_every_table_and_every_original(desk: Config, tmp_path: Path) -> None:
    before = contents()
    backup.write(tmp_path / "a.zip", desk, with_key=False)
    lose_everything()
    other = home(tmp_path / "other")
    put_back(tmp_path / "a.zip", other)
    assert contents() == before
    assert sum(map(len, before.values())) > 20
    assert [path.read_bytes() for path in other.originals.rglob("*") if path.is_file()] == [TEXT]
    assert inspect().fault is None


def test_what_can_be_searched_and_counted_is_there_at_once(
    desk: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words of the texts and the snapshots of the ledger are in no table of the backup."""
    years: list[int] = []
    monkeypatch.setattr(snapshots, "write_year", years.append)
    put([Piece("section", "1:0", Filing.objects.get().unit_id, "三公经费", "公务接待费2.00万元", year=2024)])
    facts = desk.data / "facts" / "990123" / "payment" / "1.parquet"
    facts.parent.mkdir(parents=True)
    facts.write_bytes(b"rows")
    backup.write(tmp_path / "a.zip", desk, with_key=False)
    lose_everything()
    other = home(tmp_path / "other")
    put_back(tmp_path / "a.zip", other)
    assert [hit.text.title for hit in search(Question("接待费"), Q()).hits] == ["三公经费"]
    assert years == [2024]
    assert (other.data / "facts" / "990123" / "payment" / "1.parquet").read_bytes() == b"rows"


def test_execution_data_and_where_it_is_fetched_from_are_there_again(
    district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, other = home(tmp_path / "desk"), home(tmp_path / "other")
    monkeypatch.setattr(settings, "CONFIG", desk)
    held = loaded(district, HEAD + JANUARY + "2026-01-21,A9,没有这个单位,造林,1.00\n")
    loading.go_live(district.people["finance"], held, "核对过（虚构）")
    (desk.data / "sources.toml").write_text(SOURCES, encoding="utf-8")
    backup.write(tmp_path / "a.zip", desk, with_key=False)
    lose_everything()
    monkeypatch.setattr(settings, "CONFIG", other)
    put_back(tmp_path / "a.zip", other)
    # 100.00 and 50.50 of known units; the row of an unknown one is still set aside, with its reason.
    region = Region.objects.get(code="990123")
    with Facts(live_facts(region)) as facts:
        said = facts.rows("SELECT unit_name, sum(amount) AS paid FROM payment GROUP BY 1 ORDER BY 2")
    assert [(row["unit_name"], Decimal(row["paid"])) for row in said] == [
        ("青禾县教育局", Decimal("50.50")),
        ("青禾县林业局", Decimal("100.00")),
    ]
    assert Load.objects.get().tally["aside"] == held.tally["aside"]
    assert [(one.name, one.region) for one in pulling.sources()] == [("国库支付", "990123")]


def test_the_restored_desk_goes_on_where_it_stopped(desk: Config, tmp_path: Path) -> None:
    last = Region.objects.order_by("pk").values_list("pk", flat=True).last()
    backup.write(tmp_path / "a.zip", desk, with_key=False)
    lose_everything()
    put_back(tmp_path / "a.zip", home(tmp_path / "other"))
    new = Region.objects.create(code="990125", name="黑水县", level=Region.Level.COUNTY)
    assert last is not None
    assert new.pk > last
    with transaction.atomic():
        record(None, "region.added", new)
    assert inspect().number == 2


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "LANG": "zh_CN.UTF-8",
        "DJANGO_SETTINGS_MODULE": "",
        "GOUJI_DATABASE": "",
        "GOUJI_DATA": "",
    }
    command = [sys.executable, "-m", "gouji.cli", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  our own program


def test_a_backup_of_either_database_is_restored_on_the_other_one(desk: Config, tmp_path: Path) -> None:
    """On PostgreSQL this goes there and back; on SQLite it is the drill as an administrator runs it."""
    here, there, folder = tmp_path / "here.zip", tmp_path / "there.zip", str(tmp_path / "sqlite")
    before = contents()
    first = backup.write(here, desk, with_key=False)
    done = run("restore", str(here), "--data", folder)
    assert (done.returncode, "逐表核对一致" in done.stderr) == (0, True), done.stderr
    assert run("backup", str(there), "--data", folder, "--with-key").returncode == 0
    with manifest.opened(there) as archive:
        second = manifest.read_whole(archive)
    assert second.tables == first.tables
    assert set(second.files) - set(first.files) == {"secret.key"}
    with pytest.raises(DeskError, match="已有数据"):
        put_back(there, home(tmp_path / "full"))
    lose_everything()
    put_back(there, home(tmp_path / "back"))
    assert contents() == before
    assert inspect().fault is None


def spoil(path: Path, where: int) -> None:
    data = bytearray(path.read_bytes())
    data[where] ^= 1
    path.write_bytes(data)


def test_a_damaged_backup_restores_nothing(desk: Config, tmp_path: Path) -> None:
    good = tmp_path / "a.zip"
    backup.write(good, desk, with_key=False)
    with zipfile.ZipFile(good) as archive:
        places = [entry.header_offset + 120 for entry in archive.infolist() if entry.file_size > 200]
    assert len(places) > 5
    data = good.read_bytes()
    for where in places:
        good.write_bytes(data)
        spoil(good, where)
        with pytest.raises(DeskError, match="损坏"), manifest.opened(good) as archive:
            manifest.read_whole(archive)
    good.write_bytes(data[: len(data) // 2])
    with pytest.raises(DeskError, match="损坏"):
        manifest.opened(good)


def test_a_backup_that_lacks_a_part_restores_nothing(desk: Config, tmp_path: Path) -> None:
    backup.write(tmp_path / "a.zip", desk, with_key=False)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive, zipfile.ZipFile(tmp_path / "b.zip", "w") as less:
        for entry in archive.infolist():
            if "filing.jsonl" not in entry.filename:
                less.writestr(entry, archive.read(entry))
    with pytest.raises(DeskError, match=r"filings\.filing"), manifest.opened(tmp_path / "b.zip") as archive:
        manifest.read_whole(archive)


def test_a_backup_of_other_tables_is_refused_with_its_version(desk: Config, tmp_path: Path) -> None:
    made = backup.write(tmp_path / "a.zip", desk, with_key=False)
    lose_everything()
    older = dataclasses.replace(made, version="0.0.1", migrations=made.migrations[1:])
    with manifest.opened(tmp_path / "a.zip") as archive, pytest.raises(DeskError, match=r"0\.0\.1"):
        restore.into(archive, older, home(tmp_path / "other"))


def test_a_path_that_leads_out_of_the_folder_is_refused(desk: Config, tmp_path: Path) -> None:
    made = backup.write(tmp_path / "a.zip", desk, with_key=False)
    lose_everything()
    other = home(tmp_path / "other")
    for path in ("../x", "/tmp/x", "originals/../../x"):  # noqa: S108  never written
        with manifest.opened(tmp_path / "a.zip") as archive, pytest.raises(DeskError):
            restore.into(archive, dataclasses.replace(made, files={path: "0"}), other)


def test_what_is_no_backup_is_said(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x", "y")
    with pytest.raises(DeskError, match="不是勾稽的备份"), manifest.opened(tmp_path / "a.zip") as archive:
        manifest.read_whole(archive)


def test_originals_that_are_missing_or_altered_are_said(desk: Config, tmp_path: Path) -> None:
    Original.objects.create(sha256="0" * 64, size=1, media_type="text/plain")
    (desk.originals / SHA256[:2] / SHA256[2:4] / SHA256).write_bytes(b"rotten")
    made = backup.write(tmp_path / "a.zip", desk, with_key=False)
    assert made.missing == sorted(["0" * 64, SHA256])
    assert made.files == {}


def test_the_key_is_in_it_only_where_it_was_asked_for(desk: Config, tmp_path: Path) -> None:
    (desk.data / "secret.key").write_text("k" * 50)
    assert "secret.key" not in backup.write(tmp_path / "a.zip", desk, with_key=False).files
    assert "secret.key" in backup.write(tmp_path / "b.zip", desk, with_key=True).files
    assert (tmp_path / "b.zip").stat().st_mode & 0o077 == 0


def test_a_full_disk_is_said_and_nothing_is_left_of_the_backup(
    desk: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backup, "_copy", full)
    with pytest.raises(DeskError, match="磁盘已满"):
        backup.write(tmp_path / "a.zip", desk, with_key=False)
    assert list(tmp_path.glob("a.zip*")) == []


def test_an_existing_file_is_not_written_over(desk: Config, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"mine")
    with pytest.raises(DeskError, match="已经存在"):
        backup.write(tmp_path / "a.zip", desk, with_key=False)
    assert (tmp_path / "a.zip").read_bytes() == b"mine"


def test_a_database_that_goes_away_is_said(
    desk: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone(_model: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(backup, "rows", gone)
    monkeypatch.setenv("GOUJI_DATA", str(desk.data))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert main(["backup", str(tmp_path / "a.zip")]) == 2
    assert "数据库没有应答" in capsys.readouterr().err
    assert list(tmp_path.glob("a.zip*")) == []


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the tests' SQLite lies in memory, one connection at a time"
)
def test_what_others_write_meanwhile_is_not_in_it(desk: Config) -> None:  # noqa: ARG001
    other = connection.copy()
    with backup.one_moment():
        regions = list(tables.rows(Region))
        with other.cursor() as cursor:
            cursor.execute("INSERT INTO units_unitname (unit_id, name) SELECT id, '后来' FROM units_unit LIMIT 1")
        names = [json.loads(line)["name"] for line in tables.rows(UnitName)]
    other.close()
    assert len(regions) == 3
    assert names == ["林业局"]
    assert UnitName.objects.count() == 2
