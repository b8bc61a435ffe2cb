"""The JSON report: the contract of ``gouji check --format json`` (its schema stands in assets/check.schema.json).

Deterministic: the same documents give the same bytes. Amounts are strings, so that no reader turns them into floats.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import gouji
from gouji.report.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from gouji.diagnose.checked import Checked
    from gouji.extract.extraction import Extraction, Part
    from gouji.model.claim import Verdict
    from gouji.model.figure import Figure
    from gouji.model.finding import Beside, Finding, Repair, SetAside
    from gouji.model.place import Place
    from gouji.report.wording import Lang
    from gouji.settings.baseline import Known
    from gouji.settings.decisions import Decisions

SCHEMA_VERSION = 1
_BOX_DIGITS = 2
Json = dict[str, Any]


def report(
    run: Iterable[Checked], *, figures: bool = False, lang: Lang = "zh", decisions: Decisions | None = None
) -> Iterator[str]:
    """Yield the JSON text piece by piece, one document a piece, so that a long run never stands in memory as a whole.

    ``figures`` adds ``figure_list`` to every document: each figure with its state and place. ``gone``
    and ``remarks`` are what ``decisions``, where they were applied to the run, leave to say.
    """
    tool = {"name": "gouji", "version": gouji.__version__}
    yield f'{{"schema_version": {SCHEMA_VERSION}, "tool": {_dump(tool)},\n"documents": ['
    between = "\n"
    for checked in run:
        yield between + _dump(document_json(checked, figures=figures, lang=lang))
        between = ",\n"
    gone = [_known(known) for known in decisions.gone] if decisions else []
    remarks = [sentence(remark, lang) for remark in decisions.remarks] if decisions else []
    yield f'\n],\n"gone": {_dump(gone)},\n"remarks": {_dump(remarks)}}}\n'


def document_json(checked: Checked, *, figures: bool = False, lang: Lang = "zh") -> Json:
    """Return one entry of ``documents``."""
    document = checked.document
    parts = parts_json(checked.extraction) if checked.extraction else []
    first = parts[0] if parts else {"kind": "other", "unit": "", "region": "", "year": None}
    entry: Json = {
        "path": document.path,
        "sha256": document.sha256,
        "status": str(document.status),
        "problems": [problem.zh if lang == "zh" else problem.en for problem in document.problems],
        "parts": parts,
        **{key: first[key] for key in ("kind", "unit", "region", "year")},
        "figures": checked.account,
        "findings": [_finding(checked, finding) for finding in checked.findings],
        "set_aside": [_set_aside(checked, one) for one in checked.set_aside],
    }
    if figures:
        entry["figure_list"] = list(figure_list(checked))
    return entry


def parts_json(extraction: Extraction) -> list[Json]:
    """Return the parts of a document and after them its annexes, each with its title and the number of its part."""
    annexes = (
        {**_part(annex), "title": annex.title, "annex_of": extraction.part_index(annex.start)}
        for annex in extraction.annexes
    )
    return [*map(_part, extraction.parts), *annexes]


def _part(part: Part) -> Json:
    return {name: getattr(part, name) for name in ("kind", "unit", "region", "year", "start", "end")}


def place_json(place: Place) -> Json:
    """Return a Place as DESIGN 5 writes it; boxes are points, rounded to a hundredth."""
    return {
        "document": place.document,
        "part": place.part,
        "section": list(place.section),
        "page": place.page,
        "boxes": [
            [box.page, *(round(edge, _BOX_DIGITS) for edge in (box.x0, box.y0, box.x1, box.y1))] for box in place.boxes
        ],
        "table": place.table,
        "row": place.row,
        "column": place.column,
        "start": place.start,
        "end": place.end,
        "text": place.text,
    }


def figure_list(checked: Checked) -> Iterator[Json]:
    """Yield every figure with its state, in text order."""
    if checked.extraction is not None:
        for figure, state in zip(checked.extraction.figures, checked.states, strict=True):
            place = checked.extraction.place(figure.start, figure.end)
            yield {"id": figure.id, "state": str(state), **figure_json(figure), "place": place_json(place)}


def figure_json(figure: Figure) -> Json:
    """Return what is known of a figure by itself: value and precision in its printed unit, amount in 元."""
    return {
        "text": figure.text,
        "nature": str(figure.nature),
        "value": decimal_text(figure.value),
        "high": decimal_text(figure.high),
        "bound": str(figure.bound),
        "unit": figure.unit.name if figure.unit else None,
        "dimension": str(figure.unit.dimension) if figure.unit else None,
        "step": decimal_text(figure.step),
        "amount": decimal_text(figure.amount),
        "reason": figure.reason,
    }


def decimal_text(value: Decimal | None) -> str | None:
    """Return a Decimal without exponent, digits as they are: 110.00, never 1.1E+2."""
    return None if value is None else format(value, "f")


def _finding(checked: Checked, finding: Finding) -> Json:
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": finding.message,
        "printed": finding.printed,
        "expected": finding.expected,
        "repairs": [_repair(repair) for repair in finding.repairs],
        "difference": finding.difference,
        "rounding": finding.rounding,
        "working": finding.working,
        "claims": [
            *(_claim(checked, verdict) for verdict in finding.verdicts),
            *(_beside(finding, other) for other in finding.beside),
        ],
        "place": place_json(finding.place),
        "related": [place_json(place) for place in (*finding.related, *(other.place for other in finding.beside))],
        "fingerprint": finding.fingerprint,
        "recurrence_key": finding.recurrence_key,
    }


def _set_aside(checked: Checked, one: SetAside) -> Json:
    until = one.until.isoformat() if one.until else None
    finding = _finding(checked, one.finding)
    return {"by": one.by, "reason": one.reason, "who": one.who, "until": until, "finding": finding}


def _known(known: Known) -> Json:
    words = ("path", "rule", "severity", "message", "printed", "fingerprint")
    return {name: getattr(known, name) for name in words}


def _repair(repair: Repair) -> Json:
    return {
        "place": place_json(repair.place),
        "value": repair.value,
        "unit": repair.unit,
        "slip": repair.slip,
        "claims": list(repair.claims),
        "also": [{"place": place_json(one.place), "value": one.value, "unit": one.unit} for one in repair.also],
    }


def _claim(checked: Checked, verdict: Verdict) -> Json:
    claim, extraction = verdict.claim, checked.extraction
    figures = [extraction.figures[index] for index in claim.figures] if extraction else []
    return {
        "kind": str(claim.kind),
        "source": str(claim.source),
        "text": claim.title or checked.document.text[claim.start : claim.end],
        "figures": [place_json(extraction.place(f.start, f.end)) for f in figures] if extraction else [],
    }


def _beside(finding: Finding, other: Beside) -> Json:
    """Return a relation with a figure of another document: its own figure first, the other last."""
    return {
        "kind": str(other.kind),
        "source": "document",
        "text": other.title,
        "figures": [place_json(finding.place), place_json(other.place)],
    }


def _dump(value: Json | list[Any]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
