"""Load the made-up county: what a first look needs at once, all the rest in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from gouji.web.demo import documents, place

if TYPE_CHECKING:
    from collections.abc import Callable

_AT_ONCE = 3
"""Documents that are checked before the first page: the first department's newest."""


def load(say: Callable[[str], None]) -> None:
    """Load the county unless it is there; raises DeskError where real data is. ``say`` hears how far it is."""
    if place.is_loaded():
        return
    today, now = timezone.localdate(), timezone.now()
    say("正在写出虚构的部门预算、决算……")
    found = documents.written(today)
    say(f"正在装入{len(found)}份材料……")
    # The government's papers follow in the background: its books hold those of all departments, which takes a while to write.
    names = list(dict.fromkeys(one.unit for one in sorted(found, key=lambda one: one.unit)))
    units = place.build(names)
    documents.hand_in(found, units)
    # Later than the handing in: nothing is released before it was there.
    documents.bring_forward(found, units, today, timezone.now())
    say("正在核对最新的几份……")
    documents.check(documents.waiting()[:_AT_ONCE], today, now)
    from gouji.web.demo.tasks import go_on  # noqa: PLC0415  the task's module loads the story, which needs all apps

    go_on.enqueue()
    say("演示数据已装入，全部虚构；其余材料和事项正在后台生成，约一分钟。")
