"""Releasing to the public and taking back: by the office's lead, who proves once more that it is he."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from gouji.web.core.errors import Refused
from gouji.web.filings.models import Check
from gouji.web.filings.services import stages
from gouji.web.people.step_up import require

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.filings.models import Filing
    from gouji.web.people.models import User
    from gouji.web.people.step_up import Proof


def release(by: User, filing: Filing, *, proof: Proof | None, now: dt.datetime) -> None:
    """Show a filing to the public. Raises Refused with what is missing, PermissionDenied."""
    require(proof, by)
    latest = filing.versions.first()
    if latest is None or not latest.checks.filter(state=Check.State.DONE).exists():
        raise Refused("unchecked", _("最近一版还没有核对完，核对后再发布。"))
    stages.release(by, filing, now)


def withdraw(by: User, filing: Filing, reason: str, *, proof: Proof | None) -> None:
    """Take a filing off the public pages, with the reason. Raises Refused, PermissionDenied."""
    require(proof, by)
    stages.take_back(by, filing, reason)
