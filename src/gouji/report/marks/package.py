"""A Word file written anew with a few parts changed; every other part keeps its bytes."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


class WordFile:
    """The parts of one file. ``change`` replaces a part, ``bytes`` gives the new file."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._infos = archive.infolist()
            self._parts = {info.filename: archive.read(info) for info in self._infos}
        self._changed: dict[str, bytes] = {}

    def part(self, name: str) -> bytes | None:
        """Return a part as it is now."""
        return self._changed.get(name, self._parts.get(name))

    def change(self, name: str, root: etree._Element) -> None:
        """Write a part anew."""
        self._changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def comments_part(self, main: str) -> tuple[str, etree._Element]:
        """Return name and root of the main part's comments; a new part, made known to the file, where it has none."""
        folder, base = posixpath.split(main)
        rels = posixpath.join(folder, "_rels", base + ".rels")
        relations = self._root(rels, f'<Relationships xmlns="{_RELATIONS}"/>')
        for relation in relations:
            if relation.get("Type", "").endswith("/comments"):
                target = relation.get("Target", "")
                name = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                return name, self._root(name, _EMPTY_COMMENTS)
        name = self._free(posixpath.join(folder, "comments"))
        attributes = {"Id": _free_id(relations), "Type": _COMMENTS, "Target": posixpath.basename(name)}
        relations.append(relations.makeelement(f"{{{_RELATIONS}}}Relationship", attributes))
        self.change(rels, relations)
        types = self._root("[Content_Types].xml", f'<Types xmlns="{_TYPES}"/>')
        known = {"PartName": f"/{name}", "ContentType": _COMMENTS_TYPE}
        types.append(types.makeelement(f"{{{_TYPES}}}Override", known))
        self.change("[Content_Types].xml", types)
        return name, etree.fromstring(_EMPTY_COMMENTS)

    def bytes(self) -> bytes:
        """Return the file: parts in their order with their dates, new ones at the end."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for info in self._infos:
                copy = _info(info.filename, info.date_time, info.compress_type)
                archive.writestr(copy, self._changed.get(info.filename, self._parts[info.filename]))
            for name, data in self._changed.items():
                if name not in self._parts:
                    archive.writestr(_info(name, _LONG_AGO, zipfile.ZIP_DEFLATED), data)
        return out.getvalue()

    def _root(self, name: str, otherwise: str) -> etree._Element:
        data = self.part(name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(otherwise.encode() if data is None else data, parser)

    def _free(self, stem: str) -> str:
        numbers = ["", *map(str, range(2, len(self._parts) + 3))]
        return next(name for number in numbers if (name := f"{stem}{number}.xml") not in self._parts)


def _info(name: str, when: tuple[int, int, int, int, int, int], compression: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, when)
    info.compress_type = compression
    return info


def _free_id(relations: etree._Element) -> str:
    used = {relation.get("Id") for relation in relations}
    return next(name for number in range(1, len(used) + 2) if (name := f"rIdGouji{number}") not in used)


_WORD: Mapping[str, str] = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
_EMPTY_COMMENTS = f'<w:comments xmlns:w="{_WORD["w"]}"/>'
