"""An archive unpacked into a folder by a process of its own: its documents as files, and a list of what it held."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.model.document import Message
from gouji.read import archive
from gouji.read.reader import Limits
from gouji.read.sniff import Kind, sniff

if TYPE_CHECKING:
    from collections.abc import Iterator

LIST = "list.json"
"""The list, written last: an array of ``{"name", "file", "problem"}``; ``file`` is empty where there is a problem."""
_TOO_DEEP = Message(
    "压缩包套压缩包层数过多，没有读取，请解压后再报送。", "Too many archives inside one another; unpack them."
)


def unpack_into(source: str, folder: str, name: str) -> None:
    """Unpack the archive ``source``, called ``name``; archives inside it are unpacked as well, within the usual limits."""
    limits = Limits()
    target = Path(folder)
    entries = []
    data = Path(source).read_bytes()
    for number, (inner, content) in enumerate(_members(data, name, 0, archive.Budget(limits))):
        file = "" if isinstance(content, Message) else f"{number}"
        if not isinstance(content, Message):
            (target / file).write_bytes(content)
        problem = content.zh if isinstance(content, Message) else ""
        entries.append({"name": inner, "file": file, "problem": problem})
    (target / LIST).write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")


def _members(data: bytes, name: str, depth: int, budget: archive.Budget) -> Iterator[tuple[str, bytes | Message]]:
    """Yield (name, content) of each document, or the sentence for what cannot be had."""
    if sniff(data, name) is not Kind.ZIP:
        yield name, data
        return
    if depth >= Limits().depth:
        yield name, _TOO_DEEP
        return
    for inner, content in archive.members(data, Limits(), budget):
        full = f"{name}/{inner}" if inner else name
        if isinstance(content, Message):
            yield full, content
        else:
            yield from _members(content, full, depth + 1, budget)
