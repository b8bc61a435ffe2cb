"""The folder of a meeting: figures by hand from two made-up accounts, each with its source, on the page, in Word and in the zip."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn
from tests.web.agenda.made import filed, standing
from tests.web.lookup.conftest import Made, made, snapshot_folder
from tests.web.matters.made import Life, a_finding

from gouji.web.agenda.folder.bundle import compared, packed
from gouji.web.agenda.folder.drafting import OF_TOPIC, Draft, drafts_of, forms
from gouji.web.agenda.folder.paper import KIND, written
from gouji.web.agenda.folder.pieces import text_of
from gouji.web.agenda.folder.reading import folder_of
from gouji.web.agenda.steps import topics
from gouji.web.filings.models import Filing, Finding
from gouji.web.filings.services.store import keep
from gouji.web.lookup.models import Fact
from gouji.web.matters.models import Office, Template
from gouji.web.matters.services.opening import Draft as MatterDraft
from gouji.web.matters.services.opening import open_matter
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import DjangoAssertNumQueries as CountQueries
    from tests.web.conftest import District

    from gouji.web.agenda.folder.shape import Folder
    from gouji.web.agenda.models import Meeting
    from gouji.web.filings.models import Version

__all__ = ["made", "snapshot_folder"]
TODAY = dt.date(2025, 7, 20)
BASE = "https://desk.example"


def spent(version: Version, amount: str) -> None:
    """Let an account say its whole expenditure, in 万元."""
    filing = version.filing
    Fact.objects.create(
        version=version, filing=filing, unit=filing.unit, kind="final", year=filing.year, period=filing.year,
        basis="决算", flow="支出", funds="全部", words="支出合计", value=Decimal(amount) * 10_000, measure_unit="元",
        printed=amount, place={"start": 7, "end": 9, "page": 3},
    )  # fmt: skip


@pytest.fixture
def july(district: District, made: Made) -> Meeting:
    """The accounts of 2024: forestry spent 150 after 120, its 三公 are 5.00 after 4.00; the schools spent 100, of 2023 they have none."""
    spent(made.file(district.forestry, 2023, three="4.00", stage="approved"), "120")
    spent(made.file(district.forestry, 2024, three="5.00", stage="submitted"), "150")
    spent(made.file(district.schools, 2024, three="4.00", stage="submitted"), "100")
    filing = Filing.objects.get(unit=district.forestry, year=2024)
    a_finding(filing, "A")
    a_finding(filing, "B", Finding.State.OPEN)
    a_finding(filing, "C", Finding.State.REJECTED)
    office = district.people["office"]
    for unit in (district.schools, district.forestry):
        matter = open_matter(MatterDraft("verification", district.county, "旧账", unit), office, today=TODAY)
        if unit == district.schools:
            life = Life(matter, district, TODAY)
            life.go("submit", "office")
            life.go("sign", "office_lead")
    return standing(district, "2025-07-28", ("final", 2024), ("audit", 2024))


@pytest.fixture
def folder(july: Meeting) -> Folder:
    return folder_of(july, TODAY)


def draft(folder: Folder, code: str = "final_result") -> Draft:
    return next(one for one in drafts_of(folder, TODAY) if one.code == code)


def lines(found: Draft) -> list[str]:
    return [text_of(one.pieces) for one in found.paragraphs]


def test_every_topic_has_its_draft_and_no_draft_accuses() -> None:
    assert OF_TOPIC.keys() == topics().keys()
    assert set(OF_TOPIC.values()) == forms().keys()
    said = str(forms())
    for word in ("错误", "询问", "质询", "违规", "违法"):
        assert word not in said


def test_departments_stand_beside_last_year(folder: Folder, district: District) -> None:
    (focus,) = folder.focuses
    by_unit = {line.unit: line for line in focus.lines}
    assert by_unit.keys() == {district.forestry, district.schools}, (
        "a subordinate unit stands in its department's paper"
    )
    forestry = by_unit[district.forestry]
    three = forestry.figures["three"]
    assert (three.difference, three.rate) == (Decimal(10_000), Decimal(25))
    assert (forestry.confirmed, forestry.open, forestry.matters) == (1, 1, 1)
    assert by_unit[district.schools].figures["three"].rate is None
    assert by_unit[district.schools].matters == 1


def test_a_page_reads_what_was_confirmed_and_as_many_of_the_rest_as_it_shows(july: Meeting, district: District) -> None:
    account = Filing.objects.get(unit=district.forestry, year=2024)
    for name, severity in (
        ("D", Finding.Severity.WARNING),
        ("E", Finding.Severity.ERROR),
        ("F", Finding.Severity.NOTE),
    ):
        one = a_finding(account, name, Finding.State.OPEN)
        Finding.objects.filter(pk=one.pk).update(severity=severity)
    shown = folder_of(july, TODAY, 1)
    whole = folder_of(july, TODAY)
    assert [one.fingerprint[0] for one in whole.findings] == ["A", "B", "E", "D"], "notes ask for nothing"
    assert [one.fingerprint[0] for one in shown.findings] == ["A", "B"]
    assert (shown.open, whole.open) == (3, 3)
    (line,) = [one for one in shown.focuses[0].lines if one.unit == district.forestry]
    assert (line.confirmed, line.open) == (1, 3)


def test_the_draft_says_what_the_accounts_say(folder: Folder) -> None:
    said = lines(draft(folder))
    assert "应报送部门决算草案的部门2个，已报送2个。" in said
    assert "从已读出数据的2个部门看，2024年支出决算合计250.00万元。" in said
    assert "两年数据可比的1个部门，支出决算由上年120.00万元增加30.00万元，增长25.00%。" in said
    assert "两年数据可比的部门，“三公”经费决算由上年4.00万元增加1.00万元，增长25.00%。" in said
    assert "1．青禾县林业局5.00万元，上年4.00万元，增加1.00万元。" in said
    assert "1．青禾县林业局1处，如：合计与分项之和不一致。" in said
    assert "另有疑点1条尚待核实。" in said
    letters = [line for line in said if "核实函" in line]
    assert len(letters) == 1, "one not yet sent is the office's own"
    assert letters[0].startswith("1．核实函《旧账》（青禾县教育局），应于2025年8月")
    assert not any("有预算可比" in line for line in said), "no budget was filed"


def test_every_figure_of_every_draft_has_a_source(folder: Folder) -> None:
    for found in drafts_of(folder, TODAY):
        for paragraph in found.paragraphs:
            for piece in paragraph.pieces:
                bare = re.sub(r"^\d{4}$|\d{4}年|^\d+．|10个百分点", "", piece.words)
                assert piece.link or not re.search(r"\d", bare), text_of(paragraph.pieces)
                assert bool(piece.link) == bool(piece.source)
        assert len(found.sources) == len(set(found.sources))


def test_a_source_is_the_figure_s_place_in_the_filing(folder: Folder, client: Client, district: District) -> None:
    (piece,) = [one for one in draft(folder).sources if one.words == "5.00"]
    assert "林业局2024年部门决算" in piece.source
    client.force_login(district.people["office"])
    answer = client.get(piece.link)
    filing = Filing.objects.get(unit=district.forestry, year=2024)
    assert answer["Location"].startswith(reverse("filing", args=[filing.pk]))
    client.force_login(district.people["deputy"])
    assert client.get(piece.link).status_code == 404


def links_of(document: Any) -> list[tuple[str, str]]:  # noqa: ANN401  the library has no types
    relations = document.part.rels
    return [
        ("".join(one.text or "" for one in link.iter(qn("w:t"))), relations[link.get(qn("r:id"))].target_ref)
        for link in document.element.body.iter(qn("w:hyperlink"))
    ]


def test_the_word_document_links_each_figure_and_lists_the_sources(folder: Folder, district: District) -> None:
    found = draft(folder)
    document = Document(io.BytesIO(written(found, district.county, TODAY, BASE)))
    words = [paragraph.text for paragraph in document.paragraphs]
    assert "1．青禾县林业局5.00万元，上年4.00万元，增加1.00万元。" in words
    assert not re.search("[\ue000-\uf8ff]", "".join(words))
    in_text = [(piece.words, BASE + piece.link) for one in found.paragraphs for piece in one.pieces if piece.link]
    in_list = [("打开", BASE + piece.link) for piece in found.sources]
    assert links_of(document) == in_text + in_list
    (table,) = document.tables
    assert len(table.rows) == 1 + len(found.sources)
    heading = next(paragraph for paragraph in document.paragraphs if paragraph.text == "一、总体评价")
    assert [fonts.get(qn("w:eastAsia")) for fonts in heading._p.iter(qn("w:rFonts"))] == ["黑体"]


def test_the_office_s_own_form_is_filled_in(folder: Folder, district: District) -> None:
    form, stream = Document(), io.BytesIO()
    for line in ("县人大常委会文件", "{{letter_title}}", "{{text}}", "{{list}}"):
        form.add_paragraph(line)
    form.save(stream)
    office = Office.objects.create(region=district.county, name="县人大", prefix="县人")
    original = keep([stream.getvalue()], "模板.docx")
    Template.objects.create(office=office, kind=KIND, letter="final_result", original=original, file_name="模板.docx")
    document = Document(io.BytesIO(written(draft(folder), district.county, TODAY, BASE)))
    words = [paragraph.text for paragraph in document.paragraphs]
    assert words[:2] == ["县人大常委会文件", "关于青禾县2024年决算草案的审查结果报告"]
    assert "一、总体评价" in words
    assert ("5.00", BASE + next(one.link for one in draft(folder).sources if one.words == "5.00")) in links_of(document)


def test_the_folder_leaves_as_one_file(folder: Folder) -> None:
    with zipfile.ZipFile(io.BytesIO(packed(folder, TODAY, BASE))) as archive:
        names = [name.partition("/")[2] for name in archive.namelist()]
        assert names == [
            "01-决算审查结果报告（2024年，草稿）.docx",
            "02-审计工作报告审议意见（2024年，草稿）.docx",
            "2024年部门决算与上年对比.xlsx",
            "疑点和问题.xlsx",
            "未办结事项.xlsx",
            "部门/101-青禾县林业局.html",
            "部门/205-青禾县教育局.html",
            "00-目录.html",
        ]
        page = archive.read(archive.namelist()[5]).decode()
    assert "合计与分项之和不一致" in page
    assert f"{BASE}/filings/" in page
    assert "<script" not in page


def test_the_comparison_holds_each_subject_of_both_years(folder: Folder) -> None:
    rows = list(compared(folder.focuses[0], BASE))
    assert {row[0] for row in rows} == {"青禾县林业局"}
    (reception,) = [row for row in rows if "接待" in str(row[1])]
    assert [str(cell) for cell in reception[2:7]] == ["万元", "1.5", "2", "0.5", "33.33"]


def test_the_page_opens_and_its_files_are_sent(client: Client, july: Meeting, district: District) -> None:
    client.force_login(district.people["office"])
    page = client.get(reverse("meeting", args=[july.pk])).content.decode()
    assert page.count("+25.00%") == 2
    assert "合计与分项之和不一致" in page
    item = july.items.get(topic="final")
    word = client.get(reverse("meeting_draft", args=[july.pk, item.pk]))
    assert word.content[:2] == b"PK"
    assert client.get(reverse("meeting_draft", args=[july.pk, 0])).status_code == 404
    assert client.get(reverse("meeting_pack", args=[july.pk])).content[:2] == b"PK"


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    "items",
    [
        (("midyear", 2025),),
        (("adjustment", 2025),),
        (("rectification", 2024),),
        (("budget", 2025), ("first_review", 2025)),
    ],
)
def test_a_meeting_without_any_data_has_a_folder_too(
    client: Client, district: District, items: tuple[tuple[str, int], ...]
) -> None:
    meeting = standing(district, "2025-08-28", *items)
    client.force_login(district.people["office_lead"])
    assert client.get(reverse("meeting", args=[meeting.pk])).status_code == 200
    assert client.get(reverse("meeting_pack", args=[meeting.pk])).status_code == 200


def test_the_lead_puts_his_own_form_in_place(client: Client, july: Meeting, district: District) -> None:
    form, stream = Document(), io.BytesIO()
    form.add_paragraph("{{text}}")
    form.save(stream)
    for user, count in (("office", 0), ("office_lead", 1)):
        client.force_login(district.people[user])
        stream.seek(0)
        stream.name = "模板.docx"
        client.post(reverse("agenda_template"), {"region": "990123", "draft": "final_result", "file": stream})
        assert Template.objects.filter(kind=KIND).count() == count
    assert july.pk


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("departments", [2, 20])
def test_as_many_queries_for_twenty_departments_as_for_two(
    client: Client, district: District, departments: int, django_assert_max_num_queries: CountQueries
) -> None:
    meeting = standing(district, "2025-07-28", ("final", 2024), ("midyear", 2025))
    for number in range(departments):
        unit = Unit.objects.create(region=district.county, code=f"3{number:02}", name=f"第{number}局")
        filed(unit, "final", 2024)
    client.force_login(district.people["office"])
    with django_assert_max_num_queries(32):
        client.get(reverse("meeting", args=[meeting.pk]))
