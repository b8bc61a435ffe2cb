"""Word comments: where they are anchored, what they say, and that the file is otherwise as it was."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from tests.read.make_office import W, docx, p, tbl, tc

from gouji.api import check, read_bytes
from gouji.model.document import Message
from gouji.read.docx.reader import traced
from gouji.read.reader import Limits
from gouji.report.marks import annotated

if TYPE_CHECKING:
    from gouji.diagnose.checked import Checked

NS = {"w": W.split('"')[1]}
TODAY = date(2026, 1, 5)
TITLE = p("某县水务局2024年部门预算", '<w:outlineLvl w:val="0"/>')
RUNS = (
    "<w:p><w:r><w:t>2024年支出预算</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>12</w:t></w:r>"
    '<w:hyperlink><w:r><w:tab/><w:t xml:space="preserve">50.50万元，其中：基本支出800.30</w:t></w:r></w:hyperlink>'
    "<w:r><w:t>万元，项目支出400.20万元。</w:t><w:br/><w:t>以上数据公开。</w:t></w:r></w:p>"
).replace("<w:tab/>", "")


def checked(data: bytes) -> Checked:
    (document,) = read_bytes(data, "a.docx", isolate=False)
    return check(document, select=["SU", "EQ"])


def marked(data: bytes) -> bytes:
    written = annotated(checked(data), data, TODAY)
    assert isinstance(written, bytes)
    return written


def root(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def covered(data: bytes) -> dict[str, str]:
    """Comment number to the text between its marks."""
    found: dict[str, str] = {}
    open_now: set[str] = set()
    for element in root(data).iter():
        name = etree.QName(element).localname
        number = element.get(f"{{{NS['w']}}}id", "")
        if name == "commentRangeStart":
            open_now.add(number)
            found[number] = ""
        elif name == "commentRangeEnd":
            open_now.remove(number)
        elif name == "t":
            for number in open_now:
                found[number] += element.text or ""
    assert not open_now
    return found


def comments(data: bytes) -> dict[str, str]:
    rows = root(data, "word/comments.xml").findall("w:comment", NS)
    return {
        row.get(f"{{{NS['w']}}}id", ""): "\n".join("".join(map(str, one.itertext())) for one in row.findall("w:p", NS))
        for row in rows
    }


def test_a_comment_stands_exactly_at_its_figure_over_several_runs() -> None:
    data = docx(TITLE + RUNS)
    written = marked(data)
    assert list(covered(written).values()) == ["1250.50万元"]
    (text,) = comments(written).values()
    assert text.startswith("[重要] SU101\n")
    assert "应为 1200.50万元" in text
    references = root(written).findall(".//w:commentReference", NS)
    assert [one.get(f"{{{NS['w']}}}id") for one in references] == list(covered(written))


def test_the_text_and_the_looks_stay_as_they_were() -> None:
    data = docx(TITLE + RUNS)
    written = marked(data)
    before, after = (read_bytes(one, "a.docx", isolate=False)[0] for one in (data, written))
    assert after.text == before.text
    bold = ["".join(map(str, run.itertext())) for run in root(written).iterfind(".//w:rPr/w:b/../..", NS)]
    assert "".join(bold) == "12"


def test_comments_in_cells_and_a_finding_twice_at_one_place() -> None:
    table = tbl(
        *("".join(map(tc, row)) for row in (
            ("科目名称", "合计", "基本支出", "项目支出"),
            ("合计", "30.00", "20.00", "10.00"),
            ("农林水支出", "10.00", "8.00", "2.00"),
            ("教育支出", "20.00", "13.00", "8.00"),
        ))
    )  # fmt: skip
    data = docx(TITLE + p("支出预算表") + p("单位：万元") + table)
    result = checked(data)
    assert result.findings
    assert sorted(covered(marked(data)).values()) == sorted(finding.place.text for finding in result.findings)


def test_other_parts_keep_their_bytes_and_known_comments_their_numbers() -> None:
    old = f'<w:comments {W}><w:comment w:id="7" w:author="甲"><w:p/></w:comment></w:comments>'
    data = docx(TITLE + RUNS, styles="")
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/media/image1.png", b"\x89PNG not looked at")
    once = marked(stream.getvalue())
    with zipfile.ZipFile(stream) as one, zipfile.ZipFile(io.BytesIO(once)) as two:
        changed = {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
        for name in set(one.namelist()) - changed:
            assert one.read(name) == two.read(name), name
        parts = {name: two.read(name) for name in two.namelist()} | {"word/comments.xml": old.encode()}
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert list(comments(marked(again.getvalue()))) == ["7", "8"]


def test_the_same_input_gives_the_same_bytes() -> None:
    data = docx(TITLE + RUNS)
    assert marked(data) == marked(data)


def test_a_text_box_and_a_note_are_marked_where_they_hang() -> None:
    box = f"<w:p><w:r><w:t>见框</w:t></w:r><w:r><w:pict><v:s xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent>{RUNS}</w:txbxContent></v:s></w:pict></w:r></w:p>"
    (text,) = covered(marked(docx(TITLE + box))).values()
    assert "1250.50万元" in text.replace("\n", "")
    note = '<w:footnote w:id="2">' + RUNS + "</w:footnote>"
    data = docx(
        TITLE + '<w:p><w:r><w:t>见注</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>', footnotes=note
    )
    written = marked(data)
    start = root(written).find(".//w:commentRangeStart", NS)
    assert start is not None
    assert start.getnext().find("w:footnoteReference", NS) is not None  # type: ignore[union-attr]


def test_a_file_that_changed_since_is_not_written() -> None:
    refused = annotated(checked(docx(TITLE + RUNS)), docx(TITLE + RUNS.replace("800.30", "700.30")), TODAY)
    assert isinstance(refused, Message)
    assert "重新核对" in refused.zh


def test_every_character_of_the_example_is_traced_to_its_own() -> None:
    (path,) = (Path(__file__).resolve().parents[3] / "examples").glob("*.docx")
    found = traced(path.read_bytes(), path.name, Limits())
    (document,) = read_bytes(path.read_bytes(), path.name, isolate=False)
    assert found.document == document
    for at, character in enumerate(document.text):
        origin = found.origin(at)
        if not character.isspace():
            assert origin is not None
            assert (origin.element.text or "")[origin.at] == character


def wrong_example() -> bytes:
    """The example document, its total of 1,193.40 in the prose put wrong once."""
    (path,) = (Path(__file__).resolve().parents[3] / "examples").glob("*.docx")
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"1,193.40", b"1,196.40", 1))
    return out.getvalue()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_comments(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(marked(wrong_example()))
    subprocess.run(  # noqa: S603
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "fodt", "--outdir", str(tmp_path), str(path)],  # noqa: S607
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    text = (tmp_path / "a.fodt").read_text(encoding="utf-8")
    assert text.count("<office:annotation ") == 1
    assert "Gouji 勾稽" in text
