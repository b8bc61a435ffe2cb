"""The processes beside the server (worker, watcher): started with it, started again where they die, ended with it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LOOKS_EVERY = 3.0  # seconds; also how long one that dies at once waits before it is started again


def orphaned(parent: int) -> bool:
    """Whether the server that started this process is no more: killed, it could end nobody. ``parent`` 0: nobody's child."""
    return parent != 0 and os.getppid() != parent


class Beside:
    """Runs ``python -m gouji.web COMMAND --parent PID`` for each command; what ends by itself is started again."""

    def __init__(self, commands: Sequence[Sequence[str]], say: Callable[[str], None]) -> None:
        self._commands, self._say = commands, say
        self._over = threading.Event()
        self._running = [self._start(command) for command in commands]
        self._watch = threading.Thread(target=self._keep, daemon=True)
        self._watch.start()

    def end(self) -> None:
        """End them all and wait until they have finished what they do."""
        self._over.set()
        self._watch.join()
        for process in self._running:
            process.terminate()
        for process in self._running:
            process.wait()

    def _keep(self) -> None:
        while not self._over.wait(_LOOKS_EVERY):
            for at, process in enumerate(self._running):
                if process.poll() is not None:
                    self._say(f"后台进程 {self._commands[at][0]} 中断（{process.returncode}），已重新启动。")
                    self._running[at] = self._start(self._commands[at])

    @staticmethod
    def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
        whole = [sys.executable, "-m", "gouji.web", *command, "--parent", str(os.getpid())]
        return subprocess.Popen(whole)  # noqa: S603  our own interpreter with our own module
