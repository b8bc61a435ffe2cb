"""The whole page: one self-contained file with an overview, and each document with account, tools, contents and text."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from importlib.resources import files
from typing import TYPE_CHECKING

import gouji
from gouji.model.finding import Severity
from gouji.report.html_report.account import bar, legend, share
from gouji.report.html_report.document import DocumentHtml, contents
from gouji.report.html_report.marks import clean
from gouji.report.wording import Lang, aside_words, choose, part_words, sentence, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.diagnose.checked import Checked

_SCRIPT_WORDS: dict[str, tuple[str, str]] = {
    "relations": ("条勾稽关系用到它", "relations use it"),
    "none": ("没有勾稽关系用到它。", "No relation uses it."),
    "close": ("关闭", "close"),
    "more": ("另有", "more:"),
}


def report(run: Iterable[Checked], lang: Lang = "zh") -> Iterator[str]:
    """Yield the page piece by piece; the documents are held as HTML only, since the overview stands before them."""
    rows: list[str] = []
    articles: list[str] = []
    titles: list[str] = []
    folders: set[str] = set()
    for index, checked in enumerate(run):
        prefix = f"d{index + 1}"
        titles.append(title_of(checked))
        folders.add(folder_of(checked))
        rows.append(_overview_row(checked, prefix, lang))
        articles.append("".join(_article(checked, prefix, lang)))
    yield _head(titles[0] if len(titles) == 1 else f"勾稽 · {len(titles)} {word('documents', lang)}", lang)
    if len(rows) > 1:
        yield _overview(rows, folders, lang)
    yield from articles
    yield f'<svg id="threads" aria-hidden="true"></svg><script>{_asset("report.js")}</script></body></html>\n'


def title_of(checked: Checked) -> str:
    """Return the name of the file without its folders."""
    return checked.document.path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def folder_of(checked: Checked) -> str:
    """Return the folders that the file lies in, as given."""
    path = checked.document.path.replace("\\", "/").rstrip("/")
    return path.rpartition("/")[0]


def _asset(name: str) -> str:
    return files("gouji.report").joinpath("assets", name).read_text(encoding="utf-8")


def _head(title: str, lang: Lang) -> str:
    digest = base64.b64encode(hashlib.sha256(_asset("report.js").encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    words = json.dumps({name: choose(pair, lang) for name, pair in _SCRIPT_WORDS.items()}, ensure_ascii=False)
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="generator" content="gouji {gouji.__version__}">'
        f"<title>{clean(title)}</title><style>{_asset('report.css')}</style></head>"
        f'<body data-words="{clean(words)}">'
    )


def _overview(rows: list[str], folders: set[str], lang: Lang) -> str:
    """Return the table of all documents; a folder that all share is said once, above it."""
    heads = (
        choose(("材料", "document"), lang),
        choose(("单位与年度", "unit and year"), lang),
        *(word(level, lang) for level in Severity),
        word("figures", lang),
        choose(("数字去向", "account"), lang),
    )
    cells = "".join(f"<th>{head}</th>" for head in heads)
    title = choose(("核对总览", "Overview"), lang)
    one = f" · {clean(*folders)}" if len(folders) == 1 and "" not in folders else ""
    shared = ' class="one"' if len(folders) == 1 else ""
    return (
        f'<section id="overview"{shared}><header><p class="brand">勾稽 <span>gouji {gouji.__version__}</span></p><h1>{title}</h1>'
        f'<p class="parts">{len(rows)} {word("documents", lang)}{one}</p></header>'
        f'<div class="tablebox"><table class="runs"><thead><tr>{cells}</tr></thead><tbody>{"".join(rows)}</tbody></table></div></section>'
    )


def _overview_row(checked: Checked, prefix: str, lang: Lang) -> str:
    counts = Counter(finding.severity for finding in checked.findings)
    levels = "".join(f'<td class="q {level}">{counts[level] or ""}</td>' for level in Severity)
    parts = "；".join(part_words(part, lang) for part in checked.extraction.parts) if checked.extraction else ""
    status = (
        "" if checked.document.status == "ok" else f'<span class="status">{word(checked.document.status, lang)}</span>'
    )
    account = checked.account
    name = title_of(checked)
    under = f'<span class="folder">{clean(folder_of(checked))}</span>'
    return (
        f'<tr><td class="name"><a href="#{prefix}">{clean(name)}</a> {status}{under}</td><td>{clean(parts)}</td>'
        f'{levels}<td class="q">{account["total"] or ""}</td><td class="mini">{bar(account, lang)}</td></tr>'
    )


def _article(checked: Checked, prefix: str, lang: Lang) -> Iterator[str]:
    yield f'<article id="{prefix}" class="doc">'
    yield _masthead(checked, lang)
    if checked.extraction is not None:
        yield _tools(checked, lang)
        names = choose(("目录", "Contents"), lang)
        listed = contents(checked, prefix)
        yield f'<div class="desk"><nav class="toc"><details open><summary>{names}</summary>{listed}</details></nav><main class="sheet">'
        yield from DocumentHtml(checked, prefix, lang).render()
        yield "</main></div>"
        yield f'<script type="application/json" class="relations">{_relations(checked, lang)}</script>'
    yield "</article>"


def _masthead(checked: Checked, lang: Lang) -> str:
    parts = (*checked.extraction.parts, *checked.extraction.annexes) if checked.extraction else ()
    lines = "".join(f"<li>{clean(part_words(part, lang))}</li>" for part in parts)
    problems = "".join(f"<li>{clean(sentence(problem, lang))}</li>" for problem in checked.document.problems)
    back = choose(("全部材料", "all documents"), lang)
    return (
        f'<header class="mast"><p class="brand"><a href="#overview" class="back">‹ {back}</a>勾稽 <span>gouji {gouji.__version__}</span></p>'
        f"<h1>{clean(title_of(checked))}</h1>"
        + (f'<ul class="parts">{lines}</ul>' if lines else "")
        + (f'<ul class="problems">{problems}</ul>' if problems else "")
        + (_account(checked, lang) if checked.extraction else "")
        + "</header>"
    )


def _account(checked: Checked, lang: Lang) -> str:
    account = checked.account
    return (
        f'<section class="account"><p class="sum"><b>{account["total"]}</b> {word("figures", lang)}{share(account, lang)}</p>'
        f"{bar(account, lang)}{legend(account, lang)}{_aside(checked, lang)}</section>"
    )


def _aside(checked: Checked, lang: Lang) -> str:
    words = aside_words(Counter(one.by for one in checked.set_aside), lang)
    return f'<p class="aside">{words}</p>' if words else ""


def _tools(checked: Checked, lang: Lang) -> str:
    counts = Counter(finding.severity for finding in checked.findings)
    rules = Counter(finding.rule for finding in checked.findings)
    boxes = "".join(
        f'<label class="{level}"><input type="checkbox" name="severity" value="{level}" checked> {word(level, lang)} <b>{counts[level]}</b></label>'
        for level in Severity
    )
    options = "".join(
        f'<option value="{clean(rule)}">{clean(rule)}（{count}）</option>' for rule, count in sorted(rules.items())
    )
    every = choose(("全部规则", "all rules"), lang)
    nothing = "" if checked.findings else f"<p>{word('no_findings', lang)}</p>"
    earlier, later = choose(("上一处（p）", "previous (p)"), lang), choose(("下一处（n）", "next (n)"), lang)
    return (
        f'<div class="tools"><span class="steps"><button type="button" class="prev" title="{earlier}" aria-label="{earlier}">↑</button>'
        f'<output class="at">{len(checked.findings)} {word("findings", lang)}</output>'
        f'<button type="button" class="next" title="{later}" aria-label="{later}">↓</button></span>'
        f'{boxes}<select name="rule" aria-label="{every}"><option value="">{every}</option>{options}</select>{nothing}</div>'
    )


def _relations(checked: Checked, lang: Lang) -> str:
    """Return every verdict as JSON for the slip that opens on a figure: outcome, its word, kind, working, figure ids."""
    rows = [
        [
            str(verdict.outcome),
            word(verdict.outcome, lang),
            word(verdict.claim.kind, lang),
            verdict.claim.title,
            verdict.working or verdict.reason,
            list(verdict.claim.figures),
        ]
        for verdict in checked.verdicts
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
