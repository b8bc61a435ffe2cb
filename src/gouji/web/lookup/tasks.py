"""Background work: the ledger's snapshot for one year."""

from __future__ import annotations

from django_tasks import task

from gouji.web.lookup.snapshots import write_year


@task()
def write_snapshot(year: int) -> None:
    """Write the facts of one year's filings to the snapshot that the explorer asks; may run twice."""
    write_year(year)
