"""Handing in: found or made by unit, kind and year; versions count up; who may replace what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from tests.web.filings.conftest import BAD_TOTAL, GOOD, keep

from gouji.web.audit.models import Event
from gouji.web.core.errors import Refused
from gouji.web.filings.models import Filing, Stage, Version
from gouji.web.filings.services.filing import file_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.conftest import District

    from gouji.web.filings.services.filing import Handed

    HandIn = Callable[..., Handed]


def test_the_first_file_makes_the_filing_and_the_next_its_second_version(hand_in: HandIn) -> None:
    first, second = hand_in(BAD_TOTAL), hand_in(GOOD, note="已更正总额")
    assert first.version.filing == second.version.filing
    assert first.version.filing.title == "青禾县林业局2026年部门预算"
    assert [(version.number, version.note) for version in Version.objects.order_by("number")] == [
        (1, ""),
        (2, "已更正总额"),
    ]
    assert list(Event.objects.filter(action="filing.filed").values_list("detail__version", flat=True)) == [1, 2]


def test_the_same_file_twice_is_one_version(hand_in: HandIn) -> None:
    first, again = hand_in(GOOD), hand_in(GOOD)
    assert (first.new, again.new) == (True, False)
    assert first.version == again.version
    assert again.check == first.check
    assert Version.objects.count() == 1


def test_a_subordinate_unit_files_a_unit_s_budget(district: District) -> None:
    handed = file_document(district.people["accountant"], district.nursery, "budget", 2026, keep(GOOD), "a.txt")
    assert handed.version.filing.title == "青禾县苗圃2026年单位预算"


@pytest.mark.parametrize(("actor", "stage"), [("accountant", Stage.DRAFT), ("finance", Stage.SUBMITTED)])
def test_a_unit_s_file_begins_as_a_draft_a_reviewer_s_as_handed_in(hand_in: HandIn, actor: str, stage: str) -> None:
    assert hand_in(GOOD, actor).version.filing.stage == stage


@pytest.mark.parametrize("actor", ["deputy", "auditor", "steward"])
def test_who_hands_nothing_in_cannot(hand_in: HandIn, actor: str) -> None:
    with pytest.raises(PermissionDenied):
        hand_in(GOOD, actor)
    assert not Filing.objects.exists()


def test_an_accountant_hands_in_for_his_own_units_only(district: District) -> None:
    with pytest.raises(PermissionDenied):
        file_document(district.people["accountant"], district.schools, "budget", 2026, keep(GOOD), "a.txt")


def test_a_unit_replaces_what_it_handed_in_only_after_it_was_returned(hand_in: HandIn) -> None:
    filing = hand_in(BAD_TOTAL).version.filing
    Filing.objects.filter(pk=filing.pk).update(stage=Stage.SUBMITTED)
    with pytest.raises(Refused, match="退回"):
        hand_in(GOOD)
    assert hand_in(GOOD, "finance").version.number == 2


def test_a_new_version_is_neither_cleared_nor_released(hand_in: HandIn, district: District) -> None:
    filing = hand_in(BAD_TOTAL).version.filing
    now = filing.created_at
    cleared = {"secrecy_checked_at": now, "secrecy_checked_by": district.people["office"], "released_at": now}
    Filing.objects.filter(pk=filing.pk).update(**cleared)
    hand_in(GOOD)
    filing.refresh_from_db()
    assert (filing.secrecy_checked_at, filing.secrecy_checked_by, filing.released_at) == (None, None, None)


def test_nothing_is_filed_for_a_unit_that_is_no_more(district: District) -> None:
    district.forestry.until = district.people["accountant"].posts.get().since
    district.forestry.save()
    with pytest.raises(Refused, match="撤销"):
        file_document(district.people["accountant"], district.forestry, "budget", 2026, keep(GOOD), "a.txt")
