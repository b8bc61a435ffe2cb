"""Known defects located in a document and held against findings; all texts and figures are made up."""

from __future__ import annotations

import pytest

from gouji.corpus.known import How, Known, match, match_decoy, same_value
from gouji.corpus.squeeze import Squeezed
from gouji.model.document import Document, Run
from gouji.model.finding import Finding, Severity
from gouji.model.place import Box, Place

FIRST = "（一）支出 预算总计 100.50 万元。包括：\n基本支出60.20万元，占59.90 %；比上年增加0万元的0%。\n"
SECOND = "基本支出60.20万元，占60.90%。\n"
TEXT = FIRST + SECOND
DOCUMENT = Document(
    "a.pdf",
    "",
    TEXT,
    runs=(Run(0, len(FIRST), Box(1, 0, 0, 9, 9)), Run(len(FIRST), len(TEXT), Box(2, 0, 0, 9, 9))),
    pages=2,
)
SQUEEZED = Squeezed(DOCUMENT)


def _place(text: str, after: int = 0) -> Place:
    start = TEXT.index(text, after)
    return Place("a.pdf", start, start + len(text), text)


def _finding(
    place: Place, severity: Severity = Severity.ERROR, *related: Place, expected: str | None = None
) -> Finding:
    return Finding("SH101", severity, "", place, related=related, expected=expected)


def _known(near: str, at: str, page: int | None = 1, expect: str | None = None) -> Known:
    return Known("a", "share", near, at, page, expect)


def test_white_space_and_width_do_not_hinder() -> None:
    located = SQUEEZED.locate("(一)支出预算总计100.50万元", "100.50")
    assert located is not None
    near, at = located
    assert TEXT[slice(*near)] == "（一）支出 预算总计 100.50 万元"
    assert TEXT[slice(*at)] == "100.50"


@pytest.mark.parametrize(("page", "start"), [(1, TEXT.index("基本")), (2, len(FIRST)), (7, TEXT.index("基本"))])
def test_the_page_decides_where_a_locator_repeats(page: int, start: int) -> None:
    located = SQUEEZED.locate("基本支出 60.20 万元", "60.20", page)
    assert located is not None
    assert located[0][0] == start


def test_a_token_is_not_found_inside_a_longer_numeral() -> None:
    located = SQUEEZED.locate("增加0万元的0%", "0%", 1)
    assert located is not None
    assert located[1] == (TEXT.index("0%。"), TEXT.index("0%。") + 2)
    located = SQUEEZED.locate("60.20万元，占60.90%", "60", 2)
    assert located is not None
    assert located[1][0] == len(FIRST) + 4


def test_a_locator_read_otherwise_is_found_by_what_is_left_of_it() -> None:
    located = SQUEEZED.locate("表一 基本支出60.20万元，占60.90%", "60.90%", 2)
    assert located is not None
    assert TEXT[slice(*located[1])] == "60.90%"
    assert SQUEEZED.locate("项目支出40.30万元", "40.30", 1) is None


def test_a_finding_at_the_token_is_better_than_a_worse_one_beside_it() -> None:
    known = _known("60.20万元，占59.90%", "59.90%")
    beside = _finding(_place("60.20万元"))
    at = _finding(_place("59.90 %"), Severity.NOTE)
    assert match(known, SQUEEZED, [beside]).how is How.NEAR
    best = match(known, SQUEEZED, [beside, at])
    assert best.finding is at
    assert best.how is How.AT
    assert not best.severe


def test_a_finding_elsewhere_does_not_count() -> None:
    known = _known("60.20万元，占59.90%", "59.90%")
    found = match(known, SQUEEZED, [_finding(_place("60.90%"), Severity.ERROR, _place("59.90 %"))])
    assert found.finding is None
    assert found.span is not None


def test_a_word_may_be_named_among_the_related_places() -> None:
    known = _known("100.50 万元。包括", "包括")
    found = match(known, SQUEEZED, [_finding(_place("60.90%"), Severity.WARNING, _place("包括"))])
    assert found.how is How.RELATED
    assert found.severe


def test_an_empty_place_counts_at_the_edge_of_the_token() -> None:
    edge = _place("包括").end
    known = _known("万元。包括", "包括")
    empty = Place("a.pdf", edge, edge, "")
    assert match(known, SQUEEZED, [_finding(empty)]).how is How.AT


def test_a_decoy_is_flagged_at_its_token_but_only_touched_from_elsewhere() -> None:
    known = _known("基本支出60.20万元，占59.90", "60.20")
    elsewhere = _finding(_place("100.50"), Severity.ERROR, _place("60.20万元"))
    note = _finding(_place("60.20万元"), Severity.NOTE)
    assert match_decoy(known, SQUEEZED, [note]).how is None
    assert match_decoy(known, SQUEEZED, [elsewhere]).how is How.RELATED
    assert match_decoy(known, SQUEEZED, [elsewhere, _finding(_place("60.20万元"))]).how is How.AT


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("29.15", "29.15%", True),
        ("2,614.12", "2614.120万元", True),
        ("29.1", "29.15%", False),
        ("2025", "2025年", True),
        ("卫生健康支出", "“卫生健康支出”", True),
        ("奖励金", "奖金", False),
    ],
)
def test_expected_values_are_compared_as_numbers_or_words(first: str, second: str, *, same: bool) -> None:
    assert same_value(first, second) is same


def test_a_right_value_needs_both_sides() -> None:
    finding = _finding(_place("59.90 %"), expected="59.9")
    assert match(_known("占59.90%", "59.90%", expect="59.90%"), SQUEEZED, [finding]).right_value is True
    assert match(_known("占59.90%", "59.90%", expect="60%"), SQUEEZED, [finding]).right_value is False
    assert match(_known("占59.90%", "59.90%"), SQUEEZED, [finding]).right_value is None
