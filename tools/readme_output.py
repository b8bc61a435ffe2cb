"""Put real output on the READMEs' first screen; with ``--check`` only say whether it is fresh (exit code 1 if not)."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from pathlib import Path

from gouji import cli

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh-CN.md")
EXAMPLE = "examples/虚构示例-松岚县水利局-2025年部门预算.md"
FINDINGS = 4
BLOCK = re.compile(r"(?<=<!-- output -->\n).*?(?=<!-- /output -->)", re.DOTALL)


def output() -> str:
    """Return what the command prints on the example with planted defects, in Chinese."""
    os.chdir(ROOT)
    os.environ["LC_ALL"] = "zh_CN.UTF-8"
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        cli.main(["check", EXAMPLE])
    return printed.getvalue()


def first_screen(printed: str) -> str:
    """Return the head of an output up to its first findings, as an indented block of Markdown."""
    lines = printed.splitlines()
    starts = [index for index, line in enumerate(lines) if line.startswith("  [")]
    # The heading of the section of the first finding left out goes with it.
    end = starts[FINDINGS] if len(starts) > FINDINGS else len(lines)
    while end and (lines[end - 1] and not lines[end - 1].startswith(" ")):
        end -= 1
    shown = [f"$ gouji check {EXAMPLE}", *lines[:end]]
    while not shown[-1]:
        shown.pop()
    return "\n" + "".join(f"    {line}".rstrip() + "\n" for line in (*shown, "…")) + "\n"


def main(arguments: list[str]) -> int:
    """Renew the block in each README, or with ``--check`` name the stale ones."""
    block = first_screen(output())
    stale = []
    for name in READMES:
        text = (ROOT / name).read_text(encoding="utf-8")
        wanted = BLOCK.sub(lambda _: block, text)
        if wanted != text:
            stale.append(name)
            if "--check" not in arguments:
                (ROOT / name).write_text(wanted, encoding="utf-8", newline="\n")
    if stale and "--check" in arguments:
        print("the output shown is not fresh, run `make docs`:", *stale, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
