"""Every move of every kind by every role: who may is written here by hand, all others are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.web.matters.made import MONDAY

from gouji.web.matters.kinds import all_kinds
from gouji.web.matters.models import Assignment, Matter
from gouji.web.matters.services.errors import MissingError, NotAllowedError
from gouji.web.matters.services.moving import move
from gouji.web.matters.services.needs import Given
from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from tests.web.conftest import District

BY = {
    "O": {Role.OFFICE, Role.OFFICE_LEAD},
    "L": {Role.OFFICE_LEAD},
    "U": {Role.ACCOUNTANT, Role.UNIT_LEAD},
    "D": {Role.DEPUTY},
}
MAY = {
    "verification": "submit O, send_back L, sign L, answer U, accept O, return O, supervise L, close L, review_again L, withdraw O, reopen L",
    "rectification": "submit O, send_back L, assign L, report U, return O, supervise L, close L, withdraw L, reopen L",
    "opinion": "submit O, send_back L, send L, plan U, report U, return O, pass O, vote O, again L, close_inquired L, report_again U, vote_again O, withdraw O",
    "suggestion": "register O, ask_revision O, revise D, take_back D, decline L, assign L, answer U, supervise L, rate D, answer_again U, rate_again D, settle L, follow U, close O",
}
TABLE = [(kind, *entry.split()) for kind, line in MAY.items() for entry in line.split(", ")]


def test_the_table_names_every_move() -> None:
    for code, line in MAY.items():
        assert {entry.split()[0] for entry in line.split(", ")} == set(all_kinds()[code].moves)


def at(district: District, kind: str, state: str) -> Matter:
    """A matter that stands in a state."""
    matter = Matter.objects.create(
        kind=kind,
        state=state,
        title="某事",
        region=district.county,
        unit=district.forestry,
        year=2026,
        opened_on=MONDAY,
        is_open=all_kinds()[kind].states[state].open,
        raised_by=district.people["deputy"],
    )
    if all_kinds()[kind].assigning:
        Assignment.objects.create(matter=matter, unit=district.forestry, part="main", assigned_on=MONDAY)
    return matter


@pytest.mark.parametrize(("kind", "code", "who"), TABLE)
def test_a_move_is_made_by_its_party_and_refused_to_all_others(
    district: District, kind: str, code: str, who: str
) -> None:
    for origin in all_kinds()[kind].moves[code].origins:
        matter = at(district, kind, origin)
        for role in set(Role) - BY[who]:
            with pytest.raises(NotAllowedError):
                move(matter, code, district.people[role], Given(), seen=matter.version, today=MONDAY)
        assert matter.moves.count() == 0
        for role in BY[who]:
            matter = at(district, kind, origin)
            try:
                row = move(matter, code, district.people[role], Given(), seen=matter.version, today=MONDAY)
            except MissingError:
                continue  # it was heard: the move asks for more
            assert row.actor == district.people[role]
