"""The worker: does what was put into the queue, and puts into it what is due by the clock."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.db import OperationalError
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker, logger
from django_tasks_db.models import DBTaskResult

from gouji.web.core.schedule import enqueue_due

if TYPE_CHECKING:
    from typing import Any

_LOOKS_EVERY = 60.0  # seconds between two looks at the clock
_MOST_STARTS = 3


class DeskWorker(Worker):
    """Django's queue worker that also looks at the clock: before its first task, and once a minute between tasks."""

    _looked = float("-inf")

    def serve(self) -> None:
        """Work until told to stop; a database that does not answer for a while is waited for."""
        while self.running:
            try:
                self.look()
                self.run()
            except OperationalError:
                logger.exception("The database does not answer; trying again")
                time.sleep(self.interval + 5)
            if self.running:
                time.sleep(self.interval)

    def run_task(self, db_task_result: DBTaskResult[..., Any]) -> None:
        """Run one task, then look at the clock: a long queue must not make a job late."""
        super().run_task(db_task_result)
        self.look()

    def look(self) -> None:
        """Enqueue what is due, at most once a minute."""
        if time.monotonic() - self._looked >= _LOOKS_EVERY:
            self._looked = time.monotonic()
            enqueue_due(timezone.now())


def take_up_again() -> int:
    """Put back what a worker that is no more had begun, and return how much; what ended three workers is given up.

    Called where no other worker runs: ``gouji serve`` has one.
    """
    begun = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    again = [result for result in begun if len(result.worker_ids) < _MOST_STARTS]
    for result in begun:
        if result not in again:
            result.set_failed(RuntimeError("the worker ended three times while it ran this"))
    return DBTaskResult.objects.filter(pk__in=[one.pk for one in again]).update(status=TaskResultStatus.READY)
