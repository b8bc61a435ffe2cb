"""Letters: the form of official papers, the office's own template, and never the word that accuses."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from tests.web.matters.made import MONDAY, Life, a_filing, a_finding

from gouji.web.filings.services.store import keep, read
from gouji.web.matters import letters
from gouji.web.matters.kinds import all_kinds
from gouji.web.matters.letters.template import TemplateError, fill, problems_of
from gouji.web.matters.letters.words import date_of, page_of, place_of
from gouji.web.matters.models import Matter, Office, Template
from gouji.web.matters.services.assigning import answer_assignment
from gouji.web.matters.services.opening import Draft, open_from_findings, open_matter

if TYPE_CHECKING:
    from tests.web.conftest import District


@pytest.fixture
def letter(district: District) -> Life:
    """A letter on two findings, signed and sent."""
    filing = a_filing(district.forestry)
    found = [a_finding(filing, "A"), a_finding(filing, "B")]
    (matter,) = open_from_findings(
        "verification", found, district.people["office"], title="2025年度部门决算有关数据", today=MONDAY
    )
    Office.objects.create(
        region=district.county, name="青禾县人大财经委", prefix="青财经", contact="李某", phone="12345"
    )
    life = Life(matter, district)
    life.go("submit", "office")
    life.go("sign", "office_lead")
    return life


def sent(matter: Matter) -> Any:  # noqa: ANN401  the library has no types
    return Document(io.BytesIO(read(matter.attachments.filter(letter__gt="").latest("pk").original)))


def words(document: Any) -> list[str]:  # noqa: ANN401
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def test_the_letter_that_went_out_is_kept_with_number_and_day(letter: Life) -> None:
    said = words(sent(letter.matter))
    assert said[:2] == ["青禾县人大财经委", "青财经财函〔2026〕1号"]
    assert "".join(said[2:4]) == "关于核实青禾县林业局2025年度部门决算有关数据的函"
    assert "青禾县林业局：" in said
    assert "请于2026年3月16日前书面函复。" in said
    assert "联系人：李某　联系电话：12345" in said
    assert said[-3:] == ["2026年3月2日", "附件", "问题清单"]


def test_the_annex_lists_the_findings_under_a_repeated_head(letter: Life) -> None:
    (table,) = sent(letter.matter).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0][:2] == ["序号", "材料名称"]
    assert [row[0] for row in rows[1:]] == ["1", "2"]
    assert rows[1][3:6] == ["30.15万元", "41.20 - 30.15 - 4.05 - 0.90 = 6.10", "6.10"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_the_form_is_that_of_official_papers(letter: Life) -> None:
    document = sent(letter.matter)
    sheet = document.sections[0]
    assert (round(sheet.page_width / Mm(1)), round(sheet.page_height / Mm(1))) == (210, 297)
    # 225 mm for 22 lines, 156 mm for 28 characters
    assert round((sheet.page_height - sheet.top_margin - sheet.bottom_margin) / Mm(1)) == 225
    assert round((sheet.page_width - sheet.left_margin - sheet.right_margin) / Mm(1)) == 156
    looks = {
        run.text: (run.font.size.pt, run._r.rPr.rFonts.get(qn("w:eastAsia")))
        for p in document.paragraphs
        for run in p.runs
    }
    assert looks["青禾县林业局："] == (16, "仿宋_GB2312")
    assert next(look for text, look in looks.items() if text.startswith("关于核实")) == (22, "方正小标宋简体")


def test_a_draft_has_no_number(letter: Life) -> None:
    data = letters.draft(letter.matter, "verification", MONDAY)
    assert words(Document(io.BytesIO(data)))[1] == "（草稿，未编文号）"


@pytest.mark.parametrize("word", ["错误", "询问", "质询", "违规", "违法"])
def test_no_letter_accuses(word: str) -> None:
    for kind in all_kinds().values():
        for one in kind.letters.values():
            assert word not in "".join((one.name, one.title, *one.body)), (kind.code, one.name)


def test_every_letter_of_every_kind_fills_in(letter: Life) -> None:
    for kind in all_kinds().values():
        matter = Matter.objects.create(
            kind=kind.code, title="某事", region=letter.district.county, unit=letter.district.forestry,
            state=kind.start, year=2026, opened_on=MONDAY,
        )  # fmt: skip
        for one in kind.letters.values():
            page = page_of(matter, one, number="", today=MONDAY)
            assert "{" not in "".join((page.title, page.to, *page.paragraphs))


def test_the_answer_to_a_deputy_is_signed_by_the_unit_under_its_own_number(district: District) -> None:
    life = Life(
        open_matter(Draft("suggestion", district.county, "关于修路的建议"), district.people["deputy"], today=MONDAY),
        district,
    )
    life.go("register", "office")
    life.go("assign", "office_lead", assignees=((district.forestry, "main"),))
    assert "主办：青禾县林业局。" in "".join(words(sent(life.matter)))
    answer_assignment(
        life.matter.assignments.get(), district.people["accountant"], "已修。\n已验收。", today=MONDAY, result="A"
    )
    life.go("answer", "accountant", document_number="青林函〔2026〕5号")
    said = words(sent(life.matter))
    assert said[:3] == ["青禾县林业局", "青林函〔2026〕5号", "对第1号代表建议的答复"]
    assert said[3] == "人大代表代表："
    assert said[5:8] == ["已修。", "已验收。", "答复类别：A类（已经解决或基本解决）。"]


def template(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        paragraph = document.add_paragraph()
        for piece in line.split("|"):  # a word processor spreads one word over several runs
            paragraph.add_run(piece)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_the_office_s_own_form_replaces_ours(letter: Life) -> None:
    data = template("本县格式", "{{letter|_title}}（{{letter_number}}）", "{{text}}", "{{list}}", "{{day}}")
    office = Office.objects.get()
    Template.objects.create(
        office=office, kind="verification", letter="verification", original=keep([data], "t.docx"), file_name="t.docx"
    )
    document = Document(io.BytesIO(letters.draft(letter.matter, "verification", MONDAY, number="9号")))
    said = words(document)
    assert said[:2] == ["本县格式", "关于核实青禾县林业局2025年度部门决算有关数据的函（9号）"]
    assert said[2].startswith("按照预算审查监督工作安排")
    assert said[3:] == ["请于2026年3月16日前书面函复。", "联系人：李某　联系电话：12345", "2026年3月2日"]
    assert len(document.tables[0].rows) == 3


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no word document", "不是可用的 Word 文档（.docx）。"),
        (template("没有"), "模板里没有占位符，请写入 {{letter_title}}、{{text}} 等。"),
        (template("{{text}} {{sum}}"), "不认识的占位符 {{sum}}。"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused(data: bytes, said: str) -> None:
    assert problems_of(data) == [said]


def test_a_template_that_fills_a_disk_when_unpacked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.web.matters.letters.template._MOST_BYTES", 1000)
    with pytest.raises(TemplateError, match="太大"):
        fill(template("{{text}}"), None)  # type: ignore[arg-type]


def test_places_and_days_are_said_as_people_count() -> None:
    place = {"section": ["第三部分", "七、三公经费"], "page": 5, "table": 6, "row": 3, "column": 2}
    assert place_of(place) == "七、三公经费，第5页，表7，第4行，第3列"
    assert place_of({}) == ""
    assert date_of(None) == "　　年　月　日"
