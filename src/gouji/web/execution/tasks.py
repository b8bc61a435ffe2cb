"""What the worker does with loads and alerts; each may run twice without harm."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from gouji.web.execution.models import Load
from gouji.web.execution.queries import last_month
from gouji.web.execution.services import alerts, loading
from gouji.web.units.models import Region


@task()
def process(load_id: int) -> None:
    """Bring a load as far as it goes without a person; a load that goes live has its region evaluated."""
    load = Load.objects.select_related("region").get(pk=load_id)
    load = loading.take(loading.read(load))
    if load.state == Load.State.LIVE:
        evaluate(load.region_id, load.year)


@task()
def evaluate_all() -> None:
    """Ask all indicators about every region with live data of this year: once a day."""
    year = timezone.localdate().year
    live = Load.objects.filter(state=Load.State.LIVE, year=year)
    for region_id in sorted(set(live.values_list("region_id", flat=True))):
        evaluate(region_id, year)


@task()
def evaluate_later(region_id: int, year: int) -> None:
    """Evaluate a region after a person changed what counts."""
    evaluate(region_id, year)


def evaluate(region_id: int, year: int) -> None:
    """Evaluate a region for the last month that its data reaches."""
    region = Region.objects.get(pk=region_id)
    month = last_month(region, year)
    if month:
        alerts.evaluate(region, alerts.month_end(year, month))


@task()
def pull_all() -> None:
    """Fetch this year's data from every source, in January last year's too; one that does not answer stops no other."""
    from gouji.web.execution.services import pulling  # noqa: PLC0415  it queues a task of this module

    today = timezone.localdate()
    years = (today.year - 1, today.year) if today.month == 1 else (today.year,)
    for source in pulling.sources():
        for year in years:
            pulling.pull_noted(source, year)
