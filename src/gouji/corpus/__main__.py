"""``python -m gouji.corpus``: run over a folder of real documents and say what is found, missed, wrong and different.

The folder is named by GOUJI_SAMPLES, else ``../shared/samples``; hand-made lists stand in ``tests/corpus``.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.corpus import accepted, labels, pages, papers, shares, verdicts
from gouji.corpus.bars import bars
from gouji.corpus.run import Entry, met, read_by_hand, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 0 when it ran, 2 where there is no folder of samples."""
    options = _options(argv)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    if not options.samples.is_dir():
        _say([f"no samples at {options.samples}: name the folder in GOUJI_SAMPLES"])
        return 2
    names = count(1)

    def progress(name: str) -> None:
        print(f"\r{next(names):4} {name[:60]:60}", end="", file=sys.stderr, flush=True)  # noqa: T201  progress

    entries = list(run(options.samples, tuple(options.groups), options.jobs, None if options.quiet else progress))
    if not options.quiet:
        print("\r" + " " * 66 + "\r", end="", file=sys.stderr, flush=True)  # noqa: T201  progress
    if options.show:
        _show(options.show, entries, options.truth)
    else:
        _report(options, entries, complete=not options.groups)
    return 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m gouji.corpus", description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("groups", nargs="*", help="folders or files of the samples (default: all)")
    parser.add_argument("--samples", type=Path, default=Path(os.environ.get("GOUJI_SAMPLES", "../shared/samples")))
    parser.add_argument("--truth", type=Path, default=Path("tests/corpus"), help="the folder of hand-made lists")
    parser.add_argument("--jobs", type=int, default=None, help="processes (default: one a processor)")
    parser.add_argument("--accept", action="store_true", help="make this run the accepted one")
    parser.add_argument(
        "--rekey", action="store_true", help="carry verdicts over to findings whose section is now named otherwise"
    )
    parser.add_argument("--quiet", action="store_true", help="no progress")
    parser.add_argument(
        "--show",
        choices=("findings", "severe", "unread", "rest", "labels"),
        help="instead of the report: every finding, errors and warnings, those nobody read, figures in prose that "
        "nothing settles, labels read differently",
    )
    return parser.parse_args(argv)


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)  # noqa: T201  this is the command's output


def _show(what: str, entries: list[Entry], truth: Path) -> None:
    if what == "labels":
        _say(pages.wrong_labels(_held(truth, entries)))
    elif what == "unread":
        unread = verdicts.adjudicate(read_by_hand(entries), verdicts.load(truth / "verdicts.yaml")).unread
        for entry, finding in unread:
            _say(pages.finding_lines(entry, finding))
    else:
        for entry in entries:
            if what == "rest":
                _say(pages.rest(entry))
            for finding in entry.checked.findings if what == "findings" else entry.severe if what == "severe" else ():
                _say(pages.finding_lines(entry, finding))


def _report(options: argparse.Namespace, entries: list[Entry], *, complete: bool) -> None:
    truth: Path = options.truth
    read = read_by_hand(entries)
    defects, decoys = met(options.samples, entries)
    held = _held(truth, entries)
    found = verdicts.adjudicate(read, verdicts.load(truth / "verdicts.yaml"))
    if options.rekey:
        names = verdicts.moved(found)
        verdicts.rekey(truth / "verdicts.yaml", names)
        _say([f"verdicts carried over: {len(names)}"])
        found = verdicts.adjudicate(read, verdicts.load(truth / "verdicts.yaml"))
    governments = _papers(truth, entries)
    change = _changes(truth / "accepted.json", entries, complete=complete, accept=options.accept)
    parts: list[tuple[str, Iterable[str]]] = [
        ("Documents", pages.documents(entries)),
        ("Not read, in part, or with a remark", pages.unread_files(entries)),
        ("Findings by rule (texts and disclosures)", pages.rules(read)),
        ("Figures in prose (texts and disclosures)", pages.prose(read, _ceilings(truth))),
        ("Known defects", pages.known(defects)),
        ("Decoys", pages.decoys(decoys)),
        ("Labels", pages.labels(held)),
        ("Adjudication", pages.verdicts(found, read)),
        ("Government papers", papers.lines(governments)),
        ("Against the accepted run", change),
        ("Bars", pages.bars([*bars(entries, read, (defects, decoys), held, found), *papers.bars(governments)])),
    ]
    for title, lines in parts:
        _say(["", f"== {title}", *lines])


def _papers(truth: Path, entries: Sequence[Entry]) -> papers.Papers:
    own = papers.papers_of(entries)
    opinions = verdicts.load(truth / "verdicts.yaml")
    return papers.Papers(own, *papers.met(truth / "papers.yaml", own), verdicts.adjudicate(own, opinions))


def _ceilings(truth: Path) -> list[shares.Ceiling]:
    path = truth / "ceilings.yaml"
    return shares.load(path) if path.exists() else []


def _held(truth: Path, entries: Iterable[Entry]) -> list[labels.Held]:
    path = truth / "labels.yaml"
    return list(labels.hold(labels.load(path), {entry.stem: entry for entry in entries})) if path.exists() else []


def _changes(path: Path, entries: list[Entry], *, complete: bool, accept: bool) -> Iterable[str]:
    now = accepted.summary(entries)
    before = accepted.load(path)
    change = None if before is None else accepted.difference(before, now)
    if change is not None and not complete:
        change.gone.clear()
    lines = list(pages.changes(change))
    if accept and complete:
        path.write_text(accepted.dump(now), encoding="utf-8", newline="\n")
        lines.append(f"accepted: {path}")
    elif accept:
        lines.append("not accepted: only a run over all samples can be")
    return lines


if __name__ == "__main__":
    sys.exit(main())
