"""The frame's own jobs: what is of no more use is cleared away, and SQLite counts its rows."""

from __future__ import annotations

import datetime as dt

from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

_KEPT = dt.timedelta(days=30)


@task()
def clear_up() -> None:
    """Remove sessions that have ended, and tasks that were done a month ago; let the database know how its tables have grown."""
    call_command("clearsessions")
    ended = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
    DBTaskResult.objects.filter(status__in=ended, finished_at__lt=timezone.now() - _KEPT).delete()
    if connection.vendor == "sqlite":  # PostgreSQL does so by itself; without, lookups are planned as on the first day
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
