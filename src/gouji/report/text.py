"""The text report: by document and section, for a terminal or a mail; calm enough to be read from top to bottom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji.model.document import Status
from gouji.model.finding import Severity
from gouji.report.width import columns, pad, wrap
from gouji.report.wording import (
    ENTRIES,
    Lang,
    around,
    aside_words,
    linked_share,
    part_words,
    sentence,
    should_be,
    where,
    where_beside,
    word,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.diagnose.checked import Checked
    from gouji.model.finding import Finding
    from gouji.settings.decisions import Decisions

WIDTH = 80
_MOST_BESIDE = 3
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_COLOUR = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.NOTE: "\x1b[36m"}


@dataclass(frozen=True, slots=True)
class Style:
    """How the report is written: language, columns, and whether the terminal takes colours."""

    lang: Lang = "zh"
    width: int = WIDTH
    colour: bool = False

    def paint(self, text: str, code: str) -> str:
        """Return the text in a colour, or as it is."""
        return f"{code}{text}{_RESET}" if self.colour and text else text


@dataclass
class _Totals:
    documents: int = 0
    status: Counter[Status] = field(default_factory=Counter)
    account: Counter[str] = field(default_factory=Counter)
    findings: Counter[Severity] = field(default_factory=Counter)
    aside: Counter[str] = field(default_factory=Counter)

    def add(self, checked: Checked) -> None:
        self.documents += 1
        self.status[checked.document.status] += 1
        self.account.update(checked.account)
        self.findings.update(finding.severity for finding in checked.findings)
        self.aside.update(one.by for one in checked.set_aside)


def report(run: Iterable[Checked], style: Style | None = None, decisions: Decisions | None = None) -> Iterator[str]:
    """Yield the report piece by piece, each ending with a newline: one piece a document, then the totals.

    ``decisions``, where they were applied to the run, say at the end what is gone and which suppressions did nothing.
    """
    style = style or Style()
    totals = _Totals()
    for checked in run:
        totals.add(checked)
        yield "\n".join([*_document(checked, style), "", ""])
    yield "\n".join([*_closing(totals, style), *_decided(totals, decisions, style), ""])


def account_words(account: dict[str, int], lang: Lang = "zh") -> str:
    """Return the figure account as one line: 数字 812：不符 3，存疑 5，相符 402 …; what is none is left out."""
    comma, colon = ("，", "：") if lang == "zh" else (", ", ": ")
    counts = comma.join(f"{word(name, lang)} {account[name]}" for name in ENTRIES if account[name])
    return f"{word('figures', lang)} {account['total']}" + (colon + counts if counts else "")


def _document(checked: Checked, style: Style) -> Iterator[str]:
    document = checked.document
    for line in wrap(document.path, style.width):
        yield style.paint(line, _BOLD)
    yield style.paint("-" * min(columns(document.path), style.width), _DIM)
    for problem in document.problems:
        yield from wrap(sentence(problem, style.lang), style.width, "  ", "! ")
    if checked.extraction is None:
        return
    for part in (*checked.extraction.parts, *checked.extraction.annexes):
        yield from wrap(part_words(part, style.lang), style.width)
    yield from _account(checked.account, style)
    if not checked.findings:
        yield word("no_findings", style.lang)
    if checked.set_aside:
        yield aside_words(Counter(one.by for one in checked.set_aside), style.lang)
    yield from _findings(checked, style)


def _account(account: dict[str, int], style: Style) -> Iterator[str]:
    yield from wrap(account_words(account, style.lang), style.width)
    share = linked_share(account)
    if share is not None:
        yield f"{word('linked', style.lang)} {share}%" if style.lang == "zh" else f"{share}% {word('linked', 'en')}"


def _findings(checked: Checked, style: Style) -> Iterator[str]:
    section: tuple[str, ...] | None = None
    for finding in checked.findings:
        yield ""
        if finding.place.section != section:
            section = finding.place.section
            title = " › ".join(section) or word("unplaced", style.lang)
            yield from (style.paint(line, _BOLD) for line in wrap(title, style.width))
        yield from _finding(checked, finding, style)


def _finding(checked: Checked, finding: Finding, style: Style) -> Iterator[str]:
    mark = f"[{word(finding.severity, style.lang)}]"
    indent = " " * (3 + columns(mark))
    place = where(checked.document, finding.place, style.lang)
    yield f"  {style.paint(mark, _COLOUR[finding.severity])} {style.paint(finding.rule, _BOLD)}  {place}"
    yield from wrap(_printed(checked, finding, style.lang), style.width, indent)
    yield from wrap(finding.message, style.width, indent)
    if finding.working:
        yield from wrap(finding.working, style.width, indent)
    if finding.difference is not None:
        yield from wrap(_difference(finding, style.lang), style.width, indent)
    for other in finding.beside[:_MOST_BESIDE]:
        yield from wrap(where_beside(other, style.lang), style.width, indent)
    for claim in _claims(checked, finding, style.lang):
        yield from wrap(claim, style.width, indent + "  ", indent + "- ")


def _printed(checked: Checked, finding: Finding, lang: Lang) -> str:
    printed = finding.printed or finding.place.text or around(checked.document, finding.place)
    if finding.expected is None:
        return printed
    comma = "，" if lang == "zh" else ", "
    return f"{printed}{comma}{should_be(finding.expected, printed, lang)}"


def _difference(finding: Finding, lang: Lang) -> str:
    words = f"{word('difference', lang)} {finding.difference}"
    if finding.rounding is None:
        return words
    return words + ("，" if lang == "zh" else ", ") + f"{word('slack', lang)} {finding.rounding}"


def _claims(checked: Checked, finding: Finding, lang: Lang) -> Iterator[str]:
    """Name the broken relations where one cause breaks several; a single one is already said by the working."""
    if len(finding.verdicts) > 1:
        for verdict in finding.verdicts:
            claim = verdict.claim
            title = claim.title or " ".join(checked.document.text[claim.start : claim.end].split())
            yield f"{word(claim.kind, lang)}（{word(claim.source, lang)}）{title} {verdict.working}".rstrip()


def _closing(totals: _Totals, style: Style) -> Iterator[str]:
    lang = style.lang
    yield style.paint("=" * style.width, _DIM)
    head = f"{word('totals', lang)}  {totals.documents} {word('documents', lang)}"
    gaps = "".join(
        f"{'，' if lang == 'zh' else ', '}{word(status, lang)} {totals.status[status]}"
        for status in (Status.PARTIAL, Status.FAILED)
        if totals.status[status]
    )
    yield style.paint(head + gaps, _BOLD)
    if totals.account["total"] and totals.documents > 1:
        yield from _account({name: totals.account[name] for name in ("total", *ENTRIES)}, style)
    counts = "  ".join(f"{pad(word(level, lang), 4)} {totals.findings[level]}" for level in Severity)
    yield f"{word('findings', lang)} {totals.findings.total()}  {counts}".rstrip()


def _decided(totals: _Totals, decisions: Decisions | None, style: Style) -> Iterator[str]:
    """Say what the users' decisions did: how many findings are set aside, what is gone, what to look at again."""
    if totals.aside:
        yield aside_words(totals.aside, style.lang)
    if decisions is None:
        return
    if decisions.gone:
        yield f"{word('gone', style.lang)} {len(decisions.gone)}"
    for known in decisions.gone:
        yield from wrap(f"{known.rule}  {known.path}  {known.printed}  {known.message}", style.width, "    ", "  - ")
    for remark in decisions.remarks:
        yield from wrap(sentence(remark, style.lang), style.width, "  ", "! ")
