"""What other apps do once a version was checked. They register in ``AppConfig.ready``; the check's task calls ``run``."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gouji.api import Checked
    from gouji.web.filings.models import Check

_LOG = logging.getLogger(__name__)
_HOOKS: list[Callable[[Check, Checked], None]] = []


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
