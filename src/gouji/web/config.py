"""What an installation decides: where its data lies, which database, who may connect. Read from the environment, no Django.

=====================  ==============================================================================================
GOUJI_DATA             folder of the originals, the SQLite file, the secret key and checkpoints (default: ./gouji-data)
GOUJI_DATABASE         ``postgresql://user:password@host:port/name``; without it SQLite in the data folder
GOUJI_SECRET_KEY       signs sessions; without it the file ``secret.key`` in the data folder, made by ``gouji serve``
GOUJI_HOSTS            host names that browsers may use, separated by commas (default: this machine only)
GOUJI_PRODUCTION       1: refuse unsafe settings, cookies over HTTPS only
GOUJI_SERVERS          how many processes answer browsers on PostgreSQL (default: by processor cores and memory)
GOUJI_PROXY            address of the proxy that speaks HTTPS and says for whom; only it is believed
GOUJI_FIRST_*          NAME, USERNAME, PASSWORD, REGION_CODE and REGION_NAME of the first account, else asked on the terminal
GOUJI_WATCH            folder whose files are taken in by themselves; GOUJI_WATCH_REGION the code of the region they belong to
GOUJI_WATCH_DATA       the same for execution data; the year is the one in a file's name, else this year
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
_KEY_LENGTH, _MOST_NAMED = 50, 256
UNSAFE_KEY = "only for a first look: gouji serve writes a key of its own into the data folder"


class ConfigError(Exception):
    """An installation's setting that cannot be used; the message says which and what to write instead."""


@dataclass(frozen=True, slots=True)
class Config:
    """One installation. ``database`` is Django's own description of the default database; ``servers`` is 0 where none was named."""

    data: Path
    database: dict[str, Any]
    secret_key: str
    hosts: tuple[str, ...]
    production: bool
    proxy: str
    demo: bool
    servers: int = 0

    @property
    def originals(self) -> Path:
        """The folder of what was filed, by content hash."""
        return self.data / "originals"

    @property
    def derived(self) -> Path:
        """The folder of what is rebuilt from originals at any time."""
        return self.data / "derived"


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
        servers=_count(environment.get("GOUJI_SERVERS", "").strip()),
    )


def unsafe(config: Config) -> tuple[str, ...]:
    """Return, in a sentence each, what must be changed before an installation is used in earnest; empty where nothing."""
    found = []
    if config.secret_key == UNSAFE_KEY or len(config.secret_key) < _KEY_LENGTH:
        found.append(
            f"GOUJI_SECRET_KEY 不足 {_KEY_LENGTH} 个字符：请换成随机的长字符串，或去掉它，由 gouji serve 在数据文件夹里生成。"
            f" (GOUJI_SECRET_KEY has fewer than {_KEY_LENGTH} characters; drop it and one is made.)"
        )
    if set(config.hosts) <= {*LOCAL_HOSTS, "*"}:
        found.append(
            "没有写明平台的网址：请把浏览器里用的主机名写进 GOUJI_HOSTS，例如 GOUJI_HOSTS=gouji.example.gov.cn。"
            " (Name the host in GOUJI_HOSTS; neither this machine only nor * will do.)"
        )
    if not config.proxy:
        found.append(
            "没有 HTTPS：请在前面放一个提供 HTTPS 的代理（如 nginx），并把它的地址写进 GOUJI_PROXY，例如 GOUJI_PROXY=127.0.0.1。"
            " (Put a proxy that speaks HTTPS in front and name its address in GOUJI_PROXY.)"
        )
    if config.demo:
        found.append("演示数据不能用于正式环境：请去掉 GOUJI_DEMO。 (Drop GOUJI_DEMO.)")
    return tuple(found)


def _kept_key(data: Path) -> str:
    try:
        return (data / "secret.key").read_text(encoding="ascii").strip() or UNSAFE_KEY
    except OSError:
        return UNSAFE_KEY


def _count(given: str) -> int:
    if not given:
        return 0
    if not (given.isascii() and given.isdigit() and 0 < int(given) <= _MOST_NAMED):
        raise ConfigError(
            f"GOUJI_SERVERS 应写成 1 到 {_MOST_NAMED} 的整数，不写则由平台按处理器和内存决定。"
            f" (GOUJI_SERVERS must be a whole number from 1 to {_MOST_NAMED}.)"
        )
    return int(given)


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
