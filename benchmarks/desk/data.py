"""A district of full size: the demonstration's departments, copied with all that belongs to them until there are enough."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models, transaction

from gouji.web.filings.models import Filing
from gouji.web.lookup.rebuild import rebuild
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_NOT_COPIED = frozenset({"audit", "people", "lookup", "execution"})
"""Apps whose rows belong to persons, to the chain or to what was paid, not to a department; and the one made from the others."""
Rows = dict[type[models.Model], list[models.Model]]


@transaction.atomic
def enlarge(departments: int, years: int) -> None:
    """Copy filings into earlier years, then whole departments, until there are as many as wanted."""
    known = sorted(set(Filing.objects.values_list("year", flat=True)))
    for shift in range(len(known), years, len(known)):
        for filing in list(Filing.objects.filter(year__in=known)):
            if filing.year - shift > max(known) - years:
                _copy(filing, partial(_moved_back, years=shift))
    originals = list(Unit.objects.filter(parent=None))
    for number in range(len(originals), departments):
        _copy(originals[number % len(originals)], partial(_renamed, number=number))


def look_up() -> None:
    """Make what can be searched and counted of all that is there now."""
    unread = rebuild(lambda words, _: print(words))
    if unread:
        raise ValueError(f"{len(unread)} originals cannot be read, so nothing of them can be looked up: {unread[:3]}")


def _moved_back(filing: Any, years: int) -> None:  # noqa: ANN401  a filing, among rows of any kind
    filing.year -= years


def _renamed(unit: Any, number: int) -> None:  # noqa: ANN401  a unit, among rows of any kind
    unit.code, unit.name = f"{301 + number}001", f"{unit.name}{number}"


def _copy(top: models.Model, change: Callable[[Any], None]) -> None:
    """Copy a row with every row that hangs on it; links among them lead to the copies, all others stay as they are."""
    found = hanging_on(top)
    mapped: dict[type[models.Model], dict[Any, Any]] = defaultdict(dict)
    for model in parents_first(found):
        links = [field for field in model._meta.concrete_fields if field.is_relation]
        copies = []
        for row in found[model]:
            copy = model(**{field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields})
            if isinstance(model._meta.pk, models.AutoField):
                copy.pk = None
            for field in links:
                old = getattr(row, field.attname)
                setattr(copy, field.attname, mapped[_target(field)].get(old, old))
            if row is top:
                change(copy)
            copies.append(copy)
        _store(model, copies)
        mapped[model] = {row.pk: copy.pk for row, copy in zip(found[model], copies, strict=True)}


def _store(model: type[models.Model], copies: list[models.Model]) -> None:
    """Write the copies; a unit writes its own path, which needs its number."""
    if issubclass(model, Unit):
        for copy in copies:
            copy.save(force_insert=True)
    else:
        model._base_manager.bulk_create(copies, batch_size=500)


def hanging_on(top: models.Model) -> Rows:
    """Return a row with every row that hangs on it, by model."""
    found: Rows = {type(top): [top]}
    seen = {(type(top), top.pk)}
    queue = [type(top)]
    while queue:
        model = queue.pop(0)
        keys = [row.pk for row in found[model]]
        for link in _links_to(model):
            rows = [row for row in _rows(link, keys) if (type(row), row.pk) not in seen]
            seen |= {(type(row), row.pk) for row in rows}
            if rows:
                found.setdefault(link.model, []).extend(rows)
                queue.append(link.model)
    return found


def _rows(link: models.Field[Any, Any], keys: list[Any]) -> Iterable[models.Model]:
    for at in range(0, len(keys), 500):
        yield from link.model._base_manager.filter(**{f"{link.attname}__in": keys[at : at + 500]}).order_by("pk")


def _links_to(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return [
        field
        for one in apps.get_models(include_auto_created=True)
        if one._meta.app_label not in _NOT_COPIED
        for field in one._meta.concrete_fields
        if field.is_relation and _target(field) is model and one is not model
    ]


def _target(field: Any) -> Any:  # noqa: ANN401  a foreign key, in Django's untyped sense
    return field.related_model


def parents_first(found: Iterable[type[models.Model]]) -> list[type[models.Model]]:
    """Return models so that what a row links to comes before it."""
    ordered: list[type[models.Model]] = []
    left = list(found)
    while left:
        ready = [
            one
            for one in left
            if not any(_target(f) in left and _target(f) is not one for f in one._meta.concrete_fields if f.is_relation)
        ]
        for one in ready or left[:1]:
            ordered.append(one)
            left.remove(one)
    return ordered
