"""Tables as lines of JSON and back, the same on every database."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import uuid
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NOT_KEPT = frozenset({"auth", "contenttypes", "sessions"})
"""Apps whose rows Django makes anew, or that end with the browser."""
_AT_ONCE = 500
_T = TypeVar("_T")


def kept_models() -> list[type[models.Model]]:
    """Return the models whose rows a backup holds, in an order that never changes."""
    known = apps.get_models(include_auto_created=True)
    kept = [one for one in known if one._meta.managed and not one._meta.proxy and one._meta.app_label not in _NOT_KEPT]
    return sorted(kept, key=lambda one: one._meta.label_lower)


def rows(model: type[models.Model]) -> Iterator[str]:
    """Yield the table's rows as JSON objects without line ends, by key."""
    fields = _fields(model)
    names = [field.attname for field in fields]
    found = model._base_manager.order_by("pk").values_list(*names)
    for row in found.iterator(chunk_size=_AT_ONCE):
        values = {name: _plain(value) for name, value in zip(names, row, strict=True)}
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def insert(model: type[models.Model], lines: Iterable[str]) -> int:
    """Put rows into the table as they were written, automatic dates too, and return how many."""
    fields = _fields(model)
    count = 0
    for some in _batches(lines, _AT_ONCE):
        made = [_object(model, fields, json.loads(line)) for line in some]
        size = connection.ops.bulk_batch_size(fields, made)
        for part in _batches(made, size):
            # What bulk_create does, less the fields' own ideas of a first save (auto_now_add).
            model._base_manager._insert(part, fields=fields, using=connection.alias, raw=True)  # type: ignore[attr-defined]  # noqa: SLF001
        count += len(made)
    return count


def empty(kept: Iterable[type[models.Model]]) -> None:
    """Remove the few rows that migrations put into a new database: the backup has them as they are now."""
    for model in kept:
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608  the name of a table of our own


def number_on(kept: Iterable[type[models.Model]]) -> None:
    """Let the next new row of each table take the next free number."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(kept)):
            cursor.execute(statement)


class Digest:
    """The digest of a table: of its lines whatever their order, since databases order text differently."""

    def __init__(self) -> None:
        self._lines = list[bytes]()

    def add(self, line: str) -> None:
        """Count one line in."""
        self._lines.append(hashlib.sha256(line.encode()).digest())

    @property
    def count(self) -> int:
        """How many lines there were."""
        return len(self._lines)

    def hex(self) -> str:
        """Return the digest."""
        return hashlib.sha256(b"".join(sorted(self._lines))).hexdigest()


def digest_of(lines: Iterable[str]) -> Digest:
    """Return the digest of these lines."""
    digest = Digest()
    for line in lines:
        digest.add(line)
    return digest


def _batches(things: Iterable[_T], size: int) -> Iterator[list[_T]]:
    left = iter(things)
    while some := list(islice(left, size)):
        yield some


def _fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def _object(model: type[models.Model], fields: list[models.Field[Any, Any]], values: dict[str, Any]) -> models.Model:
    return model(**{field.attname: _python(field, values[field.attname]) for field in fields})


def _python(field: models.Field[Any, Any], value: Any) -> Any:  # noqa: ANN401  whatever the field holds
    if isinstance(field, models.BinaryField) and value is not None:
        return base64.b64decode(value)
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.to_python(value)


def _plain(value: Any) -> Any:  # noqa: ANN401  whatever the field holds
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds") if value.tzinfo else value.isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta | Decimal | uuid.UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value
