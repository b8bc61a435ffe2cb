"""``python -m benchmarks.seeded``: errors planted in right documents, and what the checkers say of them, by type.

``--cases N`` plants up to N of a type in each document; ``--seed S``; ``--checker NAME``. The documents are the samples
(GOUJI_SAMPLES) where they exist.
"""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.seeded import samples
from benchmarks.seeded.checkers import CHECKERS
from benchmarks.seeded.plant import KINDS
from benchmarks.seeded.score import Said, Score, score

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.seeded.plant import Planted

SAMPLES = Path(os.environ.get("GOUJI_SAMPLES", "../shared/samples"))


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=10)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--checker", action="append", choices=list(CHECKERS))
    parser.add_argument("--only", default="", help="documents whose names hold this")
    parser.add_argument(
        "--misses", action="store_true", help="print each error that was not placed, with its surroundings"
    )
    chosen = parser.parse_args()
    paths = [path for path in sorted((SAMPLES / "disclosures").glob("*")) if chosen.only in path.name]
    for tables in (False, True):
        names = chosen.checker or list(CHECKERS)
        work = partial(
            _document, tables=tables, seed=chosen.seed, count=chosen.cases, names=names, misses=chosen.misses
        )
        results: dict[str, list[Score]] = defaultdict(list)
        with ProcessPoolExecutor() as pool:
            for scores in pool.map(work, paths):
                for name, score_ in scores:
                    results[name].append(score_)
        for name, scores_ in results.items():
            _print(f"{name}, samples {'with' if tables else 'without'} their tables", scores_)


def _document(
    path: Path, *, tables: bool, seed: str, count: int, names: list[str], misses: bool
) -> list[tuple[str, Score]]:
    scores = []
    for document in samples.documents([path], tables=tables):
        before = {name: CHECKERS[name](document) for name in names}
        for planted in samples.cases(document, seed, count):
            for name in names:
                after = CHECKERS[name](planted.document)
                scores.append((name, score(planted, before[name], after)))
                if misses and not scores[-1][1].placed:
                    print(_miss(path.name, name, planted, [one for one in after if one not in before[name]]))
    return scores


def _miss(document: str, checker: str, planted: Planted, after: list[Said]) -> str:
    text = planted.document.text
    around = f"{text[max(planted.start - 40, 0) : planted.start]}«{text[planted.start : planted.end][:40]}»"
    around += text[planted.end : planted.end + 30]
    lines = [f"{document} {checker} {planted.kind} (right: {planted.right}): {around!r}"]
    lines += [f"    {one.rule} {text[one.start : one.end]} expected {one.expected}" for one in after[:4]]
    return "\n".join(lines)


def _print(title: str, scores: Iterable[Score]) -> None:
    print(f"\n== {title}\n{'type':28}{'cases':>7}{'found':>8}{'placed':>8}{'repaired':>10}{'extra':>8}")
    by_kind: dict[str, list[Score]] = defaultdict(list)
    for one in scores:
        by_kind[one.kind].append(one)
        by_kind["all"].append(one)
    for kind in (*KINDS, "all"):
        own = by_kind[kind]
        if own:
            repairable = [one for one in own if one.repairable]
            print(
                f"{kind:28}{len(own):>7}{_share(one.found for one in own):>8}{_share(one.placed for one in own):>8}"
                f"{_share(one.repaired for one in repairable):>10}{sum(one.extra for one in own) / len(own):>8.2f}"
            )


def _share(flags: Iterable[bool]) -> str:
    counted = list(flags)
    return f"{100 * sum(counted) / len(counted):.1f}%" if counted else "-"


if __name__ == "__main__":
    main()
