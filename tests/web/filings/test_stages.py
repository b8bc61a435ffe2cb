"""The way to the public: each step by whom it belongs to, back only with a reason, out only when cleared."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.web.filings.conftest import GOOD

from gouji.web.core.errors import Refused
from gouji.web.filings.models import Check, Stage
from gouji.web.filings.services import stages
from gouji.web.people.rights import rights_of
from gouji.web.people.step_up import Proof
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.conftest import District

    from gouji.web.filings.models import Filing
    from gouji.web.filings.services.filing import Handed

    HandIn = Callable[..., Handed]

TODAY = dt.date(2026, 3, 10)
REPLIED = dt.date(2026, 2, 10)


@pytest.fixture
def filing(hand_in: HandIn) -> Filing:
    handed = hand_in(GOOD)
    Check.objects.filter(pk=handed.check.pk).update(state=Check.State.DONE)
    return handed.version.filing


def walk(filing: Filing, district: District, *stages_: Stage) -> None:
    days = {Stage.APPROVED: REPLIED, Stage.PUBLISHED: dt.date(2026, 2, 27)}
    for stage in stages_:
        stages.move(district.people["office"], filing, stage, today=TODAY, on=days.get(stage))


def test_a_filing_goes_its_way_with_its_days(filing: Filing, district: District) -> None:
    walk(filing, district, Stage.SUBMITTED, Stage.APPROVED, Stage.PUBLISHED)
    assert (filing.stage, filing.approved_on, filing.published_on) == (Stage.PUBLISHED, REPLIED, dt.date(2026, 2, 27))
    assert [move.after for move in filing.moves.order_by("pk")] == ["submitted", "approved", "published"]


def test_what_goes_back_needs_its_reason_and_loses_its_days(filing: Filing, district: District) -> None:
    walk(filing, district, Stage.SUBMITTED, Stage.APPROVED, Stage.PUBLISHED)
    with pytest.raises(Refused, match="理由"):
        stages.move(district.people["office"], filing, Stage.APPROVED, today=TODAY)
    stages.move(district.people["office"], filing, Stage.APPROVED, today=TODAY, reason="公开的不是批复版本")
    assert (filing.stage, filing.approved_on, filing.published_on) == (Stage.APPROVED, REPLIED, None)
    assert filing.moves.first().goes_back  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("after", "on", "why"),
    [
        (Stage.APPROVED, None, "日期"),
        (Stage.APPROVED, dt.date(2026, 3, 11), "没有到"),
        (Stage.PUBLISHED, REPLIED, "不能这样"),
    ],
)
def test_a_step_is_refused_that_is_none_or_whose_day_cannot_be(
    filing: Filing, district: District, after: str, on: dt.date | None, why: str
) -> None:
    walk(filing, district, Stage.SUBMITTED)
    with pytest.raises(Refused, match=why):
        stages.move(district.people["office"], filing, after, today=TODAY, on=on)
    assert filing.stage == Stage.SUBMITTED


def test_nothing_is_published_before_it_was_replied_to(filing: Filing, district: District) -> None:
    walk(filing, district, Stage.SUBMITTED, Stage.APPROVED)
    with pytest.raises(Refused, match="早于"):
        stages.move(district.people["office"], filing, Stage.PUBLISHED, today=TODAY, on=dt.date(2026, 2, 9))


@pytest.mark.parametrize(
    ("stage", "actor", "allowed"),
    [
        (Stage.DRAFT, "accountant", {"submitted"}),
        (Stage.DRAFT, "auditor", set()),
        (Stage.SUBMITTED, "accountant", set()),
        (Stage.SUBMITTED, "finance", {"approved", "draft"}),
        (Stage.APPROVED, "unit_lead", set()),
        (Stage.APPROVED, "office", {"published", "submitted"}),
        (Stage.PUBLISHED, "finance", {"approved"}),
    ],
)
def test_each_step_belongs_to_its_role(
    filing: Filing, district: District, stage: str, actor: str, allowed: set[str]
) -> None:
    filing.stage = Stage(stage)
    filing.save()
    person = district.people[actor]
    assert set(stages.steps_for(rights_of(person), filing)) == allowed
    for after in set(Stage.values) - allowed:
        with pytest.raises((PermissionDenied, Refused)):
            stages.move(person, filing, after, today=TODAY, on=REPLIED, reason="理由")


def test_a_governments_paper_is_approved_by_the_congress(filing: Filing, district: District) -> None:
    filing.stage = Stage.SUBMITTED
    rights = rights_of(district.people["finance"])
    assert stages.steps_for(rights, filing)[Stage.APPROVED].words == "登记批复"
    filing.unit.nature = filing.unit.Nature.GOVERNMENT
    assert stages.steps_for(rights, filing)[Stage.APPROVED].words == "登记人大批准"


def test_nothing_is_released_that_is_not_public_or_not_cleared(filing: Filing, district: District) -> None:
    lead = district.people["office_lead"]
    walk(filing, district, Stage.SUBMITTED, Stage.APPROVED)
    with pytest.raises(Refused, match="公开"):
        stages.release(lead, filing, timezone.now(), proof=Proof(lead.pk))
    walk(filing, district, Stage.PUBLISHED)
    with pytest.raises(Refused, match="保密审查"):
        stages.release(lead, filing, timezone.now(), proof=Proof(lead.pk))
    stages.check_secrecy(district.people["finance"], filing, timezone.now())
    with pytest.raises(PermissionDenied):
        stages.release(district.people["finance"], filing, timezone.now(), proof=Proof(district.people["finance"].pk))
    stages.release(lead, filing, timezone.now(), proof=Proof(lead.pk))
    assert filing.released_at
    with pytest.raises(Refused, match="理由"):
        stages.take_back(lead, filing, "", proof=Proof(lead.pk))
    stages.take_back(lead, filing, "公开后更正", proof=Proof(lead.pk))
    assert filing.released_at is None


def test_nothing_of_a_unit_that_does_not_publish_is_released(filing: Filing, district: District) -> None:
    walk(filing, district, Stage.SUBMITTED, Stage.APPROVED, Stage.PUBLISHED)
    stages.check_secrecy(district.people["finance"], filing, timezone.now())
    Unit.objects.filter(pk=filing.unit_id).update(publishes=False)
    lead = district.people["office_lead"]
    with pytest.raises(Refused, match="单位名录"):
        stages.release(lead, filing, timezone.now(), proof=Proof(lead.pk))


def test_what_leaves_the_published_stage_leaves_the_portal(filing: Filing, district: District) -> None:
    walk(filing, district, Stage.SUBMITTED, Stage.APPROVED, Stage.PUBLISHED)
    stages.check_secrecy(district.people["office"], filing, timezone.now())
    stages.release(
        district.people["office_lead"], filing, timezone.now(), proof=Proof(district.people["office_lead"].pk)
    )
    stages.move(district.people["office"], filing, Stage.APPROVED, today=TODAY, reason="更正")
    assert filing.released_at is None


def test_an_accountant_clears_nothing(filing: Filing, district: District) -> None:
    with pytest.raises(PermissionDenied):
        stages.check_secrecy(district.people["accountant"], filing, timezone.now())
