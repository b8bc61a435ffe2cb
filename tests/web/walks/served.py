"""The made-up county, served as ``gouji serve --demo`` serves it, on a free port and a database of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE = 300
_COUNTY_CODE = "990121"  # as gouji.web.demo has it


@dataclass(frozen=True)
class Served:
    """Where the desk is, how many seconds it took from the command to the first page, and its watched folder of execution data."""

    address: str
    seconds: float
    watched: Path


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve the county until the block ends."""
    port = free_port()
    with database() as address:
        watched = folder / "watched"
        watched.mkdir()
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "",
            "GOUJI_DATABASE": address,
            "GOUJI_WATCH_DATA": str(watched),
            "GOUJI_WATCH_REGION": _COUNTY_CODE,
            "GOUJI_SERVERS": "2",  # a walk is one person
            "LANG": "zh_CN.UTF-8",
        }
        command = [sys.executable, "-m", "gouji.cli", "serve", "--demo", "--data", str(folder), "--port", str(port)]
        begin = time.monotonic()
        with (folder / "log.txt").open("wb") as log:
            desk = subprocess.Popen(command, env=environment, stdout=log, stderr=log)  # noqa: S603  our own program
            try:
                wait(f"http://127.0.0.1:{port}/health", desk, folder)
                yield Served(f"http://127.0.0.1:{port}", time.monotonic() - begin, watched)
            finally:
                desk.terminate()
                desk.wait(timeout=60)


@contextmanager
def database() -> Iterator[str]:
    """Make a database beside the one that GOUJI_DATABASE names; without it the desk's own SQLite is used."""
    given = os.environ.get("GOUJI_DATABASE", "")
    if not given:
        yield ""
        return
    name = f"gouji_walks_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield f"{given.rsplit('/', 1)[0]}/{name}"
    finally:
        with psycopg.connect(given, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait(address: str, desk: subprocess.Popen[bytes], folder: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if desk.poll() is not None:
            raise RuntimeError((folder / "log.txt").read_text(encoding="utf-8", errors="replace"))
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310  our own address
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise TimeoutError(address)
