"""The command line: ``gouji check``, ``gouji read``, ``gouji rules``. Exit 0 clean, 1 findings, 2 unusable input.

It only asks the engine and prints: nothing is judged here. Bad input and bad arguments give one sentence, in Chinese, or in
English where the locale is English; never a traceback.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import gouji
from gouji import api
from gouji.model.document import Document, Message, Status
from gouji.model.finding import Severity
from gouji.read.failure import failed
from gouji.read.open import files_of
from gouji.report import html_report, json_report, read_report, rules_report, text
from gouji.report.wording import Lang, Pair, choose, sentence, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gouji.diagnose.checked import Checked
    from gouji.extract.extraction import Extraction

    Argument = tuple[tuple[str, ...], Pair, dict[str, Any]]
    Command = tuple[str, Pair, Callable[[argparse.Namespace, Lang], int], tuple[Argument, ...]]

CLEAN, FINDINGS, UNUSABLE, BROKEN_PIPE, INTERRUPTED = 0, 1, 2, 141, 130
_ORDER = (Severity.NOTE, Severity.WARNING, Severity.ERROR)
_PATIENCE = 1.0  # seconds before progress is shown
_MOST_JOBS = 64


class UsageError(Exception):
    """What the user asked for cannot be done; the sentence says why and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.message = Message(zh, en)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    lang = language(os.environ)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        options = _parser(lang).parse_args(arguments)
        code: int = options.run(options, lang)
        sys.stdout.flush()
    except UsageError as error:
        _say(sentence(error.message, lang))
        return UNUSABLE
    except BrokenPipeError:
        # The reader has gone (| head): what is still buffered must not raise again at exit.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def language(environment: os._Environ[str] | dict[str, str]) -> Lang:
    """Return the language of messages: English where the locale says so, otherwise Chinese."""
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return "en" if locale.lower().startswith("en") else "zh"


# --- check ------------------------------------------------------------------------------------------------------------


@dataclass
class _Tally:
    """What the exit code and the closing line need to know, counted as documents pass."""

    documents: int = 0
    failed: list[Document] = field(default_factory=list)
    findings: Counter[Severity] = field(default_factory=Counter)

    def passing(self, run: Iterable[Checked]) -> Iterator[Checked]:
        for checked in run:
            self.documents += 1
            self.findings.update(finding.severity for finding in checked.findings)
            if checked.document.status is Status.FAILED:
                self.failed.append(checked.document)
            yield checked

    def exit_code(self, fail_on: Severity) -> int:
        if self.failed or not self.documents:
            return UNUSABLE
        worst = any(self.findings[level] for level in _ORDER[_ORDER.index(fail_on) :])
        return FINDINGS if worst else CLEAN


def _check(options: argparse.Namespace, lang: Lang) -> int:
    codes = [rule.code for rule in api.all_rules()]
    select, ignore = _codes(options.select, codes), _codes(options.ignore, codes)
    files = _files(options.paths, options.output)
    tally = _Tally()
    checks = api.check_many(files, jobs=options.jobs, select=select, ignore=ignore)
    run = tally.passing(_with_progress(checks, lang, quiet=options.quiet))
    if options.format == "json":
        pieces = json_report.report(run, figures=options.figures, lang=lang)
    elif options.format == "html":
        pieces = html_report.report(run, lang)
    else:
        pieces = text.report(run, text.Style(lang, colour=options.output is None and _colourful(sys.stdout)))
    _write(pieces, options.output)
    if options.format != "text" or options.output:
        _say_failed(tally.failed, lang)
    if options.output and not options.quiet:
        _say(_summary(tally, options.output, lang))
    return tally.exit_code(Severity(options.fail_on))


def _fault(error: Exception) -> Message:
    what = f"{type(error).__name__}: {error}"
    return Message(
        f"程序处理这个文件时出错，没有检查（{what}），请反馈。",
        f"A fault of the program: not checked ({what}); please report it.",
    )


def _codes(given: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the codes or families listed, each of which must exist."""
    codes = tuple(code.strip().upper() for code in re.split(r"[,，\s]+", given) if code.strip())
    for code in codes:
        if not any(rule.startswith(code) for rule in known):
            raise UsageError(
                f"没有规则{code}，用 gouji rules 查看全部规则。",
                f"There is no rule {code}; gouji rules lists them all.",
            )
    return codes


def _summary(tally: _Tally, output: str, lang: Lang) -> str:
    levels = "，".join(f"{word(level, lang)} {tally.findings[level]}" for level in Severity)
    if lang == "zh":
        return f"{tally.documents} 份材料，疑点 {tally.findings.total()}（{levels}），报告已写入 {output}"
    return f"{tally.documents} documents, {tally.findings.total()} findings ({levels.replace('，', ', ')}), report in {output}"


# --- read and rules ---------------------------------------------------------------------------------------------------


def _read(options: argparse.Namespace, lang: Lang) -> int:
    files = _files(options.paths, options.output)
    bad: list[Document] = []

    def usable() -> Iterator[Document]:
        for document in api.read_paths(files):
            if document.status is Status.FAILED:
                bad.append(document)
                continue
            for problem in document.problems:
                _say(f"{document.path}：{sentence(problem, lang)}")
            yield document

    if options.format == "text":
        named = len(files) > 1
        _write(read_report.text(usable(), named=named), options.output)
    else:
        extractions = _extracted(usable(), bad)
        report = read_report.as_json(extractions, lang) if options.format == "json" else read_report.ledger(extractions)
        _write(report, options.output, bom=options.format == "csv")
    _say_failed(bad, lang)
    return UNUSABLE if bad else CLEAN


def _extracted(documents: Iterable[Document], bad: list[Document]) -> Iterator[Extraction]:
    for document in documents:
        try:
            extraction = api.extract(document)
        except Exception as error:  # noqa: BLE001  any fault of the engine: the other files are still read
            bad.append(failed(document.path, b"", document.format, _fault(error)))
        else:
            yield extraction


def _rules(options: argparse.Namespace, lang: Lang) -> int:
    rules = api.all_rules()
    if options.code:
        code = _codes(options.code, [rule.code for rule in rules])[0]
        rules = tuple(rule for rule in rules if rule.code.startswith(code))
    pages = (
        rules_report.page(rules[0], lang) if options.code and len(rules) == 1 else rules_report.catalogue(rules, lang)
    )
    _write(pages, None)
    return CLEAN


# --- files in, text out -----------------------------------------------------------------------------------------------


def _files(paths: Sequence[str], output: str | None) -> list[Path]:
    """Return the files to open; an earlier report that lies among them is left out, and a given file is never overwritten."""
    target = Path(output) if output else None
    if target:
        _writable(target)
    files: list[Path] = []
    for given in paths:
        for path in files_of(Path(given)):
            if target and path.is_file() and target.exists() and path.samefile(target):
                if not Path(given).is_dir():
                    raise UsageError(
                        f"{output} 是要检查的文件，请换一个输出文件名。", f"{output} is an input; choose another file."
                    )
                continue
            files.append(path)
    if not files:
        raise UsageError(
            "没有可以检查的文件，请核对路径。", "There is no file to check; see whether the path is right."
        )
    return files


def _writable(target: Path) -> None:
    """Find out before long work whether the report can be written."""
    folder = target.parent
    if target.is_dir() or not folder.is_dir() or not os.access(target if target.exists() else folder, os.W_OK):
        raise _unwritable(target)


def _unwritable(target: Path) -> UsageError:
    return UsageError(
        f"无法写入 {target}，请核对文件夹是否存在、是否有权限。",
        f"Cannot write {target}; check the folder and its permissions.",
    )


def _write(pieces: Iterable[str], output: str | None, *, bom: bool = False) -> None:
    """Print, or write a file as a whole; ``bom`` lets spreadsheets on Windows see that it is UTF-8."""
    if output is None:
        for piece in pieces:
            sys.stdout.write(piece)
        return
    whole = list(pieces)
    try:
        encoding = "utf-8-sig" if bom else "utf-8"
        with Path(output).open("w", encoding=encoding, errors="backslashreplace", newline="\n") as stream:
            stream.writelines(whole)
    except OSError as error:
        raise _unwritable(Path(output)) from error


def _with_progress(run: Iterable[Checked], lang: Lang, *, quiet: bool) -> Iterator[Checked]:
    """Pass the documents on and, where a person waits at a terminal, say how far the run is."""
    shown = not quiet and sys.stderr.isatty()
    begin = time.monotonic()
    width = 0
    for count, checked in enumerate(run, start=1):
        if shown:
            sys.stderr.write("\r" + " " * width + "\r")
        yield checked
        if shown and time.monotonic() - begin > _PATIENCE:
            line = choose((f"已核对 {count} 份……", f"{count} checked ..."), lang)
            width = 2 * len(line)
            sys.stderr.write(line)
            sys.stderr.flush()
    if shown:
        sys.stderr.write("\r" + " " * width + "\r")


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


def _say_failed(documents: Iterable[Document], lang: Lang) -> None:
    for document in documents:
        _say(f"{document.path}：{''.join(sentence(problem, lang) for problem in document.problems)}")


def _colourful(stream: IO[str]) -> bool:
    """Whether to colour: only on a terminal that understands it, and not where NO_COLOR asks for none."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    understood = os.name != "nt" or any(name in os.environ for name in ("WT_SESSION", "ANSICON", "TERM"))
    return stream.isatty() and understood and not plain


# --- arguments --------------------------------------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are sentences in both languages."""

    def error(self, message: str) -> NoReturn:
        zh = message
        for pattern, words in _COMPLAINTS:
            zh = re.sub(pattern, words, zh)
        raise UsageError(f"命令写法有误：{zh}。用 {self.prog} --help 查看用法。", f"{message}; see {self.prog} --help.")


_COMPLAINTS = (
    (r"the following arguments are required: (.*)", r"缺少 \1"),
    (r"unrecognized arguments: (.*)", r"不认识 \1"),
    (r"argument (\S+): invalid choice: (\S+) \(choose from (.*)\)", r"\1 不能是 \2，只能是 \3"),
    (r"argument ([^:]*): expected one argument", r"\1 后面缺少内容"),
    (r"argument ([^:]*): ", r"\1："),
)


class _ChineseHelp(argparse.HelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  argparse's own signature
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


def _parser(lang: Lang) -> argparse.ArgumentParser:
    title = choose(("命令", "commands"), lang)
    parser, options = _described(
        _Parser, "gouji", ("公开预算、决算的勾稽核对。", "Checks public budgets and final accounts."), lang
    )
    options.add_argument(
        "--version",
        action="version",
        version=f"gouji {gouji.__version__}",
        help=choose(("显示版本", "show the version"), lang),
    )
    commands = parser.add_subparsers(title=title, metavar=title, required=True, dest="command", parser_class=_Parser)
    for name, about, run, arguments in _COMMANDS:
        make = partial(commands.add_parser, help=choose(about, lang))
        command, group = _described(make, name, about, lang)
        command.set_defaults(run=run)
        for names, pair, settings in arguments:
            group.add_argument(*names, help=choose(pair, lang), **settings)
    return parser


def _described(
    make: Callable[..., argparse.ArgumentParser], name: str, about: Pair, lang: Lang
) -> tuple[argparse.ArgumentParser, argparse._ArgumentGroup]:
    """Make a parser with one titled group, so that no English heading of argparse's own shows."""
    formatter = _ChineseHelp if lang == "zh" else argparse.HelpFormatter
    parser = make(name, description=choose(about, lang), add_help=False, allow_abbrev=False, formatter_class=formatter)
    group = parser.add_argument_group(choose(("参数", "arguments"), lang))
    group.add_argument("-h", "--help", action="help", help=choose(("显示本说明", "show this help"), lang))
    return parser, group


def _jobs(given: str) -> int:
    if not given.isdecimal() or not 1 <= int(given) <= _MOST_JOBS:
        raise argparse.ArgumentTypeError(f"1-{_MOST_JOBS}")
    return int(given)


_PATHS: Argument = (
    ("paths",),
    ("文件、文件夹或 zip 压缩包", "files, folders or zip archives"),
    {"nargs": "+", "metavar": "PATH"},
)
_OUTPUT: Argument = (
    ("--output",),
    ("写入文件，不写到屏幕", "write to a file instead of the screen"),
    {"metavar": "FILE"},
)
_QUIET: Argument = (
    ("-q", "--quiet"),
    ("不显示进度和结语", "no progress, no closing line"),
    {"action": "store_true"},
)
_COMMANDS: tuple[Command, ...] = (
    (
        "check",
        ("核对材料，列出疑点和每个数字的去向。", "Check documents: findings, and what became of every figure."),
        _check,
        (
            _PATHS,
            (
                ("--format",),
                ("报告的格式（默认 text）", "format of the report (default text)"),
                {"choices": ("text", "json", "html"), "default": "text"},
            ),
            _OUTPUT,
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
                {"choices": tuple(str(level) for level in Severity), "default": "error"},
            ),
            (("--figures",), ("JSON 中列出每个数字", "list every figure in the JSON"), {"action": "store_true"}),
            _QUIET,
            (
                ("--jobs",),
                ("同时核对的进程数（默认 1）", "processes at once (default 1)"),
                {"type": _jobs, "default": 1, "metavar": "N"},
            ),
        ),
    ),
    (
        "read",
        ("只读取：材料的文字、结构或数字台账。", "Only read: the text, the structure, or the ledger of figures."),
        _read,
        (
            _PATHS,
            (
                ("--format",),
                ("text 文字，json 结构，csv 数字台账（默认 text）", "text, json structure, csv ledger (default text)"),
                {"choices": ("text", "json", "csv"), "default": "text"},
            ),
            _OUTPUT,
            _QUIET,
        ),
    ),
    (
        "rules",
        ("列出全部规则，或显示一条规则的说明。", "List the rules, or show the page of one."),
        _rules,
        (
            (
                ("code",),
                ("规则或规则族的代码，如 SU101", "code of a rule or family, as SU101"),
                {"nargs": "?", "metavar": "CODE", "default": ""},
            ),
        ),
    ),
)
