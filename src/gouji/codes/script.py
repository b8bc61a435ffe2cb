"""Traditional characters and their simplified form (繁简): only pairs that have one simplified form in every use.

Characters that GB 2312 also has (於, 後, 著) and those living on in names (鍾, 昇) are not in the list.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def simplified() -> dict[str, str]:
    """Return each traditional character with its simplified form."""
    text = files("gouji.codes").joinpath("data", "traditional.csv").read_text(encoding="utf-8")
    return {row["traditional"]: row["simplified"] for row in csv.DictReader(text.splitlines())}
