"""``gouji check``: findings, and what became of every figure."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji import api
from gouji.cli.annotate import annotating
from gouji.cli.arguments import OUTPUT, PATHS, QUIET, Command
from gouji.cli.decided import ARGUMENTS, today, wanted
from gouji.cli.files import files_given, write, write_bytes
from gouji.cli.outcome import CLEAN, FINDINGS, UNUSABLE, UsageError
from gouji.cli.reading import ARGUMENTS as READING
from gouji.cli.reading import aids_of
from gouji.cli.screen import colourful, say, say_failed, with_progress
from gouji.model.document import Document, Status
from gouji.model.finding import Severity
from gouji.report import html_report, json_report, sarif, text, xlsx_report
from gouji.report.wording import Lang, aside_words, sentence, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.diagnose.checked import Checked
    from gouji.settings.decisions import Decisions

_ORDER = (Severity.NOTE, Severity.WARNING, Severity.ERROR)
_MOST_JOBS = 64


@dataclass
class _Tally:
    """What the exit code and the closing line need to know, counted as documents pass."""

    documents: int = 0
    failed: list[Document] = field(default_factory=list)
    findings: Counter[Severity] = field(default_factory=Counter)
    aside: Counter[str] = field(default_factory=Counter)

    def passing(self, run: Iterable[Checked]) -> Iterator[Checked]:
        for checked in run:
            self.documents += 1
            self.findings.update(finding.severity for finding in checked.findings)
            self.aside.update(one.by for one in checked.set_aside)
            if checked.document.status is Status.FAILED:
                self.failed.append(checked.document)
            yield checked

    def exit_code(self, fail_on: Severity) -> int:
        if self.failed or not self.documents:
            return UNUSABLE
        worst = any(self.findings[level] for level in _ORDER[_ORDER.index(fail_on) :])
        return FINDINGS if worst else CLEAN


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Check what the options name, write the report, and return the exit code."""
    if options.format == "xlsx" and not options.output:
        raise UsageError("xlsx 要写入文件，请用 --output 指定文件名。", "xlsx is a file; name it with --output.")
    asked = wanted(options)
    files = files_given(options.paths, options.output)
    tally = _Tally()
    context = api.Context(today=asked.decisions.today)
    checks = api.check_many(
        files,
        jobs=options.jobs,
        context=context,
        select=asked.select,
        ignore=asked.ignore,
        aids=aids_of(options, lang),
    )
    shown = with_progress(checks, lang, quiet=options.quiet)
    linked = api.check_together(shown, context, asked.select, asked.ignore)
    decided = asked.decisions.passing(linked)
    if options.annotate:
        decided = annotating(decided, options.annotate, context.today or today(), lang)
    run = tally.passing(decided)
    if options.format == "xlsx":
        write_bytes(xlsx_report.report(run, asked.decisions.today), options.output)
    else:
        write(_report(run, options, lang, asked.decisions), options.output)
    if options.format != "text" or options.output:
        say_failed(tally.failed, lang)
    if options.output and not options.quiet:
        say(_summary(tally, options.output, lang))
        _say_decided(asked.decisions, lang)
    return tally.exit_code(asked.fail_on)


def _report(run: Iterable[Checked], options: argparse.Namespace, lang: Lang, decisions: Decisions) -> Iterator[str]:
    if options.format == "json":
        return json_report.report(run, figures=options.figures, lang=lang, decisions=decisions)
    if options.format == "sarif":
        return sarif.report(run, api.all_rules(), lang, decisions)
    if options.format == "html":
        return html_report.report(run, lang)
    colour = options.output is None and colourful(sys.stdout)
    return text.report(run, text.Style(lang, colour=colour), decisions)


def _say_decided(decisions: Decisions, lang: Lang) -> None:
    if decisions.gone:
        say(f"{word('gone', lang)} {len(decisions.gone)}")
    for remark in decisions.remarks:
        say(sentence(remark, lang))


def _summary(tally: _Tally, output: str, lang: Lang) -> str:
    levels = "，".join(f"{word(level, lang)} {tally.findings[level]}" for level in Severity)
    aside = aside_words(tally.aside, lang)
    if lang == "zh":
        counts = f"疑点 {tally.findings.total()}（{levels}）" + (f"，{aside}" if aside else "")
        return f"{tally.documents} 份材料，{counts}，报告已写入 {output}"
    counts = f"{tally.findings.total()} findings ({levels.replace('，', ', ')})" + (f", {aside}" if aside else "")
    return f"{tally.documents} documents, {counts}, report in {output}"


def _jobs(given: str) -> int:
    if not given.isdecimal() or not 1 <= int(given) <= _MOST_JOBS:
        raise argparse.ArgumentTypeError(f"1-{_MOST_JOBS}")
    return int(given)


COMMAND = Command(
    "check",
    ("核对材料，列出疑点和每个数字的去向。", "Check documents: findings, and what became of every figure."),
    run,
    (
        PATHS,
        (
            ("--format",),
            ("报告的格式（默认 text）", "format of the report (default text)"),
            {"choices": ("text", "json", "sarif", "html", "xlsx"), "default": "text"},
        ),
        OUTPUT,
        (
            ("--select",),
            ("只用这些规则或规则族，如 SU,CH101", "only these rules or families, as SU,CH101"),
            {"metavar": "CODES", "default": ""},
        ),
        (
            ("--ignore",),
            ("不用这些规则或规则族", "not these rules or families"),
            {"metavar": "CODES", "default": ""},
        ),
        (
            ("--fail-on",),
            (
                "从哪一级疑点起退出码为 1（默认 error）",
                "the severity from which the exit code is 1 (default error)",
            ),
            {"choices": tuple(str(level) for level in Severity)},
        ),
        (("--figures",), ("JSON 中列出每个数字", "list every figure in the JSON"), {"action": "store_true"}),
        (
            ("--annotate",),
            (
                "把疑点作为批注写入材料的副本（docx、PDF），放进这个文件夹",
                "write copies of the documents (docx, PDF) with the findings as comments into this folder",
            ),
            {"metavar": "DIR"},
        ),
        *ARGUMENTS,
        *READING,
        QUIET,
        (
            ("--jobs",),
            ("同时核对的进程数（默认 1）", "processes at once (default 1)"),
            {"type": _jobs, "default": 1, "metavar": "N"},
        ),
    ),
)
