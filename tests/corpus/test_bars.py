"""The bars of the real documents; needs the samples (GOUJI_SAMPLES) and is skipped without them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gouji.corpus import labels, papers, verdicts
from gouji.corpus.bars import Bar, bars
from gouji.corpus.run import met, read_by_hand, run

HERE = Path(__file__).parent
SAMPLES = Path(os.environ.get("GOUJI_SAMPLES", HERE.parents[2] / "shared" / "samples"))
NONE = verdicts.adjudicate([], {})
NAMES = [bar.name for bar in [*bars([], [], ([], []), [], NONE), *papers.bars(papers.Papers([], [], [], NONE))]]

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"no samples at {SAMPLES}: name the folder in GOUJI_SAMPLES"),
]


@pytest.fixture(scope="module")
def found() -> dict[str, Bar]:
    entries = list(run(SAMPLES))
    read = read_by_hand(entries)
    held = list(labels.hold(labels.load(HERE / "labels.yaml"), {entry.stem: entry for entry in entries}))
    opinions = verdicts.load(HERE / "verdicts.yaml")
    own = papers.papers_of(entries)
    governments = papers.Papers(own, *papers.met(HERE / "papers.yaml", own), verdicts.adjudicate(own, opinions))
    disclosed = bars(entries, read, met(SAMPLES, entries), held, verdicts.adjudicate(read, opinions))
    return {bar.name: bar for bar in [*disclosed, *papers.bars(governments)]}


@pytest.mark.parametrize("name", NAMES)
def test_the_real_documents(name: str, found: dict[str, Bar]) -> None:
    assert found[name].passed, found[name]
