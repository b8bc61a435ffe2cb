"""From an alert to a 核实函 in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.execution.models import Alert, AlertMove
from gouji.web.matters.services.errors import MatterError
from gouji.web.matters.services.moving import move
from gouji.web.matters.services.needs import Given
from gouji.web.matters.services.opening import Draft, open_matter
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.matters.models import Matter
    from gouji.web.people.models import User

KIND = "verification"


def ask(actor: User, alert: Alert, today: dt.date, *, go_on: bool = False) -> Matter:
    """Open a 核实函 to the alert's unit with the figures behind it; raises Refused.

    With ``go_on`` it goes as far as the person may bring it: a lead signs and sends it, others hand it in for signing.
    """
    with transaction.atomic():
        alert = Alert.objects.select_for_update(of=("self",)).select_related("region", "unit").get(pk=alert.pk)
        if alert.state != Alert.State.OPEN:
            raise Refused(
                "stale", _("这条预警已经是“%(state)s”，请刷新页面后再操作。") % {"state": alert.get_state_display()}
            )
        if alert.unit is None:
            raise Refused("no_unit", _("这条预警不涉及某一个单位，请在事项中另行提出。"))
        draft = Draft(KIND, alert.region, _title(alert), alert.unit, body=_body(alert))
        try:
            matter = open_matter(draft, actor, today=today)
            if go_on:
                _go_on(matter, actor, today)
        except MatterError as error:
            raise Refused("not_now", str(error)) from error
        AlertMove.objects.create(
            alert=alert,
            before=alert.state,
            after=Alert.State.ASKED,
            level=alert.level,
            reason=str(matter),
            on=alert.last_on,
            by=actor,
        )
        alert.state, alert.matter = Alert.State.ASKED, matter
        alert.save()
        record(actor, "alert.asked", alert, matter=matter.pk)
    return matter


def _go_on(matter: Matter, actor: User, today: dt.date) -> None:
    leads = rights_of(actor).in_region(Right.MATTER_LEAD, matter.region)
    for code in ("submit", "sign") if leads else ("submit",):
        move(matter, code, actor, Given(), seen=matter.version, today=today)
        matter.refresh_from_db()


def _title(alert: Alert) -> str:
    names = [name for axis, name in sorted(alert.about.items()) if axis != "unit_name"]
    what = "、".join(names) or _("预算执行")
    return _("%(year)d年%(what)s情况") % {"year": alert.year, "what": what}


def _body(alert: Alert) -> str:
    """Return the alert's sentence and its figures, each with its unit, as the letter's text begins with them."""
    figures = "；".join(f"{words}{value}{unit}" for words, value, unit in alert.figures)
    return f"{alert.message}{_('依据')}：{figures}（{_('数据截至')}{alert.last_on}）。"
