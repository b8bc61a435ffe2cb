"""``python -m benchmarks.desk``: every page at once by many people, as it is served, told in milliseconds and as ratios.

The data is the made-up county enlarged to 40 departments × 5 years × 2 documents. The database is SQLite in a temporary folder,
or the fresh PostgreSQL database that GOUJI_DATABASE names. The ratio is to the bare address that only asks the database for 1,
measured in the same run: it means the same on a faster machine.
"""

from __future__ import annotations

import argparse
import datetime as dt
import logging
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from statistics import quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.desk.load import Measured

BARE = "health"
_SINCE = dt.date(2020, 1, 1)
_WANTED = {"postgresql": 0.300, "sqlite": 0.500}


def main() -> int:
    """Fill, serve, measure, print; 1 where a page is slower than wanted or does not answer."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="gouji-bench-") as folder:
        os.environ |= {"GOUJI_DATA": os.environ.get("GOUJI_DATA") or folder, "GOUJI_DEMO": "1"}
        people, pages, vendor = _prepared(options)
        port = _free_port()
        started = _serve(port)
        try:
            _wait(port)
            from benchmarks.desk.load import run  # noqa: PLC0415  the paths are set up by now

            run(port, people[:2], pages, seconds=min(20, options.seconds), pause=0.05)
            measured = run(port, people, pages, seconds=options.seconds, pause=options.pause)
        finally:
            for server in started:
                server.terminate()
            for server in started:
                server.wait()
    return _told(measured, vendor, options)


def _prepared(options: argparse.Namespace) -> tuple[list[dict[str, str]], dict[str, list[str]], str]:
    from gouji.web.serve import prepare  # noqa: PLC0415  Django is set up by it

    prepare(os.environ)
    from benchmarks.desk.data import enlarge, look_up  # noqa: PLC0415
    from benchmarks.desk.pages import addresses  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from gouji.web.demo import place  # noqa: PLC0415
    from gouji.web.demo.load import load  # noqa: PLC0415
    from gouji.web.demo.tasks import go_on  # noqa: PLC0415
    from gouji.web.filings.models import Filing, Finding  # noqa: PLC0415
    from gouji.web.units.models import Unit  # noqa: PLC0415

    if not place.is_loaded():
        load(print)
        go_on.call()
        enlarge(options.departments, options.years)
        look_up()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    counts = {model.__name__: model._base_manager.count() for model in (Unit, Filing, Finding)}
    print(f"{connection.vendor}: {counts}")
    users = options.users or (50 if connection.vendor == "postgresql" else 10)
    vendor = connection.vendor
    people = [person() for _ in range(users)]
    logging.disable(logging.WARNING)  # what only takes a form is asked as well, and left out
    pages = addresses(seed=1, headers=people[0])
    connection.close()
    return people, pages, vendor


def person() -> dict[str, str]:
    """Return the headers of somebody logged in who holds every role of the county, with a token: every page opens to him."""
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from gouji.web.api.models import Scope, Token  # noqa: PLC0415
    from gouji.web.api.services import PREFIX, digest_of  # noqa: PLC0415
    from gouji.web.demo.cast import COUNTY_CODE  # noqa: PLC0415
    from gouji.web.people.models import Post, User  # noqa: PLC0415
    from gouji.web.people.roles import AT_A_UNIT, Role  # noqa: PLC0415
    from gouji.web.units.models import Region  # noqa: PLC0415

    user, new = User.objects.get_or_create(username="bench", defaults={"name": "压测（虚构）"})
    for role in set(Role) - AT_A_UNIT if new else ():
        Post.objects.create(user=user, role=role, since=_SINCE, region=Region.objects.get(code=COUNTY_CODE))
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    secret = PREFIX + secrets.token_urlsafe(32)
    Token.objects.create(
        user=user,
        name="bench",
        digest=digest_of(secret),
        scopes=[Scope.READ],
        expires_at=timezone.now() + dt.timedelta(days=1),
    )
    return {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}", "Authorization": f"Bearer {secret}"}


def _serve(port: int) -> list[subprocess.Popen[bytes]]:
    """Start the pages as ``gouji serve`` does, without the worker."""
    from gouji.web.config import read_config  # noqa: PLC0415
    from gouji.web.serve import servers  # noqa: PLC0415

    command = [sys.executable, "-m", "gouji.web", "desk_pages", "--port", str(port)]
    wanted = servers(read_config(os.environ))
    return [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(wanted)]  # noqa: S603  our own program


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait(port: int) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("the desk did not start")


def _told(measured: Measured, vendor: str, options: argparse.Namespace) -> int:
    tails = {name: _p95(seconds) for name, seconds in measured.seconds.items()}
    bare = tails.get(BARE, 0)
    wanted = _WANTED[vendor]
    print(f"{'page':44} {'n':>4} {'median':>8} {'p95':>8} {'× bare':>7}")
    for name, tail in sorted(tails.items(), key=lambda pair: -pair[1]):
        seconds = sorted(measured.seconds[name])
        mark = " slow" if tail > wanted else ""
        middle = seconds[len(seconds) // 2]
        print(
            f"{name:44} {len(seconds):4} {middle * 1000:6.0f}ms {tail * 1000:6.0f}ms {tail / bare if bare else 0:7.1f}{mark}"
        )
    for name, said in sorted(measured.failed.items()):
        print(f"not 200: {name} {said}")
    asked = sum(map(len, measured.seconds.values()))
    every = _p95([one for seconds in measured.seconds.values() for one in seconds])
    print(
        f"{asked} answers in {options.seconds}s; p95 of all {every * 1000:.0f} ms, wanted < {wanted * 1000:.0f} ms a page"
    )
    return int(any(tail > wanted for tail in tails.values()))


def _p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.desk", description=__doc__)
    parser.add_argument("--users", type=int, default=0, help="people at once (50 on PostgreSQL, 10 on SQLite)")
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--pause", type=float, default=5, help="seconds that a person reads a page")
    parser.add_argument("--departments", type=int, default=40)
    parser.add_argument("--years", type=int, default=5)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
