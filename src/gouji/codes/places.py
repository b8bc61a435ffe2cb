"""Which province a district belongs to: what a province demands of disclosures holds in its cities too.

A district may be named without its province (无锡市梁溪区); the cities of each province stand in ``data/places.csv``. A county
named alone is of no known province. General knowledge, to be kept up with changes of the map.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

_AFTER = ("省", "市", "州", "地区", "盟", "自治", "壮族", "回族", "维吾尔")
_NATION = 10
"""So far may 自治州 stand from the name of a prefecture: 楚雄彝族自治州."""


@cache
def province(region: str) -> str:
    """Return the province of a district by its short name (四川), "" where the name does not show it.

    The name that stands first decides: 上海市普陀区 is of 上海, whatever else its districts are called.
    """
    found = [(at, -len(name), place) for name, place in _names().items() if (at := _at(name, region)) >= 0]
    return min(found)[2] if found else ""


def lies_in(region: str, place: str) -> bool:
    """Whether a district is, or lies in, a place (四川, 成都); every district lies in ""."""
    return not place or place in region or province(region) == place


def _at(name: str, region: str) -> int:
    """Return where a name stands as that of a province or a city, -1 where it does not."""
    at = region.find(name)
    after = region[at + len(name) :]
    return at if at >= 0 and (not after or after.startswith(_AFTER) or "自治州" in after[:_NATION]) else -1


@cache
def _names() -> dict[str, str]:
    text = files("gouji.codes").joinpath("data", "places.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    cities = {city: row["province"] for row in rows for city in row["places"].split()}
    return cities | {row["province"]: row["province"] for row in rows}
