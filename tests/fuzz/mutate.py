"""Mutation: bytes and words changed at random places; of a package its members, so that the change is not lost in a checksum."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

_MOST = 200_000
_TAG = re.compile(rb"<[^<>]{1,200}>")
_NUMBER = re.compile(rb"\d+")
_ODD = (b"", b"0", b"-1", b"1", b"65536", b"2147483648", b"99999999999999999999", b"1.5", b"x")
_PACKAGE = b"PK\x03\x04"
_WHOLE = 0.15
_PIECE = 400


def mutated(data: bytes, words: Sequence[bytes], others: Sequence[bytes], chance: Random) -> bytes:
    """Return the data with one to six changes; ``others`` are files of the same format to take pieces from."""
    if data.startswith(_PACKAGE) and chance.random() > _WHOLE:
        return _repacked(data, words, chance)
    return _changed(data, words, others, chance)


def _changed(data: bytes, words: Sequence[bytes], others: Sequence[bytes], chance: Random) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        change: Callable[[bytes, Random], bytes] = chance.choice(_CHANGES)
        if chance.random() < 0.3:
            data = _put(data, chance.choice(words), chance)
        elif chance.random() < 0.1:
            data = _put(data, _slice(chance.choice(others), chance), chance)
        else:
            data = change(data, chance)
    return data[:_MOST]


def _repacked(data: bytes, words: Sequence[bytes], chance: Random) -> bytes:
    """Change the content or the name of one member, or leave it out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name)[:_MOST] for name in package.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return _changed(data, words, [data], chance)
    if not parts:
        return _changed(data, words, [data], chance)
    name = chance.choice(sorted(parts))
    content = parts.pop(name)
    way = chance.random()
    if way < 0.9:
        parts[name] = mutated(content, words, [content], chance)
    elif way < 0.95:
        parts[name + chance.choice(("x", "/", "/../a.md", "\\a", "."))] = content
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for member, inside in parts.items():
            package.writestr(member, inside)
    return stream.getvalue()


def _at(data: bytes, chance: Random) -> int:
    return chance.randrange(len(data) + 1)


def _slice(data: bytes, chance: Random) -> bytes:
    start = _at(data, chance)
    return data[start : start + chance.randrange(1, _PIECE)]


def _put(data: bytes, piece: bytes, chance: Random) -> bytes:
    at = _at(data, chance)
    over = chance.choice((0, 0, len(piece)))
    return data[:at] + piece + data[at + over :]


def _flip(data: bytes, chance: Random) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _drop(data: bytes, chance: Random) -> bytes:
    at = _at(data, chance)
    return data[:at] + data[at + chance.randrange(1, _PIECE) :]


def _cut(data: bytes, chance: Random) -> bytes:
    return data[: _at(data, chance)]


def _twice(data: bytes, chance: Random) -> bytes:
    piece = _slice(data, chance)
    return _put(data, piece * chance.choice((1, 2, 50)), chance)


def _of(pattern: re.Pattern[bytes], data: bytes, chance: Random) -> tuple[int, int]:
    found = [match.span() for match in pattern.finditer(data)]
    return chance.choice(found) if found else (0, 0)


def _tag_moved(data: bytes, chance: Random) -> bytes:
    start, end = _of(_TAG, data, chance)
    rest = data if chance.random() < 0.5 else data[:start] + data[end:]
    other = _of(_TAG, rest, chance)[0]
    return rest[:other] + data[start:end] + rest[other:]


def _tag_dropped(data: bytes, chance: Random) -> bytes:
    start, end = _of(_TAG, data, chance)
    return data[:start] + data[end:]


def _number(data: bytes, chance: Random) -> bytes:
    start, end = _of(_NUMBER, data, chance)
    return data[:start] + chance.choice(_ODD) + data[end:]


_CHANGES = (_flip, _drop, _cut, _twice, _tag_moved, _tag_dropped, _number, _number)
