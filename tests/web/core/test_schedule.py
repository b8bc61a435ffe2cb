"""Jobs by the clock: once a period, late rather than never, whoever asks."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gouji.web.core import schedule
from gouji.web.core.schedule import Every, Job, add_job, enqueue_due
from gouji.web.core.tasks import clear_up
from gouji.web.core.worker import take_up_again

CHINA = ZoneInfo("Asia/Shanghai")
ran: list[str] = []


@task()
def note() -> None:
    ran.append("once")


@pytest.fixture
def job(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, db: None) -> None:  # noqa: ARG001
    monkeypatch.setattr(schedule, "_JOBS", {})
    ran.clear()
    add_job(Job("tests.note", note, *request.param))


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 3, day, hour, minute, tzinfo=CHINA)


@pytest.mark.parametrize("job", [(Every.DAY, 3)], indirect=True)
@pytest.mark.usefixtures("job")
def test_a_daily_job_runs_once_a_day_from_its_hour_on() -> None:
    moments = [at(1, 12), at(1, 12, 5), at(2, 2, 59), at(2, 3), at(2, 23), at(3, 3)]
    assert [enqueue_due(moment) for moment in moments] == [["tests.note"], [], [], ["tests.note"], [], ["tests.note"]]
    assert len(ran) == 3


@pytest.mark.parametrize("job", [(Every.HOUR,)], indirect=True)
@pytest.mark.usefixtures("job")
def test_hours_that_nobody_was_awake_in_are_made_up_for_once() -> None:
    for moment in (at(1, 8), at(1, 8, 59), at(1, 14, 30), at(1, 14, 31)):
        enqueue_due(moment)
    assert len(ran) == 2


@pytest.mark.parametrize("job", [(Every.DAY,)], indirect=True)
@pytest.mark.usefixtures("job")
def test_two_jobs_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match=r"tests\.note"):
        add_job(Job("tests.note", note, Every.HOUR))


def result(status: str, **other: object) -> DBTaskResult[..., None]:
    path = "gouji.web.core.tasks.clear_up"
    values = {"status": status, "args_kwargs": {"args": [], "kwargs": {}}, "task_path": path, **other}
    return DBTaskResult.objects.create(
        backend_name="default",
        queue_name="default",
        run_after=timezone.now(),
        exception_class_path="",
        traceback="",
        **values,
    )


@pytest.mark.django_db
def test_what_a_worker_left_behind_is_taken_up_again_but_not_for_ever() -> None:
    left = result(TaskResultStatus.RUNNING, worker_ids=["a"])
    deadly = result(TaskResultStatus.RUNNING, worker_ids=["a", "b", "c"])
    done = result(TaskResultStatus.SUCCESSFUL, worker_ids=["a"])
    assert take_up_again() == 1
    for one in (left, deadly, done):
        one.refresh_from_db()
    assert [left.status, deadly.status, done.status] == ["READY", "FAILED", "SUCCESSFUL"]


@pytest.mark.django_db
def test_tasks_done_a_month_ago_are_cleared_away() -> None:
    now = timezone.now()
    result(TaskResultStatus.SUCCESSFUL, worker_ids=[], finished_at=now - dt.timedelta(days=31))
    kept = result(TaskResultStatus.FAILED, worker_ids=[], finished_at=now - dt.timedelta(days=29))
    waiting = result(TaskResultStatus.READY, worker_ids=[])
    clear_up.call()
    assert set(DBTaskResult.objects.all()) == {kept, waiting}


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts by itself")
def test_sqlite_learns_every_night_how_its_tables_have_grown() -> None:
    result(TaskResultStatus.READY, worker_ids=[])
    clear_up.call()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = %s", [DBTaskResult._meta.db_table])
        assert {row[0].split()[0] for row in cursor.fetchall()} == {"1"}
