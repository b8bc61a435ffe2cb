"""``gouji serve``: prepare the database, ask for the first account, and run the pages and the background worker together."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

from gouji.web.config import Config, read_config


def prepare(environment: os._Environ[str] | dict[str, str]) -> Config:
    """Make the data folder and its key where they are missing, bring the database up to date, and return the installation."""
    config = read_config(environment)
    config.originals.mkdir(parents=True, exist_ok=True)
    key = config.data / "secret.key"
    if not key.exists() and not environment.get("GOUJI_SECRET_KEY"):
        key.touch(mode=0o600)
        key.write_text(secrets.token_urlsafe(50), encoding="ascii")
    environment["DJANGO_SETTINGS_MODULE"] = "gouji.web.settings"
    import django  # noqa: PLC0415  the engine runs with Django absent

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return read_config(environment)


def worker() -> subprocess.Popen[bytes]:
    """Start the process that does what was put into the queue and what is due by the clock."""
    command = [sys.executable, "-m", "gouji.web", "desk_worker"]
    return subprocess.Popen(command, cwd=Path.cwd())  # noqa: S603  our own interpreter with our own module


def listen(host: str, port: int) -> None:
    """Answer browsers until the program is stopped."""
    from waitress import serve  # noqa: PLC0415

    from gouji.web.wsgi import application  # noqa: PLC0415

    serve(application, host=host, port=port, threads=8, ident="gouji")


def run(host: str, port: int) -> None:
    """Prepare, then serve pages and queue until stopped."""
    prepare(os.environ)
    queue = worker()
    try:
        listen(host, port)
    finally:
        queue.terminate()
        queue.wait()
