"""``gouji serve``: prepare the database, ask for the first account, and run the pages and the background worker together."""

from __future__ import annotations

import atexit
import gc
import os
import secrets
import signal
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.web.config import Config, ConfigError, read_config, unsafe
from gouji.web.core.beside import Beside

if TYPE_CHECKING:
    from collections.abc import Callable

_THREADS, _MOST_SERVERS = 8, 8
_A_SERVER = 256 * 2**20
"""Bytes that a server process comes to hold; all of them together are to take a quarter of the memory at most."""
_LOOKS = 8
_COLLECT_EVERY = 10_000
"""New objects after which the collector looks for what nobody holds; a page makes some thousands."""
_TURN = 0.0005
"""Seconds after which a page that computes lets another go on: one that asks the database often would else wait 5 ms at each answer."""


def prepare(environment: os._Environ[str] | dict[str, str]) -> Config:
    """Make the data folder and its key where they are missing, bring the database up to date, and return the installation.

    Raises ConfigError where it is to be used in earnest and is not safe.
    """
    config = read_config(environment)
    config.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    for folder in (config.originals, config.data / "static"):
        folder.mkdir(mode=0o700, exist_ok=True)
    key = config.data / "secret.key"
    if not key.exists() and not environment.get("GOUJI_SECRET_KEY"):
        key.touch(mode=0o600)
        key.write_text(secrets.token_urlsafe(50), encoding="ascii")
    config = read_config(environment)
    if config.production and (wrong := unsafe(config)):
        raise ConfigError("\n".join(wrong))
    environment["DJANGO_SETTINGS_MODULE"] = "gouji.web.settings"
    import django  # noqa: PLC0415  the engine runs with Django absent

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    from django.conf import settings  # noqa: PLC0415

    lighten(settings.CACHES["default"]["LOCATION"])
    return config


def lighten(table: str) -> None:
    """Keep the counters of the rate limits out of PostgreSQL's log: a read must not wait until a count is on the disk.

    After a crash of the database they begin anew.
    """
    from django.db import connection  # noqa: PLC0415

    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE oid = %s::regclass", [table])
        if cursor.fetchone() == ("p",):
            cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} SET UNLOGGED")


def helpers(environment: os._Environ[str] | dict[str, str]) -> list[list[str]]:
    """Return the commands that run beside the first server: the queue and the clock, and the watched folders where there are any."""
    commands = [["desk_worker"]]
    for name, command in (("GOUJI_WATCH", "watch_folder"), ("GOUJI_WATCH_DATA", "watch_data")):
        if folder := environment.get(name):
            commands.append([command, folder, "--region", environment.get("GOUJI_WATCH_REGION", "")])
    return commands


def servers(config: Config) -> int:
    """Return how many processes answer browsers: GOUJI_SERVERS, else four a processor core up to eight, as far as memory goes.

    While a page computes, the others of its process wait; the more processes there are, the fewer others.

    SQLite writes for one at a time, and a system whose sockets are not shared can have one only.
    """
    if not (config.database["ENGINE"].endswith("postgresql") and hasattr(socket, "SO_REUSEPORT")):
        return 1
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return config.servers or max(1, min(4 * (os.cpu_count() or 1), _MOST_SERVERS, memory // 4 // _A_SERVER))


def listen(host: str, port: int, proxy: str, *, shared: bool = False) -> None:
    """Answer browsers until the program is stopped; only ``proxy`` is believed about who asks and whether by HTTPS.

    Where the address is ``shared``, several processes listen there and the system spreads the browsers over them.
    """
    from waitress import serve  # noqa: PLC0415

    from gouji.web.wsgi import application  # noqa: PLC0415

    _warm_up()
    _spare_collector()
    sys.setswitchinterval(_TURN)
    trusted = (
        {"trusted_proxy": proxy, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}} if proxy else {}
    )
    serve(
        application,
        sockets=[_bound(host, port, shared=shared)],
        threads=_THREADS,
        ident="gouji",
        clear_untrusted_proxy_headers=True,
        max_request_body_size=256 * 2**20,
        **trusted,
    )


def _warm_up() -> None:
    """Read once, before anybody waits for it, what the first to open a page would wait for: addresses, pages, rules, indicators."""
    from django.template.loader import get_template  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from gouji.api import all_rules  # noqa: PLC0415
    from gouji.supervision.indicator import all_indicators  # noqa: PLC0415
    from gouji.web.api.v1 import api  # noqa: PLC0415

    reverse("health")
    api.get_openapi_schema()
    all_rules()
    all_indicators()
    for page in Path(__file__).parent.glob("**/templates/**/*.html"):
        get_template(page.as_posix().rpartition("/templates/")[2])


def _spare_collector() -> None:
    """Let the collector pass over what was read by now: to look through all of it stops every page for longer than most take."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_EVERY)
    atexit.register(gc.unfreeze)  # libraries written in C count what is left at the end


def _bound(host: str, port: int, *, shared: bool) -> socket.socket:
    """Return a socket at an address, which other processes of the same person may share.

    Raises ConfigError where another program has it.
    """
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    bound = socket.socket(family, kind, protocol)
    if os.name == "posix":  # elsewhere it would let two programs have one address
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        bound.bind(address)
    except OSError as error:
        bound.close()
        raise ConfigError(f"地址 {host}:{port} 不能使用（{error.strerror}），请用 --host、--port 换一个。") from error
    return bound


def _await_free(host: str, port: int) -> None:
    """Wait until nobody listens at an address: servers whose first was killed end a moment later. Raises ConfigError."""
    for left in reversed(range(_LOOKS)):
        try:
            _bound(host, port, shared=False).close()
        except ConfigError:
            if not left:
                raise
            time.sleep(0.5)
        else:
            return


def run(host: str, port: int, hello: str, say: Callable[[str], None]) -> None:
    """Prepare, load the made-up county or open the first account, ``say`` hello, then serve pages and queue until stopped."""
    config = prepare(os.environ)
    if config.demo:
        from gouji.web.demo.load import load  # noqa: PLC0415

        load(say)
    else:
        from gouji.web.ask import first_account  # noqa: PLC0415

        first_account(os.environ, say)
    # Ended from outside as by Ctrl+C: the worker ends with it.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    _await_free(host, port)
    more = [["desk_pages", "--host", host, "--port", str(port)]] * (servers(config) - 1)
    beside = Beside([*helpers(os.environ), *more], say)
    say(hello)
    try:
        listen(host, port, config.proxy, shared=bool(more))
    finally:
        beside.end()
