"""Rows that were set aside: mended, taken or left out by a person with a reason, traced, and counted once decided."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from tests.web.execution.test_loading import HEAD, JANUARY, _own_folder, loaded, paid

from gouji.supervision.store import Facts
from gouji.web.audit.models import Event
from gouji.web.core.errors import Refused
from gouji.web.execution.services import loading, rows
from gouji.web.execution.services.places import live_facts

if TYPE_CHECKING:
    from django.test import Client
    from tests.web.conftest import District

    from gouji.web.execution.models import Load

__all__ = ["_own_folder"]
UNREAD = "2026-02-01,A9,青禾县林业局,造林,待定\n"
STRANGE = "2026-02-01,B9,白石县林业局,造林,1.00\n"


@pytest.fixture
def held(district: District) -> Load:
    """150.50 by itself; row 4 cannot be read, row 5 is of a unit that is not in the list, row 6 repeats row 2."""
    return loaded(district, HEAD + JANUARY + UNREAD + STRANGE + JANUARY.splitlines()[0] + "\n")


def live(district: District, load: Load) -> Load:
    return loading.go_live(district.people["finance"], load, "已核对")


def test_a_mended_row_counts_with_its_own_number(district: District, held: Load) -> None:
    live(district, held)
    row = rows.waiting(held)[0]
    assert (row.row, row.reason) == (4, "unread:amount")
    cells = [*row.cells[:-1], "12.30"]
    rows.decide(district.people["finance"], held, "mended", [(row.row, cells)], "财政来电更正")
    assert paid(district) == Decimal("162.80")
    with Facts(live_facts(district.county)) as facts:
        found = facts.rows("SELECT source_row, sum(amount) AS amount FROM payment WHERE voucher = 'A9' GROUP BY 1")
        months = facts.rows("SELECT sum(amount) AS amount FROM payment_month WHERE month = 2")
    assert found == [{"source_row": 4, "amount": Decimal("12.30")}]
    assert months == [{"amount": Decimal("12.30")}]


def test_rows_taken_as_they_are_and_left_out(district: District, held: Load) -> None:
    live(district, held)
    actor = district.people["finance"]
    waiting = {one.row: one for one in rows.waiting(held)}
    rows.decide(actor, held, "accepted", [(6, waiting[6].cells)], "两笔相同的付款")
    assert paid(district) == Decimal("250.50")
    rows.decide(actor, held, "discarded", [(5, waiting[5].cells)], "邻县的单位")
    assert paid(district) == Decimal("250.50")
    assert [one.row for one in rows.waiting(held)] == [4]


@pytest.mark.parametrize(
    ("kind", "row", "cells", "says"),
    [
        ("accepted", 4, None, "第4行仍不能采用：“金额”读不出来，请改正。"),
        ("mended", 4, ["2026-02-01", "A9", "白石县林业局", "造林", "5"], "单位不在名录中"),
        ("mended", 4, ["2025-02-01", "A9", "青禾县林业局", "造林", "5"], "不是这个年度"),
    ],
)
def test_what_still_does_not_pass_is_refused_and_changes_nothing(
    district: District, held: Load, kind: str, row: int, cells: list[str] | None, says: str
) -> None:
    live(district, held)
    was = next(one for one in rows.waiting(held) if one.row == row)
    with pytest.raises(Refused, match=says):
        rows.decide(district.people["finance"], held, kind, [(row, cells or was.cells)], "试试")
    assert paid(district) == Decimal("150.50")
    assert held.decisions.count() == 0


def test_a_decision_needs_a_reason_a_right_and_a_waiting_row(district: District, held: Load) -> None:
    row = rows.waiting(held)[0]
    for actor, reason in (("finance", " "), ("deputy", "我来改")):
        with pytest.raises(Refused):
            rows.decide(district.people[actor], held, "discarded", [(row.row, row.cells)], reason)
    rows.decide(district.people["finance"], held, "discarded", [(row.row, row.cells)], "不要")
    with pytest.raises(Refused, match="已经处理过"):
        rows.decide(district.people["finance"], held, "discarded", [(row.row, row.cells)], "再来一次")


def test_what_was_and_what_is_stand_in_the_chain(district: District, held: Load) -> None:
    row = rows.waiting(held)[0]
    cells = [*row.cells[:-1], "7"]
    rows.decide(district.people["finance"], held, "mended", [(row.row, cells)], "更正")
    event = Event.objects.filter(action="load.rows_decided").get()
    assert event.detail["rows"]["4"] == {"was": list(row.cells), "now": cells}


def test_taking_the_load_back_takes_its_settled_rows_back(district: District, held: Load) -> None:
    live(district, held)
    row = next(one for one in rows.waiting(held) if one.row == 6)
    rows.decide(district.people["finance"], held, "accepted", [(6, row.cells)], "两笔")
    held.refresh_from_db()
    loading.take_back(district.people["finance"], held, "导错了")
    assert paid(district) == Decimal(0)


def test_a_row_is_mended_on_its_page_and_others_at_once(district: District, held: Load, client: Client) -> None:
    client.force_login(district.people["finance"])
    page = client.get(reverse("load", args=[held.pk])).content.decode()
    assert reverse("load_row", args=[held.pk, 4]) in page
    form = client.get(reverse("load_row", args=[held.pk, 4])).content.decode()
    assert "待定" in form
    sent = {f"cell-{at}": cell for at, cell in enumerate(["2026-02-01", "A9", "青禾县林业局", "造林", "5.00"])}
    client.post(reverse("load_row", args=[held.pk, 4]), {**sent, "kind": "mended", "reason": "更正"})
    client.post(reverse("load_rows", args=[held.pk]), {"why": "unknown_unit", "kind": "discarded", "reason": "邻县"})
    assert [(one.row, one.kind) for one in held.decisions.all()] == [(4, "mended"), (5, "discarded")]


def test_only_the_files_of_a_year_are_opened_and_settled_rows_always(district: District, held: Load) -> None:
    live(district, held)
    row = next(one for one in rows.waiting(held) if one.row == 6)
    rows.decide(district.people["finance"], held, "accepted", [(6, row.cells)], "两笔")
    held.refresh_from_db()
    assert len(live_facts(district.county)) == len(live_facts(district.county, years=(2026,))) == 2
    assert [one.path.name for one in live_facts(district.county, years=(2025,))] == [f"{held.pk}.settled1.parquet"]
