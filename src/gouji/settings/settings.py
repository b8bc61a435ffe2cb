"""The settings file, gouji.toml: which rules run, how severe they are and where, what is suppressed and what is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji.model.finding import Severity
from gouji.settings.toml import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gouji.extract.extraction import Part
    from gouji.model.finding import Finding

NAME = "gouji.toml"


@dataclass(frozen=True)
class Severities:
    """Severities by rule or family; those of a place (a word of the region's or the unit's name) go before the general ones."""

    general: Mapping[str, Severity] = field(default_factory=dict)
    places: tuple[tuple[str, Mapping[str, Severity]], ...] = ()

    def of(self, finding: Finding, part: Part) -> Severity:
        """Return the severity of a finding in a part: the last place that fits, else the general one, else the rule's own."""
        for region, wanted in (*reversed(self.places), ("", self.general)):
            if region in part.region or part.unit.startswith(region):
                found = _closest(finding.rule, wanted)
                if found is not None:
                    return found
        return finding.severity


def _closest(rule: str, wanted: Mapping[str, Severity]) -> Severity | None:
    """Return the severity for a rule; the longest code that begins it decides."""
    codes = [code for code in wanted if rule.startswith(code)]
    return wanted[max(codes, key=len)] if codes else None


@dataclass(frozen=True)
class Settings:
    """What a settings file says; what it leaves out is as here."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity | None = None
    suppressions: Path | None = None
    baseline: Path | None = None
    severities: Severities = field(default_factory=Severities)


def load_settings(path: Path) -> Settings:
    """Return the settings in a file, its paths taken from where it lies; SettingsError where it is not as the schema says."""
    data = load(path, "gouji.schema.json")
    places = tuple((place["region"], _levels(place["severity"])) for place in data.get("place", ()))
    return Settings(
        select=tuple(data.get("select", ())),
        ignore=tuple(data.get("ignore", ())),
        fail_on=Severity(data["fail-on"]) if "fail-on" in data else None,
        suppressions=path.parent / data["suppressions"] if "suppressions" in data else None,
        baseline=path.parent / data["baseline"] if "baseline" in data else None,
        severities=Severities(_levels(data.get("severity", {})), places),
    )


def _levels(given: Mapping[str, str]) -> dict[str, Severity]:
    return {code: Severity(level) for code, level in given.items()}
