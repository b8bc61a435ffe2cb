"""What rules on a government's papers share: the paragraphs read once, and claims from what they tell."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from gouji.extract.extraction import Statement
from gouji.extract.once import once
from gouji.extract.papers.accounts import accounts
from gouji.extract.papers.divisions import ceilings, divisions
from gouji.extract.papers.facts import facts
from gouji.extract.papers.stream import passages
from gouji.extract.prose.words import MARKER
from gouji.model.claim import Claim, Kind, Linear, Ratio, Source, Term
from gouji.model.figure import Dimension

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from gouji.extract.extraction import Extraction
    from gouji.extract.papers.accounts import Account
    from gouji.extract.papers.divisions import Ceiling, Division
    from gouji.extract.papers.facts import Fact, Key
    from gouji.extract.papers.stream import Passage


@once
def passages_of(extraction: Extraction) -> tuple[Passage, ...]:
    """Return the paragraphs with amounts of a government's paper, none of any other document."""
    return tuple(passages(extraction)) if extraction.governmental else ()


@once
def counted_of(extraction: Extraction) -> tuple[Passage, ...]:
    """Return the paragraphs of an audit's report with the counts in them as amounts (问题10个), none of any other paper."""
    audit = any(part.kind == "work_report" for part in extraction.parts)
    return tuple(passages(extraction, Dimension.COUNT)) if audit else ()


@once
def accounts_of(extraction: Extraction) -> tuple[Account, ...]:
    """Return the sums and balances told in a government's paper."""
    return tuple(accounts(passages_of(extraction)))


@once
def divisions_of(extraction: Extraction) -> tuple[Division, ...]:
    """Return the divisions told in a government's paper."""
    return (*divisions(passages_of(extraction)), *divisions(counted_of(extraction)))


@once
def ceilings_of(extraction: Extraction) -> tuple[Ceiling, ...]:
    """Return the debt balances told with their limits."""
    return tuple(ceilings(passages_of(extraction)))


@once
def titled_of(extraction: Extraction) -> tuple[Statement, ...]:
    """Return the one amount of each numbered paragraph of a government's paper under the paragraph's title ((一)某某问题。…涉及资金…)."""
    found = []
    for passage in passages_of(extraction):
        title = _TITLED.match(passage.text)
        outer = [item for item in passage.items if item.depth == 0 and item.plain]
        if title and len(outer) == 1 and len(passage.items) == 1:
            start, end = (passage.start + at for at in title.span("name"))
            item = outer[0]
            stop = extraction.figures[item.figure].end
            found.append(Statement(item.start, stop, "".join(title["name"].split()), start, end, item.figure))
    return tuple(found)


@once
def facts_of(extraction: Extraction) -> dict[Key, list[Fact]]:
    """Return the totals and items that a government's paper states, by what they are."""
    found: dict[Key, list[Fact]] = defaultdict(list)
    for fact in facts(extraction, passages_of(extraction)):
        found[fact.key].append(fact)
    return dict(found)


def account_claims(extraction: Extraction, kinds: Sequence[str], rule: str) -> Iterator[Claim]:
    """Yield the claims of the accounts of some kinds."""
    for account in accounts_of(extraction):
        if account.kind not in kinds:
            continue
        shapes = [_linear(terms, account.result) for terms in (account.terms, *account.alternatives)]
        equal = len(account.terms) == 1
        yield Claim(
            rule=rule,
            kind=Kind.EQUAL if equal else Kind.SUM,
            source=Source.SENTENCE,
            shape=shapes[0],
            start=account.start,
            end=account.end,
            certain=account.certain,
            alternatives=tuple(shapes[1:]),
        )


def _linear(terms: Sequence[tuple[int, int]], result: int) -> Linear:
    return Linear(tuple(Term(number, _SIGNS[sign]) for number, sign in terms), result)


_TITLED = re.compile(rf"\s*(?:{MARKER.pattern})\s*(?P<name>[^。;:\d]{{4,40}})[。:]")
_SIGNS: dict[int, Decimal] = {1: Term(0).coefficient, -1: -Term(0).coefficient}


def rate_claim(
    extraction: Extraction,
    rule: str,
    kind: Kind,
    fact: Fact,
    bases: Sequence[Fact],
    shapes: Sequence[Ratio],
    *,
    clear: bool,
) -> Claim:
    """Return the claim that a rate told of a fact is that on a base, one shape a base; certain where they are of one amount.

    ``clear`` is whether the words themselves leave no doubt.
    """
    amounts = {extraction.figures[base.item.figure].amount for base in bases}
    return Claim(
        rule=rule,
        kind=kind,
        source=Source.SENTENCE,
        shape=shapes[0],
        start=bases[0].item.start,
        end=fact.item.start,
        certain=clear and len(amounts) == 1,
        alternatives=tuple(shapes[1:]),
    )
