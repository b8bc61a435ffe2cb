"""Old formats (doc, xls, wps, et, rtf): LibreOffice, where installed, turns them into docx or xlsx for our own readers.

It runs in a process group of its own with a profile of its own that is thrown away: no macros, no active content, no
links followed, nothing over the network.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.model.document import Document, Message, Status
from gouji.read.failure import failed
from gouji.read.limits import TooLateError, run_limited, too_slow
from gouji.read.package import Package, PackageError
from gouji.read.sniff import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gouji.read.reader import Limits

SETTING = "GOUJI_OFFICE"
"""The environment variable that names the program where it is not on the PATH."""
MODERN = {Kind.DOC: Kind.DOCX, Kind.XLS: Kind.XLSX}
ABSENT = Message(
    "这是旧版 Word/Excel/WPS 格式（doc、xls、wps、et），请另存为 docx、xlsx 或 PDF，或安装 LibreOffice 后再检查。",
    "This is an old Word/Excel/WPS file (doc, xls, wps, et); save it as docx, xlsx or PDF, or install LibreOffice.",
)
REFUSED = Message(
    "LibreOffice 打不开这个旧版文件（可能设有密码或已损坏），请在办公软件中另存为 docx 或 xlsx 后再检查。",
    "LibreOffice cannot open this old file (locked or damaged?); save it as docx or xlsx in an office program and check again.",
)
_NAMES = ("soffice", "libreoffice")
_DEAD_END = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
# What must not happen while a stranger's file is open: macros, active content, links and linked pictures, the network.
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "1"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_BODY = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}body"
_TABLE, _TEXT = _BODY.replace("body", "tbl"), _BODY.replace("body", "t")


def find(environment: Mapping[str, str]) -> str | None:
    """Return the path of LibreOffice: the one that the environment names, else the one on the PATH."""
    named = environment.get(SETTING)
    if named:
        return shutil.which(named)
    return next((found for name in _NAMES if (found := shutil.which(name, path=environment.get("PATH")))), None)


def read_old(
    kind: Kind, data: bytes, path: str, limits: Limits, office: str | None, read: Callable[[Kind, bytes], Document]
) -> Document:
    """Return the document of an old file, read by ``read`` after its conversion; never raises."""
    if office is None:
        return failed(path, data, kind, ABSENT)
    modern = MODERN[kind]
    try:
        converted = _converted(data, kind, modern, office, limits)
    except TooLateError:
        return failed(path, data, kind, too_slow(limits.seconds))
    except OSError:
        return failed(path, data, kind, REFUSED)
    if len(converted) > limits.size:
        return failed(path, data, kind, REFUSED)
    document = read(modern, converted)
    own = failed(path, data, kind, REFUSED)
    document = replace(document, path=path, sha256=own.sha256, format=str(kind))
    lost = _tables_lost(document, modern, converted, limits)
    if lost is None:
        return document
    return replace(document, problems=(lost, *document.problems), status=Status.PARTIAL)


def _converted(data: bytes, kind: Kind, modern: Kind, office: str, limits: Limits) -> bytes:
    """Return the bytes of the converted file; OSError where there are none."""
    with tempfile.TemporaryDirectory(prefix="gouji-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        profile, source = folder / "profile", folder / f"a.{kind}"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
        source.write_bytes(data)
        command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
        command += ["--convert-to", str(modern), "--outdir", name, str(source)]
        run_limited(command, limits, _DEAD_END | {"HOME": name, "TMPDIR": name})
        return (folder / f"a.{modern}").read_bytes()


def _registry() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{"" if part.startswith("Inet") else "Office."}{part}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for part, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>'
    )


def _tables_lost(document: Document, modern: Kind, converted: bytes, limits: Limits) -> Message | None:
    """Return a sentence where the converter wrote more tables than were read; one that was parted counts as several."""
    if modern is not Kind.DOCX or document.status is Status.FAILED:
        return None
    written, read = _tables_written(converted, limits), len(document.tables)
    if read >= written:
        return None
    return Message(
        f"转换后应有 {written} 张表，只读到 {read} 张，请另存为 docx 后再检查。",
        f"{written} tables after conversion, but {read} were read; save it as docx and check again.",
    )


def _tables_written(converted: bytes, limits: Limits) -> int:
    try:
        with Package(converted, limits) as package:
            root = package.xml("word/document.xml")
    except PackageError:
        return 0
    body = root.find(_BODY) if root is not None else None
    if body is None:
        return 0
    return sum(any((text.text or "").strip() for text in table.iter(_TEXT)) for table in body.iterfind(_TABLE))
