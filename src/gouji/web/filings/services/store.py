"""The originals: bytes under their hash, written once, read only when they are still what they were."""

from __future__ import annotations

import hashlib
import mimetypes
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from gouji.web.core.errors import Refused
from gouji.web.filings.errors import DamagedError
from gouji.web.filings.models import Original

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 200 * 2**20
"""Bytes that one file may have: what the engine reads at most."""


def keep(chunks: Iterable[bytes], name: str, most: int = MOST) -> Original:
    """Store bytes that come piece by piece and return their row; the same bytes are stored once. Raises Refused."""
    incoming = settings.CONFIG.originals / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=incoming, delete=False) as stream:
        made = Path(stream.name)
        try:
            sha256, size = _write(stream, chunks, most)
            _put(made, path_of(sha256))
        finally:
            made.unlink()
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Original.objects.get_or_create(sha256=sha256, defaults={"size": size, "media_type": kind})[0]


def read(original: Original) -> bytes:
    """Return an original's bytes; raises DamagedError where they are missing or altered."""
    try:
        data = path_of(original.sha256).read_bytes()
    except OSError as error:
        raise DamagedError(original.sha256) from error
    if hashlib.sha256(data).hexdigest() != original.sha256:
        raise DamagedError(original.sha256)
    return data


def path_of(sha256: str) -> Path:
    """Return where the bytes of this hash stand."""
    return settings.CONFIG.originals / sha256[:2] / sha256[2:4] / sha256


def _write(stream: tempfile._TemporaryFileWrapper[bytes], chunks: Iterable[bytes], most: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise Refused("too_large", _("文件超过 %(size)d MB，请拆分后再报送。") % {"size": most // 2**20})
        digest.update(chunk)
        stream.write(chunk)
    if not size:
        raise Refused("empty", _("文件是空的，请重新选择。"))
    stream.flush()
    os.fsync(stream.fileno())
    return digest.hexdigest(), size


def _put(made: Path, target: Path) -> None:
    """Give a finished file its name, unless the name is taken: by the same bytes."""
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    made.chmod(0o444)
    try:
        os.link(made, target)
    except FileExistsError:
        return
