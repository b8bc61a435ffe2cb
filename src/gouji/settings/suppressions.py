"""The suppression file: findings that a person has judged, why, and until when they need not be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gouji.settings.toml import SettingsError, load

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Suppression:
    """One entry: a finding by rule and fingerprint, with reason, who decided, and the last day on which it holds."""

    rule: str
    fingerprint: str
    reason: str
    who: str
    until: date

    def holds(self, today: date | None) -> bool:
        """Whether the entry has not expired; without a date nothing expires."""
        return today is None or today <= self.until


def load_suppressions(path: Path) -> tuple[Suppression, ...]:
    """Return the entries of a suppression file; SettingsError where it is not as the schema says."""
    rows = load(path, "suppressions.schema.json").get("suppress", ())
    return tuple(_suppression(path, number, row) for number, row in enumerate(rows, 1))


def _suppression(path: Path, number: int, row: dict[str, str]) -> Suppression:
    try:
        until = date.fromisoformat(row["until"])
    except ValueError as error:
        raise SettingsError(
            f"{path}：suppress 第{number}项 until 没有这一天：{row['until']}。",
            f"{path}: suppress {number} until: no such day: {row['until']}.",
        ) from error
    return Suppression(row["rule"], row["fingerprint"], row["reason"], row["who"], until)
