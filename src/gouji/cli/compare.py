"""``gouji compare``: two years, budget and account, two drafts, by subject."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gouji import api
from gouji.cli.arguments import OUTPUT, QUIET, Command
from gouji.cli.files import files_given, write, write_bytes
from gouji.cli.outcome import CLEAN, UNUSABLE, UsageError
from gouji.cli.screen import say, say_failed
from gouji.model.document import Document, Status
from gouji.report import compare_report
from gouji.report.wording import choose

if TYPE_CHECKING:
    import argparse

    from gouji.report.wording import Lang


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Compare the two files that the options name, write the report, and return the exit code."""
    if options.format == "xlsx" and not options.output:
        raise UsageError("xlsx 格式请用 --output 指定文件。", "The xlsx format needs --output FILE.")
    documents = [_document(given, options.output) for given in (options.first, options.second)]
    bad = [document for document in documents if document.status is Status.FAILED]
    if bad:
        say_failed(bad, lang)
        return UNUSABLE
    comparison = api.compare(*(api.extract(document) for document in documents))
    if options.format == "xlsx":
        write_bytes(compare_report.as_xlsx(comparison, lang), options.output)
    elif options.format == "json":
        write(compare_report.as_json(comparison), options.output)
    elif options.format == "html":
        write(compare_report.as_html(comparison, lang), options.output)
    else:
        write(compare_report.as_text(comparison, lang), options.output)
    if options.output and not options.quiet:
        changed = sum(len(pair.rows) for pair in comparison.pairs)
        zh = f"有变动 {changed} 项，报告已写入 {options.output}"
        say(choose((zh, f"{changed} subjects changed, report in {options.output}"), lang))
    return CLEAN if comparison.pairs else UNUSABLE


def _document(given: str, output: str | None) -> Document:
    """Return the one document of a file."""
    if not Path(given).is_file():
        raise UsageError(f"没有这个文件：{given}。", f"There is no such file: {given}.")
    found = list(api.read_paths(files_given([given], output)))
    if len(found) != 1:
        raise UsageError(
            f"{given} 里有 {len(found)} 份材料，请解压后指定其中一份。",
            f"{given} holds {len(found)} documents; unpack it and name one.",
        )
    return found[0]


COMMAND = Command(
    "compare",
    (
        "对比两份材料：两个年度、预算与决算、前后两稿，按口径列出增减。",
        "Compare two documents: two years, budget and account, two drafts, by subject.",
    ),
    run,
    (
        (("first",), ("第一份（基准）", "the first document, the base"), {"metavar": "A"}),
        (("second",), ("第二份", "the second document"), {"metavar": "B"}),
        (
            ("--format",),
            ("报告的格式（默认 text）", "format of the report (default text)"),
            {"choices": ("text", "json", "html", "xlsx"), "default": "text"},
        ),
        OUTPUT,
        QUIET,
    ),
)
