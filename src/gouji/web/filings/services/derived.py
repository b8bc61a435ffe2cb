"""What is made of an original for its page, kept as long as neither engine nor corrections change; rebuilt when missing."""

from __future__ import annotations

import gzip
import hashlib
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

import gouji
from gouji import api

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gouji.web.filings.models import Correction, Version

Json = dict[str, Any]


def corrections_of(version: Version) -> list[Correction]:
    """Return the corrections that count for a version: those of its bytes in its filing."""
    return list(version.filing.corrections.filter(original_id=version.original_id, withdrawn_at=None))


def path_of(sha256: str, corrections: Iterable[Correction] = (), linked: str = "") -> Path:
    """Return where the view of an original stands, as this engine reads it with these corrections; ``linked`` marks its links."""
    mark = f"-{linked}" if linked else ""
    return settings.CONFIG.derived / sha256[:2] / f"{_read_as(sha256, corrections)}{mark}.json.gz"


def comparison_path(first: tuple[str, Iterable[Correction]], second: tuple[str, Iterable[Correction]]) -> Path:
    """Return where the comparison of two originals stands, each read with its corrections."""
    pair = "|".join(_read_as(*one) for one in (first, second))
    name = hashlib.sha256(pair.encode()).hexdigest()
    return settings.CONFIG.derived / first[0][:2] / f"compared-{name}.json.gz"


def pictures_of(sha256: str) -> Path:
    """Return the folder of an original's page pictures."""
    return settings.CONFIG.derived / sha256[:2] / f"{sha256}-pages"


def made(checked: api.Checked, name: str) -> Json:
    """Return the view of a document under the name that it was handed in with: where the copy lay that was read is no matter."""
    view: Json = _renamed(api.view(checked), checked.document.path, name)
    return {**view, "path": name}


def _renamed(value: Any, path: str, name: str) -> Any:  # noqa: ANN401  any JSON value
    if isinstance(value, list):
        return [_renamed(one, path, name) for one in value]
    if isinstance(value, dict):
        return {
            key: name if key == "document" and one == path else _renamed(one, path, name) for key, one in value.items()
        }
    return value


def _read_as(sha256: str, corrections: Iterable[Correction]) -> str:
    """Return what tells one reading of an original from another: the engine, and the corrections."""
    said = sorted((one.start, one.end, one.value, one.unit) for one in corrections)
    mark = f"-{hashlib.sha256(json.dumps(said).encode()).hexdigest()[:12]}" if said else ""
    return f"{sha256}-{gouji.__version__}-{api.VIEW_VERSION}{mark}"


def write(path: Path, view: Json) -> None:
    """Keep a view or a comparison; a reader sees the whole of it or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(view, ensure_ascii=False, separators=(",", ":"))
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as stream:
        stream.write(gzip.compress(text.encode(), 6, mtime=0))
    Path(stream.name).replace(path)


def read(path: Path) -> Json | None:
    """Return what was kept, None where it is missing or cannot be read."""
    try:
        view: Json = json.loads(gzip.decompress(path.read_bytes()))
    except (OSError, EOFError, ValueError):
        return None
    return view
