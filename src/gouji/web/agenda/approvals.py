"""On which days the meetings approve a government's papers: what their publication is counted from."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from gouji.web.agenda.models import Item
from gouji.web.agenda.steps import steps, topics
from gouji.web.filings.models import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gouji.web.filings.hooks import Approvals


def approved(regions: Iterable[int], years: Iterable[int]) -> Approvals:
    """Return the last days of the meetings that have a government's budget, adjustment or account on their agenda: one query.

    Of a topic that comes up once a year the first meeting counts, of one that may come up again each, as the first, the second …
    """
    kinds = _kinds()
    items = Item.objects.filter(
        meeting__region__in=list(regions), meeting__cancelled_at=None, year__in=list(years), topic__in=kinds
    )
    found: Approvals = {}
    met: Counter[tuple[int, str, int]] = Counter()
    for item in items.select_related("meeting").order_by("meeting__on", "pk"):
        at = (item.meeting.region_id, kinds[item.topic], item.year)
        met[at] += 1
        if met[at] == 1 or topics()[item.topic].usual is None:
            found[*at, met[at]] = item.meeting.last_day
    return found


@cache
def _kinds() -> Mapping[str, str]:
    """Return by topic the kind of paper that has to be published when a meeting has approved it."""
    return {
        step.topic: step.paper.kind
        for step in steps().values()
        if step.paper and step.paper.of == "region" and step.paper.stage == Stage.PUBLISHED
    }
