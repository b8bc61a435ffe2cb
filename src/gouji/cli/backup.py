"""``gouji backup`` and ``gouji restore``: the whole desk in one file, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.cli.arguments import Command
from gouji.cli.desk import DATA, desk_in
from gouji.cli.outcome import CLEAN, FINDINGS
from gouji.cli.screen import say
from gouji.report.wording import choose

if TYPE_CHECKING:
    import argparse

    from gouji.report.wording import Lang


def _backup(options: argparse.Namespace, lang: Lang) -> int:
    with desk_in(options.data):
        from gouji.web.archive import command  # noqa: PLC0415  the engine runs without the platform

        whole, said = command.backup(options.file, with_key=options.with_key)
    for pair in said:
        say(choose(pair, lang))
    return CLEAN if whole else FINDINGS


def _restore(options: argparse.Namespace, lang: Lang) -> int:
    with desk_in(options.data):
        from gouji.web.archive import command  # noqa: PLC0415  the engine runs without the platform

        for pair in command.restore(options.file):
            say(choose(pair, lang))
    return CLEAN


BACKUP = Command(
    "backup",
    (
        "把平台的数据库和原件备份成一个文件，平台可以不停。",
        "Write database and originals into one file; the desk may run.",
    ),
    _backup,
    (
        (("file",), ("写到哪个文件", "the file to write"), {"metavar": "FILE"}),
        DATA,
        (
            ("--with-key",),
            ("连同密钥一起备份（请妥善保管）", "with the secret key (keep it safe)"),
            {"action": "store_true"},
        ),
    ),
)
RESTORE = Command(
    "restore",
    ("把备份恢复到一个空的平台，并逐表核对。", "Put a backup into an empty desk and compare each table."),
    _restore,
    ((("file",), ("备份文件", "the backup"), {"metavar": "FILE"}), DATA),
)
