"""Many people at once: each opens a page, reads it for a while, opens the next. Only against this machine."""

from __future__ import annotations

import http.client
import random
import threading
import time
from dataclasses import dataclass, field
from itertools import cycle
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HOST = "127.0.0.1"
_PATIENCE = 30


@dataclass
class Measured:
    """What came back: seconds by page, and what was not answered with 200."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, name: str, status: int, seconds: float, path: str) -> None:
        """Count one answer."""
        with self.lock:
            if status == http.client.OK:
                self.seconds.setdefault(name, []).append(seconds)
            else:
                self.failed[name] = f"{status} {path}"


def run(
    port: int, people: Sequence[dict[str, str]], pages: dict[str, list[str]], *, seconds: float, pause: float
) -> Measured:
    """Let each of the people, known by headers, go through the pages in an order of his own, for so many seconds."""
    measured = Measured()
    end = time.monotonic() + seconds
    threads = [
        threading.Thread(target=_person, args=(port, person, pages, number, end, pause, measured), daemon=True)
        for number, person in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=seconds + 2 * _PATIENCE)
    return measured


def _person(
    port: int,
    person: dict[str, str],
    pages: dict[str, list[str]],
    number: int,
    end: float,
    pause: float,
    measured: Measured,
) -> None:
    rng = random.Random(number)
    names = list(pages)
    rng.shuffle(names)
    connection = http.client.HTTPConnection(HOST, port, timeout=_PATIENCE)
    time.sleep(rng.uniform(0, pause))
    for name in cycle(names):
        if time.monotonic() > end:
            break
        path = rng.choice(pages[name])
        begin = time.perf_counter()
        try:
            connection.request("GET", path, headers={**person, "Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            measured.add(name, answer.status, time.perf_counter() - begin, path)
        except (OSError, http.client.HTTPException) as error:
            measured.add(name, 0, 0, f"{path} {error!r}")
            connection.close()
        time.sleep(rng.uniform(0.5, 1.5) * pause)
    connection.close()
