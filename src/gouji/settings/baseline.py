"""The baseline: a JSON report of before, whose findings are known and whose missing ones are said."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gouji.settings.toml import SettingsError, read

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Known:
    """One finding of the baseline with the document it stood in; ``about`` is unit, kind and year of that document."""

    path: str
    about: tuple[str, str, int | None]
    rule: str
    fingerprint: str
    severity: str
    message: str
    printed: str


def load_baseline(path: Path) -> tuple[Known, ...]:
    """Return the findings of a JSON report, those that it took as known itself included; SettingsError if it is none."""
    try:
        report = json.loads(read(path))
        return tuple(_known(document, row) for document in report["documents"] for row in _rows(document))
    except (ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            f"{path} 不是 gouji check --format json 的报告，不能作为基线。",
            f"{path} is no report of gouji check --format json and cannot be the baseline.",
        ) from error


def _rows(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the findings shown and those known from an earlier baseline; a suppressed one is not known: it may expire."""
    aside = document.get("set_aside", [])
    return [*document["findings"], *(row["finding"] for row in aside if row["by"] == "baseline")]


def _known(document: dict[str, Any], row: dict[str, Any]) -> Known:
    about = (document["unit"], document["kind"], document["year"])
    words = ("rule", "fingerprint", "severity", "message", "printed")
    return Known(document["path"], about, *(str(row[word]) for word in words))
