"""``gouji rules``: the catalogue, or one rule's page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji import api
from gouji.cli.arguments import Command
from gouji.cli.files import write
from gouji.cli.outcome import CLEAN, UsageError
from gouji.report import rules_report

if TYPE_CHECKING:
    import argparse

    from gouji.report.wording import Lang


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Print the catalogue or the page asked for."""
    rules = api.all_rules()
    if options.code:
        code = chosen_codes(options.code)[0]
        rules = tuple(rule for rule in rules if rule.code.startswith(code))
    pages = (
        rules_report.page(rules[0], lang) if options.code and len(rules) == 1 else rules_report.catalogue(rules, lang)
    )
    write(pages, None)
    return CLEAN


def chosen_codes(given: str) -> tuple[str, ...]:
    """Return the codes or families listed, each of which must exist."""
    codes = tuple(code.strip().upper() for code in re.split(r"[,，\s]+", given) if code.strip())
    known = [rule.code for rule in api.all_rules()]
    for code in codes:
        if not any(rule.startswith(code) for rule in known):
            raise UsageError(
                f"没有规则{code}，用 gouji rules 查看全部规则。",
                f"There is no rule {code}; gouji rules lists them all.",
            )
    return codes


COMMAND = Command(
    "rules",
    ("列出全部规则，或显示一条规则的说明。", "List the rules, or show the page of one."),
    run,
    (
        (
            ("code",),
            ("规则或规则族的代码，如 SU101", "code of a rule or family, as SU101"),
            {"nargs": "?", "metavar": "CODE", "default": ""},
        ),
    ),
)
