"""Old formats: LibreOffice turns them into ours where it is installed, and one sentence says what to do where it is not."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from tests.read.make_office import docx, p, tbl, tc

from gouji.model.document import Document, Status
from gouji.read import office
from gouji.read.open import read_bytes
from gouji.read.reader import Aids, Limits

OFFICE = office.find(os.environ)
ROOT = Path(os.environ.get("GOUJI_SAMPLES", "/nonexistent"))
RTF = rb"{\rtf1\ansi\ansicpg936 Income 30.15\par\trowd\cellx2000\cellx4000 Total\intbl\cell 41.20\intbl\cell\row\pard End\par}"
installed = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def directory(*names: str) -> bytes:
    """The head of an OLE file and the names in its directory."""
    entries = b"".join(name.encode("utf-16-le").ljust(64, b"\x00") + bytes(64) for name in names)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + entries


def read(data: bytes, path: str, program: str | None = OFFICE, limits: Limits | None = None) -> Document:
    (document,) = read_bytes(data, path, limits or Limits(), isolate=False, aids=Aids(office=program))
    return document


def program(folder: Path, *lines: str) -> str:
    """A program that takes the place of the converter."""
    path = folder / "soffice"
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(path.stat().st_mode | stat.S_IEXEC)
    return str(path)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (directory("Root Entry", "WordDocument"), "doc"),
        (directory("Root Entry", "Workbook"), "xls"),
        (directory("Root Entry", "Book"), "xls"),
        (directory("Root Entry", "WordDocument", "Workbook"), "doc"),
        (RTF, "doc"),
    ],
)
def test_without_the_program_the_sentence_says_what_to_do(data: bytes, kind: str) -> None:
    document = read(data, f"预算.{kind}", None)
    assert (document.status, document.format) == (Status.FAILED, kind)
    assert "另存为 docx" in document.problems[0].zh
    assert "LibreOffice" in document.problems[0].zh


def test_the_program_is_the_one_named_else_the_one_on_the_path(tmp_path: Path) -> None:
    named = program(tmp_path)
    assert office.find({"PATH": str(tmp_path)}) == named
    assert office.find({"PATH": "", office.SETTING: named}) == named
    assert office.find({"PATH": str(tmp_path / "none")}) is None


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_program_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    slow = program(tmp_path, f"(sleep 3; touch {mark}) &", "sleep 60")
    document = read(RTF, "a.doc", slow, Limits(seconds=1))
    assert "1 秒" in document.problems[0].zh
    assert not mark.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize("line", ["exit 0", "exit 77", "kill -9 $$"])
def test_a_program_that_gives_nothing_is_one_sentence(tmp_path: Path, line: str) -> None:
    document = read(RTF, "a.doc", program(tmp_path, line))
    assert document.status is Status.FAILED
    assert "打不开" in document.problems[0].zh


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_table_that_was_written_but_not_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = docx(p("收入") + tbl(tc("合计") + tc("41.20")))
    (tmp_path / "made").write_bytes(whole)
    maker = program(tmp_path, f'for last; do :; done; cp {tmp_path}/made "${{last%.doc}}.docx"')
    document = read(RTF, "a.doc", maker)
    assert (document.status, document.format, len(document.tables)) == (Status.OK, "doc", 1)
    monkeypatch.setattr(office, "_tables_written", lambda *_: 2)
    document = read(RTF, "a.doc", maker)
    assert document.status is Status.PARTIAL
    assert "2 张表，只读到 1 张" in document.problems[0].zh


@installed
def test_rich_text_is_read_with_its_table() -> None:
    document = read(RTF, "a.doc")
    assert (document.status, document.format) == (Status.OK, "doc")
    assert "Income 30.15" in document.text
    (found,) = document.tables
    assert [document.text[cell.start : cell.end] for cell in found.cells] == ["Total", "41.20"]


@installed
@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "tables", "figures"),
    [
        ("hainan-note-soe-2024.doc", 0, ("琼财企〔2009〕1700号",)),
        ("hainan-report-2024.doc", 0, ("2024年1月23日",)),
        ("hainan-note-matters-2024.wps", 0, ("9020019.02万元", "8103187.79万元")),
        ("hainan-note-sangong-2024.wps", 0, ("22,618.9万元", "43.2%")),
        ("changdu-debt-2024.xls", 1, ("182506.59", "1098951.46")),
        ("xilingol-debt-2024.xls", 1, ("5,522,060", "-136,970")),
    ],
)
def test_published_old_files_are_read(name: str, tables: int, figures: tuple[str, ...]) -> None:
    path = ROOT / "government" / name
    if not path.is_file():
        pytest.skip("no samples here")
    document = read(path.read_bytes(), name)
    assert document.status is Status.OK, document.problems
    assert len(document.tables) >= tables
    assert not [figure for figure in figures if figure not in document.text]
