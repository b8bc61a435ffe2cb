"""Background work: place what came in, check versions, hold them against one another, rebuild a view, compare versions, and look for what no task does any more."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gouji.web.filings.models import Check, Intake, Version
from gouji.web.filings.services import beside, checking, comparing, intake, views


@task()
def run_check(check_id: int) -> None:
    """Run a check."""
    checking.run(check_id, timezone.now(), timezone.localdate())


@task()
def place_intake(intake_id: int) -> None:
    """Place a file that came in."""
    intake.place(intake_id, timezone.now(), timezone.localdate())


@task()
def rebuild_view(version_id: int) -> None:
    """Make the view of a version where it is missing."""
    version = Version.objects.select_related("original", "filing").get(pk=version_id)
    views.rebuild(version, timezone.localdate())


@task()
def compare_versions(first_id: int, second_id: int) -> None:
    """Compare two versions of a filing by subject where that is missing."""
    versions = Version.objects.select_related("original", "filing").in_bulk([first_id, second_id])
    comparing.compare(versions[first_id], versions[second_id], timezone.localdate())


@task()
def look_beside(unit_id: int) -> None:
    """Check those of a unit's versions again of which the documents beside them say something else by now."""
    beside.look(unit_id)


@task()
def look_everywhere() -> None:
    """Let every unit look once a day: units are merged and moved, and what somebody missed is made up for."""
    beside.look_everywhere()


@task()
def resume() -> int:
    """Queue again what waits and has no task: its worker was ended three times, or its row was lost. Return how many."""
    pending = DBTaskResult.objects.filter(status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING))
    queued = {(path, tuple(said["args"])) for path, said in pending.values_list("task_path", "args_kwargs")}
    checks = [pk for pk in _waiting_checks() if (run_check.module_path, (pk,)) not in queued]
    intakes = [pk for pk in _waiting_intakes() if (place_intake.module_path, (pk,)) not in queued]
    for pk in checks:
        run_check.enqueue(pk)
    for pk in intakes:
        place_intake.enqueue(pk)
    return len(checks) + len(intakes)


def _waiting_checks() -> list[int]:
    """Return the checks that have not ended, and those that ended unheard."""
    waiting = Check.objects.exclude(state=Check.State.FAILED).filter(told=False)
    return list(waiting.values_list("pk", flat=True))


def _waiting_intakes() -> list[int]:
    return list(Intake.objects.filter(state=Intake.State.WAITING).values_list("pk", flat=True))
