"""The public sees what was released and nothing else, and no longer than it is released."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest
from django.utils import timezone

from gouji.web.filings.models import Check, Filing, Finding, Stage
from gouji.web.filings.services import stages
from gouji.web.lookup.models import Fact
from gouji.web.people.roles import Role
from gouji.web.people.step_up import Proof
from gouji.web.portal.reading import plain_html
from gouji.web.portal.ui import public

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django.fixtures import DjangoAssertNumQueries as CountQueries
    from tests.web.conftest import District
    from tests.web.lookup.conftest import Made

    Make = Callable[..., Filing]

PAGES = ("", "search/?q=密语", "data/", "glossary/")


def addresses(filing: Filing) -> list[str]:
    return [
        f"/public/documents/{filing.pk}/",
        f"/public/documents/{filing.pk}/original",
        f"/public/documents/{filing.pk}/data.csv",
        f"/public/units/{filing.unit_id}/",
    ]


def everything(client: Client, filing: Filing) -> str:
    """Return all that the public pages say, with the words of a filing looked for."""
    said = [client.get(f"/public/{page}").content.decode() for page in PAGES]
    for address in addresses(filing):
        answer = client.get(address)
        if answer.status_code == 200:
            said.append(b"".join(answer).decode("utf-8", "replace"))
    said.append(b"".join(client.get("/public/data/all.csv")).decode())
    return "\n".join(said)


def test_a_released_filing_is_read_by_everyone(client: Client, released: Make) -> None:
    filing = released(more="密语附注。")
    assert [client.get(address).status_code for address in addresses(filing)] == [200] * 4
    page = client.get(f"/public/documents/{filing.pk}/").content.decode()
    assert "密语附注" in page
    assert "公务接待费" in page
    assert "共 1 处" in client.get("/public/search/?q=密语附注").content.decode()
    assert "青禾县林业局" in client.get("/public/").content.decode()


def test_a_paper_without_figures_of_its_own_offers_none(client: Client, district: District, released: Make) -> None:
    """A government's report is read as text: no department's chart beside it, no empty table to download."""
    filing = released()
    page, unit = (f"/public/documents/{filing.pk}/", f"/public/units/{filing.unit_id}/")
    assert "data.csv" in client.get(page).content.decode()
    assert "五年预算与决算" in client.get(unit).content.decode()
    other = released(unit=district.schools)
    Fact.objects.filter(filing=other).delete()
    said = client.get(f"/public/documents/{other.pk}/").content.decode()
    assert "下载原件" in said
    assert "data.csv" not in said
    assert "五年预算与决算" not in client.get(f"/public/units/{other.unit_id}/").content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"stage": Stage.DRAFT},
        {"stage": Stage.SUBMITTED},
        {"stage": Stage.APPROVED},
        {"secrecy_checked_at": None},
        {"released_at": None},
    ],
)
def test_a_draft_never_shows(client: Client, released: Make, fields: dict[str, object]) -> None:
    filing = released(more="密语附注。", **fields)
    assert [client.get(address).status_code for address in addresses(filing)] == [404] * 4
    said = everything(client, filing)
    assert "附注" not in said
    assert "林业局" not in said


def test_a_new_version_is_no_part_of_what_was_released(
    client: Client, released: Make, made: Made, district: District
) -> None:
    filing = released(more="旧版。")
    made.file(district.forestry, more="密语草稿。")
    assert "密语草稿" not in everything(client, filing)
    assert client.get(f"/public/documents/{filing.pk}/").status_code == 404


def test_a_secrecy_check_after_the_release_does_not_count(client: Client, released: Make) -> None:
    filing = released()
    Filing.objects.filter(pk=filing.pk).update(secrecy_checked_at=timezone.now())
    assert client.get(f"/public/documents/{filing.pk}/").status_code == 404


def test_an_unread_version_is_not_shown(client: Client, released: Make) -> None:
    filing = released()
    Check.objects.update(state=Check.State.FAILED)
    assert client.get(f"/public/documents/{filing.pk}/").status_code == 404


def test_findings_and_people_are_not_public(client: Client, released: Make) -> None:
    filing = released()
    version = filing.versions.get()
    Finding.objects.create(
        filing=filing, first_seen=version, last_seen=version, rule="SU101", severity="error",
        message="密语疑点", fingerprint="f", recurrence_key="r",
    )  # fmt: skip
    said = everything(client, filing)
    assert "密语疑点" not in said
    assert "SU101" not in said


def test_a_neighbour_s_draft_is_not_on_the_page_of_a_released_one(
    client: Client, released: Make, made: Made, district: District
) -> None:
    filing = released()
    made.file(district.forestry, 2023, more="密语去年。")
    made.file(district.schools, 2024, more="密语他处。")
    said = everything(client, filing)
    assert "密语" not in said.replace("密语</title>", "").replace('value="密语"', "").replace("密语 · 检索", "")
    assert "2023年部门决算" not in said


def test_the_original_is_given_as_it_was_handed_in(client: Client, released: Make) -> None:
    filing = released(more="密语附注。")
    answer = client.get(f"/public/documents/{filing.pk}/original")
    content = b"".join(answer)
    assert content.decode().startswith("# 青禾县林业局2024年部门决算")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"


def test_the_data_of_all_released_documents(client: Client, released: Make, made: Made, district: District) -> None:
    released()
    made.file(district.schools, 2024)
    table = pq.read_table(io.BytesIO(client.get("/public/data/all.parquet").content))
    assert set(table["unit"].to_pylist()) == {"青禾县林业局"}
    assert client.get("/public/data/all.exe").status_code == 404


def test_a_document_s_tables_are_tables_without_marks_or_code() -> None:
    html = plain_html(
        '<div class="tablebox"><table><thead><tr><th onclick="x()">项目</th></tr></thead><tbody><tr><td rowspan=2 class=q>'
        '<span id="f1" class="f c">3 < 5 &amp; 1</span><script>x()</script></td></tr></tbody></table></div>'
    )
    assert html == (
        '<table><thead><tr><th scope="col">项目</th></tr></thead><tbody><tr><td rowspan="2">3 &lt; 5 &amp; 1x()</td></tr>'
        "</tbody></table>"
    )


def test_a_document_reads_from_the_desk_s_view_where_there_is_one(
    client: Client, released: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    filing = released()
    view = {
        "blocks": [
            {"start": 0, "page": 1, "html": '<h2 id="s0">标题</h2>'},
            {
                "start": 9,
                "page": 1,
                "html": '<table><tr><td class="q"><span class="f c" id="f0">30.15</span></td></tr></table>',
            },
        ],
        "sections": [{"id": "s0", "depth": 1, "title": "标题", "start": 0}],
        "findings": [{"message": "密语疑点"}],
    }
    monkeypatch.setattr(public, "view_of", lambda _version: view)
    page = client.get(f"/public/documents/{filing.pk}/").content.decode()
    assert "<td>30.15</td>" in page
    assert 'href="#at0"' in page
    assert "密语疑点" not in page


def test_many_hits_stand_on_several_pages(client: Client, released: Make) -> None:
    for year in range(2016, 2024):
        released(year=year)
    first = client.get("/public/search/?q=决算").content.decode()
    assert 'rel="next" href="?q=%E5%86%B3%E7%AE%97&amp;page=2"' in first
    assert 'rel="prev"' in client.get("/public/search/?q=决算&page=2").content.decode()


def test_a_page_that_did_not_change_is_not_sent_again(client: Client, released: Make) -> None:
    filing = released()
    address = f"/public/documents/{filing.pk}/"
    first = client.get(address)
    assert "public" in first["Cache-Control"]
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("page", ["/public/documents/{0}/", "/public/units/{1}/"])
def test_what_was_taken_back_is_gone_at_once_from_every_cache(client: Client, released: Make, page: str) -> None:
    filing = released()
    address = page.format(filing.pk, filing.unit_id)
    tag = client.get(address)["ETag"]
    Filing.objects.filter(pk=filing.pk).update(released_at=None)
    assert client.get(address).status_code == 404
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 404


def test_the_list_of_units_follows_a_release_taken_back(client: Client, released: Make, district: District) -> None:
    filing = released()
    assert "林业局" in client.get("/public/").content.decode()
    lead = district.people[Role.OFFICE_LEAD]
    stages.take_back(lead, filing, "另有批复", proof=Proof(lead.pk))
    assert "林业局" not in client.get("/public/").content.decode()


def test_a_person_who_is_logged_in_sees_what_everyone_sees(client: Client, released: Make, district: District) -> None:
    released()
    before = client.get("/public/")
    client.force_login(district.people["office"])
    after = client.get("/public/")
    assert after.content == before.content
    assert "csrf" not in after.content.decode().lower()
    assert not after.cookies


def test_public_pages_can_be_read_without_eyes(client: Client, released: Make) -> None:
    filing = released()
    for address in ("/public/", f"/public/documents/{filing.pk}/", f"/public/units/{filing.unit_id}/", "/public/data/"):
        page = client.get(address).content.decode()
        assert 'href="#content"' in page
        assert page.count("<h1") == 1
        assert page.count("<main") == 1
        assert ("<table" in page) <= ("<caption" in page and 'scope="col"' in page)
        assert 'lang="zh-hans"' in page


def test_public_pages_ask_the_database_little(
    client: Client, released: Make, district: District, django_assert_max_num_queries: CountQueries
) -> None:
    filing = released()
    for year in (2020, 2021, 2022):
        released(year=year)
        released(unit=district.schools, year=year)
    for address in (
        "/public/",
        f"/public/documents/{filing.pk}/",
        f"/public/units/{filing.unit_id}/",
        "/public/search/?q=三公",
    ):
        with django_assert_max_num_queries(10):
            assert client.get(address).status_code == 200
        with django_assert_max_num_queries(5):
            client.get(address)
