"""Worker and server are killed (-9) in the middle of a batch: nothing is lost, nothing comes twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.filings.conftest import BAD_TOTAL
from tests.web.walks.served import database, free_port, wait

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    not (os.environ.get("CI") or os.environ.get("GOUJI_WALKS")),
    reason="a minute of processes: runs in CI, or with GOUJI_WALKS=1",
)

YEARS = range(2001, 2026)
FIRST = {
    "GOUJI_FIRST_NAME": "张三",
    "GOUJI_FIRST_USERNAME": "zhang",
    "GOUJI_FIRST_PASSWORD": "blue heron at dawn",
    "GOUJI_FIRST_REGION_CODE": "990123",
    "GOUJI_FIRST_REGION_NAME": "青禾县",
}
PUT = """
from gouji.web.filings.services import intake, store
from gouji.web.units.models import Region, Unit
region = Region.objects.get()
Unit.objects.create(region=region, code="101", name="青禾县林业局")
texts = [({text!r}).replace("2026", str(year)) for year in {years}]
intake.take_in(None, region, [(f"{{at}}.txt", store.keep([text.encode()], "a.txt")) for at, text in enumerate(texts)])
"""
WAIT = """
import time
from gouji.web.filings.models import Intake
end = time.monotonic() + 240
while Intake.objects.exclude(state="waiting").count() < {count} and time.monotonic() < end:
    time.sleep(0.1)
"""
TOLD = """
import time
from gouji.web.filings.models import Check
end = time.monotonic() + 240
while Check.objects.filter(told=True).count() < {count} and time.monotonic() < end:
    time.sleep(0.1)
"""
REPORT = """
import json
from django_tasks_db.models import DBTaskResult
from gouji.web.audit.chain import first_broken
from gouji.web.audit.models import Event
from gouji.web.filings.models import Check, Filing, Finding, Intake, Version
print("REPORT " + json.dumps({
    "intakes": list(Intake.objects.values_list("state", flat=True)),
    "years": sorted(Filing.objects.values_list("year", flat=True)),
    "versions": list(Version.objects.values_list("number", flat=True)),
    "findings": sorted(Finding.objects.values_list("filing__year", flat=True)),
    "checks": list(Check.objects.values_list("state", "told")),
    "running": DBTaskResult.objects.filter(status__in=("READY", "RUNNING")).count(),
    "filed": Event.objects.filter(action="filing.filed").count(),
    "chain": first_broken(Event.objects.order_by("number")) is None,
}))
"""


class Desk:
    """A desk served in a process of its own, with its worker."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            **FIRST,
            "DJANGO_SETTINGS_MODULE": "gouji.web.settings",
            "GOUJI_DATABASE": address,
        }
        self.environment["GOUJI_DATA"] = str(folder)
        self.start()

    def start(self) -> None:
        port = free_port()
        command = [sys.executable, "-m", "gouji.cli", "serve", "--data", str(self.folder), "--port", str(port)]
        with (self.folder / "log.txt").open("ab") as log:
            self.server = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)  # noqa: S603
        wait(f"http://127.0.0.1:{port}/health", self.server, self.folder)

    def worker(self) -> int:
        """The process of the worker; a dead one is started anew a moment later."""
        for _look in range(60):
            if found := self._worker():
                return found
            time.sleep(0.5)
        raise LookupError((self.folder / "log.txt").read_text(encoding="utf-8"))

    def _worker(self) -> int:
        """The server's child that runs the worker; 0 where there is none."""
        pid = self.server.pid
        for child in (f"/proc/{pid}/task/{task}/children" for task in os.listdir(f"/proc/{pid}/task")):  # noqa: PTH208
            for found in open(child, encoding="ascii").read().split():  # noqa: SIM115, PTH123
                with open(f"/proc/{found}/cmdline", encoding="utf-8") as line:  # noqa: PTH123
                    if "desk_worker" in line.read():
                        return int(found)
        return 0

    def ask(self, script: str) -> str:
        command = [sys.executable, "-m", "gouji.web", "shell", "-c", script]
        done = subprocess.run(  # noqa: S603  our own interpreter
            command, env=self.environment, capture_output=True, text=True, check=True, timeout=300
        )
        return done.stdout

    def report(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.ask(REPORT).split("REPORT ", 1)[1])
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with database() as address:
        made = Desk(tmp_path, address)
        yield made
        made.server.terminate()
        made.server.wait(timeout=60)


def test_a_batch_goes_on_whoever_is_killed(desk: Desk) -> None:
    desk.ask(PUT.format(text=BAD_TOTAL, years=list(YEARS)))
    desk.ask(WAIT.format(count=2))
    first = desk.worker()
    os.kill(first, signal.SIGKILL)
    desk.ask(WAIT.format(count=5))  # by a worker that the server started anew
    second = desk.worker()
    assert second != first
    desk.server.kill()
    desk.server.wait()
    assert len(YEARS) > sum(state != "waiting" for state in desk.report()["intakes"]), "the batch was over too soon"
    desk.start()
    desk.ask(WAIT.format(count=len(YEARS)))
    desk.ask(TOLD.format(count=len(YEARS)))  # what a killed worker had begun comes after what was waiting
    found = desk.report()
    assert found["intakes"] == ["placed"] * len(YEARS)
    assert found["years"] == found["findings"] == list(YEARS)
    assert found["versions"] == [1] * len(YEARS)
    assert found["checks"] == [["done", True]] * len(YEARS)
    assert (found["filed"], found["chain"]) == (len(YEARS), True)
    assert not alive(second), "the killed server's worker works on beside the new one"


def alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as said:  # noqa: PTH123
            return said.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
