"""The rows of a table as a page shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import format_html, format_html_join

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def table_rows(table: Any) -> SafeString:  # noqa: ANN401  the library is untyped
    """Print the rows of the page of a table, or its words for none; they are read once, and not counted to know whether there are any.

    The attributes of a column's cells are the same in every row; the library's own template works them out anew for each cell.
    """
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
