"""The list of filings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from gouji.web.core.export import ExportMixin
from gouji.web.filings import queries
from gouji.web.filings.access import access_right, intakes_seen
from gouji.web.filings.models import Intake
from gouji.web.filings.ui.filters import FilingFilter
from gouji.web.filings.ui.tables import FilingTable
from gouji.web.people.rights import rights_for
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gouji.web.filings.queries import Listed


class FilingList(ExportMixin, SingleTableMixin, FilterView):  # type: ignore[misc]  # the libraries are untyped
    """The filings that the person may read."""

    http_method_names = ("get", "head")
    table_class = FilingTable
    filterset_class = FilingFilter
    template_name = "filings/list.html"
    table_pagination: ClassVar = {"per_page": 25}  # the table alone counts and cuts
    export_name = "报送材料"

    def get_queryset(self) -> QuerySet[Listed]:
        """Return the filings of the list."""
        return queries.listed(access_right(self.request.user, Right.FILING_READ))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  the base's signature
        """Add what else may be done here."""
        rights = rights_for(self.request)
        may_submit = rights.anywhere(Right.FILING_SUBMIT)
        unplaced = (
            intakes_seen(self.request.user, rights)  # type: ignore[arg-type]  # the middleware lets nobody else in
            .filter(state=Intake.State.UNPLACED)
            .count()
            if may_submit
            else 0
        )
        context: dict[str, Any] = super().get_context_data(**kwargs, may_submit=may_submit, unplaced=unplaced)
        return context
