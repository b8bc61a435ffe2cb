"""``gouji fix``: a copy of a docx with the clear repairs as tracked changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gouji import api
from gouji.cli.arguments import Command
from gouji.cli.decided import TODAY, today
from gouji.cli.files import files_given, write_bytes
from gouji.cli.outcome import CLEAN, FINDINGS, UNUSABLE, UsageError
from gouji.cli.screen import say, say_failed
from gouji.model.document import Document, Message, Status
from gouji.report.marks.fix import Fixed, fixed
from gouji.report.wording import Lang, choose

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Write the copy, say what it mends and what is left, and return the exit code: 0 where nothing is left."""
    (path,) = files_given([options.path], options.output)
    document = _read(path)
    if document.status is Status.FAILED:
        say_failed([document], lang)
        return UNUSABLE
    day = options.today or today()
    context = api.Context(today=day)
    made = fixed(api.check(document, context), path.read_bytes(), day)
    if isinstance(made, Message):
        raise UsageError(made.zh, made.en)
    write_bytes(made.data, options.output)
    left = len(api.check(api.read_bytes(made.data, options.output)[0], context).findings)
    say(_summary(made, left, options.output, lang))
    return FINDINGS if left else CLEAN


def _read(path: Path) -> Document:
    found = list(api.read_paths([path]))
    if len(found) != 1 or Path(found[0].path) != path:
        raise UsageError("请指定一个 docx 文件，不是文件夹或压缩包。", "Name one docx file, no folder and no archive.")
    return found[0]


def _summary(made: Fixed, left: int, output: str, lang: Lang) -> str:
    done = len(made.done)
    zh = f"{done} 条疑点的改正已写成修订，请逐条接受或拒绝；" + (
        f"全部接受后还有疑点 {left} 条，请人工核实；" if left else ""
    )
    en = f"{done} findings mended as tracked changes, to accept or reject; {left} are left once all are accepted; "
    return choose((f"{zh}已写入 {output}", f"{en}written {output}"), lang)


COMMAND = Command(
    "fix",
    (
        "把明确的改正写成 docx 副本中的修订，由人接受或拒绝。",
        "Write a copy of a docx with the clear repairs as tracked changes.",
    ),
    run,
    (
        (("path",), ("docx 文件", "a docx file"), {"metavar": "FILE"}),
        (("--output",), ("写入的新文件", "the new file"), {"metavar": "FILE", "required": True}),
        TODAY,
    ),
)
