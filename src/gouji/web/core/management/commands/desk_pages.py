"""``python -m gouji.web desk_pages``: one more process that answers browsers at the server's address."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management.base import BaseCommand

from gouji.web.core.beside import orphaned
from gouji.web.serve import listen

if TYPE_CHECKING:
    from argparse import ArgumentParser

_LOOKS_EVERY = 1.0  # seconds


class Command(BaseCommand):
    """Answer browsers until stopped, or until the process is gone that started this one."""

    help = (
        "Run one more server of pages beside the first (gouji serve starts as many as there are cores, on PostgreSQL)"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address, and the process whose end is this one's end too."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--parent", type=int, default=0)

    def handle(self, *_args: object, host: str, port: int, parent: int, **_options: object) -> None:
        """Listen until SIGINT or SIGTERM."""
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()
        listen(host, port, settings.CONFIG.proxy, shared=hasattr(socket, "SO_REUSEPORT"))


def _follow(parent: int) -> None:
    """End this process as from outside once its parent is no more."""
    while not orphaned(parent):
        time.sleep(_LOOKS_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
