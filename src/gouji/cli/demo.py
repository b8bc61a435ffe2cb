"""``gouji demo``: a made-up district to look at, to learn on and to measure with."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from gouji import api
from gouji.cli.arguments import QUIET, Command
from gouji.cli.outcome import CLEAN, UsageError
from gouji.cli.screen import say
from gouji.report.wording import choose

if TYPE_CHECKING:
    from gouji.report.wording import Lang

_MOST = 1000


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Write the documents and their truth."""
    if "government" in options.also and options.units > api.MOST_DEPARTMENTS:
        raise UsageError(
            f"政府材料把部门放在一个地方，最多{api.MOST_DEPARTMENTS}个部门，请减少 --units。",
            f"A government's papers put all departments into one place, {api.MOST_DEPARTMENTS} at most; lower --units.",
        )
    files = api.write_district(
        Path(options.folder),
        seed=options.seed,
        units=options.units,
        years=options.years,
        forms=options.form or api.FORMS,
        formats=options.formats or tuple(api.WRITERS),
        also=options.also,
    )
    try:
        count = sum(1 for _ in files)
    except OSError as error:
        raise UsageError(
            f"写不进{options.folder}（{error.strerror}），请换一个文件夹。",
            f"Cannot write to {options.folder} ({error.strerror}); choose another folder.",
        ) from error
    if not options.quiet:
        zh = f"已写入{options.folder}：{count}个文件，全部为虚构；植入的差错见truth.json。"
        say(choose((zh, f"Wrote {count} files to {options.folder}, all made up; planted defects: truth.json."), lang))
    return CLEAN


def _count(given: str) -> int:
    if not given.isdecimal() or not 1 <= int(given) <= _MOST:
        raise argparse.ArgumentTypeError(f"1-{_MOST}")
    return int(given)


COMMAND = Command(
    "demo",
    (
        "写出一套虚构的部门预算、决算，可带已知的差错。",
        "Write a made-up district: budgets and final accounts, with known defects if asked.",
    ),
    run,
    (
        (("folder",), ("写到哪个文件夹", "the folder to write to"), {"metavar": "DIR"}),
        (("--units",), ("部门数（默认 2）", "departments (default 2)"), {"type": _count, "default": 2, "metavar": "N"}),
        (("--years",), ("年数（默认 1）", "years (default 1)"), {"type": _count, "default": 1, "metavar": "Y"}),
        (("--seed",), ("随机种子（默认 1）", "seed (default 1)"), {"type": int, "default": 1, "metavar": "S"}),
        (
            ("--form",),
            ("样式（默认各种轮流）", "the form (default: each in turn)"),
            {"nargs": "+", "choices": api.FORMS},
        ),
        (
            ("--formats",),
            ("文件格式（默认全部）", "file formats (default: all)"),
            {"nargs": "+", "choices": tuple(api.WRITERS)},
        ),
        (
            ("--defects",),
            ("植入已知的差错", "plant known defects"),
            {"action": "append_const", "dest": "also", "const": "defects", "default": []},
        ),
        (
            ("--below",),
            ("有下属单位的部门，另写本级和各单位的材料", "also the documents of a department's units"),
            {"action": "append_const", "dest": "also", "const": "units"},
        ),
        (
            ("--government",),
            (
                "另写政府的预算报告、调整方案、上半年执行、决算、审计和整改报告（部门同属一地，最多10个）",
                "also the government's papers; all departments are of one place then (10 at most)",
            ),
            {"action": "append_const", "dest": "also", "const": "government"},
        ),
        (
            ("--drafts",),
            ("每份材料写送审稿（植入差错）和公开稿", "each document as a draft, with defects, and as published"),
            {"action": "append_const", "dest": "also", "const": "drafts"},
        ),
        QUIET,
    ),
)
