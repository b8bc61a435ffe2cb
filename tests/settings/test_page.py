"""The files shown in docs/living.md are files that work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gouji.settings.settings import load_settings
from gouji.settings.suppressions import load_suppressions

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "living.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "load"), [("gouji", load_settings), ("suppressions", load_suppressions)])
def test_the_example_is_taken(name: str, load: object, tmp_path: Path) -> None:
    example = re.search(rf"^```toml {name}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert example
    path = tmp_path / "example.toml"
    path.write_text(example.group(1), encoding="utf-8")
    assert callable(load)
    assert load(path)
