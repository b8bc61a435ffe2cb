"""The rows of a table as a page shows them."""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import format_html, format_html_join
from django_tables2.utils import signature

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.safestring import SafeString

register = template.Library()
_EVERYTHING = Signature([Parameter("offered", Parameter.VAR_KEYWORD)])


@register.simple_tag
def table_rows(table: Any) -> SafeString:  # noqa: ANN401  the library is untyped
    """Print the rows of the page of a table, or its words for none; they are read once, and not counted to know whether there are any.

    The attributes of a column's cells are the same in every row, and so is what its function asks for; the library works both out
    anew for each cell.
    """
    for column in table.columns:
        column.render = _ready(column.render)
    cells = {column.name: column.attrs["td"].as_html() for column in table.columns}
    rows = [
        (
            row.attrs.as_html(),
            format_html_join("", "<td {}>{}</td>", ((cells[column.name], cell) for column, cell in row.items())),
        )
        for row in table.paginated_rows
    ]
    if not rows:
        return format_html('<tr><td colspan="{}">{}</td></tr>', len(cells), table.empty_text or "")
    return format_html_join("\n", "<tr {}>{}</tr>", rows)


def _ready(render: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that takes all that the library offers a cell, and hands on what the column's own one asks for."""
    wanted, everything = signature(render)

    def cell(**offered: Any) -> Any:  # noqa: ANN401  whatever a column shows
        return render(**offered) if everything else render(**{name: offered[name] for name in wanted})

    cell.__signature__ = _EVERYTHING  # type: ignore[attr-defined]  # where inspect looks first
    return cell
