"""What the commands take: one description of arguments in both languages, and a parser that complains in sentences."""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

import gouji
from gouji.cli.outcome import UsageError
from gouji.report.wording import Lang, Pair, choose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Argument = tuple[tuple[str, ...], Pair, dict[str, Any]]


@dataclass(frozen=True)
class Command:
    """One command: its name, what it is for, what runs it (options and language to exit code) and what it takes."""

    name: str
    about: Pair
    run: Callable[[argparse.Namespace, Lang], int]
    arguments: tuple[Argument, ...]


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


def parser(known: Iterable[Command], lang: Lang) -> argparse.ArgumentParser:
    """Return the parser of the whole command line, its words in the language given."""
    title = choose(("命令", "commands"), lang)
    whole, options = _described(
        _Parser, "gouji", ("公开预算、决算的勾稽核对。", "Checks public budgets and final accounts."), lang
    )
    options.add_argument(
        "--version",
        action="version",
        version=f"gouji {gouji.__version__}",
        help=choose(("显示版本", "show the version"), lang),
    )
    commands = whole.add_subparsers(title=title, metavar=title, required=True, dest="command", parser_class=_Parser)
    for command in known:
        make = partial(commands.add_parser, help=choose(command.about, lang))
        made, group = _described(make, command.name, command.about, lang)
        made.set_defaults(run=command.run)
        for names, pair, settings in command.arguments:
            group.add_argument(*names, help=choose(pair, lang), **settings)
    return whole


def _described(
    make: Callable[..., argparse.ArgumentParser], name: str, about: Pair, lang: Lang
) -> tuple[argparse.ArgumentParser, argparse._ArgumentGroup]:
    """Make a parser with one titled group, so that no English heading of argparse's own shows."""
    formatter = _ChineseHelp if lang == "zh" else argparse.HelpFormatter
    parser = make(name, description=choose(about, lang), add_help=False, allow_abbrev=False, formatter_class=formatter)
    group = parser.add_argument_group(choose(("参数", "arguments"), lang))
    group.add_argument("-h", "--help", action="help", help=choose(("显示本说明", "show this help"), lang))
    return parser, group


PATHS: Argument = (
    ("paths",),
    ("文件、文件夹或 zip 压缩包", "files, folders or zip archives"),
    {"nargs": "+", "metavar": "PATH"},
)
OUTPUT: Argument = (
    ("--output",),
    ("写入文件，不写到屏幕", "write to a file instead of the screen"),
    {"metavar": "FILE"},
)
QUIET: Argument = (
    ("-q", "--quiet"),
    ("不显示进度和结语", "no progress, no closing line"),
    {"action": "store_true"},
)
