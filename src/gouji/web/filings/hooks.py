"""What other apps do once a version was checked, and know of approvals. They register in ``AppConfig.ready``; the check's task calls ``run``."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from gouji.api import Checked
    from gouji.web.filings.models import Check

_LOG = logging.getLogger(__name__)
_HOOKS: list[Callable[[Check, Checked], None]] = []
Approvals = dict[tuple[int, str, int, int], "dt.date"]
"""When a government's papers were approved: region id, kind, fiscal year and number (第几份) to the day."""
_TOLD: list[Callable[[Iterable[int], Iterable[int]], Approvals]] = []


def tell_approvals(source: Callable[[Iterable[int], Iterable[int]], Approvals]) -> None:
    """Let an app tell, of regions (their ids) and fiscal years, on which days the congress approved the government's papers."""
    _TOLD.append(source)


def approvals(regions: Iterable[int], years: Iterable[int]) -> Approvals:
    """Return all that is known of approvals in these regions and years."""
    places, wanted = list(regions), list(years)
    return {key: day for source in _TOLD for key, day in source(places, wanted).items()}


def after_check(hook: Callable[[Check, Checked], None]) -> None:
    """Let an app do something with each checked version; it is called in the background task and may be called twice."""
    _HOOKS.append(hook)


def run(check: Check, checked: Checked) -> None:
    """Call every hook, after the check's findings are stored and outside its transaction; a hook that fails is logged, no more."""
    for hook in _HOOKS:
        try:
            hook(check, checked)
        except Exception:  # noqa: BLE001  whatever another app does, the check stands
            _LOG.exception("after check %s: %s failed", check.pk, hook.__qualname__)
