"""The pages: a region on one screen, an alert that becomes a letter in three clicks, a load from upload to use."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.conftest import step_up
from tests.web.execution.test_alerts import lagging
from tests.web.execution.test_loading import HEAD, JANUARY, _own_folder

from gouji.supervision.indicator import all_indicators
from gouji.web.core.errors import Refused
from gouji.web.execution.models import Alert, Load, ThresholdSetting
from gouji.web.execution.services.alerts import evaluate, explain, month_end
from gouji.web.execution.services.settings import set_thresholds
from gouji.web.matters.letters.words import page_of
from gouji.web.matters.models import Matter
from gouji.web.people.models import Post, User
from gouji.web.people.roles import Role
from gouji.web.people.step_up import Proof

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries
    from tests.web.conftest import District

__all__ = ["_own_folder", "lagging"]


@pytest.fixture
def raised(lagging: District, client: Client) -> Alert:
    evaluate(lagging.county, month_end(2026, 5))
    client.force_login(lagging.people["office"])
    return Alert.objects.get(indicator="EX101")


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_region_stands_on_one_page_with_its_figures(raised: Alert, client: Client) -> None:
    page = text(client, reverse("execution"))
    # 200.00 of 1000.00 by the end of May: 20% against 41.67%.
    assert "20.00%" in page
    assert "41.67%" in page
    assert raised.message in page


def test_the_overview_of_an_earlier_month_shows_the_alerts_as_they_stood(lagging: District, client: Client) -> None:
    evaluate(lagging.county, month_end(2026, 3))
    march = Alert.objects.get(indicator="EX101").message
    evaluate(lagging.county, month_end(2026, 5))
    now = Alert.objects.get(indicator="EX101")
    assert march != now.message
    explain(lagging.people["office"], now, "苗木款在六月结算")
    client.force_login(lagging.people["office"])
    february, then, today = (client.get(f"{reverse('execution')}?month={month}") for month in (2, 3, 5))
    assert february.context["alerts"] == []
    assert [(one.level, one.message) for one in then.context["alerts"] if one.alert == now] == [("yellow", march)]
    assert "3月末最要紧的预警" in then.content.decode()
    assert now not in [one.alert for one in today.context["alerts"]], "it is explained by now"


def test_from_the_overview_to_a_letter_in_three_clicks(raised: Alert, client: Client) -> None:
    assert reverse("alert", args=[raised.pk]) in text(client, reverse("execution"))  # the first click
    assert reverse("alert_ask", args=[raised.pk]) in text(client, reverse("alert", args=[raised.pk]))
    answer = client.post(reverse("alert_ask", args=[raised.pk]), follow=True)  # the second; the third signs it
    matter = Matter.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("matter_page", args=[matter.pk])
    assert "1,000.00" in matter.body or "1000.00" in matter.body
    raised.refresh_from_db()
    assert (raised.state, raised.matter) == (Alert.State.ASKED, matter)


def test_a_lead_sends_the_letter_from_the_alert_in_three_clicks(
    raised: Alert, client: Client, lagging: District
) -> None:
    client.force_login(lagging.people["office_lead"])
    assert reverse("alert", args=[raised.pk]) in text(client, reverse("execution"))  # the first click opens it
    assert "签发核实函" in text(client, reverse("alert", args=[raised.pk]))
    client.post(reverse("alert_ask", args=[raised.pk]), {"go": "1"})  # the second sends it
    matter = Matter.objects.get()
    assert (matter.state, bool(matter.number), matter.due_on is not None) == ("sent", True, True)
    letter = page_of(matter, matter.the_kind.letters["verification"], number=matter.number, today=dt.date(2026, 6, 1))
    said = "".join(letter.paragraphs)
    assert raised.message in said
    assert "预算数1000.00元" in said
    assert "见附件" not in said
    assert letter.annex is None


def test_the_office_hands_the_letter_in_for_signing(raised: Alert, client: Client) -> None:
    client.post(reverse("alert_ask", args=[raised.pk]), {"go": "1"})
    assert Matter.objects.get().state == "signing"


def test_asking_twice_opens_one_letter(raised: Alert, client: Client) -> None:
    client.post(reverse("alert_ask", args=[raised.pk]))
    client.post(reverse("alert_ask", args=[raised.pk]))
    assert Matter.objects.count() == 1


def test_an_accountant_sees_his_unit_and_no_other(raised: Alert, client: Client, lagging: District) -> None:
    client.force_login(lagging.people["accountant"])
    assert client.get(reverse("alert", args=[raised.pk])).status_code == 200
    assert client.get(reverse("execution_unit", args=[lagging.forestry.pk])).status_code == 200
    assert client.get(reverse("execution_unit", args=[lagging.schools.pk])).status_code == 404
    assert client.get(reverse("execution")).status_code == 404
    assert client.get(reverse("loads")).status_code == 404


def test_a_neighbouring_office_sees_nothing(raised: Alert, client: Client, lagging: District) -> None:
    user = User.objects.create_user(username="next", name="邻县")
    Post.objects.create(user=user, role=Role.OFFICE, region=lagging.elsewhere, since=dt.date(2020, 1, 1))
    client.force_login(user)
    assert client.get(reverse("alert", args=[raised.pk])).status_code == 404
    assert client.get(reverse("load", args=[Load.objects.all()[0].pk])).status_code == 404
    assert client.get(reverse("execution") + "?region=990123").status_code == 404
    assert raised.message not in text(client, reverse("alerts"))


def test_the_list_of_alerts_is_narrowed_by_a_unit_s_name_or_code(
    raised: Alert, client: Client, lagging: District
) -> None:
    for words in ("林业", lagging.forestry.code):
        assert raised.message in text(client, f"{reverse('alerts')}?q={words}")
    assert raised.message not in text(client, f"{reverse('alerts')}?q={lagging.schools.name}")


def test_a_file_comes_in_by_the_page(client: Client, district: District) -> None:
    client.force_login(district.people["finance"])
    file = SimpleUploadedFile("支付.csv", (HEAD + JANUARY).encode())
    answer = client.post(reverse("load_new"), {"region": district.county.pk, "year": 2026, "file": file}, follow=True)
    load = Load.objects.get()
    assert load.state == Load.State.MAPPING
    assert "确认列对应并导入" in answer.content.decode()
    sent = {"item": "payment", "unit": "元", "column-0": "date", "column-1": "voucher", "column-2": "unit_name"}
    client.post(reverse("load_map", args=[load.pk]), {**sent, "column-3": "project_name", "column-4": "amount"})
    load.refresh_from_db()
    assert load.state == Load.State.LIVE
    assert "150.50" in text(client, reverse("load", args=[load.pk]))


@pytest.mark.usefixtures("raised")
def test_a_dry_run_and_a_new_threshold(client: Client, lagging: District) -> None:
    page = text(client, reverse("indicator", args=["EX101"]) + "?yellow=5&red=30")
    assert "青禾县林业局" in page
    client.post(reverse("indicator_threshold", args=["EX101"]), {"yellow": "15", "basis": "县办法"})
    assert not ThresholdSetting.objects.exists()
    lead = lagging.people["office_lead"]
    indicator = all_indicators()["EX101"]
    for proof in (None, Proof(lagging.people["office"].pk)):
        with pytest.raises(Refused, match="再次验证身份"):
            set_thresholds(lead, lagging.county, indicator, {"yellow": Decimal(15)}, "县办法", proof=proof)
    assert not ThresholdSetting.objects.exists()
    set_thresholds(lead, lagging.county, indicator, {"yellow": Decimal(15)}, "县办法", proof=Proof(lead.pk))
    assert ThresholdSetting.objects.get().value == 15


def test_who_changes_a_threshold_confirms_himself_first(client: Client, lagging: District) -> None:
    client.force_login(lagging.people["office_lead"])
    said = {"yellow": "15", "red": "30", "basis": "县办法"}
    answer = client.post(reverse("indicator_threshold", args=["EX101"]), said)
    assert answer.status_code == 302
    assert "reauthenticate" in answer.headers["Location"]
    assert not ThresholdSetting.objects.exists()
    step_up(client)
    client.post(reverse("indicator_threshold", args=["EX101"]), said)
    assert {one.name: one.value for one in ThresholdSetting.objects.all()} == {"yellow": 15, "red": 30}


@pytest.mark.usefixtures("raised")
def test_the_queries_of_the_overview_are_few(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(30):
        client.get(reverse("execution"))


@pytest.mark.parametrize("name", ["alerts", "indicators", "loads", "load_new", "execution"])
def test_every_list_opens_without_data(client: Client, district: District, name: str) -> None:
    client.force_login(district.people["office"])
    assert client.get(reverse(name)).status_code == 200
