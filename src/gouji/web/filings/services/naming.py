"""Which unit a document means by the name that it prints."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from django.db.models import Q

_SPACE = re.compile(r"\s+")
_OWN = re.compile(r"\(?本级\)?$")


def find_unit(name: str, within: Q) -> Unit | None:
    """Return the one unit of those ``within`` that bears or bore this name; None where none or several do.

    A name may be printed with more of its place before it, or with less: 四川省青禾县林业局, 林业局 for 青禾县林业局. It is
    taken so only where nothing bears it in full.
    """
    wanted = plain(name)
    if not wanted:
        return None
    by_name: dict[str, set[int]] = defaultdict(set)
    units = {unit.pk: unit for unit in Unit.objects.filter(within, until=None).select_related("region")}
    for unit in units.values():
        by_name[plain(unit.name)].add(unit.pk)
        by_name[plain(unit.short_name)].add(unit.pk)
    for pk, former in Unit.objects.filter(pk__in=units).values_list("pk", "names__name"):
        by_name[plain(former or "")].add(pk)
    by_name.pop("", None)
    found = by_name.get(wanted) or {
        pk
        for known, pks in by_name.items()
        if (wanted.endswith(known) or known.endswith(wanted)) and _only_place(wanted, known)
        for pk in pks
    }
    return units[found.pop()] if len(found) == 1 else None


def plain(name: str) -> str:
    """Return a name as it is compared: full width made half, without blanks, without 本级."""
    return _OWN.sub("", _SPACE.sub("", unicodedata.normalize("NFKC", name)))


def _only_place(first: str, second: str) -> bool:
    """Whether what one name has more than the other is a place: 青禾县, 四川省云岭市."""
    longer, shorter = (first, second) if len(first) > len(second) else (second, first)
    return longer.removesuffix(shorter)[-1:] in set("省市县区州旗镇乡盟")
