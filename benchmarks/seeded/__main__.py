"""``python -m benchmarks.seeded``: errors planted in right documents, and what the checkers say of them, by type.

The made-up documents of ``gouji demo``, whose truth is known, and the samples (GOUJI_SAMPLES) where they exist; each with
its tables and without. ``--cases N`` plants up to N of a type in each document.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.seeded import demo, samples
from benchmarks.seeded.case import Case
from benchmarks.seeded.checkers import CHECKERS
from benchmarks.seeded.decoys import counted, decoys
from benchmarks.seeded.score import Said, Score, score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gouji.model.document import Document


SAMPLES = Path(os.environ.get("GOUJI_SAMPLES", "../shared/samples"))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a run does in each document."""

    seed: str
    cases: int
    checkers: tuple[str, ...]
    misses: bool
    tables: bool
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one document: scores by checker, and the rules that spoke of the right document (None: who knows?)."""

    scores: tuple[tuple[str, Score], ...]
    clean: tuple[str, ...] | None
    decoys: Counter[tuple[str, bool]] = field(default_factory=Counter)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=2)
    parser.add_argument("--documents", type=int, default=20, help="how many made-up departments")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--checker", action="append", choices=list(CHECKERS))
    parser.add_argument("--source", choices=("demo", "samples"))
    parser.add_argument("--kind", action="append", default=[], help="only errors of this type")
    parser.add_argument("--tables", choices=("with", "without"), help="documents with their tables, or prose alone")
    parser.add_argument("--only", default="", help="samples whose names hold this")
    parser.add_argument(
        "--misses", action="store_true", help="print each error that was not placed, with its surroundings"
    )
    given = parser.parse_args()
    paths = [path for path in sorted((SAMPLES / "disclosures").glob("*")) if given.only in path.name]
    checkers = tuple(given.checker or CHECKERS)
    for tables in (False, True) if given.tables is None else (given.tables == "with",):
        chosen = Chosen(given.seed, given.cases, checkers, given.misses, tables, tuple(given.kind))
        with_or_without = f"{'with' if tables else 'without'} their tables"
        if given.source != "samples":
            _report(f"made-up documents {with_or_without}", _all(_demo, range(given.documents), chosen))
        if given.source != "demo" and paths:
            _report(f"samples {with_or_without}", _all(_sample, paths, chosen))


def _all(work: Callable[..., Outcome], things: Iterable[object], chosen: Chosen) -> list[Outcome]:
    with ProcessPoolExecutor() as pool:
        return list(pool.map(partial(work, chosen=chosen), things))


def _demo(number: int, *, chosen: Chosen) -> Outcome:
    scores: list[tuple[str, Score]] = []
    clean: list[str] = []
    odd: Counter[tuple[str, bool]] = Counter()
    for one in demo.pages(number, tables=chosen.tables):
        before = {bool(beside): _before(one.document, chosen, beside) for beside in ((), one.beside)}
        said = before[bool(one.beside)].get("Gouji", [])
        clean += [found.rule for found in said]
        odd += counted(decoys(one.made), said) if chosen.tables else Counter()
        for case in demo.cases(one, chosen.seed, chosen.cases, tables=chosen.tables, kinds=chosen.kinds):
            scores += _scored(one.made.name, case, before[bool(case.beside)], chosen)
    return Outcome(tuple(scores), tuple(clean), odd)


def _sample(path: Path, *, chosen: Chosen) -> Outcome:
    scores: list[tuple[str, Score]] = []
    for document in samples.documents([path], tables=chosen.tables):
        before = _before(document, chosen)
        for planted in samples.cases(document, chosen.seed, chosen.cases, chosen.kinds):
            scores += _scored(path.name, Case(planted), before, chosen)
    return Outcome(tuple(scores), None)


def _before(document: Document, chosen: Chosen, beside: tuple[Document, ...] = ()) -> dict[str, list[Said]]:
    return {name: CHECKERS[name](document, beside) for name in chosen.checkers}


def _scored(name: str, case: Case, before: dict[str, list[Said]], chosen: Chosen) -> list[tuple[str, Score]]:
    scores = []
    for checker in chosen.checkers:
        after = CHECKERS[checker](case.planted.document, case.beside)
        scores.append((checker, score(case.planted, before[checker], after, detectable=case.detectable)))
        if chosen.misses and not scores[-1][1].placed:
            print(_miss(name, checker, case, [one for one in after if one not in before[checker]]))
    return scores


def _miss(name: str, checker: str, case: Case, after: Sequence[Said]) -> str:
    planted = case.planted
    text = planted.document.text
    around = f"{text[max(planted.start - 40, 0) : planted.start]}«{text[planted.start : planted.end][:40]}»"
    around += text[planted.end : planted.end + 30]
    told = {None: "", True: ", detectable", False: ", not detectable"}[case.detectable]
    lines = [f"{name} {checker} {planted.kind} (right: {planted.right}{told}): {around!r}"]
    lines += [f"    {one.rule} {text[one.start : one.end]} expected {one.expected}" for one in after[:4]]
    return "\n".join(lines)


def _report(title: str, outcomes: Sequence[Outcome]) -> None:
    by_checker: dict[str, list[Score]] = defaultdict(list)
    for outcome in outcomes:
        for checker, one in outcome.scores:
            by_checker[checker].append(one)
    for checker, scores in by_checker.items():
        _print(f"{checker}, {title}", scores)
    known = [outcome.clean for outcome in outcomes if outcome.clean is not None]
    if known:
        clean = Counter(rule for rules in known for rule in rules)
        print(f"errors and warnings on the right documents: {dict(clean) or 'none'}")
        _print_decoys(sum((outcome.decoys for outcome in outcomes), Counter()))


def _print(title: str, scores: Iterable[Score]) -> None:
    print(
        f"\n== {title}\n{'type':28}{'cases':>7}{'found':>8}{'placed':>8}{'repaired':>10}{'among':>8}{'extra':>8}",
        end="",
    )
    by_kind: dict[str, list[Score]] = defaultdict(list)
    for one in scores:
        by_kind[one.kind].append(one)
        by_kind["all"].append(one)
    known = any(one.detectable is not None for one in by_kind["all"])
    print(f"{'detectable':>12}{'found':>8}{'placed':>8}" if known else "")
    for kind in sorted(by_kind, key=lambda kind: kind == "all"):
        own = by_kind[kind]
        among = _share(one.among for one in own if one.repairable)
        print(f"{kind:28}{_shares(own)}{among:>8}{sum(one.extra for one in own) / len(own):>8.2f}", end="")
        seen = [one for one in own if one.detectable]
        print(f"{_share(one.detectable or False for one in own):>12}{_shares(seen)[7:23]}" if known else "")


def _print_decoys(found: Counter[tuple[str, bool]]) -> None:
    for kind in sorted({kind for kind, _ in found}):
        flagged = found[kind, True]
        print(f"decoy: {kind:40}{flagged + found[kind, False]:>7}{flagged:>6} flagged")


def _shares(scores: Sequence[Score]) -> str:
    repairable = [one for one in scores if one.repairable]
    return (
        f"{len(scores):>7}{_share(one.found for one in scores):>8}{_share(one.placed for one in scores):>8}"
        f"{_share(one.repaired for one in repairable):>10}"
    )


def _share(flags: Iterable[bool]) -> str:
    counted = list(flags)
    return f"{100 * sum(counted) / len(counted):.1f}%" if counted else "-"


if __name__ == "__main__":
    main()
