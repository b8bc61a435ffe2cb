"""The rules of the work on regions and units; each change leaves an audit event in its transaction."""

from gouji.web.units.services.find import below, find_unit, named_in
from gouji.web.units.services.history import merge, move, rename, split
from gouji.web.units.services.tree import (
    UnitFacts,
    add_region,
    add_unit,
    change_unit,
    close_unit,
    rename_region,
)

__all__ = [
    "UnitFacts",
    "add_region",
    "add_unit",
    "below",
    "change_unit",
    "close_unit",
    "find_unit",
    "merge",
    "move",
    "named_in",
    "rename",
    "rename_region",
    "split",
]
