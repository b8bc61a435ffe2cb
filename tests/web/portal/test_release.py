"""Releasing and taking back: by the office's lead alone, with a renewed proof, and only what is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.web.conftest import PASSWORD, step_up

from gouji.web.audit.models import Event
from gouji.web.core.errors import Refused
from gouji.web.filings.models import Check, Filing, Stage
from gouji.web.filings.services import stages
from gouji.web.people.roles import Role
from gouji.web.people.step_up import Proof
from gouji.web.portal.queries import public_versions

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.conftest import District

    Make = Callable[..., Filing]


def test_the_lead_releases_and_takes_back_with_a_reason(client: Client, district: District, released: Make) -> None:
    filing = released(released_at=None)
    client.force_login(district.people[Role.OFFICE_LEAD])
    step_up(client)
    assert filing.title in client.get("/releases/").content.decode()
    client.post(f"/releases/{filing.pk}/")
    assert public_versions().filter(filing=filing).exists()
    client.post(f"/releases/{filing.pk}/withdraw/", {"reason": ""})
    assert public_versions().filter(filing=filing).exists()
    client.post(f"/releases/{filing.pk}/withdraw/", {"reason": "另有批复"})
    assert not public_versions().exists()
    actions = list(Event.objects.values_list("action", flat=True))
    assert actions[-2:] == ["filing.released", "filing.taken_back"]
    assert Event.objects.order_by("number").last().detail["reason"] == "另有批复"  # type: ignore[union-attr]


def test_without_a_renewed_proof_nothing_is_released(client: Client, district: District, released: Make) -> None:
    filing = released(released_at=None)
    lead = district.people[Role.OFFICE_LEAD]
    for proof in (None, Proof(district.people[Role.OFFICE].pk)):
        with pytest.raises(Refused):
            stages.release(lead, filing, timezone.now(), proof=proof)
    client.force_login(lead)
    client.post(f"/releases/{filing.pk}/")
    assert not public_versions().exists()


def test_the_page_of_the_filing_asks_for_the_proof_too_and_does_then_what_was_asked(
    client: Client, district: District, released: Make
) -> None:
    filing = released(released_at=None)
    lead = district.people[Role.OFFICE_LEAD]
    client.force_login(lead)
    page = client.get(f"/filings/{filing.pk}/").content.decode()
    assert f'action="/releases/{filing.pk}/"' in page
    asked = client.post(f"/releases/{filing.pk}/", {"back": "filing"})
    assert asked["Location"].startswith("/account/reauthenticate/")
    assert not public_versions().exists()
    done = client.post(asked["Location"], {"password": PASSWORD}, follow=True)
    assert public_versions().filter(filing=filing).exists()
    assert done.request["PATH_INFO"] == f"/filings/{filing.pk}/"


def test_taking_back_asks_for_the_proof_wherever_the_button_is(
    client: Client, district: District, released: Make
) -> None:
    filing = released()
    lead = district.people[Role.OFFICE_LEAD]
    with pytest.raises(Refused, match="再次验证"):
        stages.take_back(lead, filing, "另有批复", proof=None)
    client.force_login(lead)
    assert f'action="/releases/{filing.pk}/withdraw/"' in client.get(f"/filings/{filing.pk}/").content.decode()
    client.post(f"/releases/{filing.pk}/withdraw/", {"reason": "另有批复", "back": "filing"})
    assert public_versions().filter(filing=filing).exists()
    step_up(client)
    answer = client.post(f"/releases/{filing.pk}/withdraw/", {"reason": "另有批复", "back": "filing"})
    assert answer["Location"] == f"/filings/{filing.pk}/"
    assert not public_versions().exists()


def test_nobody_but_the_lead_releases(district: District, released: Make) -> None:
    filing = released(released_at=None)
    for role, user in district.people.items():
        if role != Role.OFFICE_LEAD:
            with pytest.raises(PermissionDenied):
                stages.release(user, filing, timezone.now(), proof=Proof(user.pk))
    assert not public_versions().exists()


@pytest.mark.parametrize("fields", [{"stage": Stage.APPROVED}, {"secrecy_checked_at": None}])
def test_what_is_not_ready_is_refused_in_words(district: District, released: Make, fields: dict[str, object]) -> None:
    filing = released(released_at=None, **fields)
    lead = district.people[Role.OFFICE_LEAD]
    with pytest.raises(Refused, match="不能发布"):
        stages.release(lead, filing, timezone.now(), proof=Proof(lead.pk))


def test_what_was_not_checked_is_refused(district: District, released: Make) -> None:
    filing = released(released_at=None)
    Check.objects.update(state=Check.State.FAILED)
    lead = district.people[Role.OFFICE_LEAD]
    with pytest.raises(Refused, match="核对"):
        stages.release(lead, filing, timezone.now(), proof=Proof(lead.pk))


def test_what_waits_stands_on_the_lead_s_home_page(client: Client, district: District, released: Make) -> None:
    filing = released(released_at=None)
    client.force_login(district.people[Role.OFFICE_LEAD])
    assert filing.title in client.get("/").content.decode()
    client.force_login(district.people[Role.FINANCE])
    assert filing.title not in client.get("/").content.decode()
