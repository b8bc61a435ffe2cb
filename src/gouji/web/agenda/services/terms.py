"""A region's own terms: how many days before or after, whether a step stands in its calendar at all, and on what basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gouji.web.agenda.models import OwnTerm
from gouji.web.agenda.steps import UNITS, Term, steps
from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from gouji.web.people.models import User
    from gouji.web.units.models import Region

MOST = 180


def set_term(actor: User, region: Region, step: str, term: Term, basis: str, *, used: bool = True) -> OwnTerm:
    """Set a region's term of a step; raises PermissionDenied, Refused."""
    rights = rights_of(actor)
    if not (rights.in_region(Right.AGENDA_KEEP, region) and rights.in_region(Right.MATTER_LEAD, region)):
        raise PermissionDenied
    if step not in steps() or term.unit not in UNITS:
        raise Refused("no_such_step", _("没有这一项，请刷新页面查看。"))
    if abs(term.n) > MOST:
        raise Refused("term", _("期限最长%(most)d天，请核对。") % {"most": MOST})
    if not basis.strip():
        raise Refused("basis", _("请写明依据。"))
    with transaction.atomic():
        was = OwnTerm.objects.filter(region=region, step=step).first()
        values = {"used": used, "n": term.n, "unit": term.unit, "basis": basis.strip()[:200], "by": actor}
        made = OwnTerm.objects.update_or_create(region=region, step=step, defaults=values)[0]
        before = str(was.term) if was else str(steps()[step].term)
        record(actor, "term.set", made, step=step, term=[before, str(made.term)], used=used, basis=made.basis)
    return made
