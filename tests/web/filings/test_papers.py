"""The government's own papers of a year: each a filing of its own, adjustments side by side, and what was filed before they had kinds."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.urls import reverse
from tests.web.filings.conftest import GOOD, keep

from gouji.web.core.errors import Refused
from gouji.web.filings.models import Filing, Intake, Kind, Version
from gouji.web.filings.services import intake
from gouji.web.filings.services.filing import file_document
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from django.test import Client
    from tests.web.conftest import District

PAPERS = {
    "关于青禾县2025年预算执行情况和2026年预算草案的报告": (
        Kind.GOVERNMENT_BUDGET,
        2026,
        "青禾县人民政府2026年政府预算",
    ),
    "关于青禾县2026年上半年预算执行情况的报告": (Kind.HALF_YEAR, 2026, "青禾县人民政府2026年上半年预算执行情况报告"),
    "关于青禾县2026年县级预算调整方案的报告": (Kind.ADJUSTMENT, 2026, "青禾县人民政府2026年预算调整方案"),
    "关于青禾县2026年县级预算第二次调整方案的报告": (Kind.ADJUSTMENT, 2026, "青禾县人民政府2026年第二次预算调整方案"),
    "关于青禾县2026年财政决算（草案）的报告": (Kind.GOVERNMENT_FINAL, 2026, "青禾县人民政府2026年政府决算"),
    "关于青禾县2026年度县级预算执行和其他财政收支的审计工作报告": (
        Kind.AUDIT_REPORT,
        2026,
        "青禾县人民政府2026年审计工作报告",
    ),
    "关于青禾县2026年度县级预算执行和其他财政收支审计查出问题整改情况的报告": (
        Kind.RECTIFICATION,
        2026,
        "青禾县人民政府2026年审计整改报告",
    ),
}


@pytest.fixture
def government(district: District) -> Unit:
    return Unit.objects.create(region=district.county, code="001", name="青禾县人民政府", nature=Unit.Nature.GOVERNMENT)


def paper(title: str, words: str = "现将有关情况报告如下。") -> str:
    return f"{title}\n\n各位委员：\n\n{words}\n"


def come(district: District, text: str) -> Intake:
    (one,) = intake.take_in(district.people["finance"], district.county, [("报告.txt", keep(text))])
    one.refresh_from_db()
    return one


def test_each_of_a_year_s_papers_is_a_filing_of_its_own(district: District, government: Unit) -> None:
    for title, (kind, year, called) in PAPERS.items():
        one = come(district, paper(title))
        assert one.version is not None, (title, one.problem)
        filing = one.version.filing
        assert (filing.unit, filing.kind, filing.year, filing.title) == (government, kind, year, called)
    assert Filing.objects.count() == len(PAPERS)
    assert Version.objects.exclude(number=1).count() == 0


def test_a_file_without_a_number_is_never_the_next_version_of_another(district: District, government: Unit) -> None:
    def hand_in(text: str, ordinal: int | None = None, kind: str = Kind.OTHER) -> tuple[int, int]:
        finance = district.people["finance"]
        handed = file_document(finance, government, kind, 2026, keep(text), "a.txt", ordinal=ordinal, queue=False)
        return handed.version.filing.ordinal, handed.version.number

    assert [hand_in("甲"), hand_in("乙"), hand_in("甲"), hand_in("甲改", 1), hand_in("丙")] == [
        (1, 1),
        (2, 1),
        (1, 1),
        (1, 2),
        (3, 1),
    ]
    assert [hand_in("丁", kind=Kind.BUDGET), hand_in("戊", kind=Kind.BUDGET)] == [(1, 1), (1, 2)]


def test_a_paper_handed_in_again_is_the_next_version(district: District, government: Unit) -> None:
    title = "关于青禾县2026年上半年预算执行情况的报告"
    come(district, paper(title))
    come(district, paper(title, "修改后的情况如下。"))
    assert [one.number for one in Filing.objects.get(unit=government).versions.all()] == [2, 1]


def test_an_adjustment_that_does_not_say_which_it_is_waits_beside_another(district: District, government: Unit) -> None:
    title = "关于青禾县2026年县级预算调整方案的报告"
    first = come(district, paper(title))
    again = come(district, paper(title))
    assert (again.state, again.version) == (Intake.State.PLACED, first.version), "the same file is no other adjustment"
    other = come(district, paper(title, "第二次的内容。"))
    assert (other.state, other.ordinal, other.kind) == (Intake.State.UNPLACED, None, Kind.ADJUSTMENT)
    assert "第几份" in other.problem
    handed = intake.claim(district.people["finance"], other, government, Kind.ADJUSTMENT, 2026, 2)
    assert handed.version.filing.title == "青禾县人民政府2026年第二次预算调整方案"
    assert handed.version.number == 1
    assert Filing.objects.get(ordinal=1).versions.count() == 1


@pytest.mark.usefixtures("government")
def test_a_draft_whose_year_the_title_leaves_open_waits(district: District) -> None:
    one = come(district, paper("关于青禾县预算执行情况和预算草案的报告", "2025年收入10.00亿元。"))
    assert one.state == Intake.State.UNPLACED


def test_without_the_government_in_the_list_the_paper_says_whom_it_needs(district: District) -> None:
    one = come(district, paper("关于青禾县2026年上半年预算执行情况的报告"))
    assert (one.state, one.unit_name, one.kind) == (Intake.State.UNPLACED, "青禾县人民政府", Kind.HALF_YEAR)
    assert "青禾县人民政府" in one.problem


def test_another_county_s_paper_is_not_filed_here(district: District, government: Unit) -> None:
    one = come(district, paper("关于白石县2026年上半年预算执行情况的报告"))
    assert one.state == Intake.State.UNPLACED
    assert not Filing.objects.filter(unit=government).exists()


@pytest.mark.parametrize(
    ("kind", "ordinal"), [(Kind.BUDGET, 2), (Kind.HALF_YEAR, 2), (Kind.ADJUSTMENT, 0), (Kind.ADJUSTMENT, 11)]
)
def test_of_most_kinds_there_is_one_a_year(district: District, kind: str, ordinal: int) -> None:
    with pytest.raises(Refused, match="最多"):
        file_document(
            district.people["finance"], district.forestry, kind, 2026, keep(GOOD), "a.txt", ordinal=ordinal, queue=False
        )


def test_the_list_its_export_and_a_claim_say_kind_and_number(
    district: District, government: Unit, client: Client
) -> None:
    come(district, paper("关于青禾县2026年县级预算调整方案的报告"))
    waiting = come(district, paper("关于青禾县2026年县级预算调整方案的报告", "另一次的内容。"))
    client.force_login(district.people["finance"])
    page = client.get("/filings/unplaced/").content.decode()
    assert f'id="ordinal{waiting.pk}" name="ordinal" type="number" min="1" max="10" value="" ' in page
    said = {"unit": government.pk, "kind": Kind.ADJUSTMENT, "year": 2026, "ordinal": 2}
    client.post(f"/filings/unplaced/{waiting.pk}/claim", said)
    assert Filing.objects.filter(ordinal=2).exists()
    table = client.get("/filings/?export=csv").getvalue().decode("utf-8-sig")
    assert "预算调整方案" in table.splitlines()[1].split(",")
    assert "种类" in table.splitlines()[0].split(",")


def test_an_audit_report_leads_to_the_matter_of_its_items(district: District, government: Unit, client: Client) -> None:
    one = come(district, paper("关于青禾县2026年度县级预算执行和其他财政收支的审计工作报告"))
    assert one.version is not None
    assert one.version.filing.unit == government
    page = reverse("filing", args=[one.version.filing_id])
    there = reverse("matter_problems", args=["rectification", one.version.filing_id])
    client.force_login(district.people["finance"])
    assert there not in client.get(page).content.decode(), "who opens no matters is not led there"
    client.force_login(district.people["office"])
    assert there in client.get(page).content.decode()
    by_hand = client.get(there).context["title"]
    assert by_hand == "2026年度审计工作报告指出的问题"
    assert "没有从这份报告中读出问题" in client.get(there).content.decode()
    opening = f"{reverse('matter_new', args=['rectification'])}?title={by_hand}"
    assert f'value="{by_hand}"' in client.get(opening).content.decode()


@pytest.mark.parametrize(
    ("kind", "names", "after", "title"),
    [
        (
            "work_report",
            ["2025年上半年预算执行情况的报告.docx"],
            "half_year",
            "青禾县教育局2025年上半年预算执行情况报告",
        ),
        (
            "work_report",
            ["审计工作报告.docx", "审计工作报告（改）.docx"],
            "audit_report",
            "青禾县教育局2025年审计工作报告",
        ),
        ("government_budget", ["2025年预算调整方案.docx"], "adjustment", "青禾县教育局2025年预算调整方案"),
        # Two papers that the narrow key had put into one filing cannot be told apart any more.
        ("work_report", ["预算调整方案.docx", "审计工作报告.docx"], "work_report", "某报告"),
        ("government_budget", ["2025年预算草案.docx"], "government_budget", "某报告"),
    ],
)
def test_what_was_filed_before_gets_its_kind_by_its_files_names(
    district: District, kind: str, names: list[str], after: str, title: str
) -> None:
    filing = Filing.objects.create(unit=district.schools, kind=kind, year=2025, title="某报告")
    for number, name in enumerate(names, start=1):
        filing.versions.create(number=number, original=keep(GOOD), file_name=name)
    import_module("gouji.web.filings.migrations.0003_papers_by_name").name_papers(apps, None)
    filing.refresh_from_db()
    assert (filing.kind, filing.title) == (after, title)
