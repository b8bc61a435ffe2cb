"""``gouji check --annotate``: the copies, their names, and what is said where none is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.read.pdf.make_pdf import Page, pdf

from gouji.cli import main

DATA = pdf(
    Page().lines(
        62, 80, "某县水务局2024年部门预算", "2024年支出预算12.50万元，其中：", "基本支出8.30万元，项目支出4.00万元。"
    )
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    for folder in ("甲", "乙"):
        Path(folder).mkdir()
        Path(folder, "a.pdf").write_bytes(DATA)


def test_documents_of_one_name_do_not_overwrite_each_other() -> None:
    assert main(["check", "甲", "乙", "--annotate", "out", "-q"]) == 1
    assert sorted(path.name for path in Path("out").iterdir()) == ["a-2.pdf", "a.pdf"]
    assert all(path.read_bytes().startswith(DATA) and path.stat().st_size > len(DATA) for path in Path("out").iterdir())


def test_an_original_is_never_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "甲/a.pdf", "--annotate", "甲", "-q"]) == 2
    assert Path("甲/a.pdf").read_bytes() == DATA
    assert "是原件所在的文件夹" in capsys.readouterr().err


def test_another_format_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text("2024年支出12.00万元。\n", encoding="utf-8")
    main(["check", "a.md", "--annotate", "out", "-q"])
    assert capsys.readouterr().err == ("a.md：只有 docx 和 PDF 能写入批注，这份材料没有写；其他格式请看 HTML 报告。\n")
