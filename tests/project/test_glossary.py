"""docs/glossary.md held against the words that the reports print."""

import re
from pathlib import Path

import pytest

from gouji.model.claim import Kind, Outcome
from gouji.model.figure import State
from gouji.report import wording

ROOT = Path(__file__).resolve().parents[2]
WORDS = {
    word.strip()
    for row in re.findall(
        r"^\| [^|]+ \| ([^|]+) \|", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    for word in row.split(" / ")
}


@pytest.mark.parametrize("name", [*State, *Kind, *Outcome], ids=str)
def test_the_report_s_word_is_in_the_glossary(name: str) -> None:
    assert wording._WORDS[name][0] in WORDS
