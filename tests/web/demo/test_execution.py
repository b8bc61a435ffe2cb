"""The made-up county's execution: every planted problem raises its alert, nothing else does, whatever the month."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gouji.compose.demo.places import OFFICES
from gouji.supervision.indicator import all_indicators
from gouji.web.demo import execution, place
from gouji.web.demo.cast import COUNTY, COUNTY_CODE
from gouji.web.execution.models import Alert, Load
from gouji.web.people.models import User
from gouji.web.units.models import Region

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(tmp_path: Path, settings: Settings) -> Region:
    settings.CONFIG = replace(settings.CONFIG, data=tmp_path)
    place.build([f"{COUNTY}{office.name}" for office in OFFICES[:8]])
    return Region.objects.get(code=COUNTY_CODE)


@pytest.mark.parametrize("day", ["2026-02-10", "2026-07-03", "2026-11-21", "2027-01-15"])
def test_each_planted_problem_is_raised_and_nothing_else(county: Region, day: str) -> None:
    today = dt.date.fromisoformat(day)
    execution.load(county, User.objects.get(username="finance"), today)
    assert [(one.file_name, one.remarks) for one in Load.objects.exclude(state=Load.State.LIVE)] == []
    units = list(county.units.filter(parent=None).order_by("code").values_list("name", flat=True))
    raised = {(one.indicator, one.about.get("unit_name", "")) for one in Alert.objects.all()}
    expected = execution.truth(units, execution.reach(today))
    assert sorted(raised - expected) == []
    assert sorted(expected - raised) == []


def test_loading_twice_changes_nothing(county: Region) -> None:
    actor = User.objects.get(username="finance")
    execution.load(county, actor, dt.date(2026, 3, 3))
    before = (Load.objects.count(), Alert.objects.count())
    execution.load(county, actor, dt.date(2026, 3, 3))
    assert (Load.objects.count(), Alert.objects.count()) == before


def test_every_indicator_has_its_planted_problem_by_the_year_s_end() -> None:
    codes = {code for code, _unit in execution.truth([str(at) for at in range(8)], execution.Reach(2026, 12))}
    assert codes == set(all_indicators())
