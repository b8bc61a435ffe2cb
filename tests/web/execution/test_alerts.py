"""Signals become alerts: once a thing, worse and better by data, closed by data or by a person's reason."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.web.execution.test_loading import HEAD, _own_folder, loaded

from gouji.supervision.indicator import all_indicators
from gouji.web.core.errors import Refused
from gouji.web.execution.models import Alert, Exemption, ThresholdSetting
from gouji.web.execution.services.alerts import Outcome, dry_run, evaluate, explain, month_end
from gouji.web.execution.services.settings import exempt, lift, set_thresholds
from gouji.web.people.step_up import Proof

if TYPE_CHECKING:
    import datetime as dt

    from tests.web.conftest import District

__all__ = ["_own_folder"]
# 青禾县林业局 has 1000.00 for the year; 100 of it in January, 100 in May, 700 in August.
BUDGET = "年度,预算单位,项目名称,预算数\n2026,青禾县林业局,造林,1000.00\n"
PAID = "2026-01-15,A1,青禾县林业局,造林,100.00\n2026-05-15,A2,青禾县林业局,造林,100.00\n"
LATER = "2026-08-15,A3,青禾县林业局,造林,700.00\n"


def at(month: int) -> dt.date:
    return month_end(2026, month)


@pytest.fixture
def lagging(district: District) -> District:
    """By the end of March 10% against 25%: 15 points, yellow. By the end of June 20% against 50%: 30 points, red."""
    loaded(district, BUDGET)
    loaded(district, HEAD + PAID)
    return district


def only() -> Alert:
    return Alert.objects.get(indicator="EX101")


def test_an_alert_is_raised_once_and_escalates_as_it_worsens(lagging: District) -> None:
    evaluate(lagging.county, at(3))
    assert (only().level, only().value, only().unit) == ("yellow", "15.00", lagging.forestry)
    evaluate(lagging.county, at(3))
    assert only().moves.count() == 1
    evaluate(lagging.county, at(6))
    assert (only().level, only().value) == ("red", "30.00")
    assert [move.level for move in only().moves.all()] == ["red", "yellow"]
    assert (only().first_on, only().last_on) == (at(3), at(6))


def test_data_closes_an_alert_and_data_opens_it_again(lagging: District) -> None:
    evaluate(lagging.county, at(6))
    loaded(lagging, HEAD + PAID + LATER)
    evaluate(lagging.county, at(8))
    assert only().state == Alert.State.RECOVERED
    loaded(lagging, HEAD + PAID + LATER + "2026-09-01,A4,青禾县林业局,造林,-700.00\n")
    evaluate(lagging.county, at(9))
    assert only().state == Alert.State.OPEN


def test_a_person_s_reason_closes_until_it_grows_worse(lagging: District) -> None:
    evaluate(lagging.county, at(3))
    explain(lagging.people["office"], only(), "苗木款在五月结算")
    evaluate(lagging.county, at(3))
    assert only().state == Alert.State.EXPLAINED
    evaluate(lagging.county, at(6))
    assert only().state == Alert.State.OPEN


def test_no_reason_no_closing(lagging: District) -> None:
    evaluate(lagging.county, at(3))
    with pytest.raises(Refused):
        explain(lagging.people["office"], only(), "  ")
    with pytest.raises(Refused):
        explain(lagging.people["accountant"], only(), "我们有理由")


def test_a_region_s_threshold_counts_and_a_dry_run_shows_what_another_would_raise(lagging: District) -> None:
    ThresholdSetting.objects.create(
        region=lagging.county,
        indicator="EX101",
        name="yellow",
        value=Decimal(16),
        basis="县办法",
        set_by=lagging.people["office"],
    )
    evaluate(lagging.county, at(3))
    assert not Alert.objects.filter(indicator="EX101").exists()
    raised = dry_run(lagging.county, "EX101", {"yellow": Decimal(5), "red": Decimal(20)}, (2025, 2026))
    assert {year: len(signals) for year, signals in raised.items()} == {2025: 0, 2026: 1}


def test_an_exemption_ends_on_its_day(lagging: District) -> None:
    Exemption.objects.create(
        region=lagging.county,
        indicator="EX101",
        about={"unit_name": "青禾县林业局"},
        reason="季节性支出",
        until=at(5),
        made_by=lagging.people["office"],
    )
    evaluate(lagging.county, at(3))
    assert not Alert.objects.filter(indicator="EX101").exists()
    evaluate(lagging.county, at(6))
    assert only().level == "red"


def test_without_data_nothing_is_raised_and_that_is_said(district: District) -> None:
    outcome = evaluate(district.county, at(6))
    assert outcome == Outcome(0, 0, 0, outcome.silent)
    assert {"EX101", "EX102"} <= set(outcome.silent)


def test_an_exemption_on_an_alert_rests_it_and_lifting_raises_it_again(lagging: District) -> None:
    lead = lagging.people["office_lead"]
    evaluate(lagging.county, at(3))
    made = exempt(lead, only(), "造林在秋季", at(12), at(3))
    assert only().state == Alert.State.EXEMPT
    evaluate(lagging.county, at(4))
    assert only().state == Alert.State.EXEMPT
    lift(lead, made, "情况有变", at(4))
    evaluate(lagging.county, at(4))
    assert only().state == Alert.State.OPEN


@pytest.mark.parametrize(
    ("role", "reason", "until"),
    [
        ("office", "理由", at(12)),
        ("office_lead", " ", at(12)),
        ("office_lead", "理由", at(3)),
        ("office_lead", "理由", at(12).replace(year=2031)),
    ],
)
def test_an_exemption_needs_a_lead_a_reason_and_an_end(
    lagging: District, role: str, reason: str, until: dt.date
) -> None:
    evaluate(lagging.county, at(3))
    with pytest.raises(Refused):
        exempt(lagging.people[role], only(), reason, until, at(3))
    assert only().state == Alert.State.OPEN


def test_units_of_a_nature_have_their_own_threshold(lagging: District) -> None:
    """Forestry lags by 15 points: for administrative units 16 is allowed, for all others 10."""
    lead, indicator = lagging.people["office_lead"], all_indicators()["EX101"]
    set_thresholds(
        lead, lagging.county, indicator, {"yellow": Decimal(16)}, "县办法", "administrative", proof=Proof(lead.pk)
    )
    evaluate(lagging.county, at(3))
    assert not Alert.objects.filter(indicator="EX101").exists()
    lagging.forestry.nature = "institution"
    lagging.forestry.save()
    evaluate(lagging.county, at(3))
    assert only().level == "yellow"
    raised = {
        nature: dry_run(
            lagging.county, "EX101", {"yellow": Decimal(5), "red": Decimal(20), "season": Decimal(0)}, (2026,), nature
        )
        for nature in ("administrative", "institution")
    }
    assert {nature: len(years[2026]) for nature, years in raised.items()} == {"administrative": 0, "institution": 1}
