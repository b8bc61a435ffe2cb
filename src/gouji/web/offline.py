"""The desk without its pages, for commands: an installation that exists is opened, nothing is made or changed by opening it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gouji.web.config import Config, ConfigError, read_config

if TYPE_CHECKING:
    from collections.abc import Iterator


class DeskError(Exception):
    """What a command cannot do, and what the person at the terminal can: one sentence in Chinese, one in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh = zh
        self.en = en


def configure(environment: os._Environ[str] | dict[str, str]) -> Config:
    """Load Django for the installation that the environment names; raises DeskError where its settings cannot be used."""
    try:
        config = read_config(environment)
    except ConfigError as error:
        raise DeskError(str(error), str(error)) from error
    environment["DJANGO_SETTINGS_MODULE"] = environment.get("DJANGO_SETTINGS_MODULE") or "gouji.web.settings"
    import django  # noqa: PLC0415  the engine runs with Django absent

    django.setup()
    return config


@contextmanager
def opened(environment: os._Environ[str] | dict[str, str]) -> Iterator[Config]:
    """Open an installation that exists; its data's or database's absence is a DeskError, also in the block."""
    config = configure(environment)
    from django.db import OperationalError, ProgrammingError, connection  # noqa: PLC0415

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and connection.connection is None and not os.path.exists(name):  # noqa: PTH110
        raise DeskError(
            f"{config.data}里没有平台的数据库，请用 --data 指明数据文件夹。",
            f"There is no database of the desk in {config.data}; name the data folder with --data.",
        )
    try:
        yield config
    except (OperationalError, ProgrammingError) as error:
        raise _unanswered(error) from error


def _unanswered(error: Exception) -> DeskError:
    said = str(error).strip().splitlines()[0]
    if "no such table" in said or "does not exist" in said:
        return DeskError(
            f"数据库还没有建好，请先运行一次 gouji serve（{said}）。",
            f"The database is not set up; run gouji serve once ({said}).",
        )
    return DeskError(
        f"数据库没有应答，请检查 GOUJI_DATABASE 和数据库服务后再试（{said}）。",
        f"The database does not answer; check GOUJI_DATABASE and its server, then try again ({said}).",
    )
