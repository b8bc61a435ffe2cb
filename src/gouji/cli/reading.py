"""What the commands take for reading files that need help: old formats and pictures."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from gouji import api
from gouji.report.wording import Lang, choose

if TYPE_CHECKING:
    import argparse

    from gouji.cli.arguments import Argument

ARGUMENTS: tuple[Argument, ...] = (
    (
        ("--ocr",),
        (
            "图片页的文字识别（需 pip install gouji[ocr]）：auto 没有可用文字层的页，never 不识别，always 每一页（字体未嵌入的页除外），默认 auto",
            "recognition of picture pages (pip install gouji[ocr]): auto where a page has no usable text (default auto), always every page but those whose fonts are not embedded",
        ),
        {"choices": ("auto", "never", "always"), "default": "auto"},
    ),
    (
        ("--ocr-cache",),
        ("保存识别结果的文件夹，下次不再识别", "a folder that keeps what was recognized"),
        {"metavar": "DIR", "default": None},
    ),
)


def aids_of(options: argparse.Namespace, lang: Lang) -> api.Aids:
    """Return the help that reading gets; the progress of long recognition is shown where a person waits."""

    def page_read(path: str, done: int, total: int) -> None:
        line = choose((f"{path}：已识别 {done}/{total} 页", f"{path}: {done} of {total} pages recognized"), lang)
        end = "\n" if done == total else "\r"
        sys.stderr.write(f"\r{line}{end}")
        sys.stderr.flush()

    shown = not options.quiet and sys.stderr.isatty()
    return api.found_aids(os.environ, ocr=options.ocr, cache=options.ocr_cache, page_read=page_read if shown else None)
