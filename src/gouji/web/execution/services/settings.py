"""What a region decides about its indicators: thresholds with their basis, exemptions with a reason and a last day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.execution.models import Alert, Exemption, ThresholdSetting
from gouji.web.execution.services.alerts import move
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right
from gouji.web.people.step_up import require
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from gouji.supervision.indicator import Indicator
    from gouji.web.people.models import User
    from gouji.web.people.step_up import Proof
    from gouji.web.units.models import Region

_LONGEST = 3
"""Years that an exemption may last: one that stands for ever is a threshold in disguise."""


def set_thresholds(
    actor: User,
    region: Region,
    indicator: Indicator,
    values: Mapping[str, Decimal],
    basis: str,
    nature: str = "",
    *,
    proof: Proof | None,
) -> None:
    """Set thresholds of a region, for all its units or for those of one nature. Raises Refused."""
    require(proof, actor)
    if not rights_of(actor).in_region(Right.MATTER_LEAD, region):
        raise Refused("forbidden", _("只有人大负责人可以调整阈值。"))
    if not basis.strip():
        raise Refused("reason", _("请写明调整阈值的依据。"))
    if nature and nature not in Unit.Nature.values:
        raise Refused("nature", _("没有这种单位性质，请重新选择。"))
    known = {one.name for one in indicator.thresholds}
    with transaction.atomic():
        for name, value in values.items():
            if name in known:
                ThresholdSetting.objects.update_or_create(
                    region=region,
                    indicator=indicator.code,
                    name=name,
                    nature=nature,
                    defaults={"value": value, "basis": basis.strip(), "set_by": actor},
                )
        said = {name: str(value) for name, value in values.items()}
        record(actor, "thresholds.set", region, indicator=indicator.code, nature=nature, values=said, reason=basis)


def exempt(actor: User, alert: Alert, reason: str, until: dt.date, today: dt.date) -> Exemption:
    """Leave what an alert is about out of its indicator until a day; the alert rests until then. Raises Refused."""
    _lead(actor, alert.region)
    if not reason.strip():
        raise Refused("reason", _("请写明例外的理由。"))
    if not today < until <= today.replace(year=today.year + _LONGEST, day=1) + dt.timedelta(days=31):
        raise Refused("until", _("例外的截止日期应在今天以后，最长三年。"))
    with transaction.atomic():
        alert = Alert.objects.select_for_update(of=("self",)).select_related("region").get(pk=alert.pk)
        if alert.state not in {Alert.State.OPEN, Alert.State.EXPLAINED}:
            raise Refused(
                "stale", _("这条预警已经是“%(state)s”，请刷新页面后再操作。") % {"state": alert.get_state_display()}
            )
        made = Exemption.objects.create(
            region=alert.region,
            indicator=alert.indicator,
            about=alert.about,
            reason=reason.strip(),
            until=until,
            made_by=actor,
        )
        said = _("例外至%(until)s：%(reason)s") % {"until": until, "reason": reason.strip()}
        move(alert, Alert.State.EXEMPT, alert.last_on, said, actor)
        record(actor, "alert.exempted", alert, until=until, reason=reason)
    return made


def lift(actor: User, exemption: Exemption, reason: str, today: dt.date) -> Exemption:
    """End an exemption before its day; what it left out is raised again with the next evaluation. Raises Refused."""
    _lead(actor, exemption.region)
    if not reason.strip():
        raise Refused("reason", _("请写明提前结束的理由。"))
    with transaction.atomic():
        exemption = Exemption.objects.select_for_update(of=("self",)).select_related("region").get(pk=exemption.pk)
        if exemption.lifted_at is not None or exemption.until < today:
            raise Refused("stale", _("这个例外已经结束。"))
        exemption.lifted_at, exemption.lifted_by, exemption.lifted_for = timezone.now(), actor, reason.strip()
        exemption.save()
        record(actor, "exemption.lifted", exemption, reason=reason)
    return exemption


def _lead(actor: User, region: Region) -> None:
    if not rights_of(actor).in_region(Right.MATTER_LEAD, region):
        raise Refused("forbidden", _("只有人大负责人可以设置例外。"))
