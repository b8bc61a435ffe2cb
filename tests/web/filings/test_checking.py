"""Checks and what they lay over the findings: new, still there, gone, come back; a run that was cut off is run again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.web.filings.conftest import BAD_BOTH, BAD_TOTAL, GOOD

from gouji.web.core.worker import DeskWorker, take_up_again
from gouji.web.filings import hooks
from gouji.web.filings.models import Check, Finding
from gouji.web.filings.services import checking, derived, engine, store, views
from gouji.web.filings.services.findings import decide
from gouji.web.filings.tasks import rebuild_view, resume

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import Settings
    from tests.web.conftest import District

    from gouji.web.filings.services.filing import Handed

    HandIn = Callable[..., Handed]

S = Finding.State


def states() -> dict[str, str]:
    """The state of each finding by what is printed at its place."""
    return dict(Finding.objects.values_list("printed", "state"))


def test_a_check_stores_account_findings_and_the_page_s_view(hand_in: HandIn) -> None:
    handed = hand_in(BAD_TOTAL)
    check = Check.objects.get()
    assert (check.state, check.partial, check.attempts) == (Check.State.DONE, False, 1)
    assert check.account["total"] > check.account["contradicted"] > 0
    finding = Finding.objects.get()
    assert (finding.printed, finding.state, finding.first_seen) == ("96.00万元", S.OPEN, handed.version)
    assert finding.place["text"] == "96.00万元"
    assert BAD_TOTAL[finding.place["start"] : finding.place["end"]] == "96.00万元"
    assert "95.00" in finding.working
    view = views.view_of(handed.version)
    assert view is not None
    assert view["findings"][0]["fingerprint"] == finding.fingerprint
    assert view["path"] == "预算.txt"


def test_what_is_gone_in_the_next_version_is_settled_by_the_desk(hand_in: HandIn) -> None:
    hand_in(BAD_BOTH)
    assert states() == {"96.00万元": S.OPEN, "5.50万元": S.OPEN}
    hand_in(BAD_TOTAL)
    assert states() == {"96.00万元": S.OPEN, "5.50万元": S.SETTLED}
    decision = Finding.objects.get(printed="5.50万元").decisions.get()
    assert (decision.before, decision.after, decision.by) == (S.OPEN, S.SETTLED, None)
    assert "第2版" in decision.reason
    still = Finding.objects.get(printed="96.00万元")
    assert (still.first_seen.number, still.last_seen.number) == (1, 2)


@pytest.mark.parametrize("state", [S.CONFIRMED, S.REJECTED])
def test_a_decision_is_kept_in_the_next_version(hand_in: HandIn, district: District, state: str) -> None:
    hand_in(BAD_TOTAL)
    decide(district.people["finance"], Finding.objects.get(), state, "见附件")
    hand_in(BAD_BOTH)
    assert states() == {"96.00万元": state, "5.50万元": S.OPEN}


def test_a_rejected_finding_stays_rejected_when_it_is_gone(hand_in: HandIn, district: District) -> None:
    hand_in(BAD_TOTAL)
    decide(district.people["finance"], Finding.objects.get(), S.REJECTED, "口径不同")
    hand_in(GOOD)
    assert states() == {"96.00万元": S.REJECTED}


def test_what_comes_back_is_open_again(hand_in: HandIn) -> None:
    for text in (BAD_BOTH, BAD_TOTAL, BAD_BOTH + "\n"):
        hand_in(text)
    finding = Finding.objects.get(printed="5.50万元")
    assert finding.state == S.OPEN
    assert [(one.before, one.after) for one in finding.decisions.order_by("pk")] == [
        (S.OPEN, S.SETTLED),
        (S.SETTLED, S.OPEN),
    ]


def test_a_document_that_cannot_be_read_settles_nothing(hand_in: HandIn) -> None:
    hand_in(BAD_TOTAL)
    hand_in("%PDF-1.4 broken")
    check = Check.objects.latest("pk")
    assert check.state == Check.State.FAILED
    assert check.problems
    assert states() == {"96.00万元": S.OPEN}


def test_a_damaged_original_is_not_checked(hand_in: HandIn, settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    handed = hand_in(BAD_TOTAL)
    path = store.path_of(handed.version.original_id)
    path.unlink()
    path.write_text("another", encoding="utf-8")
    checking.run(handed.check.pk, timezone.now(), timezone.localdate())
    handed.check.refresh_from_db()
    assert (handed.check.state, handed.check.problems) == (Check.State.FAILED, [checking.DAMAGED])


def test_a_check_that_ended_is_not_run_again(hand_in: HandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    handed = hand_in(BAD_TOTAL)
    monkeypatch.setattr(engine, "examine", None)  # would fail if it were called
    checking.run(handed.check.pk, timezone.now(), timezone.localdate())
    assert Check.objects.get().attempts == 1


def test_two_workers_on_one_check_store_it_once(hand_in: HandIn, settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    handed = hand_in(BAD_TOTAL)
    examined = [engine.examine(handed.version.original, "a.txt", timezone.localdate()) for _ in range(2)]
    for checked in examined:
        assert checked is not None
        checking.store(handed.check, checked, [], timezone.now())
    assert Finding.objects.count() == 1
    assert Finding.objects.get().decisions.count() == 0


def test_a_check_cut_off_three_times_is_given_up(hand_in: HandIn, settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    handed = hand_in(BAD_TOTAL)
    Check.objects.update(attempts=3, state=Check.State.RUNNING)
    checking.run(handed.check.pk, timezone.now(), timezone.localdate())
    assert Check.objects.get().state == Check.State.FAILED


def test_other_apps_hear_of_a_check_once_also_when_the_worker_died_before(
    hand_in: HandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[int] = []
    monkeypatch.setattr(hooks, "_HOOKS", [lambda check, _checked: heard.append(check.pk)])
    check = hand_in(BAD_TOTAL).check
    checking.run(check.pk, timezone.now(), timezone.localdate())
    assert heard == [check.pk]
    Check.objects.update(told=False)  # it was stored, then the worker was killed
    checking.run(check.pk, timezone.now(), timezone.localdate())
    assert heard == [check.pk] * 2
    assert Finding.objects.count() == 1


@pytest.mark.django_db(transaction=True)  # the worker opens connections of its own
def test_what_a_killed_worker_left_is_done_after_all_and_once(hand_in: HandIn, settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    hand_in(BAD_BOTH)
    task = DBTaskResult.objects.get()
    task.claim("a worker that was killed")
    Check.objects.update(state=Check.State.RUNNING, attempts=1)
    assert take_up_again() == 1
    worker = DeskWorker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id="next",
        excluded_queue_names=[],
    )
    worker.run()
    check = Check.objects.get()
    assert (check.state, check.attempts) == (Check.State.DONE, 2)
    assert Finding.objects.count() == 2


def test_a_check_that_no_task_does_is_queued_again(hand_in: HandIn, settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    hand_in(BAD_TOTAL)
    assert resume.call() == 0
    DBTaskResult.objects.all().delete()
    assert resume.call() == 1
    assert resume.call() == 0


def test_a_missing_view_is_made_anew_the_same(hand_in: HandIn) -> None:
    version = hand_in(BAD_TOTAL).version
    path = derived.path_of(version.original_id)
    before = path.read_bytes()
    path.unlink()
    assert views.view_of(version) is None
    rebuild_view.enqueue(version.pk)
    assert path.read_bytes() == before
    path.write_bytes(before[:-9])  # cut off
    assert views.view_of(version) is None


def test_an_earlier_version_checked_again_changes_no_finding(hand_in: HandIn) -> None:
    first = hand_in(BAD_TOTAL).version
    hand_in(GOOD)
    assert states() == {"96.00万元": S.SETTLED}
    checking.run(first.checks.create().pk, timezone.now(), timezone.localdate())
    assert states() == {"96.00万元": S.SETTLED}
