"""Ledgers (台账) as bytes to keep: JSON by the fields of our own values, compressed. Never pickle: what is kept may be old or foreign.

Bytes written when the values had other fields are not read: the ledger is made anew from its document.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from gouji.model.figure import Figure, Unit
from gouji.model.ledger import Entry, Ledger, Mention
from gouji.model.place import Box, Place
from gouji.model.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Json = Any
_VALUES = {value.__name__: value for value in (Ledger, Entry, Mention, Figure, Unit, Place, Box, Subject)}
_LEVEL = 6


class Outgrown(Exception):  # noqa: N818  says what the bytes are
    """Raised where bytes were written by a program whose ledgers had other fields, or are no ledgers at all."""


def packed(ledgers: Iterable[Ledger]) -> bytes:
    """Return ledgers as bytes; the same ledgers give the same bytes."""
    said = [SHAPE, [_json(ledger) for ledger in ledgers]]
    return zlib.compress(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(), _LEVEL)


def unpacked(data: bytes) -> tuple[Ledger, ...]:
    """Return the ledgers of ``packed`` bytes; raises Outgrown."""
    try:
        shape, said = json.loads(zlib.decompress(data))
    except (zlib.error, ValueError) as error:
        raise Outgrown from error
    if shape != SHAPE:
        raise Outgrown
    read = _reader(Ledger)
    return tuple(map(read, said))


def known_as(ledger: Ledger, document: str) -> Ledger:
    """Return a ledger whose document bears another name than the path that was read."""

    def named(entry: Entry) -> Entry:
        terms = ((replace(one, place=replace(one.place, document=document)), sign) for one, sign in entry.terms)
        return replace(entry, terms=tuple(terms))

    return replace(
        ledger,
        document=document,
        own=tuple(map(named, ledger.own)),
        earlier=tuple(map(named, ledger.earlier)),
        accused=tuple(map(named, ledger.accused)),
    )


def _json(value: object) -> Json:
    """Return a value as JSON: one of ours as the list of its fields."""
    if is_dataclass(value):
        return [_json(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return [_json(one) for one in value]
    if isinstance(value, Decimal):
        return str(value)
    return value.value if isinstance(value, Enum) else value


@cache
def _reader(kind: Any) -> Callable[[Json], Any]:  # noqa: ANN401  the type of a field
    """Return what makes a value of this type of what was written as JSON."""
    if getattr(kind, "__name__", "") in _VALUES:
        readers = [_reader(field) for field in _hints(kind)]
        return lambda said: kind(*(read(one) for read, one in zip(readers, said, strict=True)))
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        read = _reader(next(one for one in inner if one is not type(None)))
        return lambda said: None if said is None else read(said)
    if origin is tuple and inner[-1] is ...:
        each = _reader(inner[0])
        return lambda said: tuple(map(each, said))
    if origin is tuple:
        readers = [_reader(one) for one in inner]
        return lambda said: tuple(read(one) for read, one in zip(readers, said, strict=True))
    return kind if kind is Decimal or issubclass(kind, Enum) else _as_it_is


def _as_it_is(said: Json) -> Json:
    return said


def _hints(value: type) -> tuple[Any, ...]:
    """Return the types of a value's fields, in their order."""
    names = [field.name for field in fields(value)] if is_dataclass(value) else value._fields  # type: ignore[attr-defined]  # a NamedTuple
    hints = get_type_hints(value, localns=dict(_VALUES))
    return tuple(hints[name] for name in names)


def _shape() -> Iterator[str]:
    for name, value in _VALUES.items():
        yield f"{name}:{list(get_type_hints(value, localns=dict(_VALUES)).items())}"


SHAPE = hashlib.sha256("\n".join(_shape()).encode()).hexdigest()[:12]
"""Names the fields that ledgers have in this program."""
