"""What a person read where the program misread counts for every rule, and only at its place."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from gouji import api
from gouji.extract.corrected import BY_HAND
from gouji.model.figure import Dimension, Nature, State

TEXT = "一、收支预算总体情况\n2026年收入预算95.00万元，其中：一般公共预算拨款88.00万元，政府性基金15.00万元。\n"
WRONG = TEXT.index("88.00万元")


def _checked(*corrections: api.Correction) -> api.Checked:
    data = TEXT.encode()
    (document,) = api.read_bytes(data, "a.txt")
    context = api.Context(corrections={hashlib.sha256(data).hexdigest(): corrections})
    return api.check(document, context)


def test_without_a_correction_the_parts_do_not_add_up() -> None:
    assert [finding.printed for finding in _checked().findings]


def test_a_corrected_figure_settles_its_finding_and_is_verified() -> None:
    # 80.00 + 15.00 = 95.00
    checked = _checked(api.Correction(WRONG, WRONG + 7, Decimal("80.00")))
    assert not checked.findings
    assert checked.extraction is not None
    at = next(figure for figure in checked.extraction.figures if figure.start == WRONG)
    assert (at.value, at.step, at.reason, at.nature) == (Decimal("80.00"), Decimal("0.01"), BY_HAND, Nature.QUANTITY)
    assert at.text == "88.00万元"  # what is printed stays what is printed
    assert checked.states[at.id] is State.VERIFIED


def test_a_correction_may_name_another_unit() -> None:
    checked = _checked(api.Correction(WRONG, WRONG + 7, Decimal(800000), "元"))
    assert checked.extraction is not None
    at = next(figure for figure in checked.extraction.figures if figure.start == WRONG)
    assert at.amount == Decimal(800000)
    assert at.unit is not None
    assert at.unit.dimension is Dimension.MONEY
    assert not checked.findings


def test_a_correction_beside_every_figure_changes_nothing() -> None:
    assert _checked(api.Correction(WRONG + 1, WRONG + 7, Decimal("80.00"))).findings == _checked().findings


def test_a_correction_of_another_document_changes_nothing() -> None:
    (document,) = api.read_bytes(TEXT.encode(), "a.txt")
    context = api.Context(corrections={"0" * 64: (api.Correction(WRONG, WRONG + 7, Decimal("80.00")),)})
    assert api.check(document, context).findings == _checked().findings
