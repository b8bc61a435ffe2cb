"""The pages: who sees what, what waits for whom, forms from data, a bounded number of queries."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.web.matters.made import Life, a_filing, a_finding, a_person

from gouji.web.core.home import todos_for
from gouji.web.matters.models import Attachment, Extension, Matter
from gouji.web.matters.queries import matters_seen
from gouji.web.matters.services.assigning import answer_assignment
from gouji.web.matters.services.extending import ask_extension
from gouji.web.matters.services.items import add_item
from gouji.web.matters.services.opening import Draft, open_from_findings, open_matter
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from django.test import Client
    from tests.web.conftest import District

    from gouji.web.people.models import User

TITLE = "2025年度部门决算有关数据"


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def letter(district: District, today: dt.date) -> Life:
    finding = a_finding(a_filing(district.forestry))
    (matter,) = open_from_findings("verification", [finding], district.people["office"], title=TITLE, today=today)
    return Life(matter, district, today)


@pytest.fixture
def suggestion(district: District, today: dt.date) -> Life:
    draft = Draft("suggestion", district.county, "关于增加护林员巡护补助的建议", body="补助标准多年未变。")
    return Life(open_matter(draft, district.people["deputy"], today=today), district, today)


def page(client: Client, user: User, name: str, *args: object) -> str:
    client.force_login(user)
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, name
    return answer.content.decode()


def seen(district: District, role: str) -> bool:
    user = district.people[role]
    return matters_seen(user, rights_of(user)).exists()


def test_an_unsigned_letter_is_seen_by_its_office_alone(client: Client, letter: Life) -> None:
    assert {role for role in Role if seen(letter.district, str(role))} == {Role.OFFICE, Role.OFFICE_LEAD}
    client.force_login(letter.district.people["accountant"])
    for name in ("matter_page", "matter_move", "matter_letter"):
        args = [letter.matter.pk] if name == "matter_page" else [letter.matter.pk, "verification"]
        assert client.get(reverse(name, args=args)).status_code == 404


def test_a_letter_sent_is_seen_by_its_unit_and_by_who_reads_all(letter: Life) -> None:
    letter.go("submit", "office")
    letter.go("sign", "office_lead")
    who = {role for role in Role if seen(letter.district, str(role))}
    assert who == set(Role) - {Role.DEPUTY, Role.STEWARD}
    stranger = a_person("accountant", letter.district.schools, "stranger")
    assert not matters_seen(stranger, rights_of(stranger)).exists()
    assert not matters_seen(a_person("office", letter.district.elsewhere, "neighbour"), rights_of(stranger)).exists()


def test_a_suggestion_is_its_deputy_s_at_once_and_the_others_once_assigned(suggestion: Life) -> None:
    other = a_person("deputy", suggestion.district.county, "另一位代表")
    assert seen(suggestion.district, "deputy")
    assert not matters_seen(other, rights_of(other)).exists()
    suggestion.go("register", "office")
    suggestion.go(
        "assign",
        "office_lead",
        assignees=((suggestion.district.forestry, "main"), (suggestion.district.schools, "helper")),
    )
    assert matters_seen(other, rights_of(other)).exists()
    helper = a_person("accountant", suggestion.district.schools, "helper")
    assert matters_seen(helper, rights_of(helper)).exists()


def waits(user: User) -> list[str]:
    return [str(todo.what) for todo in todos_for(user, rights_of(user)) if todo.url.startswith("/matters/")]


def test_what_waits_for_whom(letter: Life) -> None:
    people = letter.district.people
    assert (waits(people["office"]), waits(people["office_lead"])) == (["核实函：起草"], [])
    letter.go("submit", "office")
    assert (waits(people["office"]), waits(people["office_lead"])) == ([], ["核实函：待签发"])
    letter.go("sign", "office_lead")
    assert (waits(people["accountant"]), waits(people["unit_lead"])) == (["核实函：待答复"], ["核实函：待答复"])
    assert [waits(people[role]) for role in ("office", "office_lead", "deputy", "auditor", "finance", "steward")] == [
        []
    ] * 6


def test_helpers_deputies_and_wishes_for_more_time_wait_too(suggestion: Life, today: dt.date) -> None:
    people, district = suggestion.district.people, suggestion.district
    helper = a_person("accountant", district.schools, "helper")
    suggestion.go("register", "office")
    suggestion.go("assign", "office_lead", assignees=((district.forestry, "main"), (district.schools, "helper")))
    assert waits(helper) == ["会办意见"]
    assert waits(people["accountant"]) == ["代表建议：办理中"]
    due = suggestion.matter.due_on
    assert due is not None
    ask_extension(suggestion.matter, people["accountant"], due + dt.timedelta(days=20), "难", today=today)
    assert waits(people["office_lead"]) == ["延期审批"]
    answer_assignment(district_part(suggestion, "helper"), helper, "无意见", today=today)
    answer_assignment(district_part(suggestion, "main"), people["accountant"], "已办", today=today, result="A")
    suggestion.go("answer", "accountant", document_number="1号")
    assert (waits(helper), waits(people["deputy"])) == ([], ["代表建议：待代表评价"])


def district_part(life: Life, part: str):  # type: ignore[no-untyped-def]  # noqa: ANN201
    return life.matter.assignments.get(part=part)


def test_the_page_says_what_to_do_now_and_offers_it_to_whom_it_concerns(client: Client, letter: Life) -> None:
    letter.go("submit", "office")
    letter.go("sign", "office_lead")
    mine = page(client, letter.district.people["accountant"], "matter_page", letter.matter.pk)
    assert "由青禾县林业局办理" in mine
    assert reverse("matter_move", args=[letter.matter.pk, "answer"]) in mine
    theirs = page(client, letter.district.people["auditor"], "matter_page", letter.matter.pk)
    assert "您现在不需要做什么" in theirs
    assert "/move/" not in theirs


def test_a_unit_answers_on_the_page_with_a_file(client: Client, letter: Life) -> None:
    letter.go("submit", "office")
    letter.go("sign", "office_lead")
    address = reverse("matter_move", args=[letter.matter.pk, "answer"])
    form = page(client, letter.district.people["accountant"], "matter_move", letter.matter.pk, "answer")
    assert "说明" in form
    assert 'name="reason"' not in form
    said = {"seen": letter.matter.version, "answer": "已更正。"}
    file = SimpleUploadedFile("更正.docx", b"made up")
    answer = client.post(address, said | {"attachment": [file]})
    assert answer.status_code == 302
    letter.matter.refresh_from_db()
    assert letter.matter.state == "answered"
    kept = Attachment.objects.get(file_name="更正.docx")
    client.force_login(letter.district.people["office"])
    download = client.get(reverse("matter_file", args=[kept.pk]))
    assert (download.content, download["Content-Disposition"].split(";")[0]) == (b"made up", "attachment")
    client.force_login(letter.district.people["deputy"])
    assert client.get(reverse("matter_file", args=[kept.pk])).status_code == 404


def test_who_comes_late_reads_why_and_loses_nothing_silently(client: Client, letter: Life) -> None:
    client.force_login(letter.district.people["office"])
    old = letter.matter.version
    address = reverse("matter_move", args=[letter.matter.pk, "withdraw"])
    letter.go("submit", "office")
    letter.go("send_back", "office_lead", reason="改")
    answer = client.post(address, {"seen": old, "reason": "不发了"})
    assert "人大负责人刚刚办理了“退回修改”" in answer.content.decode()
    assert "不发了" in answer.content.decode()
    letter.go("submit", "office")
    answer = client.post(address, {"seen": old, "reason": "不发了"}, follow=True)
    assert "事项现在是“待签发”" in answer.content.decode()


def test_what_is_missing_is_said_on_the_form(client: Client, letter: Life) -> None:
    client.force_login(letter.district.people["office"])
    address = reverse("matter_move", args=[letter.matter.pk, "withdraw"])
    answer = client.post(address, {"seen": letter.matter.version, "reason": ""})
    assert "请写明理由或意见。" in answer.content.decode()


def test_letters_are_opened_from_chosen_findings_one_a_unit(client: Client, district: District) -> None:
    findings = [a_finding(a_filing(unit)) for unit in (district.forestry, district.schools)]
    address = reverse("matter_open") + f"?finding={findings[0].pk},{findings[1].pk}"
    client.force_login(district.people["office"])
    form = client.get(address).content.decode()
    assert "每个单位一件，共 2 件" in form
    assert f'value="{TITLE}"' in form
    client.post(
        reverse("matter_open"), {"kind": "verification", "title": TITLE, "finding": [one.pk for one in findings]}
    )
    assert [one.unit for one in Matter.objects.order_by("pk")] == [district.forestry, district.schools]
    client.force_login(district.people["finance"])
    assert client.get(address).status_code == 404


def test_a_deputy_raises_a_suggestion_and_is_shown_similar_ones(client: Client, suggestion: Life) -> None:
    deputy = suggestion.district.people["deputy"]
    assert "提建议" in page(client, deputy, "matter_list")
    address = reverse("matter_similar", args=["suggestion"])
    near = client.get(address, {"title": "关于提高护林员巡护补助的建议"}).content.decode()
    assert "关于增加护林员巡护补助的建议" in near
    assert "没有相近的建议" in client.get(address, {"title": "关于修路的建议"}).content.decode()
    client.post(reverse("matter_new", args=["suggestion"]), {"title": "关于修路的建议", "body": "城南路坑洼。"})
    made = Matter.objects.get(title="关于修路的建议")
    assert (made.raised_by, made.state) == (deputy, "raised")


def test_similar_ones_are_shown_before_assigning(client: Client, suggestion: Life, today: dt.date) -> None:
    draft = Draft("suggestion", suggestion.district.county, "关于提高护林员巡护补助标准的建议")
    second = Life(open_matter(draft, suggestion.district.people["deputy"], today=today), suggestion.district, today)
    second.go("register", "office")
    form = page(client, suggestion.district.people["office_lead"], "matter_move", second.matter.pk, "assign")
    assert "关于增加护林员巡护补助的建议" in form


def test_units_are_assigned_answer_and_are_rated_on_the_pages(client: Client, suggestion: Life) -> None:
    district, pk = suggestion.district, suggestion.matter.pk
    suggestion.go("register", "office")
    client.force_login(district.people["office_lead"])
    said = {"seen": suggestion.matter.version, "main": district.forestry.pk, "helpers": [district.schools.pk]}
    client.post(reverse("matter_move", args=[pk, "assign"]), said)
    assert suggestion.matter.assignments.count() == 2
    client.force_login(district.people["accountant"])
    part = district_part(suggestion, "main")
    client.post(reverse("matter_reply", args=[part.pk]), {"text": "已办。", "result": "A", "met_on": "2026-01-05"})
    assert part.replies.get().met_on == dt.date(2026, 1, 5)
    helper = district_part(suggestion, "helper")
    assert client.post(reverse("matter_reply", args=[helper.pk]), {"text": "代答"}).status_code == 404
    assert not helper.replies.exists()
    client.force_login(a_person("accountant", district.schools, "helper"))
    client.post(reverse("matter_return", args=[helper.pk]), {"reason": "不涉及"})
    suggestion.go("answer", "accountant", document_number="1号")
    client.force_login(district.people["deputy"])
    client.post(reverse("matter_move", args=[pk, "rate"]), {"seen": suggestion.matter.version, "rating": "满意"})
    suggestion.matter.refresh_from_db()
    assert suggestion.matter.state == "closed"


def test_more_time_is_asked_for_and_decided_on_the_pages(client: Client, letter: Life) -> None:
    letter.go("submit", "office")
    letter.go("sign", "office_lead")
    due = letter.matter.due_on
    assert due is not None
    client.force_login(letter.district.people["accountant"])
    until = due + dt.timedelta(days=3)
    client.post(reverse("matter_extension", args=[letter.matter.pk]), {"until": until.isoformat(), "reason": "难"})
    asked = Extension.objects.get()
    address = reverse("matter_extension_decide", args=[asked.pk])
    client.post(address, {"grant": "1"})
    letter.matter.refresh_from_db()
    assert letter.matter.due_on == due  # a unit does not decide for itself
    client.force_login(letter.district.people["office_lead"])
    client.post(address, {"grant": "1"})
    letter.matter.refresh_from_db()
    assert letter.matter.due_on == until


def test_the_office_s_list_is_kept_on_the_pages(client: Client, district: District, today: dt.date) -> None:
    draft = Draft("rectification", district.county, "审计事项", district.forestry)
    matter = open_matter(draft, district.people["office"], today=today)
    client.force_login(district.people["office"])
    client.post(reverse("matter_item_add", args=[matter.pk]), {"problem": "资产未入账"})
    item = matter.items.get()
    life = Life(matter, district, today)
    life.go("submit", "office")
    life.go("assign", "office_lead", date=today + dt.timedelta(days=30))
    client.force_login(district.people["accountant"])
    file = SimpleUploadedFile("台账.xlsx", b"made up")
    client.post(reverse("matter_item_measure", args=[item.pk]), {"measure": "补登", "evidence": [file]})
    assert item.evidence.get().file_name == "台账.xlsx"
    assert "补登" in page(client, district.people["office"], "matter_page", matter.pk)


@pytest.mark.parametrize("name", ["matter_list", "matter_board", "matter_calendar", "matter_statistics"])
@pytest.mark.parametrize("role", ["office", "office_lead", "accountant", "deputy", "auditor", "finance"])
def test_every_view_opens_for_every_reader(
    client: Client, letter: Life, suggestion: Life, name: str, role: str
) -> None:
    assert suggestion.matter.pk != letter.matter.pk
    page(client, letter.district.people[role], name)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?kind=verification", 1),
        ("?q=护林员", 1),
        ("?when=overdue", 0),
        ("?when=mine", 1),
        ("?label=起草", 1),
        ("?when=closed", 0),
        ("", 2),
    ],
)
def test_the_list_is_filtered(client: Client, letter: Life, suggestion: Life, query: str, found: int) -> None:
    letter.district.people["office"].posts.update(role="office_lead")
    suggestion.go("register", "office")
    client.force_login(letter.district.people["office_lead" if "mine" in query else "office"])
    answer = client.get(reverse("matter_list") + query)
    assert answer.context["table"].paginator.count == found


def test_the_numbers_are_counted_again_once_anything_has_changed(client: Client, letter: Life, today: dt.date) -> None:
    address, district = reverse("matter_statistics"), letter.district
    client.force_login(district.people["office"])

    def whole() -> tuple[int, int]:
        row = client.get(address).context["whole"]
        return row.opened, row.overdue

    assert whole() == (1, 0)
    with CaptureQueriesContext(connection) as caught:
        assert whole() == (1, 0)
    assert not any("matters_reply" in one["sql"] for one in caught), "nothing has changed: nothing is counted again"
    open_matter(Draft("suggestion", district.county, "又一件"), district.people["deputy"], today=today)
    assert whole() == (2, 0)


def test_the_list_leaves_as_a_file(client: Client, letter: Life) -> None:
    client.force_login(letter.district.people["office"])
    answer = client.get(reverse("matter_list") + "?export=csv")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert text.splitlines()[1] == f"核实函,{TITLE},,青禾县林业局,起草,"


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", ["matter_list", "matter_board", "matter_calendar", "matter_statistics", "home"])
def test_more_matters_ask_no_more_queries(client: Client, letter: Life, today: dt.date, name: str) -> None:
    district = letter.district
    client.force_login(district.people["office"])
    client.get(reverse(name))
    caches["pages"].clear()
    few = queries(client, reverse(name))
    for number in range(12):
        draft = Draft("verification", district.county, f"第{number}件", district.schools)
        Life(open_matter(draft, district.people["office"], today=today), district, today).go("submit", "office")
    assert queries(client, reverse(name)) <= few


def test_a_long_matter_asks_no_more_queries(client: Client, district: District, today: dt.date) -> None:
    draft = Draft("rectification", district.county, "审计事项", district.forestry)
    matter = open_matter(draft, district.people["office"], today=today)
    add_item(matter, district.people["office"], "第一件", today=today)
    client.force_login(district.people["office"])
    address = reverse("matter_page", args=[matter.pk])
    client.get(address)
    few = queries(client, address)
    for word in "甲乙丙丁戊己庚":
        add_item(matter, district.people["office"], f"问题{word}", today=today)
    life = Life(matter, district, today)
    life.go("submit", "office")
    life.go("send_back", "office_lead", reason="改")
    assert queries(client, address) <= few
    assert few <= 30


def test_what_must_be_done_first_is_said_and_offered_before_the_move(client: Client, suggestion: Life) -> None:
    suggestion.go("register", "office")
    suggestion.go("assign", "office_lead", assignees=((suggestion.district.forestry, "main"),))
    accountant = suggestion.district.people["accountant"]
    text = page(client, accountant, "matter_page", suggestion.matter.pk)
    assert "“答复代表”之前：还没有答复：青禾县林业局" in text
    assert reverse("matter_reply", args=[district_part(suggestion, "main").pk]) in text
    assert reverse("matter_move", args=[suggestion.matter.pk, "answer"]) not in text
    answer_assignment(district_part(suggestion, "main"), accountant, "已办", today=suggestion.day, result="A")
    text = page(client, accountant, "matter_page", suggestion.matter.pk)
    assert reverse("matter_move", args=[suggestion.matter.pk, "answer"]) in text
