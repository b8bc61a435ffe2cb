"""A document that could not be read: no text, one clear sentence."""

from __future__ import annotations

import hashlib
import zipfile

from gouji.model.document import Document, Message, Status

ZIP_FAULTS = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    NotImplementedError,
)  # what a damaged zip raises when it is opened


def failed(path: str, data: bytes, kind: str, message: Message) -> Document:
    """Return the FAILED document of ``data``; ``kind`` is the format it was taken for."""
    return failed_hash(path, hashlib.sha256(data).hexdigest(), kind, message)


def failed_hash(path: str, sha256: str, kind: str, message: Message) -> Document:
    """Return the FAILED document of a file whose bytes are not at hand (too large, unreadable)."""
    return Document(path, sha256, "", problems=(message,), status=Status.FAILED, format=kind)
