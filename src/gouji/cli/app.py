"""The program: its commands, its language, and how it ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from gouji.cli import audit, backup, check, compare, demo, fix, read, reindex, rules, serve
from gouji.cli.arguments import parser
from gouji.cli.outcome import BROKEN_PIPE, INTERRUPTED, UNUSABLE, UsageError
from gouji.cli.screen import say
from gouji.report.wording import Lang, sentence
from gouji.rules.rule import RulesError
from gouji.settings.toml import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    check.COMMAND,
    compare.COMMAND,
    fix.COMMAND,
    read.COMMAND,
    rules.COMMAND,
    demo.COMMAND,
    serve.COMMAND,
    audit.COMMAND,
    backup.BACKUP,
    backup.RESTORE,
    reindex.COMMAND,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    lang = language(os.environ)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        options = parser(COMMANDS, lang).parse_args(arguments)
        code: int = options.run(options, lang)
        sys.stdout.flush()
    except (UsageError, SettingsError) as error:
        say(sentence(error.message, lang))
        return UNUSABLE
    except RulesError as error:
        say(str(error))
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
