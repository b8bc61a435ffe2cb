"""What the desk does by itself once a day or once an hour: reminders, checkpoints, clearing up.

An app adds its job in ``AppConfig.ready``. The worker asks every minute which jobs are due and puts those into the queue, once
a period however many workers ask; a period that nobody was awake in is left out, only the last one is made up for. A job may
run twice without harm, like every task.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from gouji.web.core.models import JobRun

if TYPE_CHECKING:
    from django_tasks.base import Task


class Every(Enum):
    """How often, as the format that names one period."""

    DAY = "%Y-%m-%d"
    HOUR = "%Y-%m-%dT%H"


@dataclass(frozen=True, slots=True)
class Job:
    """A task without arguments, how often it runs, and before which hour of the day (local time) it does not."""

    name: str
    task: Task[[], Any]
    every: Every
    hour: int = 0

    def period(self, now: dt.datetime) -> str:
        """Return the day or hour whose turn it is; before ``hour`` it is still yesterday's."""
        since = timezone.localtime(now) - dt.timedelta(hours=self.hour)
        return since.strftime(self.every.value)


_JOBS: dict[str, Job] = {}


def add_job(job: Job) -> None:
    """Let an app have a job run; called once, when the app is loaded."""
    if job.name in _JOBS:
        raise ValueError(f"two jobs of one name: {job.name}")
    _JOBS[job.name] = job


def enqueue_due(now: dt.datetime) -> list[str]:
    """Put the jobs whose day or hour has come into the queue and return their names."""
    done = dict(JobRun.objects.values_list("name", "period"))
    late = [job for job in _JOBS.values() if done.get(job.name, "") < job.period(now)]
    return [job.name for job in late if _enqueue_once(job, job.period(now))]


@transaction.atomic
def _enqueue_once(job: Job, period: str) -> bool:
    """Ask again under the row's lock: another worker may have been faster."""
    run = JobRun.objects.select_for_update().get_or_create(name=job.name)[0]
    if run.period >= period:
        return False
    run.period = period
    run.save()
    job.task.enqueue()
    return True
