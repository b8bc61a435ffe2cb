"""An Office Open XML package (docx, xlsx): its parts as parsed XML, within the limits."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING, Self

from lxml import etree

from gouji.model.document import Message
from gouji.read.archive import Budget, unpack
from gouji.read.failure import ZIP_FAULTS

if TYPE_CHECKING:
    from gouji.read.reader import Limits

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = b"http://purl.oclc.org/ooxml/"


class PackageError(Exception):
    """A part is missing, damaged or too large; carries the sentence for the user."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


class Package:
    """The parts of one package; use as a context manager."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._budget = Budget(limits)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_FAULTS as error:
            raise PackageError(_DAMAGED) from error
        self._infos = {info.filename: info for info in self._zip.infolist()}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def bytes(self, name: str) -> bytes | None:
        """Return a part's bytes, None where the package has no such part."""
        info = self._infos.get(name)
        if info is None:
            return None
        data = unpack(self._zip, info, self._limits, self._budget)
        if isinstance(data, Message):
            raise PackageError(data)
        return data

    def xml(self, name: str) -> etree._Element | None:
        """Return a part's root element, None where the package has no such part; PackageError where it is no XML."""
        data = self.bytes(name)
        if data is None:
            return None
        if _STRICT in data:
            data = _transitional(data)
        try:
            return etree.fromstring(data, _parser())
        except etree.XMLSyntaxError as error:
            raise PackageError(broken_part(name)) from error

    def required(self, name: str) -> etree._Element:
        """Return a part's root element; PackageError where it is missing."""
        root = self.xml(name)
        if root is None:
            raise PackageError(missing_part(name))
        return root

    def main_part(self, default: str) -> str:
        """Return the name of the part that the package opens with."""
        root = self.xml("_rels/.rels")
        for item in root.iter(_RELATIONSHIP) if root is not None else ():
            if item.get("Type", "").endswith("/officeDocument"):
                name = posixpath.normpath(item.get("Target", "").lstrip("/"))
                return name if name in self or default not in self else default
        return default

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Return id to (last word of the type, part name or outside address) of a part's relationships."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", base + ".rels"))
        if root is None:
            return {}
        return {
            item.get("Id", ""): (item.get("Type", "").rpartition("/")[2], _target(folder, item))
            for item in root.iter(_RELATIONSHIP)
        }


def _target(folder: str, item: etree._Element) -> str:
    target = item.get("Target", "")
    if item.get("TargetMode") == "External":
        return target
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )


def _transitional(data: bytes) -> bytes:
    """Rename the namespaces of the strict variant, which are otherwise the same for us."""
    for strict, usual in _NAMESPACES:
        data = data.replace(strict, usual)
    return data


_NAMESPACES = tuple(
    (f"http://purl.oclc.org/ooxml/{name}".encode(), f"http://schemas.openxmlformats.org/{usual}".encode())
    for name, usual in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("spreadsheetml/main", "spreadsheetml/2006/main"),
        ("drawingml/main", "drawingml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
    )
)
_DAMAGED = Message(
    "文件不完整或已损坏，内部结构读不出，请重新取得完整的文件。",
    "The file is cut off or damaged and its structure cannot be read; get the complete file again.",
)


def missing_part(name: str) -> Message:
    """Return the sentence for a package without a part that it needs."""
    return Message(
        f"文件缺少必要的组成部分（{name}），请在办公软件中重新另存后再检查。",
        f"The file lacks a part that it needs ({name}); save it again in an office program and check again.",
    )


def broken_part(name: str) -> Message:
    """Return the sentence for a part that is no XML."""
    return Message(
        f"文件的组成部分（{name}）已损坏，请在办公软件中修复并另存后再检查。",
        f"A part of the file ({name}) is damaged; repair it in an office program, save and check again.",
    )


def whole(element: etree._Element, name: str, otherwise: int) -> int:
    """Return an attribute that is a whole number; ``otherwise`` where it is absent or, in a damaged file, anything else."""
    try:
        return int(element.get(name, ""))
    except ValueError:
        return otherwise
