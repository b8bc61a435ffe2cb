"""The worker: does what was put into the queue, and puts into it what is due by the clock."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker, logger
from django_tasks_db.models import DBTaskResult

from gouji.web.core.beside import orphaned
from gouji.web.core.schedule import enqueue_due

if TYPE_CHECKING:
    from typing import Any

_LOOKS_EVERY = 60.0  # seconds between two looks at the clock
_MOST_STARTS = 3
_CUT_OFF = frozenset(f"{error.__module__}.{error.__qualname__}" for error in (OperationalError, InterfaceError))
_PATIENCE = 5  # seconds that a database which does not answer is left alone


class DeskWorker(Worker):
    """Django's queue worker that also looks at the clock: before its first task, and once a minute between tasks."""

    _looked = float("-inf")

    def __init__(self, *, parent: int = 0, **options: Any) -> None:  # noqa: ANN401  the queue worker's own
        """Be the worker of the server whose process is ``parent``, or of nobody's (0)."""
        super().__init__(**options)
        self._parent = parent

    def serve(self) -> None:
        """Work until told to stop; a database that does not answer is waited for, then what it cut off is begun anew."""
        cut_off = False
        while self.running:
            try:
                close_old_connections()
                if cut_off:
                    take_up_again()
                    cut_off = False
                self.look()
                self.run()
            except (OperationalError, InterfaceError):
                logger.exception("The database does not answer; trying again")
                cut_off = True
                time.sleep(self.interval + _PATIENCE)
            if self.running:
                time.sleep(self.interval)

    def run_task(self, db_task_result: DBTaskResult[..., Any]) -> None:
        """Run one task, then look at the clock: a long queue must not make a job late.

        A task that the database cut off goes back into the queue.
        """
        super().run_task(db_task_result)
        if db_task_result.exception_class_path in _CUT_OFF and len(db_task_result.worker_ids) < _MOST_STARTS:
            DBTaskResult.objects.filter(pk=db_task_result.pk).update(status=TaskResultStatus.READY)
        self.look()

    def look(self) -> None:
        """Enqueue what is due, at most once a minute; without the server there is nobody to work for."""
        if orphaned(self._parent):
            self.running = False
            return
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
