"""``gouji serve``: prepare the database, ask for the first account, and run the pages and the background worker together."""

from __future__ import annotations

import os
import secrets
import signal
import sys
from typing import TYPE_CHECKING

from gouji.web.config import Config, ConfigError, read_config, unsafe
from gouji.web.core.beside import Beside

if TYPE_CHECKING:
    from collections.abc import Callable


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
    return config


def helpers(environment: os._Environ[str] | dict[str, str]) -> list[list[str]]:
    """Return the commands that run beside the server: the queue and the clock, and the watched folders where there are any."""
    commands = [["desk_worker"]]
    for name, command in (("GOUJI_WATCH", "watch_folder"), ("GOUJI_WATCH_DATA", "watch_data")):
        if folder := environment.get(name):
            commands.append([command, folder, "--region", environment.get("GOUJI_WATCH_REGION", "")])
    return commands


def listen(host: str, port: int, proxy: str) -> None:
    """Answer browsers until the program is stopped; only ``proxy`` is believed about who asks and whether by HTTPS."""
    from waitress import serve  # noqa: PLC0415

    from gouji.web.wsgi import application  # noqa: PLC0415

    trusted = (
        {"trusted_proxy": proxy, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}} if proxy else {}
    )
    serve(
        application,
        host=host,
        port=port,
        threads=8,
        ident="gouji",
        clear_untrusted_proxy_headers=True,
        max_request_body_size=256 * 2**20,
        **trusted,
    )


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
    beside = Beside(helpers(os.environ), say)
    say(hello)
    try:
        listen(host, port, config.proxy)
    finally:
        beside.end()
