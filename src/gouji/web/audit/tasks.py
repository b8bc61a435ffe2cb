"""The chain's daily inspection and checkpoint."""

from __future__ import annotations

import logging

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from gouji.web.audit import checkpoints
from gouji.web.audit.inspection import inspect
from gouji.web.audit.models import Inspection

_LOG = logging.getLogger("gouji.audit")


@task()
def inspect_daily() -> None:
    """Recompute the chain, keep the outcome, and add a checkpoint where it holds."""
    path = checkpoints.file_in(settings.CONFIG.data)
    outcome = inspect(checkpoints.read(path))
    if outcome.fault:
        _LOG.error(" ".join(outcome.fault.sentence()))
        Inspection.objects.create(
            number=outcome.number, fault_number=outcome.fault.number, fault_reason=outcome.fault.reason
        )
        return
    Inspection.objects.create(number=outcome.number)
    checkpoints.add(path, outcome.number, outcome.hash, timezone.now())
