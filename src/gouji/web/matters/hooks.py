"""What other apps do once a matter was opened or moved: they register in ``AppConfig.ready`` and are called after the commit."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from gouji.web.matters.models import Matter

if TYPE_CHECKING:
    from collections.abc import Callable

_LOG = logging.getLogger(__name__)
_HOOKS: list[Callable[[Matter], None]] = []


def after_change(hook: Callable[[Matter], None]) -> None:
    """Let an app learn of every change of a matter; a matter whose ``the_state.inside`` holds is its office's alone."""
    _HOOKS.append(hook)


def run(pk: int) -> None:
    """Call every hook; one that fails is logged, no more."""
    if not _HOOKS:
        return
    matter = Matter.objects.select_related("unit__region", "region").get(pk=pk)
    for hook in _HOOKS:
        try:
            hook(matter)
        except Exception:  # noqa: BLE001  whatever another app does, the move stands
            _LOG.exception("after a change of matter %s: %s failed", pk, hook.__qualname__)
