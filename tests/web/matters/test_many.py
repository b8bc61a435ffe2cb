"""The benchmark of many matters repeats closed ones with all that hangs on them, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.matters import APART, grow
from tests.web.matters.made import MONDAY, Life

from gouji.web.matters.models import Matter, Move
from gouji.web.matters.services.opening import Draft, open_matter

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
