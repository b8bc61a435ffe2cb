"""What the chain of events calls the changes of the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

ACTIONS: Mapping[str, StrOrPromise] = {
    "meeting.planned": _("登记会议"),
    "meeting.changed": _("变动会议"),
    "meeting.cancelled": _("取消会议"),
    "receipt.entered": _("登记完成"),
    "receipt.taken_back": _("撤销完成登记"),
    "term.set": _("设置本地期限"),
}
