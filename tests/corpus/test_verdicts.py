"""The verdicts on findings are well formed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from gouji.corpus.verdicts import VERDICTS
from gouji.rules.rule import all_rules

ROWS: dict[str, dict[str, Any]] = (
    yaml.safe_load((Path(__file__).parent / "verdicts.yaml").read_text(encoding="utf-8")) or {}
)
NEEDED = {"document", "rule", "verdict", "by"}
OPTIONAL = {"printed", "note", "second", "second_by"}


def test_every_verdict_names_a_finding_and_a_reader() -> None:
    rules = {rule.code for rule in all_rules()}
    for fingerprint, row in ROWS.items():
        assert re.fullmatch(r"[0-9a-f]{16}", str(fingerprint)), fingerprint
        assert row.keys() >= NEEDED, fingerprint
        assert row.keys() <= NEEDED | OPTIONAL, fingerprint
        assert ("second" in row) == ("second_by" in row), fingerprint
        assert row["verdict"] == "right" or row.get("note"), fingerprint
        assert row["rule"] in rules, fingerprint
        assert row["verdict"] in VERDICTS, fingerprint
        assert row.get("second", row["verdict"]) in VERDICTS, fingerprint
        assert row["by"] != row.get("second_by"), fingerprint
