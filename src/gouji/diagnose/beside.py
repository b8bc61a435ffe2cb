"""Documents side by side: the ledgers of a run to ties, their verdicts, and what each document has to hear (``linked``).

A ``Collection`` keeps one packed ledger a part, never a document. What it says does not depend on the order in which the
ledgers came. Each difference is shown once, the other document cited: in the one that makes the claim, unless calculations bear its
figure out and nothing the other's. What a document accuses and another bears out is diagnosed again with that known.
"""

from __future__ import annotations

import pickle  # our own values, packed and unpacked within one run
import zlib
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.diagnose.blame import Culprit, Judged, charged, culprits, turned
from gouji.diagnose.check import wanted
from gouji.diagnose.evaluate import evaluate
from gouji.diagnose.exact import exactly
from gouji.diagnose.linked import Links, Shown
from gouji.diagnose.working import plain
from gouji.extract.bodies import core, same_district
from gouji.model.claim import Kind, Outcome, Verdict
from gouji.model.finding import Beside, Severity
from gouji.rules.beside import Remark, Shelf, Tie, covers
from gouji.rules.rule import Context, Rule, all_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gouji.model.ledger import Ledger, Mention

_MANY = 3
_HOLDS = frozenset((Outcome.AGREES, Outcome.ROUNDING))
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
Key = tuple[str, str]


class Collection:
    """The ledgers of a run, packed; memory is a few kilobytes a document."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._heads: dict[tuple[str, int], Ledger] = {}
        self._packed: dict[tuple[str, int], bytes] = {}
        self._paths: dict[str, set[str]] = defaultdict(set)

    def add(self, ledgers: Iterable[Ledger]) -> None:
        """Take in the ledgers of one document; copies of one file count once, under the path that sorts first: they are one witness."""
        for ledger in ledgers:
            self._paths[ledger.sha256].add(ledger.document)
            key = (ledger.sha256, ledger.part)
            if ledger.document == min(self._paths[ledger.sha256]):
                self._heads[key] = replace(ledger, own=(), earlier=())
                self._packed[key] = zlib.compress(pickle.dumps(ledger), 1)

    @exactly
    def links(
        self, context: Context | None = None, select: Sequence[str] = (), ignore: Sequence[str] = ()
    ) -> dict[Key, Links]:
        """Return what the documents say of one another, by (path, sha256); each copy of a file hears the same."""
        rules = [rule for rule in all_rules() if rule.relate is not None and wanted(rule.code, select, ignore)]
        found: dict[Key, list[Links]] = defaultdict(list)
        for shelf in self._shelves() if rules else ():
            for key, links in _of_shelf(rules, shelf, context or Context()):
                found[key].append(links)
        joined = {sha256: _joined(links) for (_, sha256), links in found.items()}
        return {(path, sha256): links for sha256, links in joined.items() for path in self._paths[sha256]}

    def _shelves(self) -> Iterator[Shelf]:
        heads = sorted(self._heads.values(), key=_order)
        for group in _bodies(heads):
            below = [other for other in heads if any(covers(head, other) for head in group)]
            if len(group) + len(below) > 1:
                yield Shelf(tuple(map(self._unpacked, group)), tuple(map(self._unpacked, below)))

    def _unpacked(self, head: Ledger) -> Ledger:
        ledger: Ledger = pickle.loads(zlib.decompress(self._packed[head.sha256, head.part]))  # noqa: S301  packed by this object
        return ledger


def _order(ledger: Ledger) -> tuple[str, str, int, str, str, int]:
    return core(ledger.unit), ledger.kind, ledger.year, ledger.document, ledger.sha256, ledger.part


def _bodies(heads: Sequence[Ledger]) -> Iterator[list[Ledger]]:
    """Yield the ledgers of each body: one name, and one district as far as it is named without doubt."""
    by_core: dict[str, list[Ledger]] = defaultdict(list)
    for head in heads:
        by_core[core(head.unit)].append(head)
    for same_name in by_core.values():
        regions = {head.region for head in same_name}
        fullest = [name for name in regions if not any(name != other and other.endswith(name) for other in regions)]
        groups: dict[str, list[Ledger]] = defaultdict(list)
        for head in same_name:
            fitting = [name for name in fullest if same_district(name, head.region)]
            groups[fitting[0] if len(fitting) == 1 else head.region].append(head)
        yield from (groups[name] for name in sorted(groups))


def _of_shelf(rules: Sequence[Rule], shelf: Shelf, context: Context) -> Iterator[tuple[Key, Links]]:
    """Yield what the documents of one body say of one another; a figure that several contradict alike is the one to blame."""
    judged: list[Judged] = []
    for rule in rules:
        for item in _related(rule, shelf, context):
            if isinstance(item, Remark):
                yield (item.home.document, item.home.sha256), Links((_from_remark(item),))
            else:
                judged.append((item, _verdict(item)))
    blamed, rest = culprits(judged)
    for cause in blamed:
        yield _key(cause.of), Links((_blamed(cause),), contradicted=_named_in_earnest(cause))
    groups: dict[tuple[str, Key, int], list[Judged]] = defaultdict(list)
    for tie, verdict in rest:
        groups[tie.claim.rule, _key(tie.home), tie.home.part].append((tie, verdict))
    for (_, key, _), members in groups.items():
        turned_ = {} if _on_another_footing(members) else _turned(members)
        for cause in {cause.at: cause for cause in turned_.values()}.values():
            yield _key(cause.of), Links((_blamed(cause),), contradicted=_named_in_earnest(cause))
        left = [item for item in members if id(item) not in turned_]
        yield key, Links(tuple(_findings(left)), _own(left), _disputed(left))
        yield from _elsewhere(left)
    yield from _acquitted(rules, shelf, context)


def _acquitted(rules: Sequence[Rule], shelf: Shelf, context: Context) -> Iterator[tuple[Key, Links]]:
    """Yield the figures that their own document accuses and another bears out."""
    accused = {entry.mention for ledger in shelf.ledgers for entry in ledger.accused}
    if not accused:
        return
    whole = tuple(replace(ledger, own=(*ledger.own, *ledger.accused)) for ledger in shelf.ledgers)
    for rule in rules:
        for tie in _related(rule, replace(shelf, ledgers=whole), context):
            if isinstance(tie, Tie) and accused.intersection(tie.mentions) and _proves(tie, _verdict(tie)):
                for ledger in (tie.home, *tie.others):
                    found = (m.figure.id for m in accused.intersection(tie.mentions) if m.source == _source(ledger))
                    yield _key(ledger), Links(acquitted=frozenset(found))


def _named_in_earnest(cause: Culprit) -> frozenset[int]:
    """Return the figure as contradicted, unless all that is said of it is a note."""
    return frozenset(() if cause.severity is Severity.NOTE else (cause.at.figure.id,))


def _key(ledger: Ledger) -> Key:
    return ledger.document, ledger.sha256


def _source(ledger: Ledger) -> tuple[str, int]:
    return ledger.document, ledger.part


def _related(rule: Rule, shelf: Shelf, context: Context) -> Iterator[Tie | Remark]:
    """Yield what a rule says of a shelf; a rule that raises says so instead."""
    if rule.relate is None:
        return
    try:
        yield from rule.relate(shelf, context)
    except Exception as error:  # noqa: BLE001  any fault of a rule: the run goes on
        home = next((ledger for ledger in (*shelf.ledgers, *shelf.below) if ledger.own), None)
        if home is not None:
            fault = f"规则{rule.code}在这些材料上未能运行（{type(error).__name__}: {error}），其检查结果缺失，请反馈。"
            yield Remark(rule.code, home, home.own[0].mention, fault, Severity.NOTE)


def _blamed(cause: Culprit) -> Shown:
    """Return the finding on a figure that others contradict: alike where they are several, with a calculation where it is one."""
    titles = "、".join(f"《{title}》" for title in dict.fromkeys(other.title for other in cause.witnesses))
    unit = cause.at.figure.unit.name if cause.at.figure.unit else ""
    value = f"{plain(cause.value)}{unit}"
    if len(cause.witnesses) > 1:
        message = f"此处{cause.at.figure.text}与{titles}均不一致，由它们推出的数都是{value}，请核实。"
    else:
        message = f"此处{cause.at.figure.text}与{titles}所列的{value}不一致，那里的数有计算印证，请核实此处。"
    return Shown(
        rule=cause.rule,
        severity=cause.severity,
        message=message,
        at=cause.at,
        others=cause.witnesses,
        working="；".join(cause.workings),
        value=cause.value,
        blamed=True,
    )


def _verdict(tie: Tie) -> Verdict:
    figures = [replace(mention.figure, id=at) for at, mention in enumerate(tie.mentions)]
    return evaluate(tie.claim, figures)


def _mentions(tie: Tie, *, home: bool) -> Iterator[Mention]:
    for mention in tie.mentions:
        if (mention.source == (tie.home.document, tie.home.part)) == home:
            yield mention


def _proves(tie: Tie, verdict: Verdict) -> bool:
    return tie.claim.falsifiable and verdict.outcome in _HOLDS and any(mention.figure.value for mention in tie.mentions)


def _own(judged: Iterable[tuple[Tie, Verdict]]) -> frozenset[int]:
    return frozenset(
        mention.figure.id for tie, verdict in judged if _proves(tie, verdict) for mention in _mentions(tie, home=True)
    )


def _disputed(judged: Iterable[tuple[Tie, Verdict]]) -> frozenset[int]:
    return frozenset(
        mention.figure.id
        for tie, verdict in judged
        if verdict.outcome is Outcome.DIFFERS and tie.severity is not Severity.NOTE
        for mention in _mentions(tie, home=True)
    )


def _elsewhere(judged: Iterable[tuple[Tie, Verdict]]) -> Iterator[tuple[Key, Links]]:
    """Yield what a tie that holds bears out in the other document."""
    for tie, verdict in judged:
        if _proves(tie, verdict):
            shown = [tie.mentions[number] for number in verdict.claim.figures]
            for other in tie.others:
                found = frozenset(m.figure.id for m in shown if m.source == (other.document, other.part))
                if found:
                    yield _key(other), Links(verified=found)


def _turned(judged: Iterable[Judged]) -> dict[int, Culprit]:
    """Return the ties of which the other document's figure is to blame, by identity, each with that."""
    found = {id(item): turned(*item) for item in judged if item[1].outcome is Outcome.DIFFERS}
    return {key: cause for key, cause in found.items() if cause is not None}


def _by_cause(judged: Iterable[Judged]) -> list[list[Judged]]:
    """Return the ties that are broken, those of one cause together."""
    groups: dict[tuple[object, ...], list[Judged]] = defaultdict(list)
    for tie, verdict in judged:
        if verdict.outcome is Outcome.DIFFERS:
            groups[_cause(tie)].append((tie, verdict))
    return list(groups.values())


def _on_another_footing(judged: Sequence[Judged]) -> bool:
    """Whether most of the ties break: then the footing was changed, not a figure."""
    broken = len(_by_cause(judged))
    return broken >= _MANY and broken > sum(_proves(tie, verdict) for tie, verdict in judged)


def _findings(judged: Sequence[Judged]) -> Iterator[Shown]:
    """Yield one finding a cause; where most of the ties break, one note says so."""
    groups = _by_cause(judged)
    if _on_another_footing(judged):
        yield _footing(groups)
    else:
        yield from map(_shown, groups)


def _cause(tie: Tie) -> tuple[object, ...]:
    """Return what one slip shows in several places alike: the amounts that were compared."""
    return tuple(mention.figure.amount for mention in tie.mentions)


def _shown(group: Sequence[tuple[Tie, Verdict]]) -> Shown:
    tie, verdict = min(group, key=lambda item: (_ORDER.index(item[0].severity), item[0].mentions[0].place.start))
    own = dict.fromkeys(mention for other, _ in group for mention in _mentions(other, home=True))
    return Shown(
        rule=tie.claim.rule,
        severity=tie.severity,
        message=tie.message,
        at=tie.mentions[0],
        others=_cited(group),
        own=tuple(mention for mention in own if mention != tie.mentions[0]),
        working=verdict.working,
        difference=None if verdict.difference is None else plain(verdict.difference),
        value=charged(tie, verdict),
    )


def _cited(group: Iterable[tuple[Tie, Verdict]]) -> tuple[Beside, ...]:
    found = (
        Beside(tie.claim.kind, other.title, mention.place, mention.line)
        for tie, _ in group
        for other in tie.others
        for mention in [m for m in tie.mentions if m.source == (other.document, other.part)][:1]
    )
    return tuple(dict.fromkeys(found))


def _footing(groups: Sequence[Sequence[tuple[Tie, Verdict]]]) -> Shown:
    everything = [item for group in groups for item in group]
    lead = _shown(everything)
    title = everything[0][0].other.title
    message = f"有{len(groups)}项与《{title}》公布的数不一致，多于一致的项，可能是口径有调整，请核实并说明。"
    workings = "；".join(verdict.working for group in groups for _, verdict in group[:1])
    return replace(lead, severity=Severity.NOTE, message=message, working=workings, difference=None)


def _from_remark(remark: Remark) -> Shown:
    home = (remark.home.document, remark.home.part)
    own = tuple(mention for mention in remark.related if mention.source == home)
    others = tuple(
        Beside(Kind.EQUAL, remark.home.title, mention.place, mention.line)
        for mention in remark.related
        if mention.source != home
    )
    return Shown(remark.rule, remark.severity, remark.message, remark.at, others, own, remark.working)


def _joined(links: Sequence[Links]) -> Links:
    return Links(
        tuple(shown for link in links for shown in link.shown),
        frozenset().union(*(link.verified for link in links)),
        frozenset().union(*(link.disputed for link in links)),
        frozenset().union(*(link.contradicted for link in links)),
        frozenset().union(*(link.acquitted for link in links)),
    )
