"""The benchmark of many matters repeats closed ones with all that hangs on them, and nothing else; the few open ones are found among many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks.matters import APART, grow
from django.db import connection
from tests.web.matters.made import MONDAY, Life

from gouji.web.matters.models import Matter, Move
from gouji.web.matters.queries import is_open, matters_seen, waiting_for
from gouji.web.matters.services.opening import Draft, open_matter
from gouji.web.people.rights import rights_of

if TYPE_CHECKING:
    from tests.web.conftest import District


def test_closed_matters_are_repeated_with_their_moves(district: District) -> None:
    one = Life(
        open_matter(Draft("suggestion", district.county, "修路"), district.people["deputy"], today=MONDAY), district
    )
    one.go("register", "office")
    Matter.objects.filter(pk=one.matter.pk).update(is_open=False)
    another = open_matter(Draft("suggestion", district.county, "架桥"), district.people["deputy"], today=MONDAY)
    moves = one.matter.moves.count()
    grow(7)
    assert Matter.objects.count() == 7
    assert Matter.objects.filter(title="架桥").get().pk == another.pk
    copies = Matter.objects.filter(title="修路").exclude(pk=one.matter.pk)
    assert {copy.pk for copy in copies} == {one.matter.pk + APART * number for number in range(1, 6)}
    assert {copy.year for copy in copies} == {one.matter.year - number for number in range(1, 6)}
    assert Move.objects.filter(matter__in=copies).count() == 5 * moves


@pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite looks for open matters")
def test_the_few_open_matters_are_found_without_reading_all(district: District) -> None:
    rights = rights_of(district.people["office"])
    for asked in (
        waiting_for(district.people["office"], rights),
        matters_seen(district.people["office"], rights).filter(is_open()).order_by("title"),
    ):
        plan = asked.explain()
        assert "matter_open_by_due" in plan
        assert "SCAN matters_matter\n" not in f"{plan}\n"
