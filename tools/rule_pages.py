"""Write docs/rules/ from the rules' own modules; with ``--check`` only say whether it is fresh (exit code 1 if not)."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

from gouji.rules.rule import Rule, all_rules

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "rules"
NOTE = "<!-- Written by `make docs` from the rules' modules; do not edit. -->\n\n"

FAMILIES = {
    "SU": "合计 sums",
    "SH": "占比 shares",
    "CH": "增减 change",
    "CO": "完成预算 completion",
    "EQ": "前后一致 agreement",
    "BO": "上下限 bounds",
    "CN": "计数 counts",
    "YR": "年份 years and bases",
    "UN": "单位与缺数 units and missing figures",
    "CL": "科目 classification",
    "FO": "体例 form",
    "LA": "法规 law",
    "TX": "文字 wording",
    "PF": "绩效 performance",
    "RD": "读取 doubts about our own reading",
}


def rule_page(rule: Rule) -> str:
    """Return one rule's page in Markdown: what its module says, and its two examples."""
    facts = f"级别 severity: {rule.severity} · 始于 since: {rule.since} · 依据 basis: {rule.basis}"
    examples = "".join(
        f"\n## {title}\n\n{_fenced(example)}"
        for title, example in (
            ("相符 Good", rule.good),
            ("疑点 Bad (findings stand at the marks «…»)", rule.bad),
        )
    )
    return f"{NOTE}# {rule.code} {rule.title}\n\n`{rule.fault}`\n\n{facts}\n\n{rule.page}\n{examples}"


def index_page(rules: tuple[Rule, ...]) -> str:
    """Return the catalogue by family."""
    families = [
        f"\n## {family} {FAMILIES[family]}\n\n| 规则 | 疑点 | 级别 |\n|---|---|---|\n"
        + "".join(f"| [{rule.code}]({rule.code}.md) | {rule.title} | {rule.severity} |\n" for rule in group)
        for family, group in groupby(rules, key=lambda rule: rule.family)
    ]
    return f"{NOTE}# 规则目录 Rules\n" + "".join(families)


def pages() -> dict[str, str]:
    """Return every page of docs/rules/ by file name."""
    rules = all_rules()
    return {"index.md": index_page(rules)} | {f"{rule.code}.md": rule_page(rule) for rule in rules}


def stale(wanted: dict[str, str]) -> list[str]:
    """Return the names of pages that are missing, left over or different on disk."""
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    return sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))


def write(wanted: dict[str, str]) -> None:
    """Make the folder on disk equal to ``wanted``."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale(wanted):
        if name in wanted:
            (FOLDER / name).write_text(wanted[name], encoding="utf-8")
        else:
            (FOLDER / name).unlink()


def _fenced(example: str) -> str:
    return f"```text\n{example.strip()}\n```\n"


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` name the stale ones."""
    wanted = pages()
    if "--check" not in arguments:
        write(wanted)
        return 0
    names = stale(wanted)
    if names:
        print("docs/rules/ is not fresh, run `make docs`:", *names, file=sys.stderr)
    return int(bool(names))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
