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
    the form itself states it (codes, 合计 over a plain list). Otherwise it is our reading: with ``majority`` the rows decide
    together (a column rule over many lines), without it each relation only counts where it holds and never accuses.
    ``printed`` says that the relation itself stands in the table (A=B+C). ``alternatives`` are other readings of which parts are meant; the relation holds if any reading does.
    """

    result: Spot
    parts: tuple[tuple[Spot, int], ...]
    group: tuple[object, ...]
    stated: bool = True
    majority: bool = False
    printed: bool = False
    at_most: bool = False
    alternatives: tuple[tuple[tuple[Spot, int], ...], ...] = ()
