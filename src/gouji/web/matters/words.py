"""What the audit pages call the events of matters: the moves of every kind, and what is done with their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from gouji.web.matters.kinds import KindError, all_kinds

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_FIXED: dict[str, StrOrPromise] = {
    "matter.opened": _("事项立项"),
    "matter.recurred": _("同类问题再次出现"),
    "matter.replied": _("答复承办事项"),
    "matter.explained": _("说明问题"),
    "matter.returned": _("退回承办"),
    "matter.helper": _("增加会办单位"),
    "matter.helper_withdrawn": _("取消会办单位"),
    "matter.extension_asked": _("申请延期"),
    "matter.extension_refused": _("不同意延期"),
    "matter.extended": _("延期"),
    "matter.assignment_due": _("承办期限变动"),
    "matter.item_added": _("登记清单"),
    "matter.item_measure": _("填写措施"),
    "matter.item_evidence": _("上传佐证"),
    "matter.item_told": _("登记整改报告所述"),
    "matter.item_closed": _("销号"),
    "matter.item_reopened": _("恢复未销号"),
    "matter.ballot": _("登记测评票数"),
    "matter.reminded": _("到期提醒"),
    "office.saved": _("发文设置"),
    "office.template": _("启用函件模板"),
}


def actions() -> dict[str, StrOrPromise]:
    """Return all actions of this installation's kinds by name; the first kind that has a move names it."""
    try:
        kinds = all_kinds().values()
    except KindError:  # the check of the start says what is wrong
        return dict(_FIXED)
    moves: dict[str, StrOrPromise] = {}
    for kind in kinds:
        for move in kind.moves.values():
            moves.setdefault(f"matter.{move.code}", move.label)
    return moves | _FIXED
