"""What an installation decides: where its data lies, which database, who may connect. Read from the environment, no Django.

=====================  ==============================================================================================
GOUJI_DATA             folder of the originals, the SQLite file, the secret key and checkpoints (default: ./gouji-data)
GOUJI_DATABASE         ``postgresql://user:password@host:port/name``; without it SQLite in the data folder
GOUJI_SECRET_KEY       signs sessions; without it the file ``secret.key`` in the data folder, made by ``gouji serve``
GOUJI_HOSTS            host names that browsers may use, separated by commas (default: this machine only)
GOUJI_PRODUCTION       1: refuse unsafe settings, cookies over HTTPS only
GOUJI_PROXY            address of the proxy that speaks HTTPS and says for whom; only it is believed
GOUJI_DEMO             1: made-up people and data; no second factor is asked, never together with GOUJI_PRODUCTION
=====================  ==============================================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
UNSAFE_KEY = "only for a first look: gouji serve writes a key of its own into the data folder"


class ConfigError(Exception):
    """An installation's setting that cannot be used; the message says which and what to write instead."""


@dataclass(frozen=True, slots=True)
class Config:
    """One installation. ``database`` is Django's own description of the default database."""

    data: Path
    database: dict[str, Any]
    secret_key: str
    hosts: tuple[str, ...]
    production: bool
    proxy: str
    demo: bool

    @property
    def originals(self) -> Path:
        """The folder of what was filed, by content hash."""
        return self.data / "originals"


def read_config(environment: Mapping[str, str]) -> Config:
    """Return the installation that the environment describes; raises ConfigError."""
    data = Path(environment.get("GOUJI_DATA") or "gouji-data").resolve()
    given = environment.get("GOUJI_HOSTS", "")
    return Config(
        data=data,
        database=_database(environment.get("GOUJI_DATABASE", ""), data),
        secret_key=environment.get("GOUJI_SECRET_KEY") or _kept_key(data),
        hosts=tuple(host.strip() for host in given.split(",") if host.strip()) or LOCAL_HOSTS,
        production=environment.get("GOUJI_PRODUCTION") == "1",
        proxy=environment.get("GOUJI_PROXY", "").strip(),
        demo=environment.get("GOUJI_DEMO") == "1",
    )


def _kept_key(data: Path) -> str:
    try:
        return (data / "secret.key").read_text(encoding="ascii").strip() or UNSAFE_KEY
    except OSError:
        return UNSAFE_KEY


def _database(address: str, data: Path) -> dict[str, Any]:
    if not address:
        return _sqlite(data / "gouji.sqlite3")
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ConfigError(
            "GOUJI_DATABASE 应写成 postgresql://用户:密码@主机:端口/库名，不写则用 SQLite。"
            " (GOUJI_DATABASE must read postgresql://user:password@host:port/name.)"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    """Writers wait for one another instead of failing: a transaction takes the write lock when it begins."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
        },
    }
