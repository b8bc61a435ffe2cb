"""What ``gouji reindex`` asks of the desk."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gouji.web.offline import opened

if TYPE_CHECKING:
    from collections.abc import Callable


def reindex(say: Callable[[str, str], None], *, filings: bool) -> list[str]:
    """Make the index anew of the installation that the environment names; returns the titles that could not be read."""
    with opened(os.environ):
        from gouji.web.lookup.rebuild import rebuild  # noqa: PLC0415  needs Django set up

        return rebuild(say, filings=filings)
