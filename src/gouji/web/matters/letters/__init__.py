"""Letters (核实函、督办单、交办通知、答复函): made from a matter when a move sends them, kept as an original."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.matters.models import Matter, Move


def issue(matter: Matter, move: Move, letter: str, number: str, today: dt.date) -> None:
    """Make the letter that goes out with a move and keep it with the matter."""
