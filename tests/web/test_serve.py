"""Starting the desk: its first account, and what it refuses in earnest."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from gouji.web.ask import asked, first_account
from gouji.web.config import UNSAFE_KEY, ConfigError, read_config, unsafe
from gouji.web.core.errors import Refused
from gouji.web.people.models import User
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right
from gouji.web.people.services.first import First, level_of
from gouji.web.serve import lighten, listen, prepare, servers
from gouji.web.units.models import Region

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.conftest import District

GOOD = {
    "GOUJI_FIRST_NAME": "张三",
    "GOUJI_FIRST_USERNAME": "zhang",
    "GOUJI_FIRST_PASSWORD": "blue heron at dawn",
    "GOUJI_FIRST_REGION_CODE": "990123",
    "GOUJI_FIRST_REGION_NAME": "青禾县",
}
EARNEST = {
    "GOUJI_PRODUCTION": "1",
    "GOUJI_SECRET_KEY": "k" * 50,
    "GOUJI_HOSTS": "gouji.example.gov.cn",
    "GOUJI_PROXY": "127.0.0.1",
}


def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)


@pytest.mark.usefixtures("db")
def test_the_environment_names_the_first_account(monkeypatch: pytest.MonkeyPatch) -> None:
    no_terminal(monkeypatch)
    first_account(GOOD, print)
    user = User.objects.get()
    rights = rights_of(user)
    region = Region.objects.get()
    assert (region.name, region.level) == ("青禾县", "county")
    assert rights.in_region(Right.PEOPLE_MANAGE, region)
    assert rights.leads
    assert user.check_password("blue heron at dawn")


@pytest.mark.usefixtures("db")
def test_without_terminal_and_names_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    no_terminal(monkeypatch)
    said: list[str] = []
    first_account({}, said.append)
    assert not User.objects.exists()
    assert "GOUJI_FIRST_" in said[0]


def test_where_there_are_accounts_nothing_is_asked(district: District, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    no_terminal(monkeypatch)
    before = User.objects.count()
    first_account(GOOD, print)
    assert User.objects.count() == before


@pytest.mark.usefixtures("db")
def test_a_password_that_is_too_short_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    no_terminal(monkeypatch)
    with pytest.raises(Refused, match="密码太短，至少要 10 个字符"):
        first_account(GOOD | {"GOUJI_FIRST_PASSWORD": "short"}, print)
    assert not User.objects.exists()


def test_the_terminal_is_asked_until_the_answers_can_be_used() -> None:
    lines = iter(["张三", "zhang san", "青禾县", "99", "zhang", "990123"])
    secrets = iter(["blue heron", "grey heron", "blue heron at dawn", "blue heron at dawn"])
    said: list[str] = []
    first = asked(First("", "", "", "", ""), lambda _: next(lines), lambda _: next(secrets), said.append)
    assert first == First("张三", "zhang", "blue heron at dawn", "990123", "青禾县")
    assert [word in line for word, line in zip(("不一样", "用户名", "区划代码"), said, strict=True)] == [True] * 3


@pytest.mark.parametrize(
    ("code", "level"), [("510000", "province"), ("511500", "city"), ("511523", "county"), ("511523100", "township")]
)
def test_the_code_tells_the_level(code: str, level: str) -> None:
    assert level_of(code) == level


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"GOUJI_SECRET_KEY": "short"}, "GOUJI_SECRET_KEY"),
        ({"GOUJI_HOSTS": ""}, "GOUJI_HOSTS"),
        ({"GOUJI_HOSTS": "*"}, "GOUJI_HOSTS"),
        ({"GOUJI_HOSTS": "localhost,127.0.0.1"}, "GOUJI_HOSTS"),
        ({"GOUJI_PROXY": ""}, "HTTPS"),
        ({"GOUJI_DEMO": "1"}, "GOUJI_DEMO"),
    ],
)
def test_in_earnest_an_unsafe_setting_stops_the_start_and_is_named(
    tmp_path: Path, change: dict[str, str], word: str
) -> None:
    environment = EARNEST | change | {"GOUJI_DATA": str(tmp_path)}
    with pytest.raises(ConfigError, match=word):
        prepare(environment)


def test_a_safe_installation_has_nothing_to_change(tmp_path: Path) -> None:
    assert unsafe(read_config(EARNEST | {"GOUJI_DATA": str(tmp_path)})) == ()
    assert read_config({"GOUJI_DATA": str(tmp_path)}).secret_key == UNSAFE_KEY


def manage(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gouji.web", *words]
    return subprocess.run(  # noqa: S603  our own interpreter with our own module
        command, env=environment | {"PYTHONPATH": ":".join(sys.path)}, capture_output=True, text=True, check=False
    )


def test_django_s_own_check_of_a_deployment_has_nothing_to_say(tmp_path: Path) -> None:
    key = "fL3v8Qz1xNc7Rk2mWp9sTb4yHd6uJg0aEoVi5nXqGtKwZrBhSd"
    done = manage("check", "--deploy", **EARNEST | {"GOUJI_DATA": str(tmp_path), "GOUJI_SECRET_KEY": key})
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout, done.stderr


def test_the_migrations_say_what_the_models_say(tmp_path: Path) -> None:
    done = manage("makemigrations", "--check", "--dry-run", GOUJI_DATA=str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr


def test_one_process_writes_to_sqlite_and_four_a_core_to_postgresql(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = {"GOUJI_DATA": str(tmp_path)}
    shared = alone | {"GOUJI_DATABASE": "postgresql://u:p@127.0.0.1:5432/n"}
    machine = {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": 16 * 2**30 // 4096}
    monkeypatch.setattr(os, "sysconf", machine.__getitem__)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert (servers(read_config(alone)), servers(read_config(shared))) == (1, 4)
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    assert servers(read_config(shared)) == 8
    assert servers(read_config(shared | {"GOUJI_SERVERS": "3"})) == 3
    assert servers(read_config(alone | {"GOUJI_SERVERS": "3"})) == 1
    machine["SC_PHYS_PAGES"] = 2 * 2**30 // 4096  # a quarter of 2 GiB: two processes of 256 MiB
    assert servers(read_config(shared)) == 2
    machine["SC_PHYS_PAGES"] = 2**29 // 4096
    assert servers(read_config(shared)) == 1
    monkeypatch.delattr(socket, "SO_REUSEPORT", raising=False)
    assert servers(read_config(shared)) == 1


@pytest.mark.parametrize("given", ["0", "many", "-1", "1.5", "2000"])
def test_a_number_of_processes_that_cannot_be_is_refused(given: str) -> None:
    with pytest.raises(ConfigError, match="GOUJI_SERVERS"):
        read_config({"GOUJI_SERVERS": given})


@pytest.mark.usefixtures("db")
def test_a_counter_of_the_rate_limits_waits_for_no_disk() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE counted (n integer)")
        lighten("counted")
        lighten("counted")
        cursor.execute("INSERT INTO counted VALUES (1)")
        if connection.vendor == "postgresql":
            cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'counted'")
            assert cursor.fetchone() == ("u",)


def test_an_address_that_is_taken_is_named() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(ConfigError, match=f"127.0.0.1:{port} 不能使用.*--port 换一个"):
            listen("127.0.0.1", port, "")
