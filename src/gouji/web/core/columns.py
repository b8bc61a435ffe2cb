"""Columns of the desk's tables."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import django_tables2 as tables
from django.utils import timezone

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class DayColumn(tables.Column):  # type: ignore[misc]  # the library is untyped
    """A day (``%Y-%m-%d``) or a moment by the office's clock; the library's own columns compile a template for each cell."""

    def __init__(self, *args: Any, shape: str = "%Y-%m-%d", **how: Any) -> None:  # noqa: ANN401  what its base takes
        super().__init__(*args, **how)
        self.shape = shape

    def render(self, value: dt.date) -> str:
        """Write the day or moment."""
        return f"{timezone.localtime(value) if isinstance(value, dt.datetime) else value:{self.shape}}"


MINUTE = "%Y-%m-%d %H:%M"
SECOND = "%Y-%m-%d %H:%M:%S"


def labelled(
    label: StrOrPromise,
    kind: str = "",
    column: type[tables.Column] = tables.Column,
    **how: Any,  # noqa: ANN401  what its column takes
) -> tables.Column:
    """Return a column that says its name beside each value where a narrow page stacks the cells."""
    return column(verbose_name=label, attrs={"td": {"data-label": label, "class": kind}, "th": {"class": kind}}, **how)
