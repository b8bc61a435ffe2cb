"""A run of documents linked with one another: each comes out with what the others say of it.

What is said of the first document may stand in the last, so all are checked before the first comes out. Meanwhile all but a few
wait on disk, and memory holds those few and the ledgers.
"""

from __future__ import annotations

import pickle  # our own values, written to and read from our own temporary file
from dataclasses import replace
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

from gouji.diagnose.beside import Collection
from gouji.diagnose.blame import computed
from gouji.diagnose.linked import with_links
from gouji.extract.ledger import ledgers
from gouji.extract.papers.ledger import government_ledgers
from gouji.model.figure import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gouji.diagnose.checked import Checked
    from gouji.model.ledger import Entry, Ledger
    from gouji.rules.rule import Context

_HELD = 16  # documents kept as they are, so that a small run writes nothing
_IN_MEMORY = 64 * 1024 * 1024


def check_together(
    run: Iterable[Checked], context: Context | None = None, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> Iterator[Checked]:
    """Yield the documents of a run in their order, linked: two years, budget and account, department and units, drafts."""
    collection = Collection()
    held: list[Checked] = []
    count = 0
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        for checked in run:
            collection.add(ledgers_of(checked))
            if len(held) < _HELD:
                held.append(checked)
            else:
                pickle.dump(checked, spool, pickle.HIGHEST_PROTOCOL)
                count += 1
        links = collection.links(context, select, ignore)
        spool.seek(0)
        waiting = (pickle.load(spool) for _ in range(count))  # noqa: S301  written above
        for checked in chain(held, waiting):
            yield with_links(checked, links.get((checked.document.path, checked.document.sha256)))


def ledgers_of(checked: Checked) -> tuple[Ledger, ...]:
    """Return what other documents can be held against: the ledgers of a document's parts, with what it says of them itself."""
    if checked.extraction is None:
        return ()
    own = (*ledgers(checked.extraction), *government_ledgers(checked.extraction))
    borne_out = computed(checked)
    return tuple(_sound(ledger, checked.states, borne_out) for ledger in own)


def _sound(ledger: Ledger, states: Sequence[State], borne_out: frozenset[int]) -> Ledger:
    """Return a ledger as its own document's verdicts have it.

    Figures that the document itself names as wrong stand apart: one cause is one finding. Of the others it says which ones
    calculations bear out.
    """

    def stands(entry: Entry) -> bool:
        return all(states[mention.figure.id] is not State.CONTRADICTED for mention, _ in entry.terms)

    def marked(entries: Iterable[Entry]) -> tuple[Entry, ...]:
        return tuple(
            replace(
                entry,
                terms=tuple((replace(one, computed=one.figure.id in borne_out), sign) for one, sign in entry.terms),
            )
            for entry in entries
            if stands(entry)
        )

    accused = tuple(entry for entry in ledger.own if not stands(entry))
    return replace(ledger, own=marked(ledger.own), earlier=marked(ledger.earlier), accused=accused)
