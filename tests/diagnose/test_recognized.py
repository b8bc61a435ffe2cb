"""What rests on a recognized page is a note that says so; the same text with a text layer keeps its severity. All made up."""

from dataclasses import replace

from tests.read.pdf.make_pdf import Page, pdf

from gouji import api
from gouji.diagnose.recognized import cautious
from gouji.model.document import Document
from gouji.model.finding import Finding, Severity
from gouji.read.pdf.reader import PdfReader

SUM = ("虚构市示例局2024年部门预算", "2024年支出预算1250.50万元，其中：", "基本支出800.30万元，项目支出400.20万元。")
ASKED = "由图片识别得来，请对照原件"


def document(*pages: tuple[str, ...], name: str = "a.pdf") -> Document:
    return PdfReader().read(pdf(*(Page().lines(40, 80, *lines) for lines in pages)), name, api.Limits())


def seen(made: Document, *pages: int) -> Document:
    return replace(made, recognized=frozenset(pages))


def findings(made: Document, rule: str) -> list[Finding]:
    return [finding for finding in api.check(made).findings if finding.rule == rule]


def test_a_broken_sum_on_a_recognized_page_is_a_note() -> None:
    made = document(SUM)
    (sure,) = findings(made, "SU101")
    (asked,) = findings(seen(made, 1), "SU101")
    assert (sure.severity, asked.severity) == (Severity.ERROR, Severity.NOTE)
    assert ASKED not in sure.message
    assert asked.message == f"{sure.message.removesuffix('。')}（第1页{ASKED}）。"
    assert (asked.place.text, asked.expected) == (sure.place.text, sure.expected)


def test_a_page_with_its_own_text_keeps_its_severity_beside_a_recognized_one() -> None:
    made = document(SUM, ("二、其他说明", "本页没有数字。"))
    assert [finding.severity for finding in findings(seen(made, 2), "SU101")] == [Severity.ERROR]


def test_a_hit_on_a_recognized_page_is_a_note() -> None:
    made = document(("一、支出情况", "公务接待费预算3.00万元，比上年增加万元。"))
    assert [finding.severity for finding in findings(made, "UN101")] == [Severity.ERROR]
    (asked,) = findings(seen(made, 1), "UN101")
    assert asked.severity is Severity.NOTE
    assert ASKED in asked.message


def test_what_another_page_may_hold_unseen_is_not_called_missing() -> None:
    made = document(("目录", "第三部分 名词解释"), ("印",))
    place = api.extract(made).place(0, 2)
    lacking = Finding("FO102", Severity.WARNING, "目录中的“第三部分”正文没有，请核实。", place)
    assert cautious(lacking, made) == lacking
    asked = cautious(lacking, seen(made, 2))
    assert asked.severity is Severity.NOTE
    assert f"第2页{ASKED}" in asked.message


def test_a_difference_from_a_recognized_document_is_a_note_that_says_which() -> None:
    before = document(
        ("虚构市青禾县林业局2023年度部门决算", "一、收入支出情况", "2023年一般公共预算财政拨款支出100.00万元。"),
        name="before.pdf",
    )
    after = document(
        (
            "青禾县林业局2024年度部门决算",
            "一、支出情况",
            "2024年一般公共预算财政拨款支出120.00万元，",
            "比2023年度决算数增加30.00万元。",
        ),
        name="after.pdf",
    )

    def beside(*documents: Document) -> Finding:
        run = api.check_together(api.check(made) for made in documents)
        (finding,) = (finding for checked in run for finding in checked.findings if finding.beside)
        return finding

    assert beside(before, after).severity is Severity.WARNING
    asked = beside(seen(before, 1), after)
    assert asked.severity is Severity.NOTE
    assert f"另一份材料第1页{ASKED}" in asked.message
