"""``python -m benchmarks.seeded``: errors planted in right documents, and what the checkers say of them, by type.

The made-up documents of ``gouji demo``, whose truth is known: those of departments and those of governments; and the samples
(GOUJI_SAMPLES) where they exist; each with its tables and without. ``--cases N`` plants up to N of a type in each document; ``--documents 400 --minutes 90`` goes through as
many departments as the time allows.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from benchmarks.seeded import demo, samples
from benchmarks.seeded.case import Case
from benchmarks.seeded.checkers import CHECKERS
from benchmarks.seeded.decoys import counted, decoys
from benchmarks.seeded.score import Said, Score, score
from benchmarks.seeded.table import Outcome, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gouji.model.document import Document


_TITLES = {"demo": "made-up documents", "government": "made-up government papers"}
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


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=2)
    parser.add_argument("--documents", type=int, default=20, help="how many made-up departments, and governments")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--checker", action="append", choices=list(CHECKERS))
    parser.add_argument("--source", choices=("demo", "government", "samples"))
    parser.add_argument("--kind", action="append", default=[], help="only errors of this type")
    parser.add_argument("--tables", choices=("with", "without"), help="documents with their tables, or prose alone")
    parser.add_argument("--only", default="", help="samples whose names hold this")
    parser.add_argument(
        "--misses", action="store_true", help="print each error that was not placed, with its surroundings"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many documents at once")
    parser.add_argument(
        "--minutes", type=float, help="begin no further document after so long, with tables and without"
    )
    parser.add_argument("--markdown", action="store_true", help="print the tables as Markdown")
    given = parser.parse_args()
    paths = [path for path in sorted((SAMPLES / "disclosures").glob("*")) if given.only in path.name]
    checkers = tuple(given.checker or CHECKERS)
    for tables in (False, True) if given.tables is None else (given.tables == "with",):
        chosen = Chosen(given.seed, given.cases, checkers, given.misses, tables, tuple(given.kind))
        ends = None if given.minutes is None else monotonic() + given.minutes * 60
        with_or_without = f"{'with' if tables else 'without'} their tables"
        for source, work in (("demo", _demo), ("government", _government)):
            if given.source in (None, source):
                report(
                    f"{_TITLES[source]} {with_or_without}",
                    _all(work, range(given.documents), chosen, given.jobs, ends),
                    markdown=given.markdown,
                )
        if given.source in (None, "samples") and paths:
            report(
                f"samples {with_or_without}", _all(_sample, paths, chosen, given.jobs, ends), markdown=given.markdown
            )


def _all(
    work: Callable[..., Outcome], things: Iterable[object], chosen: Chosen, jobs: int, ends: float | None
) -> list[Outcome]:
    """Return the outcomes of the things in their order; of those that are begun before the time is over."""
    waiting = iter(things)
    with ProcessPoolExecutor(jobs) as pool:
        begun = [pool.submit(work, one, chosen=chosen) for one in islice(waiting, jobs)]
        for at, one in enumerate(begun):
            one.result()
            more = () if ends is not None and monotonic() > ends else islice(waiting, at + 1 + jobs - len(begun))
            begun += [pool.submit(work, other, chosen=chosen) for other in more]
        return [one.result() for one in begun]


def _demo(number: int, *, chosen: Chosen) -> Outcome:
    return _made_up(demo.pages(number, tables=chosen.tables), chosen)


def _government(number: int, *, chosen: Chosen) -> Outcome:
    return _made_up(demo.papers(number, tables=chosen.tables), chosen)


def _made_up(pages: Iterable[demo.Clean], chosen: Chosen) -> Outcome:
    scores: list[tuple[str, Score]] = []
    clean: list[str] = []
    odd: Counter[tuple[str, bool]] = Counter()
    for one in pages:
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


if __name__ == "__main__":
    main()
