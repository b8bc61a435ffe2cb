"""Signals become alerts: one a thing, raised once, worse or better as the data says, closed by data or by a person."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from calendar import monthrange
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from gouji.supervision.indicator import Indicator, Signal, all_indicators
from gouji.supervision.store import Facts
from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.execution.models import Alert, AlertMove, Exemption, ThresholdSetting
from gouji.web.execution.services.places import live_facts
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from gouji.web.people.models import User
    from gouji.web.units.models import Region

_ORDER = (Alert.Level.BLUE, Alert.Level.YELLOW, Alert.Level.ORANGE, Alert.Level.RED)
_MONTHS = 12
_AT_ONCE = 500
_STANDING = (Alert.State.OPEN, Alert.State.ASKED, Alert.State.EXPLAINED, Alert.State.EXEMPT)
Found = dict[str, tuple[Indicator, Signal]]
Settings = dict[str, dict[str, "Decimal"]]
"""Thresholds of one indicator by the nature of the units for which they hold (empty: all)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one evaluation changed: how many alerts were raised, grew worse or better, recovered; indicators without data."""

    raised: int
    changed: int
    recovered: int
    silent: tuple[str, ...]


def month_end(year: int, month: int) -> dt.date:
    """Return the last day of a month."""
    return dt.date(year, month, monthrange(year, month)[1])


def evaluate(region: Region, until: dt.date) -> Outcome:
    """Ask every indicator about a region's year up to a day, and bring its alerts up to date; twice changes nothing."""
    live = live_facts(region)
    has = {one.item for one in live}
    settings, natures = thresholds_of(region), _natures(region)
    found: Found = {}
    silent = []
    with Facts(live) as facts:
        for indicator in all_indicators().values():
            if not set(indicator.needs) <= has:
                silent.append(indicator.code)
                continue
            for one in _signals(facts, indicator, (region.code, until), settings.get(indicator.code, {}), natures):
                found[key_of(indicator.code, until.year, one.about)] = (indicator, one)
    return _settle(region, until, found, tuple(silent))


def _signals(
    facts: Facts, indicator: Indicator, about: tuple[str, dt.date], settings: Settings, natures: Mapping[str, str]
) -> Iterator[Signal]:
    """Yield what an indicator raises, each unit held against the thresholds of its nature where it has its own."""
    region, until = about
    everywhere = settings.get("", {})
    for nature in ("", *(one for one in settings if one)):
        asked = indicator.asked(region, until.year, until, {**everywhere, **settings.get(nature, {})})
        for signal in indicator.run(facts, asked):
            own = natures.get(signal.about.get("unit_name", ""), "")
            if (own if own in settings else "") == nature:
                yield signal


def _natures(region: Region) -> dict[str, str]:
    return dict(Unit.objects.filter(region__path__startswith=region.path).values_list("name", "nature"))


def dry_run(
    region: Region, code: str, thresholds: Mapping[str, Decimal], years: tuple[int, ...], nature: str = ""
) -> dict[int, list[Signal]]:
    """Return what an indicator would have raised with these thresholds, by year, each signal as it first came.

    With ``nature`` only what is about units of that nature.
    """
    indicator = all_indicators()[code]
    natures = _natures(region) if nature else {}
    raised: dict[int, list[Signal]] = {}
    with Facts(live_facts(region)) as facts:
        for year in years:
            seen: dict[str, Signal] = {}
            for month in range(1, _MONTHS + 1):
                asked = indicator.asked(region.code, year, month_end(year, month), thresholds)
                for signal in indicator.run(facts, asked):
                    if natures.get(signal.about.get("unit_name", ""), "") == nature or not nature:
                        seen.setdefault(key_of(code, year, signal.about), signal)
            raised[year] = list(seen.values())
    return raised


def explain(actor: User, alert: Alert, reason: str) -> Alert:
    """Close an alert by a person's reason; it opens again when it grows worse."""
    if not rights_of(actor).in_region(Right.MATTER_OPEN, alert.region):
        raise Refused("forbidden", _("您没有处理这个地区预警的权限。"))
    if not reason.strip():
        raise Refused("reason", _("请写明理由。"))
    with transaction.atomic():
        alert = Alert.objects.select_for_update().get(pk=alert.pk)
        if alert.state != Alert.State.OPEN:
            raise Refused(
                "stale", _("这条预警已经是“%(state)s”，请刷新页面后再操作。") % {"state": alert.get_state_display()}
            )
        move(alert, Alert.State.EXPLAINED, alert.last_on, reason, actor)
        record(actor, "alert.explained", alert, reason=reason)
    return alert


def thresholds_of(region: Region) -> dict[str, Settings]:
    """Return the thresholds that hold in a region, by indicator and nature of units: its own, else of the region above."""
    found: dict[str, Settings] = {}
    codes = [code for code in region.path.split("/") if code]
    for row in ThresholdSetting.objects.filter(region__code__in=codes).order_by("region__path"):
        found.setdefault(row.indicator, {}).setdefault(row.nature, {})[row.name] = row.value
    return found


def key_of(code: str, year: int, about: Mapping[str, str]) -> str:
    """Return what makes two signals the same alert: indicator, year and what it is about."""
    said = json.dumps([code, year, sorted(about.items())], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def _exempt(region: Region, until: dt.date, found: Found) -> set[str]:
    """Return the keys of what is left out of its indicator on that day."""
    exempt = [
        (one.indicator, one.about) for one in Exemption.objects.filter(region=region, until__gte=until, lifted_at=None)
    ]
    return {
        key
        for key, (indicator, signal) in found.items()
        if any(code == indicator.code and about.items() <= signal.about.items() for code, about in exempt)
    }


@dataclass(slots=True)
class _Book:
    """What an evaluation writes: alerts raised, alerts brought up to date, and the moves of both, all at once."""

    region: Region
    until: dt.date
    raised: list[Alert] = field(default_factory=list)
    seen: list[Alert] = field(default_factory=list)
    moves: list[AlertMove] = field(default_factory=list)
    changed: int = 0
    recovered: int = 0

    def move(self, alert: Alert, after: str, reason: str) -> None:
        """Note a move of a known alert."""
        before, alert.state = alert.state, after
        said = {"before": before, "after": after, "level": alert.level, "reason": reason, "on": self.until}
        self.moves.append(AlertMove(alert=alert, **said))

    def write(self) -> None:
        """Write it all."""
        for alert in Alert.objects.bulk_create(self.raised, batch_size=_AT_ONCE):
            self.moves.append(
                AlertMove(alert=alert, after=alert.state, level=alert.level, reason=alert.message, on=self.until)
            )
        fields = ["level", "value", "message", "figures", "last_on", "state"]
        Alert.objects.bulk_update(self.seen, fields, batch_size=_AT_ONCE)
        AlertMove.objects.bulk_create(self.moves, batch_size=_AT_ONCE)


def _settle(region: Region, until: dt.date, found: Found, silent: tuple[str, ...]) -> Outcome:
    units = dict(Unit.objects.filter(region__path__startswith=region.path).values_list("name", "pk"))
    book = _Book(region, until)
    with transaction.atomic():
        standing = {one.key: one for one in Alert.objects.select_for_update().filter(region=region, year=until.year)}
        exempt = _exempt(region, until, found)
        for key, (indicator, signal) in found.items():
            if key in exempt:
                continue
            alert = standing.get(key)
            if alert is None:
                book.raised.append(_raised(book, key, indicator, signal, units))
            elif until >= alert.last_on:
                _again(book, alert, signal)
        for key, alert in standing.items():
            if _is_over(alert, key, found, silent, until):
                book.move(alert, Alert.State.RECOVERED, _("数据已恢复到阈值以内"))
                book.seen.append(alert)
                book.recovered += 1
        book.write()
        outcome = Outcome(len(book.raised), book.changed, book.recovered, silent)
        if outcome.raised or outcome.changed or outcome.recovered:
            said = {"raised": outcome.raised, "changed": outcome.changed, "recovered": outcome.recovered}
            record(None, "alerts.evaluated", region, until=until, **said)
    return outcome


def _is_over(alert: Alert, key: str, found: Found, silent: tuple[str, ...], until: dt.date) -> bool:
    """Whether an alert stands that the data does not raise any more."""
    asked = alert.indicator not in silent and until >= alert.last_on
    return key not in found and alert.state in _STANDING and asked


def _raised(book: _Book, key: str, indicator: Indicator, signal: Signal, units: Mapping[str, int]) -> Alert:
    return Alert(
        region=book.region,
        unit_id=units.get(signal.about.get("unit_name", "")),
        indicator=indicator.code,
        year=book.until.year,
        key=key,
        about=dict(signal.about),
        first_on=book.until,
        **_said(signal, book.until),
    )


def _again(book: _Book, alert: Alert, signal: Signal) -> None:
    """Bring a known alert up to date; another level, or raised again, is a change worth a move."""
    before = _ORDER.index(Alert.Level(alert.level))
    said = _said(signal, book.until)
    same = all(getattr(alert, name) == value for name, value in said.items())
    for name, value in said.items():
        setattr(alert, name, value)
    after = _ORDER.index(Alert.Level(alert.level))
    back = alert.state in {Alert.State.RECOVERED, Alert.State.EXEMPT}
    if back or (alert.state == Alert.State.EXPLAINED and after > before):
        book.move(alert, Alert.State.OPEN, alert.message)
        book.changed += 1
    elif after != before:
        book.move(alert, alert.state, alert.message)
        book.changed += 1
    elif same:
        return
    book.seen.append(alert)


def _said(signal: Signal, until: dt.date) -> dict[str, Any]:
    return {
        "level": str(signal.level),
        "value": "" if signal.value is None else str(signal.value),
        "message": signal.message,
        "figures": [[one.zh, str(one.value), one.unit] for one in signal.figures],
        "last_on": until,
    }


def move(alert: Alert, after: str, on: dt.date, reason: str, actor: User | None = None) -> None:
    """Bring an alert into another state, with its reason in its history."""
    AlertMove.objects.create(
        alert=alert, before=alert.state, after=after, level=alert.level, reason=reason, on=on, by=actor
    )
    alert.state = after
    alert.save()
