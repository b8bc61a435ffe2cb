"""Rules of another distribution, found by its entry point: the distribution is made up and lies on the path."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from gouji.api import check, read_bytes
from gouji.cli import main
from gouji.rules.rule import RulesError, all_rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RULE = '''"""A word that this office does not use."""

from gouji.rules.rule import Hit

TITLE = "用了本单位不用的词"
SEVERITY = "warning"
SINCE = "1.0"
BASIS = "本单位要求"
GOOD = "甲"
BAD = "«乙»"


def check(extraction, context):
    at = extraction.document.text.find("乙词")
    if at >= 0:
        yield Hit(at, at + 2, "请不要用“乙词”。")
'''


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    package = tmp_path / "made_up_rules"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "ZZ101_word_not_used.py").write_text(RULE, encoding="utf-8")
    info = tmp_path / "made_up_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: made-up-rules\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[gouji.rules]\nmade-up = made_up_rules\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    all_rules.cache_clear()
    yield package
    for name in [name for name in sys.modules if name.startswith("made_up_rules")]:
        del sys.modules[name]
    monkeypatch.undo()
    all_rules.cache_clear()


def test_an_installed_rule_runs_among_the_others(site: Path) -> None:
    assert site.is_dir()
    (document,) = read_bytes("本年用乙词一次。\n".encode(), "a.txt", isolate=False)
    (finding,) = [finding for finding in check(document).findings if finding.rule == "ZZ101"]
    assert (finding.place.text, finding.message) == ("乙词", "请不要用“乙词”。")
    codes = [rule.code for rule in all_rules()]
    assert codes == sorted(codes)
    assert len(codes) > 1


def test_a_code_of_ours_may_not_be_taken(site: Path) -> None:
    (site / "SU101_taken.py").write_text(RULE, encoding="utf-8")
    with pytest.raises(RulesError, match="SU101用了两次"):
        all_rules()


@pytest.mark.parametrize(
    ("code", "sentence"), [("1 / 0", "ZeroDivisionError"), ('"""Nothing is defined."""', "ZZ102_broken不完整")]
)
def test_rules_that_cannot_be_loaded_are_one_sentence(
    site: Path, code: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "ZZ102_broken.py").write_text(code, encoding="utf-8")
    assert main(["rules"]) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert "卸载" in said
