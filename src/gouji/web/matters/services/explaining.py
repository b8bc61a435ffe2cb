"""A unit explains the findings of a letter one by one (情况说明)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gouji.web.audit.chain import record
from gouji.web.matters.models import Explanation
from gouji.web.matters.services.base import require
from gouji.web.matters.services.errors import MissingError, NotNowError
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.filings.models import Finding
    from gouji.web.matters.models import Matter
    from gouji.web.people.models import User


@transaction.atomic
def explain(matter: Matter, finding: Finding, actor: User, text: str, *, today: dt.date) -> Explanation:
    """Write down what the unit says about one finding of the matter, while it is the unit's turn."""
    require(actor, Right.MATTER_ANSWER, matter, today)
    if matter.the_state.acts != "unit" or not matter.findings.filter(pk=finding.pk).exists():
        raise NotNowError("现在不能说明这个问题。")
    if not text.strip():
        raise MissingError("请填写情况说明。")
    made = Explanation.objects.create(matter=matter, finding=finding, text=text.strip(), by=actor, on=today)
    record(actor, "matter.explained", matter, finding=finding.pk, text=made.text)
    return made
