"""What a region decides about its indicators: thresholds with their basis, exemptions with a reason and a last day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.execution.models import Alert, Exemption, ThresholdSetting
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

    from gouji.supervision.indicator import Indicator
    from gouji.web.people.models import User
    from gouji.web.units.models import Region


def set_thresholds(
    actor: User, region: Region, indicator: Indicator, values: Mapping[str, Decimal], basis: str
) -> None:
    """Set thresholds of a region; what is equal to the default is left to it. Raises Refused."""
    if not rights_of(actor).in_region(Right.MATTER_LEAD, region):
        raise Refused("forbidden", _("只有人大负责人可以调整阈值。"))
    if not basis.strip():
        raise Refused("reason", _("请写明调整阈值的依据。"))
    known = {one.name for one in indicator.thresholds}
    with transaction.atomic():
        for name, value in values.items():
            if name in known:
                ThresholdSetting.objects.update_or_create(
                    region=region,
                    indicator=indicator.code,
                    name=name,
                    defaults={"value": value, "basis": basis.strip(), "set_by": actor},
                )
        said = {name: str(value) for name, value in values.items()}
        record(actor, "thresholds.set", region, indicator=indicator.code, values=said, reason=basis)


def exempt(actor: User, alert: Alert, reason: str, until: dt.date) -> Exemption:
    """Leave what an alert is about out of its indicator until a day. Raises Refused."""
    if not rights_of(actor).in_region(Right.MATTER_LEAD, alert.region):
        raise Refused("forbidden", _("只有人大负责人可以设置例外。"))
    if not reason.strip():
        raise Refused("reason", _("请写明例外的理由。"))
    with transaction.atomic():
        made = Exemption.objects.create(
            region=alert.region,
            indicator=alert.indicator,
            about=alert.about,
            reason=reason.strip(),
            until=until,
            made_by=actor,
        )
        record(actor, "alert.exempted", alert, until=until, reason=reason)
    return made
