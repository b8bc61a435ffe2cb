"""A full disk, a database that is gone or held: a sentence with what to do, nothing half stored, and the next try goes through."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.web.api.conftest import token_for
from tests.web.filings.conftest import BAD_TOTAL, GOOD, keep
from tests.web.matters.made import a_filing, a_finding

from gouji.web.audit.chain import record
from gouji.web.core.worker import DeskWorker
from gouji.web.filings.models import Check, Filing, Finding, Intake, Original, Version
from gouji.web.filings.services import checking, findings, intake
from gouji.web.filings.services.filing import file_document
from gouji.web.filings.services.upsert import upsert
from gouji.web.filings.tasks import run_check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings
    from tests.web.conftest import District

SQLITE = connection.vendor == "sqlite"
NO_ROOM, NO_ANSWER = "磁盘已满，刚才的内容没有保存。", "数据库暂时没有应答，刚才的内容没有保存。"


def browser(district: District, role: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(district.people[role])
    return client


def upload(client: Client, district: District) -> object:
    said = {"unit": district.forestry.pk, "kind": "budget", "year": 2026, "region": district.county.pk}
    return client.post(reverse("filing_upload"), {**said, "files": SimpleUploadedFile("预算.txt", GOOD.encode())})


@contextmanager
def full_database() -> Iterator[None]:
    """No page more for the database: SQLite is told so; PostgreSQL says of a table what it says when its disk is full."""
    with connection.cursor() as cursor:
        if SQLITE:
            cursor.execute("VACUUM")  # what was deleted before leaves no room
            pages = cursor.execute("PRAGMA page_count").fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages}")
        else:
            cursor.execute(
                "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                " RAISE EXCEPTION 'could not extend file: no room' USING ERRCODE = 'disk_full'; END $$"
            )
            cursor.execute("CREATE TRIGGER no_room BEFORE INSERT ON audit_event EXECUTE FUNCTION no_room()")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            if SQLITE:
                cursor.execute("PRAGMA max_page_count = 1073741823")
            else:
                cursor.execute("DROP TRIGGER no_room ON audit_event")
                cursor.execute("DROP FUNCTION no_room")


def fill(finding: Finding) -> str:
    """A reason so long that it needs a page of its own."""
    return f"口径不同{finding.pk}".ljust(2000, "同")


def test_a_full_database_stores_nothing_of_a_decision_and_says_so(district: District) -> None:
    finding = a_finding(a_filing(district.forestry), state=Finding.State.OPEN)
    client = browser(district, "finance")
    said = {"before": "open", "after": "rejected", "reason": fill(finding)}
    with full_database():
        answer = client.post(reverse("finding_decide", args=[finding.pk]), said)
    assert (answer.status_code, NO_ROOM in answer.content.decode()) == (507, True)
    finding.refresh_from_db()
    assert (finding.state, finding.decisions.count()) == ("open", 0)
    client.post(reverse("finding_decide", args=[finding.pk]), said)
    assert finding.decisions.get().after == "rejected"


def test_a_program_is_told_of_a_full_database_in_the_one_shape(district: District) -> None:
    finding = a_finding(a_filing(district.forestry), state=Finding.State.OPEN)
    program = token_for(district.people["finance"])
    body = {"state": "rejected", "seen": "open", "reason": "口径" * 5000}
    with full_database():
        answer = program.post(f"/findings/{finding.pk}/decisions", body, key="first-try")
    assert (answer.status, answer.code) == (507, "no_space")
    again = program.post(f"/findings/{finding.pk}/decisions", body, key="first-try")
    assert again.status == 201
    assert finding.decisions.count() == 1


def test_a_full_disk_keeps_no_half_original(
    district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is written to a device that is always full."""

    def always_full(**said: Any) -> BinaryIO:  # noqa: ANN401  a temporary file's own
        link = Path(said["dir"]) / "full"
        link.symlink_to("/dev/full")
        return link.open("wb")

    client = browser(district, "accountant")
    with monkeypatch.context() as now:
        now.setattr("tempfile.NamedTemporaryFile", always_full)
        answer = upload(client, district)
    assert (answer.status_code, NO_ROOM in answer.content.decode()) == (507, True)  # type: ignore[attr-defined]
    assert not any(model.objects.exists() for model in (Original, Filing, Version, Intake))
    assert not [path for path in (tmp_path / "originals").rglob("*") if not path.is_dir()]
    upload(client, district)
    assert Version.objects.get().original.size == len(GOOD.encode())


def a_full_folder(now: pytest.MonkeyPatch) -> None:
    """Let whatever is written for a check go to a device that is always full."""

    def full(_self: Path, data: bytes) -> int:
        with Path("/dev/full").open("wb", buffering=0) as stream:
            return stream.write(data)

    now.setattr(Path, "write_bytes", full)


def test_a_check_says_that_the_disk_is_full_and_goes_on_when_there_is_room(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = district.people["office"]
    original = keep(BAD_TOTAL)
    check = file_document(office, district.forestry, "budget", 2026, original, "预算.txt", queue=False).check
    client = browser(district, "office")
    page = reverse("filing", args=[check.version.filing_id])
    with monkeypatch.context() as now:
        a_full_folder(now)
        for _ in range(checking.MOST_ATTEMPTS + 1):
            with pytest.raises(OSError, match="No space left"):
                checking.run(check.pk, timezone.now(), timezone.localdate())
    check.refresh_from_db()
    assert (check.state, check.attempts, check.problems) == (Check.State.RUNNING, 0, [checking.NO_ROOM])
    assert "磁盘已满" in client.get(page).content.decode()
    checking.run(check.pk, timezone.now(), timezone.localdate())
    check.refresh_from_db()
    assert (check.state, check.problems) == (Check.State.DONE, [])
    assert Finding.objects.count() == 1
    assert "磁盘已满" not in client.get(page).content.decode()


def test_a_file_that_comes_in_says_that_the_disk_is_full_and_is_placed_when_there_is_room(
    district: District, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    (one,) = intake.take_in(district.people["office"], district.county, [("预算.txt", keep(GOOD))])
    with monkeypatch.context() as now:
        a_full_folder(now)
        for _ in range(checking.MOST_ATTEMPTS + 1):
            with pytest.raises(OSError, match="No space left"):
                intake.place(one.pk, timezone.now(), timezone.localdate())
    one.refresh_from_db()
    assert (one.state, one.attempts, one.problem) == (Intake.State.WAITING, 0, checking.NO_ROOM)
    intake.place(one.pk, timezone.now(), timezone.localdate())
    one.refresh_from_db()
    assert (one.state, one.problem) == (Intake.State.PLACED, "")


def lose_the_connection() -> None:
    """What a restart of the server does to a transaction in its middle."""
    pid = connection.connection.info.backend_pid
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    other.close()


@pytest.mark.skipif(SQLITE, reason="a file has no connection to lose; that it is held is the next test")
def test_a_connection_lost_in_the_middle_leaves_nothing_half_done(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = a_finding(a_filing(district.forestry), state=Finding.State.OPEN)
    client = browser(district, "finance")

    def lost(*args: object, **said: object) -> object:
        lose_the_connection()
        return record(*args, **said)  # type: ignore[arg-type]

    said = {"before": "open", "after": "rejected", "reason": "口径不同"}
    with monkeypatch.context() as now:
        now.setattr(findings, "record", lost)
        answer = client.post(reverse("finding_decide", args=[finding.pk]), said)
    assert (answer.status_code, NO_ANSWER in answer.content.decode()) == (503, True)
    assert answer.headers["Retry-After"] == "30"
    finding.refresh_from_db()
    assert (finding.state, finding.decisions.count()) == ("open", 0)
    assert client.post(reverse("finding_decide", args=[finding.pk]), said).status_code == 302
    assert finding.decisions.count() == 1


@pytest.mark.skipif(not SQLITE, reason="PostgreSQL locks rows, not the database")
def test_a_database_that_another_program_holds_is_told(district: District) -> None:
    finding = a_finding(a_filing(district.forestry), state=Finding.State.OPEN)
    client = browser(district, "finance")
    said = {"before": "open", "after": "rejected", "reason": "口径不同"}
    holder = connections.create_connection("default")
    with holder.cursor() as cursor, connection.cursor() as own:
        cursor.execute("BEGIN IMMEDIATE")
        own.execute("PRAGMA busy_timeout = 50")
        answer = client.post(reverse("finding_decide", args=[finding.pk]), said)
        cursor.execute("ROLLBACK")
    holder.close()
    assert (answer.status_code, NO_ANSWER in answer.content.decode()) == (503, True)
    client.post(reverse("finding_decide", args=[finding.pk]), said)
    assert finding.decisions.get().after == "rejected"


@pytest.mark.skipif(SQLITE, reason="a file has no connection to lose")
def test_a_check_whose_connection_was_lost_is_run_again_by_the_same_worker(
    district: District, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    original = keep(BAD_TOTAL)
    check = file_document(district.people["office"], district.forestry, "budget", 2026, original, "预算.txt").check
    stored = []

    def lost_once(*said: object, **how: object) -> object:
        stored.append(1)
        if len(stored) == 1:
            lose_the_connection()
        return upsert(*said, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(checking, "upsert", lost_once)
    monkeypatch.setattr("gouji.web.core.worker._PATIENCE", 0)
    worker = a_worker()
    looks = iter(range(10))
    monkeypatch.setattr(
        DeskWorker, "look", lambda self: setattr(self, "running", next(looks, None) is not None and not told(check))
    )
    worker.serve()
    check.refresh_from_db()
    assert (check.state, check.attempts, len(stored)) == (Check.State.DONE, 2, 2)
    assert Finding.objects.count() == 1
    assert DBTaskResult.objects.get(task_path=run_check.module_path).status == "SUCCESSFUL"


def told(check: Check) -> bool:
    return Check.objects.filter(pk=check.pk, told=True).exists()


def a_worker(parent: int = 0) -> DeskWorker:
    return DeskWorker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="this one",
        excluded_queue_names=[],
        parent=parent,
    )


def test_a_worker_whose_server_was_killed_ends(district: District) -> None:  # noqa: ARG001
    worker = a_worker(parent=1_000_000_000)  # a process that is not our parent
    worker.serve()
    assert not worker.running
