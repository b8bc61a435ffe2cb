"""Kinds of matters (事项种类): data files, one a kind, read once. An installation may add its own in ``<data>/kinds``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from gouji.web.matters.kinds.check import problems_of
from gouji.web.matters.kinds.read import KindError, parse_kind, read_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gouji.web.matters.kinds.shape import Kind

__all__ = ["KindError", "all_kinds", "kind_of", "load", "parse_kind"]

_OURS = Path(__file__).parents[1] / "data" / "kinds"


@cache
def all_kinds() -> Mapping[str, Kind]:
    """Return the kinds of this installation by code; a file of its own replaces ours of the same name. Raises KindError."""
    return load((_OURS, settings.CONFIG.data / "kinds"))


def kind_of(code: str) -> Kind:
    """Return a kind; raises KeyError where no data file of this name is there any more."""
    return all_kinds()[code]


def load(folders: Iterable[Path]) -> dict[str, Kind]:
    """Read and check every kind of the folders, later ones first served; a folder may be missing. Raises KindError."""
    paths = {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}
    kinds = {}
    for code, path in paths.items():
        kinds[code] = read_kind(path)
        if problems := problems_of(kinds[code]):
            raise KindError(code, problems)
    return dict(sorted(kinds.items(), key=lambda entry: (entry[1].order, entry[0])))
