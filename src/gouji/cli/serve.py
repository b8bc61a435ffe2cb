"""``gouji serve``: the desk, in a browser."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from gouji.cli.arguments import Command
from gouji.cli.desk import DATA, require_desk
from gouji.cli.outcome import CLEAN, UsageError
from gouji.cli.screen import say
from gouji.report.wording import choose

if TYPE_CHECKING:
    from gouji.report.wording import Lang

_LAST_PORT = 65535
_DEMO_DATA = "gouji-demo"
_FIRST = ("first_name", "first_username", "first_region_code", "first_region_name")


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Run the desk until it is stopped."""
    require_desk()
    from gouji.web import serve  # noqa: PLC0415  the engine runs without the platform
    from gouji.web.config import ConfigError  # noqa: PLC0415
    from gouji.web.core.errors import Refused  # noqa: PLC0415
    from gouji.web.offline import DeskError  # noqa: PLC0415

    if options.demo:
        os.environ["GOUJI_DEMO"] = "1"
        os.environ.setdefault("GOUJI_DATA", _DEMO_DATA)
    if options.data:
        os.environ["GOUJI_DATA"] = options.data
    if options.production:
        os.environ["GOUJI_PRODUCTION"] = "1"
    if options.watch:
        os.environ["GOUJI_WATCH"] = options.watch
    for name in _FIRST:
        if given := getattr(options, name):
            os.environ[f"GOUJI_{name.upper()}"] = given
    address = f"http://{options.host}:{options.port}/"
    hello = choose((f"平台地址：{address}（按 Ctrl+C 停止）", f"The desk is at {address} (Ctrl+C stops it)"), lang)
    try:
        serve.run(options.host, options.port, hello, say)
    except DeskError as error:
        raise UsageError(error.zh, error.en) from error
    except (ConfigError, Refused) as error:
        raise UsageError(str(error), str(error)) from error
    return CLEAN


def _port(given: str) -> int:
    if not given.isdecimal() or not 1 <= int(given) <= _LAST_PORT:
        raise argparse.ArgumentTypeError(f"1-{_LAST_PORT}")
    return int(given)


COMMAND = Command(
    "serve",
    ("运行平台：报送、疑点、事项、查询。", "Run the desk: filings, findings, matters, look-up."),
    run,
    (
        DATA,
        (
            ("--host",),
            ("监听地址（默认 127.0.0.1）", "address to listen on (default 127.0.0.1)"),
            {"default": "127.0.0.1"},
        ),
        (
            ("--demo",),
            (
                f"装入一个虚构的县来试用（数据放在 ./{_DEMO_DATA}，账号和密码见登录页）",
                f"load a made-up county to try (data in ./{_DEMO_DATA}, accounts and passwords on the login page)",
            ),
            {"action": "store_true"},
        ),
        (("--port",), ("端口（默认 8000）", "port (default 8000)"), {"type": _port, "default": 8000, "metavar": "N"}),
        (
            ("--production",),
            ("正式使用：设置不安全就不启动", "for real use: refuse to start with unsafe settings"),
            {"action": "store_true"},
        ),
        (
            ("--watch",),
            ("放进这个文件夹的材料自动收下", "take in what is laid into this folder"),
            {"metavar": "DIR"},
        ),
        *(
            (
                (f"--{name.replace('_', '-')}",),
                (f"空平台的第一个账号：{zh}", f"the first account of an empty desk: {en}"),
                {"metavar": "TEXT"},
            )
            for name, zh, en in zip(
                _FIRST,
                ("姓名", "用户名（密码写在 GOUJI_FIRST_PASSWORD 或在终端输入）", "区划代码", "区划名称"),
                (
                    "name",
                    "username (password: GOUJI_FIRST_PASSWORD or asked)",
                    "code of the region",
                    "name of the region",
                ),
                strict=True,
            )
        ),
    ),
)
