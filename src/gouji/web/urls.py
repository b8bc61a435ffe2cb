"""The addresses of the desk; each app has its own list."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("gouji.web.core.urls")),
    path("lookup/", include("gouji.web.lookup.ui.urls")),
    path("", include("gouji.web.portal.ui.urls")),
    path("filings/", include("gouji.web.filings.ui.urls")),
    path("publication/", include("gouji.web.filings.ui.board_urls")),
    path("audit/", include("gouji.web.audit.ui.urls")),
    path("", include("gouji.web.units.ui.urls")),
    path("", include("gouji.web.people.ui.urls")),
    path("api/", include("gouji.web.api.urls")),
    path("", include("gouji.web.api.ui.urls")),
    path("account/", include("gouji.web.people.ui.login_urls")),
    # The public reads in its own language too.
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path("matters/", include("gouji.web.matters.ui.urls")),
    path("agenda/", include("gouji.web.agenda.ui.urls")),
    path("execution/", include("gouji.web.execution.ui.urls")),
]

handler500 = "gouji.web.core.failures.failed"
