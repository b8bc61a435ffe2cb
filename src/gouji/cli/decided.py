"""What the user decided, from the settings file and the options; an option goes before the file."""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.cli.rules import chosen_codes
from gouji.model.finding import Severity
from gouji.settings.baseline import load_baseline
from gouji.settings.decisions import Decisions
from gouji.settings.settings import NAME, Settings, load_settings
from gouji.settings.suppressions import load_suppressions

if TYPE_CHECKING:
    from gouji.cli.arguments import Argument


@dataclass(frozen=True)
class Wanted:
    """What a check is asked for: rules, the severity that counts, and the decisions to apply."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: Severity
    decisions: Decisions


def wanted(options: argparse.Namespace) -> Wanted:
    """Return what options and settings file ask for; SettingsError or UsageError where they cannot be followed."""
    settings = _settings(options.settings)
    for code in dict.fromkeys(code for levels in _levels(settings) for code in levels):
        chosen_codes(code)
    baseline = Path(options.baseline) if options.baseline else settings.baseline
    suppressions = Path(options.suppressions) if options.suppressions else settings.suppressions
    return Wanted(
        select=chosen_codes(options.select or ",".join(settings.select)),
        ignore=chosen_codes(options.ignore or ",".join(settings.ignore)),
        fail_on=Severity(options.fail_on) if options.fail_on else settings.fail_on or Severity.ERROR,
        decisions=Decisions(
            severities=settings.severities,
            suppressions=load_suppressions(suppressions) if suppressions else (),
            baseline=load_baseline(baseline) if baseline else (),
            today=options.today or today(),
        ),
    )


def _settings(given: str | None) -> Settings:
    """Return the settings of the file named, else of gouji.toml in this folder, else none."""
    if given:
        return load_settings(Path(given))
    return load_settings(Path(NAME)) if Path(NAME).is_file() else Settings()


def _levels(settings: Settings) -> list[dict[str, Severity]]:
    return [dict(settings.severities.general), *(dict(levels) for _, levels in settings.severities.places)]


def day(given: str) -> date:
    """Return the date written YYYY-MM-DD; argparse's own complaint otherwise."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", given):
        try:
            return date.fromisoformat(given)
        except ValueError:
            pass
    raise argparse.ArgumentTypeError("YYYY-MM-DD")


def today() -> date:
    """Return the date here and now; only the command line asks the clock."""
    return datetime.now(UTC).astimezone().date()


TODAY: Argument = (
    ("--today",),
    (
        "今天的日期：抑制是否到期、批注和修订的日期（默认今天）",
        "the date: of suppressions, comments, changes (default today)",
    ),
    {"type": day, "metavar": "YYYY-MM-DD"},
)
ARGUMENTS: tuple[Argument, ...] = (
    (
        ("--baseline",),
        ("基线：以前的 JSON 报告，其中已有的疑点不再列出", "a JSON report of before: what it holds is not shown again"),
        {"metavar": "FILE"},
    ),
    (
        ("--suppressions",),
        ("抑制文件（TOML）：经人核实、不必再列出的疑点", "suppression file (TOML): findings that a person has judged"),
        {"metavar": "FILE"},
    ),
    (
        ("--settings",),
        ("设置文件（默认本文件夹的 gouji.toml）", "settings file (default: gouji.toml in this folder)"),
        {"metavar": "FILE"},
    ),
    TODAY,
)
