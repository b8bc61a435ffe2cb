"""``gouji read``: the text, the structure, or the ledger of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji import api
from gouji.cli.arguments import OUTPUT, PATHS, QUIET, Command
from gouji.cli.files import files_given, write
from gouji.cli.outcome import CLEAN, UNUSABLE
from gouji.cli.reading import ARGUMENTS as READING
from gouji.cli.reading import aids_of
from gouji.cli.screen import say, say_failed
from gouji.model.document import Document, Message, Status
from gouji.read.failure import failed
from gouji.report import read_report
from gouji.report.wording import Lang, sentence

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from gouji.extract.extraction import Extraction


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Read what the options name, write it, and return the exit code."""
    files = files_given(options.paths, options.output)
    bad: list[Document] = []

    def usable() -> Iterator[Document]:
        for document in api.read_paths(files, aids=aids_of(options, lang)):
            if document.status is Status.FAILED:
                bad.append(document)
                continue
            for problem in document.problems:
                say(f"{document.path}：{sentence(problem, lang)}")
            yield document

    if options.format == "text":
        named = len(files) > 1
        write(read_report.text(usable(), named=named), options.output)
    else:
        extractions = _extracted(usable(), bad)
        report = read_report.as_json(extractions, lang) if options.format == "json" else read_report.ledger(extractions)
        write(report, options.output, bom=options.format == "csv")
    say_failed(bad, lang)
    return UNUSABLE if bad else CLEAN


def _extracted(documents: Iterable[Document], bad: list[Document]) -> Iterator[Extraction]:
    for document in documents:
        try:
            extraction = api.extract(document)
        except Exception as error:  # noqa: BLE001  any fault of the engine: the other files are still read
            bad.append(failed(document.path, b"", document.format, _fault(error)))
        else:
            yield extraction


def _fault(error: Exception) -> Message:
    what = f"{type(error).__name__}: {error}"
    return Message(
        f"程序处理这个文件时出错，没有检查（{what}），请反馈。",
        f"A fault of the program: not checked ({what}); please report it.",
    )


COMMAND = Command(
    "read",
    ("只读取：材料的文字、结构或数字台账。", "Only read: the text, the structure, or the ledger of figures."),
    run,
    (
        PATHS,
        (
            ("--format",),
            ("text 文字，json 结构，csv 数字台账（默认 text）", "text, json structure, csv ledger (default text)"),
            {"choices": ("text", "json", "csv"), "default": "text"},
        ),
        OUTPUT,
        QUIET,
        *READING,
    ),
)
