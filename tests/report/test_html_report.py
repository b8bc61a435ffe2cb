"""The HTML report: self-contained, escaped, complete; its looks are for the eye."""

import re
import time
from dataclasses import replace
from html.parser import HTMLParser

from tests.report import made

from gouji.diagnose.checked import Checked
from gouji.extract.extraction import Extraction, Part
from gouji.model.document import Document, Doubt, Message, Paragraph
from gouji.model.figure import Figure, Nature, State
from gouji.report import html_report
from gouji.report.html_report.marks import MarkedText

VOID = {"meta", "input", "br", "img", "link"}


class Outline(HTMLParser):
    """Checks that tags nest, and collects ids, references and text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in {"script", "style"}:
            self.text += data

    def having(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.tags if name in attributes]


def outline_of(*run: Checked) -> Outline:
    outline = Outline()
    outline.feed("".join(html_report.report(run)))
    assert outline.open == []
    return outline


def attributes_of(outline: Outline, identity: str) -> dict[str, str]:
    return next(attributes for _, attributes in outline.tags if attributes.get("id") == identity)


def test_nothing_is_asked_of_the_network() -> None:
    page = "".join(html_report.report([made.checked(), made.failed()]))
    assert not re.search(r"(src|href)=[\"'](?!#)", page)
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page


def test_text_of_the_document_is_never_markup() -> None:
    page = "".join(html_report.report([replace(made.checked('"><script>x'), findings=())]))
    assert "<b>情况</b>" not in page
    assert "&lt;b&gt;情况&lt;/b&gt;" in page
    assert page.count("<script") == 2  # the relations and our own script


def test_every_figure_carries_its_state() -> None:
    checked = made.checked()
    outline = outline_of(checked)
    assert checked.extraction
    for figure in checked.extraction.figures:
        assert attributes_of(outline, f"d1f{figure.id}")["class"].startswith("f ")
    culprit = next(figure for figure in checked.extraction.figures if figure.text == "30.15万元")
    assert attributes_of(outline, f"d1f{culprit.id}")["class"] == "f c"
    zero = next(figure for figure in checked.extraction.figures if figure.text == "0万元")
    assert attributes_of(outline, f"d1f{zero.id}")["class"] == "f z"


def test_ids_are_unique_and_every_link_arrives() -> None:
    outline = outline_of(made.checked(), made.checked("另一份.pdf"))
    ids = outline.having("id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in outline.having("href")} <= set(ids)
    for note in (attributes for tag, attributes in outline.tags if tag == "aside"):
        assert note["data-at"] in ids
        assert set(note["data-to"].split()) <= set(ids)


def test_a_note_leads_to_the_figures_of_its_claim() -> None:
    checked = made.checked()
    note = attributes_of(outline_of(checked), "d1n0")
    assert checked.extraction
    texts = {f"d1f{figure.id}": figure.text for figure in checked.extraction.figures}
    assert [texts[target] for target in note["data-to"].split()] == ["41.20万元", "4.05万元", "0.90万元"]


def test_the_whole_text_of_the_document_is_there() -> None:
    checked = replace(made.checked(), findings=())
    text = "".join(outline_of(checked).text.split())
    for line in checked.document.text.splitlines():
        assert "".join(line.split()) in text


def test_tables_keep_merged_cells_and_head_rows() -> None:
    outline = outline_of(made.checked())
    heads = [attributes for tag, attributes in outline.tags if tag == "th"]
    assert [head.get("rowspan", "") + head.get("colspan", "") for head in heads] == ["2", "2", "2", "2", "2", "", ""]
    assert sum(tag == "tr" for tag, _ in outline.tags) == 4


def test_text_that_no_block_holds_is_not_lost() -> None:
    document = Document("a.txt", "0" * 64, "甲\n乙丙\n丁", blocks=(Paragraph(2, 4),))
    extraction = Extraction(document, (Part("other", "", "", None, 0, 6),), (), ())
    assert [outline_of(Checked(document, extraction, (), (), ())).text.count(word) for word in "甲乙丁"] == [1, 1, 1]


def test_overlapping_marks_stay_well_formed() -> None:
    text = "一12.5万元二34三"
    document = Document(
        "a.txt", "0" * 64, text, (Paragraph(0, len(text)),), doubts=(Doubt(3, 9, Message("疑", "doubt")),)
    )
    figures = (
        Figure(0, 1, 7, "12.5万元", Nature.QUANTITY),
        Figure(1, 8, 10, "34", Nature.QUANTITY),
    )
    extraction = Extraction(document, (Part("other", "", "", None, 0, len(text)),), (), figures)
    checked = Checked(document, extraction, (), (), (State.UNRELATED, State.UNREAD))
    rendered = MarkedText(checked, "d1", "zh").render(0, len(text))
    outline = Outline()
    outline.feed(rendered)
    assert outline.open == []
    assert outline.text == text
    assert rendered.count('id="d1f0"') == 1


def test_one_document_has_no_overview_and_several_have() -> None:
    assert "overview" not in outline_of(made.checked()).having("id")
    outline = outline_of(made.checked(), made.failed())
    assert "overview" in outline.having("id")
    assert "文件是空的，请重新导出。" in outline.text


def test_english_labels() -> None:
    page = "".join(html_report.report([made.checked()], "en"))
    assert '<html lang="en">' in page
    assert "85% of non-zero quantities linked" in page


def test_ten_thousand_figures_are_written_in_seconds() -> None:
    numeral = "12.34万元，"
    text = numeral * 10_000
    size = len(numeral)
    figures = tuple(Figure(at, at * size, at * size + 7, "12.34万元", Nature.QUANTITY) for at in range(10_000))
    document = Document("a.txt", "0" * 64, text, (Paragraph(0, len(text)),))
    extraction = Extraction(document, (Part("other", "", "", None, 0, len(text)),), (), figures)
    begin = time.process_time()
    page = "".join(html_report.report([Checked(document, extraction, (), (), (State.UNRELATED,) * 10_000)]))
    assert time.process_time() - begin < 10
    assert page.count('class="f u"') == 10_001  # and the sample in the legend
