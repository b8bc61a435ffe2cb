"""Writes the made-up district to a folder: each document in each format, and ``truth.json`` beside them."""

from __future__ import annotations

import json
from dataclasses import asdict
from random import Random
from typing import TYPE_CHECKING

from gouji.compose.demo.government.made import papers
from gouji.compose.demo.made import departments, made, place_of
from gouji.compose.demo.plant import KINDS, Planted, plant
from gouji.compose.edit import where
from gouji.compose.writers import WRITERS
from gouji.compose.writers.text import text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from gouji.compose.demo.made import Made

DEFECTS, BELOW, DRAFTS, GOVERNMENT = "defects", "units", "drafts", "government"
"""What a district may show besides the departments' clean documents."""
_EACH = 3


def write_district(  # noqa: PLR0913  what the command offers
    folder: Path,
    *,
    seed: int,
    units: int,
    years: int,
    forms: Sequence[str],
    formats: Sequence[str],
    also: Collection[str] = (),
    place: str = "",
) -> Iterator[Path]:
    """Write the documents of ``units`` departments over ``years`` years, and the truth; yield each file as it is written.

    Departments take turns among the forms; ``place`` puts all of them into one county. ``also`` may name DEFECTS: each document has up to three planted ones, the kinds in
    turn; BELOW: the units of a department publish documents of their own beside it; DRAFTS: each document is there twice, as
    the draft (送审稿), which has the defects, and as published; GOVERNMENT: all departments are of one place, and its
    government's papers of each year stand beside theirs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    governed = place or (place_of(seed, forms[0]) if GOVERNMENT in also else "")
    clean_ones = made(seed, units=units, years=years, forms=forms, below=BELOW in also, place=governed)
    if GOVERNMENT in also:
        clean_ones += papers(governed, departments(seed, units, years, forms, governed), str(seed), years)
    for number, clean in enumerate(clean_ones):
        versions = [("", *_planted(clean, number, seed))] if DEFECTS in also else [("", clean, list[Planted]())]
        if DRAFTS in also:
            versions = [("（送审稿）", *_planted(clean, number, seed)), ("（公开稿）", clean, [])]
        for version, document, planted in versions:
            files = [f"{document.name}{version}.{ending}" for ending in formats]
            for name, ending in zip(files, formats, strict=True):
                (folder / name).write_bytes(WRITERS[ending](document.page))
                yield folder / name
            entries.append(_entry(document, version, files, planted))
    truth = {"schema_version": 1, "made_up": True, "seed": seed, "documents": entries}
    path = folder / "truth.json"
    path.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    yield path


def _planted(clean: Made, number: int, seed: int) -> tuple[Made, list[Planted]]:
    """Plant the next kinds one after the other, a row left out last, never two in one place."""
    kinds = sorted(
        (KINDS[(number * _EACH + at) % len(KINDS)] for at in range(_EACH)), key=lambda kind: kind == "row dropped"
    )
    rng = Random(f"{seed}/{number}/defects")  # noqa: S311  made-up figures, not secrets
    document, planted = clean, list[Planted]()
    for kind in kinds:
        defect = plant(document, kind, rng)
        if defect and all(defect.id != other.id for other in planted):
            planted.append(defect)
            document = defect.document
    return document, planted


def _entry(document: Made, version: str, files: list[str], planted: list[Planted]) -> dict[str, object]:
    places = text(document.page)[1]
    return {
        "name": f"{document.name}{version}",
        "form": document.form,
        "kind": document.kind,
        "unit": document.unit,
        "level": document.level,
        "year": document.year,
        "files": files,
        "defects": [_defect(document, defect, places) for defect in planted],
    }


def _defect(document: Made, defect: Planted, places: dict[int, tuple[int, int]]) -> dict[str, object]:
    stands = defect.id in document.page.marked
    return {
        "kind": defect.kind,
        "printed": defect.printed,
        "right": defect.right,
        "value": None if defect.value is None else str(defect.value),
        "unit": defect.unit,
        "quantity": defect.key,
        "place": asdict(where(document.page, defect.id) if stands else defect.where),
        # Code points into the .md file, which is the document's text.
        "span": places.get(defect.id),
        "detectable": defect.detectable,
        "detectable_beside": defect.detectable_beside,
    }
