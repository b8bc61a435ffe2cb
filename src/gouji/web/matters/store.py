"""The bytes of letters and attachments: originals under their hash, in the installation's store."""

from __future__ import annotations

import hashlib
import mimetypes
from typing import TYPE_CHECKING

from django.conf import settings

from gouji.web.filings.models import Original

if TYPE_CHECKING:
    from pathlib import Path


def keep(data: bytes, name: str) -> Original:
    """Store bytes and return their row; the same bytes are stored once."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = _path_of(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_suffix(".part")
        made.write_bytes(data)
        made.replace(path)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Original.objects.get_or_create(sha256=sha256, defaults={"size": len(data), "media_type": kind})[0]


def read(original: Original) -> bytes:
    """Return the bytes; raises OSError where they are gone."""
    return _path_of(original.sha256).read_bytes()


def _path_of(sha256: str) -> Path:
    folder: Path = settings.CONFIG.originals
    return folder / sha256[:2] / sha256[2:4] / sha256
