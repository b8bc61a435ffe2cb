"""Search on either database: what is found, what is not, who may see it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.db.models import Q
from django.urls import reverse

from gouji.web.filings.models import Finding
from gouji.web.lookup.models import Text
from gouji.web.lookup.search import Question, readable, search
from gouji.web.matters.kinds import all_kinds
from gouji.web.matters.models import Matter
from gouji.web.matters.services.opening import Draft, open_matter
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import DjangoAssertNumQueries as CountQueries
    from tests.web.conftest import District
    from tests.web.lookup.conftest import Made

ALL = Q()


def titles(words: str, kind: str = "", state: str = "") -> list[str]:
    return [hit.text.title for hit in search(Question(words, kind=kind, state=state), ALL).hits]


@pytest.mark.parametrize(
    "words", ["三公", "三公经费", "在职人员24", "120.50", "接待费2.00万", "支", "公务接待 2024年度"]
)
def test_words_of_a_document_are_found(district: District, made: Made, words: str) -> None:
    made.file(district.forestry)
    found = search(Question(words, kind="section"), ALL)
    assert found.total >= 1


@pytest.mark.parametrize("words", ["公三", "经费三公", "20.5", "120", "三公 不在其中", "用车接待"])
def test_what_does_not_stand_there_so_is_not_found(district: District, made: Made, words: str) -> None:
    made.file(district.forestry)
    assert search(Question(words, kind="section"), ALL).total == 0


def test_the_excerpt_marks_the_word_and_names_its_offset_in_the_document(district: District, made: Made) -> None:
    version = made.file(district.forestry)
    hit = next(hit for hit in search(Question("公务接待费"), ALL).hits if hit.text.kind == "section")
    assert [segment.text for segment in hit.excerpt if segment.hit] == ["公务接待费"]
    assert hit.text.version_id == version.pk
    assert hit.at is not None
    assert hit.text.body[hit.at - hit.text.place["start"] :].startswith("公务接待费")


def test_a_word_of_the_title_comes_first(district: District, made: Made) -> None:
    made.file(district.schools, more="与林业局合署办公。")
    made.file(district.forestry)
    first, *_ = titles("林业局")
    assert first == "青禾县林业局"
    assert titles("林业局", kind="section")[-1].startswith("青禾县教育局")


def test_the_latest_version_is_found_and_not_the_one_before(district: District, made: Made) -> None:
    made.file(district.forestry, more="旧稿附注。")
    made.file(district.forestry, more="新稿附注。")
    assert not titles("旧稿附注")
    assert titles("新稿附注")


def test_indexing_twice_finds_once(district: District, made: Made) -> None:
    made.file(district.forestry, more="只此一处。")
    before = Text.objects.count()
    district.forestry.save()
    assert Text.objects.count() == before
    assert len(titles("只此一处")) == 1


def test_a_unit_is_found_by_the_name_it_bore(district: District) -> None:
    district.nursery.names.create(name="青禾县林木良种场")
    assert titles("良种场") == ["青禾县苗圃"]


def test_facets_count_what_the_other_facets_leave(district: District, made: Made) -> None:
    made.file(district.forestry, 2023)
    made.file(district.forestry, 2024)
    made.file(district.schools, 2024)
    found = search(Question("三公经费", year="2024"), ALL)
    assert dict(found.facets["year"]) == {"2024": 2, "2023": 1}
    assert dict(found.facets["unit"]) == {str(district.forestry.pk): 1, str(district.schools.pk): 1}


def test_a_finding_is_found_with_its_state_of_now(district: District, made: Made) -> None:
    version = made.file(district.forestry)
    finding = Finding.objects.create(
        filing=version.filing, first_seen=version, last_seen=version, rule="SU101", severity="error",
        message="分项之和与合计不一致，请核实", fingerprint="f", recurrence_key="r",
    )  # fmt: skip
    assert titles("SU101", state="open") == ["SU101 青禾县林业局2024年部门决算"]
    Finding.objects.filter(pk=finding.pk).update(state="rejected")
    assert titles("分项之和", state="open") == []
    assert titles("分项之和", state="rejected") != []


def matter_in(district: District, *, inside: bool) -> Matter:
    kind, state = next(
        (kind, state) for kind in all_kinds().values() for state in kind.states.values() if state.inside is inside
    )
    return Matter.objects.create(
        kind=kind.code, title="关于接待费的函", region=district.county, unit=district.forestry, year=2024,
        state=state.code, opened_on=dt.date(2024, 5, 1),
    )  # fmt: skip


def test_a_matter_is_found_by_whoever_may_read_matters_there(district: District) -> None:
    matter = matter_in(district, inside=False)
    assert titles("接待费的函") == [matter.title]
    for role, found in {Role.ACCOUNTANT: True, Role.OFFICE: True, Role.DEPUTY: False, Role.STEWARD: False}.items():
        hits = search(Question("接待费的函"), readable(district.people[role], rights_of(district.people[role]))).hits
        assert bool(hits) is found


def found_by(district: District, role: str, words: str) -> list[str]:
    person = district.people[role]
    return [hit.text.title for hit in search(Question(words), readable(person, rights_of(person))).hits]


def test_a_matter_still_inside_the_office_is_found_by_the_office_alone(district: District) -> None:
    matter = matter_in(district, inside=True)
    finders = {role for role in Role if found_by(district, role, "接待费的函")}
    assert finders == {Role.OFFICE, Role.OFFICE_LEAD}
    assert found_by(district, Role.OFFICE, "接待费的函") == [matter.title]


def test_a_matter_without_a_unit_is_found_by_whoever_may_read_it(client: Client, district: District) -> None:
    """A deputy's suggestion before it is assigned: its deputy and the office know of it, no department."""
    deputy = district.people[Role.DEPUTY]
    draft = Draft("suggestion", district.county, "关于增设村级养老服务站的建议", body="请民政部门研究。")
    matter = open_matter(draft, deputy, today=dt.date(2024, 5, 1))
    assert matter.unit is None
    finders = {role for role in Role if found_by(district, role, "养老服务站")}
    assert {Role.DEPUTY, Role.OFFICE, Role.OFFICE_LEAD} <= finders
    assert not finders & {Role.ACCOUNTANT, Role.UNIT_LEAD, Role.STEWARD}
    client.force_login(deputy)
    page = client.get("/lookup/search/", {"q": "养老服务站"}).content.decode()
    assert reverse("matter_page", args=[matter.pk]) in page
    assert "青禾县" in page


def test_what_is_deleted_leaves_the_words_too(district: District) -> None:
    matter = matter_in(district, inside=False)
    matter.delete()
    assert not Text.objects.filter(kind="matter").exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM lookup_gram")
        assert cursor.fetchone()[0] == Text.objects.count()


def test_a_person_finds_only_what_he_may_read(district: District, made: Made) -> None:
    made.file(district.forestry)
    made.file(district.schools)
    for role, units in {
        Role.ACCOUNTANT: {district.forestry},
        Role.OFFICE: {district.forestry, district.schools},
        Role.STEWARD: set(),
        Role.DEPUTY: set(),
    }.items():
        found = search(Question("三公经费"), readable(district.people[role], rights_of(district.people[role])))
        assert {hit.text.unit for hit in found.hits} == units


def test_the_page_of_another_s_text_is_as_if_there_were_none(client: Client, district: District, made: Made) -> None:
    version = made.file(district.schools)
    text = Text.objects.filter(version=version).first()
    assert text is not None
    client.force_login(district.people[Role.ACCOUNTANT])
    assert client.get(f"/lookup/text/section/{text.key}/").status_code == 404
    client.force_login(district.people[Role.OFFICE])
    assert client.get(f"/lookup/text/section/{text.key}/?q=决算").status_code == 200


def test_the_search_page_says_what_was_found(client: Client, district: District, made: Made) -> None:
    made.file(district.forestry)
    client.force_login(district.people[Role.OFFICE])
    page = client.get("/lookup/search/", {"q": "公务接待费"}).content.decode()
    assert "<mark>公务接待费</mark>" in page
    assert "青禾县林业局2024年部门决算" in page
    assert "没有找到" in client.get("/lookup/search/", {"q": "子虚乌有"}).content.decode()


def test_hostile_words_are_only_words(client: Client, district: District) -> None:
    client.force_login(district.people[Role.OFFICE])
    for words in ("'", '"', "title:三公", "三公*", "' OR 1=1 --", "(", "a&|!b", "\\", "<script>", "三公\x00", "%s"):
        assert client.get("/lookup/search/", {"q": words, "page": "9" * 30}).status_code == 200


def test_the_search_page_asks_few_queries(
    client: Client, district: District, made: Made, django_assert_max_num_queries: CountQueries
) -> None:
    for year in (2021, 2022, 2023, 2024):
        made.file(district.forestry, year)
        made.file(district.schools, year)
    client.force_login(district.people[Role.OFFICE])
    with django_assert_max_num_queries(8):
        client.get("/lookup/search/", {"q": "三公经费"})
