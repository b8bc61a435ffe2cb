"""The pages: who gets in, what they show, what their buttons do, and how many queries they ask."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from tests.api.test_apart import PDF
from tests.web.filings.conftest import BAD_BOTH, BAD_TOTAL, GOOD

from gouji.web.filings.models import Check, Correction, Filing, Finding, Intake, Stage, Version
from gouji.web.filings.services import derived
from gouji.web.filings.services.filing import file_document
from gouji.web.filings.services.findings import decide
from gouji.web.matters.services.opening import open_from_findings

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django import DjangoAssertNumQueries
    from tests.web.conftest import District

    from gouji.web.filings.services.filing import Handed

    HandIn = Callable[..., Handed]

READERS = {"office", "office_lead", "finance", "accountant", "unit_lead", "auditor"}


def text_of(client: Client, url: str, **headers: str) -> str:
    answer = client.get(url, headers=headers)
    assert answer.status_code == 200, url
    return answer.content.decode()


@pytest.fixture
def filing(hand_in: HandIn) -> Filing:
    return hand_in(BAD_TOTAL, "finance").version.filing


def as_(client: Client, district: District, role: str) -> Client:
    client.force_login(district.people[role])
    return client


def pages(filing: Filing) -> list[str]:
    finding = Finding.objects.get()
    number = next(
        one["id"]
        for one in (derived.read(derived.path_of(filing.versions.get().original_id)) or {})["figure_list"]
        if one["start"] == finding.start
    )
    return [
        reverse("filing", args=[filing.pk]),
        reverse("filing_document", args=[filing.pk]),
        reverse("filing_progress", args=[filing.pk]),
        reverse("filing_figure", args=[filing.pk, number]),
        reverse("filing_original", args=[filing.pk]),
        reverse("filing_issues", args=[filing.pk]),
    ]


def test_each_role_sees_the_filing_or_nothing_of_it(client: Client, district: District, filing: Filing) -> None:
    for role, user in district.people.items():
        client.force_login(user)
        codes = {client.get(url).status_code for url in pages(filing)}
        assert codes == ({200} if role in READERS else {404}), role


def test_another_unit_s_accountant_sees_nothing_of_it(client: Client, district: District, filing: Filing) -> None:
    Filing.objects.update(unit=district.schools)
    as_(client, district, "accountant")
    assert {client.get(url).status_code for url in pages(filing)} == {404}
    assert filing.title not in text_of(client, reverse("filings"))


def test_the_page_shows_figures_by_state_and_the_finding_beside_them(
    client: Client, district: District, filing: Filing
) -> None:
    as_(client, district, "finance")
    page = text_of(client, reverse("filing", args=[filing.pk]))
    card = re.search(r'<article class="card filing-card.*?</article>', page, re.DOTALL)
    assert card is not None
    assert 'data-mark="k0"' in card[0]
    assert "95.00" in card[0]
    document = text_of(client, reverse("filing_document", args=[filing.pk]))
    assert re.search(r'<mark id="k0"[^>]*><span[^>]*class="f c"[^>]*>96.00万元</span>', document)
    assert re.search(r'class="f v"[^>]*>80.00万元', document) or re.search(r'class="f d"[^>]*>80.00万元', document)


def test_a_figure_shows_the_working_of_its_relations(client: Client, district: District, filing: Filing) -> None:
    as_(client, district, "auditor")
    slip = text_of(client, pages(filing)[3])
    assert "80.00 + 15.00" in slip
    assert "校正" not in slip  # who only reads corrects nothing
    assert client.get(reverse("filing_figure", args=[filing.pk, 9999])).status_code == 404


@pytest.mark.parametrize("role", ["accountant", "auditor"])
def test_who_does_not_review_has_no_buttons(client: Client, district: District, filing: Filing, role: str) -> None:
    page = text_of(as_(client, district, role), reverse("filing", args=[filing.pk]))
    assert reverse("finding_decide", args=[Finding.objects.get().pk]) not in page
    answer = client.post(reverse("finding_decide", args=[Finding.objects.get().pk]), {"after": "confirmed"})
    assert answer.status_code == 403


def test_a_decision_answers_with_the_card_alone(client: Client, district: District, filing: Filing) -> None:
    as_(client, district, "finance")
    url = reverse("finding_decide", args=[filing.findings.get().pk])
    refused = client.post(url, {"after": "rejected", "before": "open"}, headers={"hx-request": "true"})
    assert "请写明理由" in refused.content.decode()
    done = client.post(url, {"after": "confirmed", "before": "open"}, headers={"hx-request": "true"}).content.decode()
    assert done.strip().startswith("<article")
    assert 'data-state="confirmed"' in done
    assert Finding.objects.get().state == Finding.State.CONFIRMED


def test_what_is_confirmed_goes_into_a_letter_with_one_button(
    client: Client, district: District, filing: Filing
) -> None:
    finding = Finding.objects.get()
    page = reverse("filing", args=[filing.pk])
    assert 'name="finding"' not in text_of(as_(client, district, "office"), page)
    decide(district.people["office"], finding, Finding.State.CONFIRMED)
    shown = text_of(client, page)
    assert re.search(rf'<form[^>]*id="ask"[^>]*action="{reverse("matter_open")}"(?![^>]*hidden)', shown)
    assert f'name="finding" value="{finding.pk}" form="ask" checked' in shown
    asked = client.get(reverse("matter_open"), {"finding": [finding.pk]}).content.decode()
    assert finding.message in asked
    client.post(reverse("matter_open"), {"finding": [finding.pk], "kind": "verification", "title": "有关数据"})
    matter = finding.matters.get()
    shown = text_of(client, page)
    assert reverse("matter_page", args=[matter.pk]) in shown
    assert 'name="finding"' not in shown


@pytest.mark.parametrize("role", ["finance", "accountant", "auditor"])
def test_who_opens_no_matters_learns_of_none_on_the_page(
    client: Client, district: District, filing: Filing, role: str
) -> None:
    finding = Finding.objects.get()
    decide(district.people["office"], finding, Finding.State.CONFIRMED)
    page = reverse("filing", args=[filing.pk])
    assert 'id="ask"' not in text_of(as_(client, district, role), page)
    [matter] = open_from_findings(
        "verification", [finding], district.people["office"], title="有关数据", today=timezone.localdate()
    )
    assert reverse("matter_page", args=[matter.pk]) not in text_of(client, page)


def test_a_misread_figure_is_corrected_from_its_slip(client: Client, district: District, filing: Filing) -> None:
    as_(client, district, "accountant")
    number = int(pages(filing)[3].rsplit("/", 1)[1])
    said = {"figure": number, "value": "95.00", "unit": "", "reason": "原件印的是95.00"}
    assert client.post(reverse("filing_correct", args=[filing.pk]), said).status_code == 302
    assert (Correction.objects.get().printed, Finding.objects.get().state) == ("96.00万元", Finding.State.SETTLED)
    page = text_of(client, reverse("filing", args=[filing.pk]))
    assert "原件印的是95.00" in page
    client.post(reverse("correction_withdraw", args=[Correction.objects.get().pk]))
    assert Finding.objects.get().state == Finding.State.OPEN


def test_a_finding_is_added_by_hand_at_a_figure(client: Client, district: District, filing: Filing) -> None:
    as_(client, district, "office")
    number = int(pages(filing)[3].rsplit("/", 1)[1])
    client.post(
        reverse("finding_add", args=[filing.pk]), {"message": "请说明增长原因", "severity": "note", "figure": number}
    )
    made = Finding.objects.get(by_hand=True)
    assert (made.printed, made.message) == ("96.00万元", "请说明增长原因")
    assert "请说明增长原因" in text_of(client, reverse("filing", args=[filing.pk]))


def test_a_filing_is_returned_with_its_reason_and_waits_at_the_unit(
    client: Client, district: District, filing: Filing
) -> None:
    as_(client, district, "finance")
    client.post(reverse("filing_move", args=[filing.pk]), {"after": "draft"})
    assert Filing.objects.get().stage == Stage.SUBMITTED
    client.post(reverse("filing_move", args=[filing.pk]), {"after": "draft", "reason": "总额不符"})
    assert Filing.objects.get().stage == Stage.DRAFT
    home = text_of(as_(client, district, "accountant"), "/")
    assert "修改材料" in home
    assert "总额不符" in home


def test_what_is_open_waits_at_the_reviewers(client: Client, district: District, filing: Filing) -> None:
    assert "待核 1 条" in text_of(as_(client, district, "finance"), "/")
    assert filing.title not in text_of(as_(client, district, "auditor"), "/")


@pytest.mark.usefixtures("filing")
def test_the_list_is_filtered(client: Client, district: District) -> None:
    file_document(
        district.people["finance"],
        district.schools,
        "final",
        2025,
        Version.objects.get().original,
        "b.txt",
        queue=False,
    )
    as_(client, district, "finance")
    for query, shown in {
        "": {"林业局2026", "教育局2025"},
        "?year=2026": {"林业局2026"},
        "?kind=final": {"教育局2025"},
        "?q=教育": {"教育局2025"},
        "?q=205": {"教育局2025"},
        "?stage=draft": set(),
        "?findings=open": {"林业局2026"},
        "?findings=none": {"教育局2025"},
    }.items():
        page = text_of(client, reverse("filings") + query)
        assert {name for name in ("林业局2026", "教育局2025") if name in page} == shown, query


def test_the_list_and_the_page_ask_a_bounded_number_of_queries(
    client: Client, district: District, hand_in: HandIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    filing = hand_in(BAD_BOTH, "finance").version.filing
    original = Version.objects.get().original
    for year in range(2010, 2026):
        file_document(district.people["finance"], district.schools, "budget", year, original, "b.txt", queue=False)
    as_(client, district, "finance")
    with django_assert_max_num_queries(12):
        client.get(reverse("filings"))
    with django_assert_max_num_queries(20):
        client.get(reverse("filing", args=[filing.pk]))
    with django_assert_max_num_queries(18):  # the home page asks every app for its work: eight of them for the year
        client.get("/")


def test_what_was_found_last_year_is_said(client: Client, district: District, hand_in: HandIn) -> None:
    hand_in(BAD_TOTAL, "finance")
    last = Filing.objects.get()
    Filing.objects.filter(pk=last.pk).update(year=2025, title="上年材料")
    hand_in(BAD_TOTAL + "\n", "finance")
    now = Filing.objects.get(year=2026)
    page = text_of(as_(client, district, "finance"), reverse("filing", args=[now.pk]))
    assert "2025年也有同样的疑点（待核）" in page
    assert reverse("filing", args=[last.pk]) in page


def upload(text: str, name: str = "预算.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_several_files_and_archives_are_uploaded_at_once(client: Client, district: District) -> None:
    as_(client, district, "finance")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("教育局.txt", GOOD.replace("林业局", "教育局"))
    files = [upload(GOOD), SimpleUploadedFile("一批.zip", stream.getvalue())]
    answer = client.post(reverse("filing_upload"), {"files": files})
    assert answer.status_code == 302
    assert {filing.unit for filing in Filing.objects.all()} == {district.forestry, district.schools}
    page = text_of(client, answer["Location"])
    assert "已全部处理" in page
    assert "2 / 2" in page
    assert "hx-trigger" not in page
    assert as_(client, district, "accountant").get(answer["Location"]).status_code == 404


def test_one_file_is_uploaded_into_the_named_filing(client: Client, district: District) -> None:
    as_(client, district, "accountant")
    said = {"files": [upload(GOOD)], "unit": district.nursery.pk, "kind": "budget", "year": 2026}
    answer = client.post(reverse("filing_upload"), said)
    assert answer["Location"] == reverse("filing", args=[Filing.objects.get().pk])
    assert Filing.objects.get().unit == district.nursery


@pytest.mark.parametrize(
    ("more", "words"),
    [({"kind": "budget"}, "一起选择"), ({"unit": "schools", "kind": "budget", "year": "2026"}, "")],
)
def test_an_upload_that_cannot_be_is_said(client: Client, district: District, more: dict[str, str], words: str) -> None:
    as_(client, district, "accountant")
    said = {**more, "unit": str(district.schools.pk)} if "unit" in more else more
    answer = client.post(reverse("filing_upload"), {"files": [upload(GOOD)], **said})
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Filing.objects.exists()
    assert not Intake.objects.exists()


def test_what_waits_is_claimed_on_its_page(client: Client, district: District) -> None:
    as_(client, district, "finance")
    client.post(reverse("filing_upload"), {"files": [upload(GOOD.replace("青禾县林业局", "某某水务局"))]})
    waiting = Intake.objects.get()
    assert "某某水务局" in text_of(client, reverse("filing_unplaced"))
    assert "认领文件" in text_of(client, "/")
    said = {"unit": district.schools.pk, "kind": "budget", "year": 2026}
    client.post(reverse("filing_claim", args=[waiting.pk]), said)
    assert Filing.objects.get().unit == district.schools
    assert "没有待认领的文件" in text_of(client, reverse("filing_unplaced"))


@pytest.mark.parametrize("role", ["deputy", "auditor", "steward"])
def test_who_hands_nothing_in_has_no_upload(client: Client, district: District, role: str) -> None:
    as_(client, district, role)
    for name in ("filing_upload", "filing_unplaced"):
        assert client.get(reverse(name)).status_code == 403


def test_the_original_leaves_as_a_file_never_as_a_page(client: Client, district: District) -> None:
    page = "<html><body>2026年青禾县林业局部门预算<script>alert(1)</script></body></html>"
    said = {"files": [upload(page, "a.html")], "unit": district.forestry.pk, "kind": "budget", "year": 2026}
    as_(client, district, "accountant").post(reverse("filing_upload"), said)
    answer = client.get(reverse("filing_original", args=[Filing.objects.get().pk]))
    assert answer.content == page.encode()
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    shown = text_of(client, reverse("filing_document", args=[Filing.objects.get().pk]))
    assert "<script" not in shown


def test_the_page_of_a_pdf_is_drawn_with_its_boxes(client: Client, district: District) -> None:
    said = {
        "files": [SimpleUploadedFile("a.pdf", PDF)],
        "unit": district.forestry.pk,
        "kind": "budget",
        "year": 2026,
    }
    as_(client, district, "accountant").post(reverse("filing_upload"), said)
    filing = Filing.objects.get()
    assert Check.objects.get().ended
    version = filing.versions.get()
    path = derived.path_of(version.original_id)
    view = derived.read(path) or {}
    view["figure_list"] = [{"id": 0, "boxes": [[1, 10.0, 20.0, 30.0, 40.0]]}]
    derived.write(path, {**view, "format": "pdf", "page_sizes": [[200, 100]]})
    page = text_of(client, reverse("filing_page", args=[filing.pk, 1]) + "?figure=0")
    assert 'viewBox="0 0 200 100"' in page
    assert '<rect class="own" x="8.5" y="18.5" width="23.0" height="23.0"/>' in page
    picture = client.get(reverse("filing_picture", args=[filing.pk, 1]))
    assert b"".join(picture).startswith(b"\x89PNG")
    assert client.get(reverse("filing_page", args=[filing.pk, 2])).status_code == 404
    assert client.get(reverse("filing_picture", args=[filing.pk, 2])).status_code == 404


def test_a_missing_view_is_made_while_the_page_waits(client: Client, district: District, filing: Filing) -> None:
    derived.path_of(filing.versions.get().original_id).unlink()
    as_(client, district, "finance")
    url = reverse("filing_document", args=[filing.pk])
    assert "正在准备正文" in text_of(client, url)
    assert "96.00万元" in text_of(client, url + "?again=1")


def test_the_list_of_findings_has_only_what_was_decided(client: Client, district: District, hand_in: HandIn) -> None:
    filing = hand_in(BAD_BOTH, "finance").version.filing
    as_(client, district, "finance")
    total = Finding.objects.get(printed="96.00万元")
    client.post(reverse("finding_decide", args=[total.pk]), {"after": "confirmed"})
    for url in (reverse("filing_issues", args=[filing.pk]), reverse("filings_issues") + "?year=2026"):
        book = zipfile.ZipFile(io.BytesIO(client.get(url).content))
        words = book.read("xl/sharedStrings.xml").decode()
        assert "96.00万元" in words
        assert "5.50万元" not in words
        assert "重要" in words or "一般" in words
