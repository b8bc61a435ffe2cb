"""The table of filings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from gouji.web.core.columns import MINUTE, DayColumn, labelled
from gouji.web.filings.models import Check, Filing, Stage

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

STAGE_COLOUR = {Stage.DRAFT: "secondary", Stage.SUBMITTED: "blue", Stage.APPROVED: "purple", Stage.PUBLISHED: "green"}
_CHECK = {Check.State.WAITING: "secondary", Check.State.RUNNING: "azure", Check.State.FAILED: "red"}


class FilingTable(tables.Table):  # type: ignore[misc]  # the library is untyped
    """Title, unit, year, kind, stage, version and what is open."""

    title = labelled(_("材料"), linkify=("filing", {"pk": tables.A("pk")}))
    unit = labelled(_("单位"), order_by=("unit__code",))
    kind = labelled(_("种类"))
    year = labelled(_("年度"))
    stage = labelled(_("阶段"))
    version_number = labelled(_("版本"), "amount")
    open_count = labelled(_("待核"), "amount")
    confirmed_count = labelled(_("问题"), "amount")
    filed_at = labelled(_("最近报送"), "text-nowrap", DayColumn, shape=MINUTE)

    class Meta:
        """Newest year first."""

        model = Filing
        fields = (
            "title",
            "unit",
            "kind",
            "year",
            "stage",
            "version_number",
            "open_count",
            "confirmed_count",
            "filed_at",
        )
        order_by = ("-year", "unit")
        empty_text = _("没有符合条件的材料。")
        attrs = {"class": "table table-vcenter card-table table-mobile-md"}

    def render_stage(self, record: Filing) -> SafeString:
        """Show the stage in its colour."""
        return format_html(
            '<span class="badge bg-{}-lt">{}</span>', STAGE_COLOUR[Stage(record.stage)], record.get_stage_display()
        )

    def value_stage(self, record: Filing) -> str:
        """Say the stage in words."""
        return record.get_stage_display()

    def render_version_number(self, record: Any, value: int) -> str | SafeString:  # noqa: ANN401  annotated
        """Show the number, and the check where it has not ended well."""
        colour = _CHECK.get(record.check_state)
        if colour is None:
            return f"v{value}"
        words = Check.State(record.check_state).label
        return format_html('<span class="badge bg-{}-lt me-1">{}</span>v{}', colour, words, value)

    def value_version_number(self, value: int) -> int:
        """Say the number."""
        return value

    def render_open_count(self, value: int) -> str | SafeString:
        """Leave a zero blank."""
        return format_html('<span class="badge bg-orange text-orange-fg">{}</span>', value) if value else ""

    def value_open_count(self, value: int) -> int:
        """Say the number."""
        return value

    def render_confirmed_count(self, value: int) -> str | SafeString:
        """Leave a zero blank."""
        return format_html('<span class="badge bg-red text-red-fg">{}</span>', value) if value else ""

    def value_confirmed_count(self, value: int) -> int:
        """Say the number."""
        return value
