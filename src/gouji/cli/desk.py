"""What the commands over the desk share: its installation, its language, its failures."""

from __future__ import annotations

import os
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from gouji.cli.outcome import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.cli.arguments import Argument

DATA: Argument = (
    ("--data",),
    ("数据文件夹（默认 ./gouji-data）", "data folder (default ./gouji-data)"),
    {"metavar": "DIR"},
)


def require_desk() -> None:
    """Raise UsageError where the platform is not installed."""
    if find_spec("django") is None:
        raise UsageError(
            "没有安装平台部分，请先运行 pip install gouji[web]。",
            "The platform is not installed; run pip install gouji[web] first.",
        )


@contextmanager
def desk_in(data: str | None) -> Iterator[None]:
    """Name the installation for what runs in the block; what it cannot do becomes a sentence."""
    require_desk()
    from gouji.web.offline import DeskError  # noqa: PLC0415  the engine runs without the platform

    if data:
        os.environ["GOUJI_DATA"] = data
    try:
        yield
    except DeskError as error:
        raise UsageError(error.zh, error.en) from error
