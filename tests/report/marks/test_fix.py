"""Tracked changes: the clear repairs and nothing else; once accepted, their findings are gone."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from lxml import etree
from tests.read.make_office import W, docx, p, tbl, tc

from gouji.api import check, read_bytes
from gouji.cli import main
from gouji.model.document import Message
from gouji.report.marks.fix import Fixed, changes, fixed

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from gouji.diagnose.checked import Checked

NS = {"w": W.split('"')[1]}
TODAY = date(2026, 1, 5)
TITLE = p("某县水务局2024年部门预算", '<w:outlineLvl w:val="0"/>')
PIECES = (
    "<w:p><w:r><w:t>2024年支出预算1,2</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>50.50万元，其中：基本支出</w:t></w:r>"
    "<w:r><w:t>800.30万元，项目支出400.20万元。</w:t></w:r></w:p>"
)


def checked(data: bytes) -> Checked:
    (document,) = read_bytes(data, "a.docx", isolate=False)
    return check(document, select=["SU", "EQ"])


def mended(data: bytes) -> Fixed:
    made = fixed(checked(data), data, TODAY)
    assert isinstance(made, Fixed)
    return made


def root(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def rejected(data: bytes) -> str:
    """The text as it is when every change is rejected."""
    tree = root(data)
    for added in tree.findall(".//w:ins", NS):
        added.getparent().remove(added)  # type: ignore[union-attr]
    wanted = {f"{{{NS['w']}}}t", f"{{{NS['w']}}}delText"}
    return "".join(element.text or "" for element in tree.iter() if element.tag in wanted)


def test_accepted_the_finding_is_gone_and_rejected_the_text_is_the_old_one() -> None:
    data = docx(TITLE + PIECES)
    made = mended(data)
    assert [finding.printed for finding in made.done] == ["1,250.50万元"]
    assert checked(made.data).findings == ()
    assert "2024年支出预算1,200.50万元，其中" in checked(made.data).document.text
    assert rejected(made.data) == "".join(map(str, root(data).itertext()))


def test_the_change_names_its_author_and_keeps_the_look() -> None:
    tree = root(mended(docx(TITLE + PIECES)).data)
    (added,) = tree.findall(".//w:ins", NS)
    assert {str(key).partition("}")[2]: value for key, value in added.attrib.items()} == {
        "id": added.get(f"{{{NS['w']}}}id"),
        "author": "Gouji 勾稽",
        "date": "2026-01-05T00:00:00Z",
    }
    assert ["".join(map(str, gone.itertext())) for gone in tree.findall(".//w:del", NS)] == ["1,2", "50.50"]
    assert not tree.findall(".//w:del//w:t", NS)
    numbers = [one.get(f"{{{NS['w']}}}id") for one in (*tree.findall(".//w:del", NS), added)]
    assert len(set(numbers)) == 3


def test_a_cell_of_a_table_is_mended() -> None:
    rows = (
        ("科目名称", "合计", "基本支出", "项目支出"),
        ("合计", "30.00", "20.00", "10.00"),
        ("农林水支出", "10.00", "8.00", "2.00"),
        ("教育支出", "20.00", "12.00", "8.30"),
    )
    data = docx(TITLE + p("支出预算表") + p("单位：万元") + tbl(*("".join(map(tc, row)) for row in rows)))
    made = mended(data)
    assert [finding.printed for finding in made.done] == ["8.30"]
    assert checked(made.data).findings == ()


def test_two_repairs_that_remain_are_left_to_a_person() -> None:
    (finding,) = checked(docx(TITLE + PIECES)).findings
    (repair,) = finding.repairs
    assert changes(finding)
    assert changes(replace(finding, repairs=(repair, repair))) == ()
    assert changes(replace(finding, expected=None)) == ()
    elsewhere = replace(repair.place, document="b.docx")
    assert changes(replace(finding, repairs=(replace(repair, place=elsewhere),))) == ()
    assert changes(replace(finding, repairs=(replace(repair, value="-3.00"),))) == ()


def test_a_pending_change_of_somebody_is_not_touched() -> None:
    inside = PIECES.replace("<w:r><w:rPr>", '<w:ins w:id="3" w:author="甲"><w:r><w:rPr>').replace(
        "基本支出</w:t></w:r>", "基本支出</w:t></w:r></w:ins>"
    )
    data = docx(TITLE + inside)
    assert checked(data).findings
    made = mended(data)
    assert (made.data, made.done) == (data, ())


def test_the_same_input_gives_the_same_bytes() -> None:
    data = docx(TITLE + PIECES)
    assert mended(data) == mended(data)


def test_another_format_is_refused() -> None:
    (document,) = read_bytes("2024年支出1.00万元。\n".encode(), "a.txt", isolate=False)
    assert isinstance(fixed(check(document), b"", TODAY), Message)


def test_the_command_writes_the_copy_and_says_what_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "a.docx", tmp_path / "b.docx"
    old.write_bytes(docx(TITLE + PIECES))
    code = main(["fix", str(old), "--output", str(new), "--today", "2026-01-05"])
    said = capsys.readouterr().err
    assert "1 条疑点的改正已写成修订" in said or "1 findings mended" in said
    assert old.read_bytes() == docx(TITLE + PIECES)
    (document,) = read_bytes(new.read_bytes(), "b.docx", isolate=False)
    left = check(document).findings
    assert code == (1 if left else 0)
    assert "1200.50" in document.text.replace(",", "")


def test_an_original_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(TITLE + PIECES))
    assert main(["fix", str(path), "--output", str(path)]) == 2
    assert path.read_bytes() == docx(TITLE + PIECES)


def test_a_word_that_goes_the_wrong_way_is_turned() -> None:
    """100.00 that fell by 10.00 came from 110.00, of which 10.00 is 9.09%."""
    data = docx(TITLE + p("2024年会议费预算100.00万元，比上年增加10.00万元，下降9.09%。"))
    (document,) = read_bytes(data, "a.docx", isolate=False)
    made = fixed(check(document), data, TODAY)
    assert isinstance(made, Fixed)
    assert [(finding.printed, finding.expected) for finding in made.done] == [("增加", "减少")]
    (after,) = read_bytes(made.data, "a.docx", isolate=False)
    assert "比上年减少10.00万元，下降9.09%" in after.text
    assert not check(after).findings


TWICE = p("2024年支出预算1,250.50万元，其中：基本支出800.30万元，占66.66%；项目支出400.20万元，占33.34%。") + p(
    "2024年支出预算1,250.50万元，比上年1,000.50万元增加200.00万元，增长19.99%。"
)
WITH_SHARE = p("2024年支出预算1,200.50万元，其中：基本支出850.30万元，占70.83%；项目支出400.20万元，占33.34%。") + p(
    "2024年支出预算1,200.50万元，比上年1,000.50万元增加200.00万元，增长19.99%。"
)


def by_all_rules(data: bytes) -> Checked:
    (document,) = read_bytes(data, "a.docx", isolate=False)
    return check(document)


def test_a_wrong_amount_that_stands_twice_is_mended_in_both_places() -> None:
    data = docx(TITLE + TWICE)
    made = fixed(by_all_rules(data), data, TODAY)
    assert isinstance(made, Fixed)
    after = by_all_rules(made.data)
    # 800.30 + 400.20; 1,000.50 + 200.00.
    assert (after.document.text.count("1,200.50万元"), after.document.text.count("1,250.50")) == (2, 0)
    assert (len(made.done), after.findings) == (1, ())


def test_what_was_computed_from_the_wrong_amount_is_mended_with_it() -> None:
    data = docx(TITLE + WITH_SHARE)
    made = fixed(by_all_rules(data), data, TODAY)
    assert isinstance(made, Fixed)
    after = by_all_rules(made.data)
    # 1,200.50 - 400.20; 800.30 / 1,200.50.
    assert "基本支出800.30万元，占66.66%；" in after.document.text
    assert after.findings == ()
