"""What a run prints: scores by type and decoys by kind, as aligned text or as Markdown."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.seeded.score import Score

_HEAD = ("type", "cases", "found", "placed", "repaired", "among", "extra")
_KNOWN = ("detectable", "found", "placed")
_FIRST = 28


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one document: scores by checker, the rules that spoke of the right one (None: who knows?), its decoys."""

    scores: tuple[tuple[str, Score], ...]
    clean: tuple[str, ...] | None
    decoys: Counter[tuple[str, bool]] = field(default_factory=Counter)


def report(title: str, outcomes: Sequence[Outcome], *, markdown: bool) -> None:
    """Print the tables of a run, one a checker, and what was said of the right documents."""
    by_checker: dict[str, list[Score]] = defaultdict(list)
    for outcome in outcomes:
        for checker, one in outcome.scores:
            by_checker[checker].append(one)
    for checker, scores in by_checker.items():
        print(f"\n{'#' if markdown else '='}{'#' if markdown else '='} {checker}, {title}\n")
        print("\n".join(_lined(list(_rows(scores)), markdown=markdown)))
    known = [outcome.clean for outcome in outcomes if outcome.clean is not None]
    if known:
        clean = Counter(rule for rules in known for rule in rules)
        print(f"\nerrors and warnings on the right documents: {dict(clean) or 'none'}\n")
        decoys: Counter[tuple[str, bool]] = sum((outcome.decoys for outcome in outcomes), Counter())
        if decoys:
            print("\n".join(_lined(list(_decoys(decoys)), markdown=markdown)))


def _rows(scores: Iterable[Score]) -> Iterator[tuple[str, ...]]:
    by_kind: dict[str, list[Score]] = defaultdict(list)
    for one in scores:
        by_kind[one.kind].append(one)
        by_kind["all"].append(one)
    known = any(one.detectable is not None for one in by_kind["all"])
    yield (*_HEAD, *(_KNOWN if known else ()))
    for kind in sorted(by_kind, key=lambda kind: kind == "all"):
        yield (kind, *_told(by_kind[kind], known=known))


def _told(scores: Sequence[Score], *, known: bool) -> Iterator[str]:
    repairable = [one for one in scores if one.repairable]
    yield str(len(scores))
    yield _share(one.found for one in scores)
    yield _share(one.placed for one in scores)
    yield _share(one.repaired for one in repairable)
    yield _share(one.among for one in repairable)
    yield f"{sum(one.extra for one in scores) / len(scores):.2f}"
    if known:
        seen = [one for one in scores if one.detectable]
        yield _share(one.detectable or False for one in scores)
        yield _share(one.found for one in seen)
        yield _share(one.placed for one in seen)


def _decoys(found: Counter[tuple[str, bool]]) -> Iterator[tuple[str, ...]]:
    yield "decoy", "count", "flagged"
    for kind in sorted({kind for kind, _ in found}):
        yield kind, str(found[kind, True] + found[kind, False]), str(found[kind, True])


def _share(flags: Iterable[bool]) -> str:
    counted = list(flags)
    return f"{100 * sum(counted) / len(counted):.1f}%" if counted else "–"


def _lined(rows: Sequence[tuple[str, ...]], *, markdown: bool) -> Iterator[str]:
    for at, row in enumerate(rows):
        if markdown:
            yield f"| {' | '.join(row)} |"
            if at == 0:
                yield "|---" * len(row) + "|"
        else:
            yield f"{row[0]:{max(_FIRST, *(len(other[0]) + 2 for other in rows))}}" + "".join(
                f"{cell:>11}" for cell in row[1:]
            )
