"""``gouji audit``: whether the desk's events are all there and unaltered."""

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


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Verify the chain, or add a checkpoint."""
    with desk_in(options.data):
        from gouji.web.audit import command  # noqa: PLC0415  the engine runs without the platform

        if options.action == "verify":
            holds, zh, en = command.verify(options.checkpoints)
            say(choose((zh, en), lang))
            return CLEAN if holds else FINDINGS
        line, path = command.checkpoint()
    print(line)  # noqa: T201  the line is what was asked for; it goes to where the person sends it
    say(choose((f"已记入{path}，请打印或另存一份。", f"Added to {path}; print it or keep a copy elsewhere."), lang))
    return CLEAN


COMMAND = Command(
    "audit",
    ("校验平台的操作记录是否完整、未被改动。", "Verify that the desk's events are all there and unaltered."),
    run,
    (
        (
            ("action",),
            (
                "verify 逐条校验并核对检查点；checkpoint 记下一个检查点",
                "verify: recompute the chain, compare checkpoints; checkpoint: add one",
            ),
            {"choices": ("verify", "checkpoint")},
        ),
        DATA,
        (
            ("--checkpoints",),
            ("另处留存的检查点文件", "a file of checkpoints that was kept elsewhere"),
            {"metavar": "FILE"},
        ),
    ),
)
