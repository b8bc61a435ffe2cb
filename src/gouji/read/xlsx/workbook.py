"""What all sheets of a workbook share: their names and parts, strings, and the format of each cell style."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gouji.read.xlsx.formats import built_in

if TYPE_CHECKING:
    from lxml import etree

    from gouji.read.package import Package

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_AREA = re.compile(r"!\$?([A-Z]{1,3})(?:\$?\d+)?:\$?([A-Z]{1,3})(?:\$?\d+)?(?=,|$)")
_DEFAULT = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its name, the part that holds it, the columns (from 1) of its print area, () where it has none."""

    name: str
    part: str
    hidden: bool
    printed: tuple[range, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """The shared parts. ``formats`` is the number format of each cell style by index."""

    sheets: tuple[Sheet, ...]
    strings: tuple[str, ...]
    formats: tuple[str, ...]
    since_1904: bool


def workbook(package: Package) -> Workbook:
    """Read the shared parts; PackageError where the workbook itself is missing or damaged."""
    main = package.main_part(_DEFAULT)
    root = package.required(main)
    relations = package.relations(main)
    parts = dict(relations.values())
    properties = root.find(MAIN + "workbookPr")
    since_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    return Workbook(
        _sheets(root, relations),
        _strings(package.xml(parts["sharedStrings"]) if "sharedStrings" in parts else None),
        _formats(package.xml(parts["styles"]) if "styles" in parts else None),
        since_1904,
    )


def _sheets(root: etree._Element, relations: dict[str, tuple[str, str]]) -> tuple[Sheet, ...]:
    found: list[Sheet] = []
    areas = _print_areas(root)
    for at, element in enumerate(root.iterfind(f"{MAIN}sheets/{MAIN}sheet")):
        kind, part = relations.get(element.get(_ID, ""), ("worksheet", ""))
        if kind == "worksheet":
            hidden = element.get("state", "visible") != "visible"
            found.append(Sheet(element.get("name", "").strip(), part, hidden, areas.get(at, ())))
    return tuple(found)


def _print_areas(root: etree._Element) -> dict[int, tuple[range, ...]]:
    """Return the columns of the print areas by the position of the sheet."""
    areas: dict[int, tuple[range, ...]] = {}
    for element in root.iterfind(f"{MAIN}definedNames/{MAIN}definedName"):
        at = element.get("localSheetId", "")
        if element.get("name") == "_xlnm.Print_Area" and at.isdecimal():
            found = _AREA.findall(element.text or "")
            areas[int(at)] = tuple(range(column_number(first), column_number(last) + 1) for first, last in found)
    return areas


@cache
def column_number(letters: str) -> int:
    """Return the number of a column, A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _strings(root: etree._Element | None) -> tuple[str, ...]:
    return () if root is None else tuple(map(rich_text, root.iterchildren(MAIN + "si")))


def rich_text(element: etree._Element) -> str:
    """Return the text of a string item, its phonetic guide left out."""
    pieces = (child.text or "" for child in element.iterfind(f"{MAIN}t"))
    runs = (child.text or "" for child in element.iterfind(f"{MAIN}r/{MAIN}t"))
    return "".join((*pieces, *runs))


def _formats(root: etree._Element | None) -> tuple[str, ...]:
    if root is None:
        return ()
    own = {element.get("numFmtId"): element.get("formatCode", "General") for element in root.iter(MAIN + "numFmt")}
    return tuple(_format(element.get("numFmtId", "0"), own) for element in root.iterfind(f"{MAIN}cellXfs/{MAIN}xf"))


def _format(number: str, own: dict[str | None, str]) -> str:
    if number in own:
        return own[number]
    return built_in(int(number)) if number.isdecimal() else "General"
