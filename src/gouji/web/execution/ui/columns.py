"""Columns of this app's tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_tables2 as tables

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def labelled(
    label: StrOrPromise,
    kind: str = "",
    column: type[tables.Column] = tables.Column,
    **how: Any,  # noqa: ANN401  what its column takes
) -> tables.Column:
    """Return a column that says its name beside each value where a narrow page stacks the cells."""
    return column(verbose_name=label, attrs={"td": {"data-label": label, "class": kind}, "th": {"class": kind}}, **how)
