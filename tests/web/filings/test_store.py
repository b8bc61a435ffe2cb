"""Originals: once under their hash, never replaced, never trusted unread."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from gouji.web.core.errors import Refused
from gouji.web.filings.errors import DamagedError
from gouji.web.filings.models import Original
from gouji.web.filings.services import store

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_bytes_stand_once_under_their_hash() -> None:
    first = store.keep([b"abc", b"def"], "a.pdf")
    second = store.keep([b"abcdef"], "another.pdf")
    sha256 = hashlib.sha256(b"abcdef").hexdigest()
    assert first == second
    assert (first.sha256, first.size, first.media_type) == (sha256, 6, "application/pdf")
    assert files(settings.CONFIG.originals) == [settings.CONFIG.originals / sha256[:2] / sha256[2:4] / sha256]
    assert store.read(first) == b"abcdef"


def test_what_is_stored_is_never_overwritten() -> None:
    kept = store.keep([b"abc"], "a.txt")
    before = store.path_of(kept.sha256).stat()
    store.keep([b"abc"], "a.txt")
    after = store.path_of(kept.sha256).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert not after.st_mode & 0o222


@pytest.mark.parametrize("harm", ["altered", "gone"])
def test_an_altered_original_is_not_read(harm: str) -> None:
    kept = store.keep([b"abc"], "a.txt")
    path = store.path_of(kept.sha256)
    path.unlink()
    if harm == "altered":
        path.write_bytes(b"abd")
    with pytest.raises(DamagedError):
        store.read(kept)


def test_too_large_or_empty_files_leave_nothing_behind() -> None:
    with pytest.raises(Refused, match="拆分"):
        store.keep([b"12345", b"67890"], "a.txt", most=9)
    with pytest.raises(Refused, match="空"):
        store.keep([b""], "a.txt")
    assert files(settings.CONFIG.originals) == []
    assert not Original.objects.exists()
