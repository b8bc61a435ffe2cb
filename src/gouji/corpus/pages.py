"""The corpus report for a terminal: each part a function from results to lines."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from gouji.corpus import shares
from gouji.corpus.bars import disclosures
from gouji.corpus.known import FAMILIES, How, Match
from gouji.corpus.labels import AXES, Held, tallies
from gouji.diagnose.checked import ACCOUNT
from gouji.model.document import Status
from gouji.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gouji.corpus.accepted import Difference
    from gouji.corpus.bars import Bar
    from gouji.corpus.run import Entry
    from gouji.corpus.shares import Ceiling
    from gouji.corpus.verdicts import Adjudicated
    from gouji.model.finding import Finding

_SHORT = {"contradicted": "contra", "not_quantity": "not_q", "unrelated": "unrel"}
_STATES = ("total", *(str(state) for state in ACCOUNT), "zeros")
_LEVELS = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_MARGIN = 30
_LOWEST = 8


def documents(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield a line a document: findings, figure account, settled share of the figures in prose, seconds."""
    names = [_SHORT.get(state, state) for state in _STATES]
    yield (
        f"{'document':46} {'err':>4} {'warn':>4} {'note':>4} | "
        + " ".join(f"{name:>8}" for name in names)
        + " | prose    sec"
    )
    for entry in entries:
        counts = Counter(finding.severity for finding in entry.checked.findings)
        account = entry.checked.account
        part = shares.share(entry.checked)
        yield (
            f"{entry.name[-46:]:46} "
            + " ".join(f"{counts[level]:>4}" for level in _LEVELS)
            + " | "
            + " ".join(f"{account[state]:>8}" for state in _STATES)
            + f" | {_percent(part.percent):>5} {entry.seconds:6.1f}"
        )


def unread_files(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the documents that were not read in full, with what the user is told."""
    for entry in entries:
        if entry.checked.document.status is not Status.OK or entry.checked.document.problems:
            problems = " ".join(message.zh for message in entry.checked.document.problems)
            yield f"  {entry.checked.document.status:8} {entry.name}: {problems}"


def rules(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the number of findings of each rule by severity, and in how many documents."""
    counts: Counter[tuple[str, Severity]] = Counter()
    spread: dict[str, set[str]] = {}
    for entry in entries:
        for finding in entry.checked.findings:
            counts[finding.rule, finding.severity] += 1
            spread.setdefault(finding.rule, set()).add(entry.name)
    yield f"{'rule':6} {'error':>6} {'warning':>8} {'note':>6} {'documents':>10}"
    for rule in sorted(spread):
        error, warning, note = (counts[rule, level] for level in _LEVELS)
        yield f"{rule:6} {error:>6} {warning:>8} {note:>6} {len(spread[rule]):>10}"
    error, warning, note = (sum(n for (_, of), n in counts.items() if of is level) for level in _LEVELS)
    yield f"{'all':6} {error:>6} {warning:>8} {note:>6}"


def prose(entries: Sequence[Entry], ceilings: Sequence[Ceiling]) -> Iterator[str]:
    """Yield the median settled share of figures in prose, and the documents that have a hand-made ceiling."""
    found = [part.percent for entry in entries if (part := shares.share(entry.checked)).percent is not None]
    percents = [percent for percent in found if percent is not None]
    if percents:
        yield f"settled (verified, contradicted, disputed) of the non-zero quantities in prose: median {median(percents):.0f}% of {len(percents)} documents"
    yield from _whole(disclosures(entries))
    by_stem = {entry.stem: entry for entry in entries}
    for ceiling in ceilings:
        entry = by_stem.get(ceiling.document)
        if entry is not None:
            now = shares.share(entry.checked, ceiling.pages)
            yield f"  {ceiling.document:30} {_of(now):>16}   ceiling by hand {_of(ceiling.best):>16}"
    notes = [entry.notes for entry in entries]
    if notes:
        worst = max(entries, key=lambda entry: entry.notes)
        yield f"notes a document: {sum(notes) / len(notes):.1f} on average, most {worst.notes} ({worst.stem})"


def _whole(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the median verified share of all figures of the disclosures, the lowest, and what the rest is."""
    parts = {entry.stem: shares.whole(entry.checked) for entry in entries}
    percents = {stem: part.percent for stem, part in parts.items() if part.percent is not None}
    if not percents:
        return
    yield f"verified of all non-zero quantities, tables included: median {median(percents.values()):.0f}% of {len(percents)} disclosures"
    lowest = sorted(percents, key=lambda stem: percents[stem])[:_LOWEST]
    yield "  lowest: " + ", ".join(f"{stem} {_of(parts[stem])}" for stem in lowest)
    rest = sum((shares.rest(entry.checked) for entry in entries), Counter[str]())
    yield "  the rest: " + ", ".join(f"{kind} {count}" for kind, count in rest.most_common())


def known(matches: Sequence[Match]) -> Iterator[str]:
    """Yield the known defects found by kind and family, then those missed."""
    yield f"{'kind':14} {'all':>4} {'err/warn':>9} {'any':>9} {'right value':>12}"
    for family, kinds in FAMILIES.items():
        for kind in kinds:
            yield _tally_line("  " + kind, [match for match in matches if match.known.kind == kind])
        yield _tally_line(family, [match for match in matches if match.known.kind in kinds])
    loose = sum(match.how not in {None, How.AT} for match in matches)
    yield f"(of these met beside the token, not at it: {loose})"
    for match in matches:
        if match.finding is None or not (match.severe or match.known.kind in FAMILIES["rounding"]):
            what = "not in the text" if match.span is None else "missed" if match.finding is None else "note only"
            yield _known_line(what, match)


def decoys(matches: Sequence[Match]) -> Iterator[str]:
    """Yield the decoys flagged, and those whose figures a finding elsewhere names."""
    flagged = [match for match in matches if match.how in {How.AT, How.NEAR}]
    yield f"{len(flagged)} of {len(matches)} decoys flagged"
    for match in matches:
        if match.finding is not None:
            what = "FLAGGED" if match in flagged else "touched"
            yield f"{_known_line(what, match)}  {match.finding.rule} {match.finding.message}"
        elif match.span is None:
            yield _known_line("not in the text", match)


def labels(held: list[Held]) -> Iterator[str]:
    """Yield the accuracy by aspect: right of what the program says, and on how much it says anything."""
    yield f"{'aspect':12} {'right':>6} {'wrong':>6} {'unsaid':>7} {'right of said':>14} {'said':>6}"
    for aspect, tally in tallies(held).items():
        yield (
            f"{aspect:12} {tally.right:>6} {tally.wrong:>6} {tally.unsaid:>7} "
            f"{_percent(tally.accuracy):>14} {_percent(tally.coverage):>6}"
        )
    axes = [one for one in held if one.aspect in AXES and one.program is not None]
    if axes:
        yield f"all axes: {_percent(100 * sum(one.right for one in axes) / len(axes))} right of {len(axes)} said"


def wrong_labels(held: Iterable[Held]) -> Iterator[str]:
    """Yield every aspect on which program and person differ."""
    for one in held:
        if not one.right and (one.program is not None or one.aspect in {"found", "nature", "value", "unit"}):
            yield f"  {one.row['document']} p{one.row['page']} {one.row['near']}: {one.aspect} is {one.hand}, read {one.program}"


def verdicts(found: Adjudicated, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield what readers found of the errors and warnings, the wrong ones by rule."""
    counts = {verdict: len(rows) for verdict, rows in found.by_verdict.items()}
    yield f"errors and warnings read: {counts}; not yet read: {len(found.unread)}; read by one person only: {found.single}"
    wrong = counts["wrong"]
    yield f"wrong: {wrong} in {len(entries)} documents, {wrong / max(len(entries), 1):.2f} a document; by rule {found.by_rule('wrong')}"
    unread = Counter(finding.rule for _, finding in found.unread)
    yield f"not yet read by rule: {dict(sorted(unread.items()))}"
    gone = Counter(opinion.settled for opinion in found.stale.values())
    yield f"verdicts on findings that are no longer there: {dict(sorted(gone.items()))}; of these right:"
    for fingerprint, opinion in found.stale.items():
        if opinion.settled == "right":
            yield f"  {opinion.document} {opinion.rule} {fingerprint}"


def changes(change: Difference | None) -> Iterator[str]:
    """Yield the difference against the accepted run."""
    if change is None:
        yield "no run was accepted yet: make corpus ACCEPT=1"
        return
    if change.none:
        yield "nothing changed"
    for sign, keys in (("+", change.added), ("-", change.removed)):
        for (document, rule, severity, fingerprint), count in sorted(keys.items()):
            yield f"  {sign} {document} {rule} {severity} {fingerprint}" + (f" x{count}" if count > 1 else "")
    for name, states in change.accounts.items():
        yield f"  {name}: " + ", ".join(f"{state} {before}→{now}" for state, (before, now) in states.items())
    for what, names in (("new", change.new), ("gone", change.gone)):
        if names:
            yield f"  {what} documents: {', '.join(names)}"


def bars(found: Iterable[Bar]) -> Iterator[str]:
    """Yield what the run must show and whether it does."""
    for bar in found:
        value = "-" if bar.value is None else f"{bar.value:.2f}".removesuffix(".00")
        sign = "<=" if bar.at_most else ">="
        yield f"  {'ok' if bar.passed else 'NOT YET':8} {bar.name:52} {value:>7}  {sign} {bar.wanted:g}"


def finding_lines(entry: Entry, finding: Finding) -> Iterator[str]:
    """Yield one finding to be read against its document."""
    place = finding.place
    where = "table" if place.table is not None else "prose"
    yield f"{entry.stem} p{place.page} {where} {finding.rule} {finding.severity} {finding.fingerprint} {place.start}:{place.end}"
    yield f"    {finding.message}"
    if finding.working:
        yield f"    working: {finding.working}"
    yield f"    {_around(entry, place.start, place.end)}"


def rest(entry: Entry) -> Iterator[str]:
    """Yield the figures in prose that ended neither verified nor contradicted nor disputed."""
    for figure, state in shares.explained(entry.checked):
        if state not in shares.SETTLED:
            page = entry.checked.document.page(figure.start)
            yield f"{entry.stem} p{page} {state} {_around(entry, figure.start, figure.end)}"


def _around(entry: Entry, start: int, end: int) -> str:
    text = entry.checked.document.text
    pieces = (text[max(start - _MARGIN, 0) : start], text[start:end], text[end : end + _MARGIN])
    before, inside, after = (" ".join(piece.split()) for piece in pieces)
    return f"…{before}【{inside}】{after}…"


def _tally_line(name: str, matches: Sequence[Match]) -> str:
    count = len(matches)
    severe, noted = sum(match.severe for match in matches), sum(match.finding is not None for match in matches)
    values = [match.right_value for match in matches if match.right_value is not None]
    return (
        f"{name:14} {count:>4} {_rate(severe, count):>9} {_rate(noted, count):>9} "
        f"{f'{sum(values)} of {len(values)}' if values else '':>12}"
    )


def _known_line(what: str, match: Match) -> str:
    one = match.known
    return f"  {what:15} {one.document} p{one.page} {one.kind}: {one.near} [{one.at}] {one.why}"


def _rate(part: int, whole: int) -> str:
    return f"{part} {100 * part / whole:.0f}%" if whole else "-"


def _of(part: shares.Share) -> str:
    return f"{part.settled}/{part.counted} {_percent(part.percent)}"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f}%"
