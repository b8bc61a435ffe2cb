"""``python -m gouji.web desk_worker``: the one worker of an installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string

from gouji.web.core.worker import DeskWorker, take_up_again

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Take up again what was begun, then serve the queue and the clock until stopped."""

    help = "Run the desk's background worker (one an installation; more with db_worker)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the process whose end is the worker's end too."""
        parser.add_argument(
            "--parent", type=int, default=0, help="end after the running task when this process is no more"
        )

    def handle(self, *_args: object, parent: int, **_options: object) -> None:
        """Run until SIGINT or SIGTERM; a task that runs then is finished first."""
        again = take_up_again()
        if again:
            self.stderr.write(f"上次没有做完的后台工作 {again} 项，重新开始。")
        worker = DeskWorker(
            queue_names=["*"],
            interval=1,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
            parent=parent,
        )
        worker.configure_signals()
        worker.serve()
