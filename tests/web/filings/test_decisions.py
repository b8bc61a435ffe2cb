"""Decisions on findings and corrections of misread figures: who, from what to what, with which reason."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.web.filings.conftest import BAD_TOTAL

from gouji.web.audit.models import Event
from gouji.web.core.errors import Refused
from gouji.web.filings.models import Check, Correction, Finding
from gouji.web.filings.services.corrections import Reading, correct, withdraw
from gouji.web.filings.services.findings import BY_HAND, add_by_hand, decide

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.conftest import District

    from gouji.web.filings.services.filing import Handed

    HandIn = Callable[..., Handed]

S = Finding.State


@pytest.fixture
def finding(hand_in: HandIn) -> Finding:
    hand_in(BAD_TOTAL)
    return Finding.objects.get()


def test_a_finding_is_confirmed_and_the_decision_stands_in_the_chain(finding: Finding, district: District) -> None:
    decide(district.people["finance"], finding, S.CONFIRMED)
    assert Finding.objects.get().state == S.CONFIRMED
    event = Event.objects.get(action="finding.decided")
    assert (event.actor, event.detail["state"]) == (district.people["finance"], [S.OPEN, S.CONFIRMED])


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_rejection_needs_its_reason(finding: Finding, district: District, reason: str) -> None:
    with pytest.raises(Refused, match="理由"):
        decide(district.people["finance"], finding, S.REJECTED, reason)
    assert Finding.objects.get().state == S.OPEN


def test_what_is_not_in_the_table_of_moves_is_refused(finding: Finding, district: District) -> None:
    with pytest.raises(Refused, match="不能改为"):
        decide(district.people["finance"], finding, S.SETTLED, "已改")


def test_who_saw_another_state_decides_nothing(finding: Finding, district: District) -> None:
    decide(district.people["finance"], finding, S.CONFIRMED, before=S.OPEN)
    with pytest.raises(Refused, match="他人"):
        decide(district.people["office"], finding, S.REJECTED, "口径不同", before=S.OPEN)
    assert Finding.objects.get().state == S.CONFIRMED


@pytest.mark.parametrize("actor", ["accountant", "unit_lead", "auditor", "deputy", "steward"])
def test_only_reviewers_decide(finding: Finding, district: District, actor: str) -> None:
    with pytest.raises(PermissionDenied):
        decide(district.people[actor], finding, S.CONFIRMED)
    with pytest.raises(PermissionDenied):
        add_by_hand(district.people[actor], finding.last_seen, "缺少名词解释")


def test_a_finding_by_hand_is_confirmed_and_survives_the_next_check(finding: Finding, district: District) -> None:
    made = add_by_hand(district.people["office"], finding.last_seen, "缺少名词解释", severity="note")
    assert (made.rule, made.state, made.by_hand) == (BY_HAND, S.CONFIRMED, True)
    finding.last_seen.checks.create()
    assert Finding.objects.get(pk=made.pk).state == S.CONFIRMED


def at(finding: Finding) -> tuple[int, int]:
    return finding.place["start"], finding.place["end"]


def test_a_corrected_figure_is_checked_again_at_once(finding: Finding, district: District) -> None:
    reading = Reading("95.00", "", "扫描件此处印的是95.00")
    made = correct(district.people["accountant"], finding.last_seen, at(finding), "96.00万元", reading, timezone.now())
    assert Check.objects.count() == 2
    finding.refresh_from_db()
    assert finding.state == S.SETTLED
    assert "重新核对" in finding.decisions.get().reason
    event = Event.objects.get(action="figure.corrected")
    assert (event.detail["value"], event.detail["place"]) == (["96.00万元", "95.00"], list(at(finding)))
    withdraw(district.people["accountant"], made, timezone.now())
    finding.refresh_from_db()
    assert finding.state == S.OPEN
    assert Correction.objects.get().withdrawn_at is not None


def test_a_second_correction_of_a_figure_takes_the_place_of_the_first(finding: Finding, district: District) -> None:
    for value in ("95.5", "95.00"):
        reading = Reading(value, "万元", "看原件")
        correct(district.people["finance"], finding.last_seen, at(finding), "96.00万元", reading, timezone.now())
    assert [Decimal(one.value) for one in Correction.objects.filter(withdrawn_at=None)] == [Decimal("95.00")]
    assert Correction.objects.count() == 2


@pytest.mark.parametrize(
    ("value", "unit", "reason"),
    [("九十五", "", "看原件"), ("1e3", "", "看原件"), ("NaN", "", "看原件"), ("95", "公斤", "看原件"), ("95", "", " ")],
)
def test_what_is_no_number_no_unit_or_has_no_reason_is_refused(
    finding: Finding, district: District, value: str, unit: str, reason: str
) -> None:
    with pytest.raises(Refused):
        correct(
            district.people["finance"],
            finding.last_seen,
            at(finding),
            "96.00万元",
            Reading(value, unit, reason),
            timezone.now(),
        )
    assert not Correction.objects.exists()


def test_a_reader_corrects_nothing(finding: Finding, district: District) -> None:
    with pytest.raises(PermissionDenied):
        correct(
            district.people["auditor"], finding.last_seen, at(finding), "96.00", Reading("95", "", "x"), timezone.now()
        )
