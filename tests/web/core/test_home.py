"""What waits for a person: dates first, then kind by kind, the many behind a click."""

from __future__ import annotations

import datetime as dt

from gouji.web.core.home import Todo, grouped


def todo(what: str, title: str, day: int | None = None) -> Todo:
    return Todo(what, title, "", dt.date(2026, 3, day) if day else None, "/")


def test_what_has_a_date_comes_first_in_its_order_and_the_rest_by_kind() -> None:
    waiting = [
        todo("核实函", "a", 2),
        todo("建议", "b", 5),
        todo("核疑点", "c"),
        todo("起草", "d"),
        todo("核疑点", "e"),
    ]
    cards = grouped(waiting)
    assert [(str(card.what), [one.title for one in card.first], card.mixed) for card in cards] == [
        ("有期限的", ["a", "b"], True),
        ("核疑点", ["c", "e"], False),
        ("起草", ["d"], False),
    ]


def test_many_of_one_kind_do_not_push_the_others_away() -> None:
    cards = grouped([*(todo("核疑点", str(at)) for at in range(40)), todo("起草", "d")])
    assert [(card.count, len(card.first), len(card.rest)) for card in cards] == [(40, 5, 35), (1, 1, 0)]


def test_nothing_makes_no_card() -> None:
    assert grouped([]) == []
