"""The comparison as text, JSON, HTML and workbook: what it says, that it is the same each time, and that nothing is fetched."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from tests.extract.test_compare import FIRST, SECOND

from gouji.cli.app import main


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    paths = [tmp_path / "a.md", tmp_path / "b.md"]
    for path, text in zip(paths, (FIRST, SECOND), strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["compare", *arguments]) == 0
    return capsys.readouterr().out


def test_text(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    shown = " ".join(printed(capsys, *files).split())
    assert "有变动 3 无变动 1 仅见于 A 1 仅见于 B 1" in shown
    assert "100.00万元 → 125.50万元 +25.50万元（+25.50%） A 第5行 B 第5行" in shown
    assert "仅见于 B 一般公共预算 培训费 0.80万元" in shown or "培训费 0.80万元" in shown


def test_json_has_both_places_and_text_amounts(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    first = printed(capsys, *files, "--format", "json")
    assert first == printed(capsys, *files, "--format", "json")
    [pair] = json.loads(first)["pairs"]
    row = pair["changed"][0]
    assert (row["change"], row["unit"], row["rate"]) == ("25.50", "万元", "25.50")
    assert row["first"]["place"]["document"].endswith("a.md")
    assert row["second"]["place"]["text"] == "125.50万元"
    assert pair["first"]["title"] == "虚构市青禾县林业局2023年部门预算"


def test_html_is_one_file_with_charts(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    page = printed(capsys, *files, "--format", "html")
    assert not re.search(r"<script|<link|<img|https?://|url\(", page)
    assert "default-src 'none'" in page
    assert page.count("<svg") == 2
    bars = [float(width) for width in re.findall(r'class="[ab]" x="250" y="\d+" width="([\d.]+)"', page)]
    # 100.00 and 125.50, the longest bar 360 wide: 360 * 100 / 125.5 = 286.9
    assert bars[:2] == [286.9, 360.0]
    assert "+25.50万元" in page


def test_workbook_holds_numbers(files: list[str], tmp_path: Path) -> None:
    target = tmp_path / "c.xlsx"
    assert main(["compare", *files, "--format", "xlsx", "--output", str(target), "-q"]) == 0
    once = target.read_bytes()
    main(["compare", *files, "--format", "xlsx", "--output", str(target), "-q"])
    assert target.read_bytes() == once
    with zipfile.ZipFile(io.BytesIO(once)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>125.50</v>" in sheet
    assert "<v>25.50</v>" in sheet
    assert "<f>" not in sheet


def test_what_cannot_be_compared_is_said(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANG", raising=False)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    other = tmp_path / "letter.md"
    other.write_text("来信收悉。\n", encoding="utf-8")
    assert main(["compare", files[0], str(other)]) == 2
    assert "没有找到可以对比的" in capsys.readouterr().out
    assert main(["compare", files[0], str(tmp_path / "none.md")]) == 2
    assert "没有这个文件" in capsys.readouterr().err
