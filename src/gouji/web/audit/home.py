"""What the audit has for the home page: a chain that no longer holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gouji.web.audit.models import Inspection
from gouji.web.core.home import Todo
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights


def todos(_user: User, rights: Rights) -> Iterator[Todo]:
    """Yield the last inspection where it found a fault, for whoever reads events."""
    if rights.anywhere(Right.AUDIT_READ):
        last = Inspection.objects.first()
        if last and last.fault_reason:
            title = _("操作记录从第%(number)s条起断开，请查明原因") % {"number": last.fault_number}
            yield Todo(_("操作记录"), title, "", None, reverse("audit"))
