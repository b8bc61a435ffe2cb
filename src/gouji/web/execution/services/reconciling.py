"""What a person must look at before a load counts: rows set aside, totals that differ, less than there was."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gouji.supervision.items import all_items
from gouji.web.execution.models import Load
from gouji.web.execution.services.controls import control_remarks

if TYPE_CHECKING:
    from gouji.supervision.intake import Tally

_TIMES = 1000
_REASONS = {
    "missing": gettext_lazy("缺少“%s”"),
    "unread": gettext_lazy("“%s”读不出来"),
    "other_year": gettext_lazy("不是这个年度"),
    "unknown_unit": gettext_lazy("单位不在名录中"),
    "repeated": gettext_lazy("与前面的行重复"),
}


def remarks_on(load: Load, tally: Tally, replaced: Any) -> list[str]:  # noqa: ANN401  a queryset of loads
    """Return the sentences that hold a load back; an empty list lets it go live by itself."""
    found = [*_aside(load, tally), *_printed(load, tally), *_less(tally, replaced), *_jumps(load, tally, replaced)]
    if set(tally.aside) == {"other_year"} and not tally.kept:
        found.append(_("一行都不是%(year)d年的数据，请核对年度和文件。") % {"year": load.year})
    return found + (control_remarks(load, replaced) if tally.kept else [])


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
    if not tally.kept:
        return []
    before = sum(other.tally.get("kept", 0) for other in replaced)
    if tally.kept >= before:
        return []
    return [
        _("这次 %(now)d 行，比被替换的 %(before)d 行少，可能只导出了一部分，请核对。")
        % {"now": tally.kept, "before": before}
    ]


def _jumps(load: Load, tally: Tally, replaced: Any) -> list[str]:  # noqa: ANN401  a queryset of loads
    """Say so where the sums are a thousand times those of the file before, or a thousandth: the unit is likely another."""
    before = replaced.last() or _last_like(load)
    if before is None or not before.tally.get("kept") or not tally.kept:
        return []
    said = []
    for name, value in tally.sums.items():
        now, then = abs(value) / tally.kept, abs(Decimal(before.tally["sums"].get(name, 0))) / before.tally["kept"]
        if now and then and not then / _TIMES < now < then * _TIMES:
            words = {"field": all_items()[load.item].field(name).zh, "now": f"{now:,.2f}", "then": f"{then:,.2f}"}
            said.append(
                _(
                    "“%(field)s”平均每行 %(now)s 元，上一份文件是 %(then)s 元，相差千倍以上，请核对金额单位（元、万元）。"
                )
                % words
            )
    return said


def _last_like(load: Load) -> Load | None:
    """Return the newest load of the same data that counts."""
    same = Load.objects.filter(region=load.region, item=load.item, state=Load.State.LIVE).exclude(pk=load.pk)
    return same.first()
