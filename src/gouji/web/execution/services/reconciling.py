"""What a person must look at before a load counts: rows set aside, totals that differ, less than there was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gouji.supervision.items import all_items

if TYPE_CHECKING:
    from gouji.supervision.intake import Tally
    from gouji.web.execution.models import Load

_REASONS = {
    "missing": gettext_lazy("缺少“%s”"),
    "unread": gettext_lazy("“%s”读不出来"),
    "other_year": gettext_lazy("不是这个年度"),
    "unknown_unit": gettext_lazy("单位不在名录中"),
    "repeated": gettext_lazy("与前面的行重复"),
}


def remarks_on(load: Load, tally: Tally, replaced: Any) -> list[str]:  # noqa: ANN401  a queryset of loads
    """Return the sentences that hold a load back; an empty list lets it go live by itself."""
    return [*_aside(load, tally), *_printed(load, tally), *_less(tally, replaced)]


def reason_words(item: str, reason: str) -> str:
    """Return the words of a reason for which a row was set aside."""
    kind, _colon, name = reason.partition(":")
    words = str(_REASONS[kind])
    return words % all_items()[item].field(name).zh if name else words


def _aside(load: Load, tally: Tally) -> list[str]:
    return [
        _("%(count)d 行放在一边等待处理：%(why)s。") % {"count": count, "why": reason_words(load.item, reason)}
        for reason, count in tally.aside.items()
    ]


def _printed(load: Load, tally: Tally) -> list[str]:
    """Hold the file's last printed total of a field against the sum of its rows."""
    last = {name: value for _row, name, value in tally.printed}
    return [
        _("“%(field)s”合计行是 %(printed)s 元，各行相加是 %(sum)s 元，相差 %(gap)s 元，请核对文件是否完整。")
        % {
            "field": all_items()[load.item].field(name).zh,
            "printed": value,
            "sum": tally.sums[name],
            "gap": value - tally.sums[name],
        }
        for name, value in last.items()
        if value != tally.sums[name]
    ]


def _less(tally: Tally, replaced: Any) -> list[str]:  # noqa: ANN401  a queryset of loads
    """Say so where a file would replace more rows than it has: it is likely half a file."""
    before = sum(other.tally.get("kept", 0) for other in replaced)
    if tally.kept >= before:
        return []
    return [
        _("这次 %(now)d 行，比被替换的 %(before)d 行少，可能只导出了一部分，请核对。")
        % {"now": tally.kept, "before": before}
    ]
