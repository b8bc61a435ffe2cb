"""A folder as a cache of recognized pages."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FolderCache:
    """One small text file a page; what cannot be read or written is as if it were not there."""

    folder: str

    def get(self, key: str, /) -> str | None:
        """Return what was kept under the key."""
        with contextlib.suppress(OSError, UnicodeDecodeError):
            return self._file(key).read_text(encoding="utf-8")
        return None

    def __setitem__(self, key: str, value: str, /) -> None:
        file = self._file(key)
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            # Two processes may keep the same page: each writes its own file, and the last name wins whole.
            part = file.with_name(f"{file.name}.{id(value)}")
            part.write_text(value, encoding="utf-8")
            part.replace(file)

    def _file(self, key: str) -> Path:
        return Path(self.folder) / key[:2] / f"{key}.json"
