"""What waits for a person: dates first, then kind by kind, the many behind a click."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from gouji.web.core import home
from gouji.web.core.home import Todo, grouped

if TYPE_CHECKING:
    import pytest
    from django.test import Client
    from tests.web.conftest import District


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


def test_the_rest_of_a_card_comes_when_asked_for(
    client: Client, district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = [*(todo("核疑点", f"材料{at:02}") for at in range(12)), todo("起草", "稿子")]
    monkeypatch.setattr(home, "_SOURCES", [lambda _user, _rights: waiting])
    client.force_login(district.people["office"])
    page = client.get("/").content.decode()
    assert re.findall(r"材料\d\d", page) == [f"材料{at:02}" for at in range(5)]
    (rest,) = set(re.findall(r'href="(\?of=[^"]+)"', page))
    assert "其余 7 件" in page
    card = client.get(f"/{rest}", headers={"HX-Request": "true"}).content.decode()
    assert re.findall(r"材料\d\d", card) == [f"材料{at:02}" for at in range(12)]
    assert "稿子" not in card
    assert "<html" not in card
    alone = client.get(f"/{rest}").content.decode()
    assert len(re.findall(r"材料\d\d", alone)) == 12
    assert "全部待办" in alone
    assert "没有等您处理的事情。" in client.get("/?of=没有这一类").content.decode()
