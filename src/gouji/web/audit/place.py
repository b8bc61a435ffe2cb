"""In which region a changed thing lies: whoever may read that region's events sees this one.

What lies in no region (an account without a post) is filed where the person works who changed it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gouji.web.units.models import Region

if TYPE_CHECKING:
    from django.db import models

_WAYS = ("region", "unit", "filing", "matter", "version", "finding", "check", "posts", "user")
"""What may lead from a thing to its region, the nearest first."""
_FARTHEST = 4


def region_of(thing: models.Model, steps: int = _FARTHEST) -> str:
    """Return the path of the thing's region, empty where it has none or lies in none.

    >>> region_of(Region(path="990100/990123/"))
    '990100/990123/'
    """
    if isinstance(thing, Region):
        return thing.path
    for way in _WAYS if steps else ():
        found = _next(thing, way)
        if found is not None:
            return region_of(found, steps - 1)
    return ""


def _next(thing: models.Model, way: str) -> Any:  # noqa: ANN401  whatever the field holds
    if not any(field.name == way for field in thing._meta.get_fields()):
        return None
    found = getattr(thing, way)
    return found.first() if hasattr(found, "first") else found
