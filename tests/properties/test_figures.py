"""Promises 1 and 6: every figure re-parses from its place; every numeral of the text is in the account."""

from __future__ import annotations

import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.properties.reparse import faults

from gouji import api
from gouji.model.document import Status

ROOT = Path(os.environ.get("GOUJI_SAMPLES", Path(__file__).parents[3] / "shared" / "samples"))
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())
SAMPLES = sorted(path for folder in ("texts", "disclosures") for path in (ROOT / folder).glob("*.*"))


def name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", EXAMPLES, ids=name)
def test_every_figure_of_an_example(path: Path) -> None:
    (checked,) = api.check_path(path)
    assert checked.extraction is not None
    assert len(checked.extraction.figures) > 50
    assert list(faults(checked)) == []


def test_a_wrong_value_unit_place_or_total_would_be_noticed() -> None:
    (checked,) = api.check_path(EXAMPLES[0])
    extraction = checked.extraction
    assert extraction is not None
    at = next(figure.id for figure in extraction.figures if figure.text.endswith("万元"))
    figures = extraction.figures
    for wrong in (
        replace(figures[at], value=Decimal("0.07")),
        replace(figures[at], unit=None),
        replace(figures[at], start=figures[at].start + 1),
    ):
        broken = replace(extraction, figures=(*figures[:at], wrong, *figures[at + 1 :]))
        assert list(faults(replace(checked, extraction=broken)))
    shorter = replace(extraction, figures=figures[:-1])
    assert list(faults(replace(checked, extraction=shorter, states=checked.states[:-1])))


@pytest.mark.corpus
@pytest.mark.skipif(not ROOT.is_dir(), reason="no shared samples (GOUJI_SAMPLES)")
@pytest.mark.parametrize("path", SAMPLES or [ROOT / "none"], ids=name)
def test_every_figure_of_a_sample(path: Path) -> None:
    (document,) = api.read_bytes(path.read_bytes(), path.name, isolate=False)
    assert document.status is not Status.FAILED
    assert list(faults(api.check(document))) == []
