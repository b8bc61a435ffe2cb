"""What a finding was held against is shown, linked and printed; who may not open it learns its title and figure only where public."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web.conftest import PASSWORD
from tests.web.filings.conftest import keep
from tests.web.filings.test_beside import DEPARTMENT, STATION

from gouji.web.filings.models import Finding, Stage
from gouji.web.filings.services import stages
from gouji.web.filings.services.filing import file_document
from gouji.web.filings.services.findings import decide
from gouji.web.filings.ui.exports import workbook
from gouji.web.matters.letters.words import page_of
from gouji.web.matters.services.opening import open_from_findings
from gouji.web.people.models import Post, User
from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from django.test import Client
    from tests.web.conftest import District

    from gouji.web.filings.models import Version
    from gouji.web.units.models import Unit

BUDGET = """青禾县林业局2024年部门预算

一、收支预算总体情况
2024年支出预算95.00万元。

二、“三公”经费
2024年公务接待费预算4.00万元。
"""
FINAL = """青禾县林业局2024年度部门决算

2024年公务接待费年初预算为3.00万元，支出决算为2.40万元。
"""
CITED = "与《青禾县林业局2024年部门预算》二、“三公”经费的4.00万元对照"


def file(district: District, unit: Unit, kind: str, text: str) -> Version:
    return file_document(district.people["finance"], unit, kind, 2024, keep(text, f"{kind}.txt"), f"{kind}.txt").version


@pytest.fixture
def budget(district: District) -> Version:
    version = file(district, district.forestry, "budget", BUDGET)
    file(district, district.forestry, "final", FINAL)
    return version


def test_the_card_leads_to_the_figure_in_the_other_document(
    client: Client, district: District, budget: Version
) -> None:
    finding = Finding.objects.get()
    client.force_login(district.people["accountant"])
    shown = client.get(reverse("filing", args=[finding.filing_id])).content.decode()
    link = reverse("filing_place", args=[budget.pk, BUDGET.index("4.00万元")])
    assert f'<a href="{link}">《青禾县林业局2024年部门预算》</a> 二、“三公”经费 <b>4.00万元</b>' in shown
    answer = client.get(link)
    assert answer.status_code == 302
    page, mark = answer["Location"].split("#")
    assert page == f"{reverse('filing', args=[budget.filing_id])}?version=1"
    sheet = client.get(reverse("filing_document", args=[budget.filing_id])).content.decode()
    assert re.search(rf'id="{mark}"[^>]*>4\.00万元', sheet)


def test_a_unit_reads_what_its_department_published_without_its_door(client: Client, district: District) -> None:
    department = file(district, district.forestry, "final", DEPARTMENT.format("100.00"))
    station = file(district, district.nursery, "final", STATION)
    today = timezone.localdate()
    person = User.objects.create_user(username="station", password=PASSWORD, name="苗圃财务")
    Post.objects.create(user=person, role=Role.ACCOUNTANT, since=dt.date(2020, 1, 1), unit=district.nursery)
    client.force_login(person)
    page = reverse("filing", args=[station.filing_id])
    assert "100.00" not in client.get(page).content.decode()
    for stage in (Stage.APPROVED, Stage.PUBLISHED):
        stages.move(district.people["office"], department.filing, stage, today=today, on=today)
    shown = client.get(page).content.decode()
    assert "《青禾县林业局2024年部门决算》" in shown
    link = reverse("filing_place", args=[department.pk, DEPARTMENT.index("{}")])
    assert link not in shown
    assert client.get(link).status_code == 404
    client.force_login(district.people["finance"])
    assert link in client.get(page).content.decode()


def test_what_was_found_stays_on_the_page_while_it_is_checked_again(
    client: Client, district: District, budget: Version
) -> None:
    finding = Finding.objects.get()
    finding.last_seen.checks.create()
    client.force_login(district.people["finance"])
    shown = client.get(reverse("filing", args=[finding.filing_id])).content.decode()
    assert "正在重新核对" in shown
    assert f'id="finding{finding.pk}"' in shown
    assert "等待核对" not in shown
    budget.checks.update(state="waiting")
    assert "等待核对" in client.get(reverse("filing", args=[budget.filing_id])).content.decode()


@pytest.mark.usefixtures("budget")
def test_lists_and_letters_print_what_was_held_against_it(district: District) -> None:
    finding = Finding.objects.select_related("filing__unit__region").get()
    office = district.people["office"]
    decide(office, finding, Finding.State.CONFIRMED)
    book = zipfile.ZipFile(io.BytesIO(workbook([finding.filing])))
    assert CITED in book.read("xl/sharedStrings.xml").decode()
    (matter,) = open_from_findings("verification", [finding], office, title="有关数据", today=timezone.localdate())
    letter = matter.the_kind.letters["supervision"]
    annex = page_of(matter, letter, number="", today=timezone.localdate()).annex
    assert annex is not None
    assert CITED in annex.rows[0][4].splitlines()


def test_the_cited_document_says_who_cites_it_until_that_is_settled(
    client: Client, district: District, budget: Version
) -> None:
    finding = Finding.objects.get()
    client.force_login(district.people["finance"])
    page, link = (
        reverse("filing", args=[budget.filing_id]),
        f"{reverse('filing', args=[finding.filing_id])}#finding{finding.pk}",
    )
    shown = client.get(page).content.decode()
    assert f'href="{link}"' in shown
    assert finding.message in shown
    assert 'id="citing"' not in client.get(reverse("filing", args=[finding.filing_id])).content.decode()
    decide(district.people["finance"], finding, Finding.State.REJECTED, "口径不同")
    assert link not in client.get(page).content.decode()


def test_a_unit_reads_of_no_finding_in_its_department_s_documents(client: Client, district: District) -> None:
    station = file(district, district.nursery, "final", STATION)
    department = file(district, district.forestry, "final", DEPARTMENT.format("100.00"))
    finding = Finding.objects.create(
        filing=department.filing,
        first_seen=department,
        last_seen=department,
        rule="EQ306",
        severity="warning",
        message="部门此数与各单位之和不一致",
        detail={"beside": [{"title": "", "version": station.pk, "start": 0, "text": "", "where": ""}]},
        fingerprint="f",
        recurrence_key="r",
    )
    person = User.objects.create_user(username="station", password=PASSWORD, name="苗圃财务")
    Post.objects.create(user=person, role=Role.ACCOUNTANT, since=dt.date(2020, 1, 1), unit=district.nursery)
    page = reverse("filing", args=[station.filing_id])
    client.force_login(person)
    assert finding.message not in client.get(page).content.decode()
    client.force_login(district.people["accountant"])
    assert finding.message in client.get(page).content.decode()
