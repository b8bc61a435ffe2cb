"""A relation between cells that the form of a table states, before anyone looks at the figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.extract.tables.tree import Spot


@dataclass(frozen=True, slots=True)
class Relation:
    """``result`` = the signed sum of ``parts`` (or at least it, with ``at_most``).

    ``group`` names what falls and stands together: one column rule over all rows, one tree of one form. ``stated`` says that
    the form itself states it (codes, 合计 over a plain list); otherwise it is our reading of header or order, kept only where
    the rows bear it out.
    """

    result: Spot
    parts: tuple[tuple[Spot, int], ...]
    group: tuple[object, ...]
    stated: bool = True
    at_most: bool = False
