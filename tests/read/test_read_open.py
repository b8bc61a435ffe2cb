"""The one entrance: by content, never by name; whatever is bad is one sentence and the others are still read."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.document_views import shown
from tests.read.make_office import docx, p, xlsx, zipped

from gouji.model.document import Document, Status
from gouji.read import limits as limits_module
from gouji.read.limits import Isolation
from gouji.read.open import read_bytes, read_paths
from gouji.read.reader import Limits
from gouji.read.sniff import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TEXT = "清河县档案馆收入12.50万元。".encode()
PAGE = "<html><body><p>收入12.50万元。</p></body></html>".encode()
TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"


def one(data: bytes, path: str, limits: Limits | None = None) -> Document:
    documents = read_bytes(data, path, limits or Limits(), isolate=False)
    assert len(documents) == 1
    return documents[0]


def refused(document: Document) -> str:
    """Return the one sentence of a refused document, having checked its form."""
    assert document.status is Status.FAILED
    assert document.text == ""
    assert len(document.problems) == 1
    sentence = document.problems[0]
    assert sentence.zh.endswith("。")
    assert sentence.en.endswith(".")
    assert sentence.zh.count("。") == 1
    return sentence.zh


def names(documents: Sequence[Document]) -> list[tuple[str, str]]:
    return [(document.path, document.status.value) for document in documents]


@pytest.mark.parametrize(
    ("data", "path", "kind"),
    [(TEXT, "a.txt", "text"), (b"# A\n", "a.md", "text"), (b"a,b\n1,2\n", "a.csv", "csv"), (PAGE, "a.html", "html"),
     (docx(p("收入3万元")), "a.docx", "docx"),
     (xlsx({"甲": '<sheetData><row r="1"><c r="A1"><v>3</v></c></row></sheetData>'}), "a.xlsx", "xlsx")],
)  # fmt: skip
def test_every_format_is_read(data: bytes, path: str, kind: str) -> None:
    document = one(data, path)
    assert (document.status, document.format, document.problems) == (Status.OK, kind, ())
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_a_lying_name_is_said_and_the_content_read() -> None:
    document = one(PAGE, "预算.pdf")
    assert (document.format, document.status) == ("html", Status.OK)
    assert ".pdf" in document.problems[0].zh
    assert one(docx(p("收入")), "a.doc").format == "docx"
    assert one(PAGE, "a.xls").format == "html"


@pytest.mark.parametrize(
    ("data", "path", "words"),
    [
        (b"", "a.pdf", "空"),
        (b" \n", "a.txt", "没有文字"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "a.doc", "旧版"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(900), "a.docx", "密码"),
        (b"\x89PNG\r\n\x1a\n" + bytes(300), "a.pdf", "图片"),
        (b"\xff\xd8\xff\xe0" + bytes(300), "a.jpg", "图片"),
        (b"Rar!\x1a\x07" + bytes(range(256)), "a.rar", "解压"),
        (json.dumps({"收入": 3}).encode(), "a.txt", "不是"),
        (b"def f():\n    return 1\n", "a.py", "不是"),
        (bytes(range(256)) * 8, "a.bin", "格式"),
        (docx(p("甲" * 3000))[:-60], "a.docx", "损坏"),
        (zipped({"[Content_Types].xml": TYPES, "word/styles.xml": "<a/>"}), "a.docx", "缺少"),
        (zipped({"[Content_Types].xml": TYPES, "ppt/presentation.xml": "<a/>"}), "a.pptx", "另存"),
        (b"{\\rtf1 x}", "a.doc", "安装 LibreOffice"),
        (zipped({}), "a.zip", "没有文件"),
        (b"PK\x03\x04" + bytes(60), "a.zip", "损坏"),
    ],
)
def test_bad_files_are_one_clear_sentence(data: bytes, path: str, words: str) -> None:
    assert words in refused(one(data, path))


def test_folder_in_order_with_everything_below(tmp_path: Path) -> None:
    (tmp_path / "乙").mkdir()
    (tmp_path / "乙" / "1.txt").write_bytes(TEXT)
    (tmp_path / "甲.txt").write_bytes(TEXT)
    (tmp_path / "坏.pdf").write_bytes(b"")
    (tmp_path / "~$甲.docx").write_bytes(b"lock")
    (tmp_path / ".DS_Store").write_bytes(b"x")
    found = list(read_paths([tmp_path, tmp_path / "没有.pdf"], isolate=False))
    root = tmp_path.as_posix()
    assert names(found) == [
        (f"{root}/乙/1.txt", "ok"), (f"{root}/坏.pdf", "failed"), (f"{root}/甲.txt", "ok"), (f"{root}/没有.pdf", "failed"),
    ]  # fmt: skip
    assert "找不到" in refused(found[-1])


def test_empty_folder_says_so(tmp_path: Path) -> None:
    assert "没有文件" in refused(next(iter(read_paths([tmp_path]))))


def test_archive_members_in_order_and_nested() -> None:
    inner = zipped({"c.txt": TEXT})
    data = zipped(
        {"b/决算.txt": TEXT, "a.html": PAGE, "__MACOSX/a.html": b"x", "in.zip": inner, "坏.docx": b"PK\x03\x04"}
    )
    assert names(read_bytes(data, "包.zip", isolate=False)) == [
        ("包.zip/a.html", "ok"), ("包.zip/b/决算.txt", "ok"), ("包.zip/in.zip/c.txt", "ok"), ("包.zip/坏.docx", "failed"),
    ]  # fmt: skip


def test_names_in_gbk_without_the_flag() -> None:
    raw = "二〇二四年决算.txt".encode("gbk")
    data = zipped({"x" * len(raw): TEXT}).replace(b"x" * len(raw), raw)
    assert one(data, "a.zip").path == "a.zip/二〇二四年决算.txt"


def test_too_deep_too_many_and_locked() -> None:
    data = TEXT
    for _ in range(3):
        data = zipped({"a.zip" if data is not TEXT else "a.txt": data})
    assert one(data, "a.zip", Limits(depth=3)).status is Status.OK
    assert "2 层" in refused(one(data, "a.zip", Limits(depth=2)))
    many = zipped({f"{at}.txt": TEXT for at in range(6)})
    assert "5 个" in refused(one(many, "a.zip", Limits(members=5)))
    locked = bytearray(zipped({"a.txt": TEXT}))
    locked[6] |= 1
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    assert "密码" in refused(one(bytes(locked), "a.zip"))


def test_bombs_are_not_unpacked() -> None:
    zeros = bytes(70 * 2**20)
    bomb = zipped({"a.txt": zeros})
    assert "过大" in refused(one(bomb, "a.zip"))
    nested = zipped({"1.zip": zipped({"a.txt": bytes(9000)}), "2.txt": TEXT})
    statuses = [document.status for document in read_bytes(nested, "a.zip", Limits(unpacked=5000), isolate=False)]
    assert statuses == [Status.FAILED, Status.OK]
    package = zipped({"word/document.xml": zeros})
    assert "过大" in refused(one(package, "a.docx"))


def test_a_directory_that_lies_about_the_size() -> None:
    data = bytearray(zipped({"a.txt": b"1" * 10000}))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    assert one(bytes(data), "a.zip").status is Status.FAILED


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.pdf"
    with path.open("wb") as stream:
        stream.truncate(300 * 2**20)  # sparse
    document = next(iter(read_paths([path])))
    assert "200 MB" in refused(document)


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="needs file permissions")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT)
    path.chmod(0)
    assert "权限" in refused(next(iter(read_paths([path]))))


def test_the_child_process_gives_the_same_document(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(p("一、收支") + p("收入3万元")))
    inside, outside = (next(iter(read_paths([path], isolate=flag))) for flag in (False, True))
    assert inside == outside
    assert shown(outside) == ["#0 一、收支", "收入3万元"]


def child(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    code = (
        f"import gouji.read.limits as m\ndef f(kind, data, path, limits, scans):\n    {body}\nm.read_one = f\nm.serve()"
    )
    monkeypatch.setattr(limits_module, "_CHILD", f"exec({code!r})")


def test_a_file_that_hangs_is_stopped_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, "import time; time.sleep(60)")
    with Isolation() as isolation:
        document = isolation.read(Kind.DOCX, b"x", "a.docx", Limits(seconds=1))
        assert "1 秒" in refused(document)
        monkeypatch.undo()
        assert isolation.read(Kind.DOCX, docx(p("甲")), "b.docx", Limits()).status is Status.OK


def test_a_crash_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, "import os; os.abort()")
    with Isolation() as isolation:
        assert "中止" in refused(isolation.read(Kind.DOCX, b"x", "a.docx", Limits()))


def test_noise_on_standard_output_does_not_disturb(monkeypatch: pytest.MonkeyPatch) -> None:
    child(
        monkeypatch,
        "print('x' * 99, flush=True); import gouji.read.single as s; return s.read_one(kind, data, path, limits, scans)",
    )
    with Isolation() as isolation:
        assert isolation.read(Kind.DOCX, docx(p("甲")), "a.docx", Limits()).status is Status.OK


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_too_much_memory_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    child(
        monkeypatch,
        "import gouji.read.single as s; s.reader_of = lambda k, scans: type('R', (), {'read': lambda *a: bytearray(2**31)})();"
        " return s.read_one(kind, data, path, limits, scans)",
    )
    with Isolation() as isolation:
        assert "内存" in refused(isolation.read(Kind.DOCX, b"x", "a.docx", Limits(memory=2**30)))


def test_a_reader_that_raises_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(kind: Kind, scans: object) -> object:  # noqa: ARG001  as the one it replaces
        raise RuntimeError(kind)

    monkeypatch.setattr("gouji.read.single.reader_of", broken)
    assert "意外" in refused(one(TEXT, "a.txt"))


def test_order_of_files_changes_nothing(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_bytes(TEXT)
    first = list(read_paths([tmp_path / "a.txt", tmp_path / "b.txt"]))
    second = list(read_paths([tmp_path / "b.txt", tmp_path / "a.txt"]))
    assert first == second[::-1]


STARTS = st.sampled_from(
    [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>", b"\xff\xfe", "收".encode()]
)


@given(STARTS, st.binary(max_size=300), st.sampled_from(["a.pdf", "a.docx", "a.html", "a.csv", "a"]))
@settings(max_examples=150, deadline=None)
def test_no_bytes_raise(start: bytes, rest: bytes, path: str) -> None:
    for document in read_bytes(start + rest, path, isolate=False):
        assert document.status is not Status.FAILED or len(document.problems) == 1


GOOD = docx(p("一、收支") + p("收入3万元"))


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
@settings(max_examples=150, deadline=None)
def test_one_damaged_byte_never_raises(at: int, value: int) -> None:
    data = bytearray(GOOD)
    data[at] = value
    for document in read_bytes(bytes(data), "a.docx", isolate=False):
        assert document.status is not Status.FAILED or len(document.problems) == 1


def test_a_zip_written_in_memory_is_the_same_as_on_disk(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("甲.txt", TEXT)
    path = tmp_path / "a.zip"
    path.write_bytes(stream.getvalue())
    assert tuple(read_paths([path])) == read_bytes(stream.getvalue(), path.as_posix())


def test_a_member_without_a_name_is_read_all_the_same() -> None:
    """The fuzzer's find: the standard library's own question whether it is a folder fails on an empty name."""
    named = zipped({"甲乙.txt": TEXT})
    bare = named.replace("甲乙.txt".encode(), b"\x00" * len("甲乙.txt".encode()))
    assert [document.text.strip() for document in read_bytes(bare, "a.zip", isolate=False)] == [TEXT.decode().strip()]
