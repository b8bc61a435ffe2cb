"""The numbers, against a year counted by hand; and what is similar."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.web.matters.made import MONDAY, Life

from gouji.web.matters.models import Matter
from gouji.web.matters.services.assigning import answer_assignment
from gouji.web.matters.services.opening import Draft, open_matter
from gouji.web.matters.similar import similar_to
from gouji.web.matters.statistics import Share, by_kind, by_unit, counted

if TYPE_CHECKING:
    from tests.web.conftest import District


def life(district: District, title: str) -> Life:
    one = Life(
        open_matter(Draft("suggestion", district.county, title), district.people["deputy"], today=MONDAY), district
    )
    one.go("register", "office")
    one.go("assign", "office_lead", assignees=((district.forestry, "main"),))
    return one


def answered(one: Life, day: dt.date, result: str, rating: str, *, met: bool = False) -> None:
    accountant = one.district.people["accountant"]
    answer_assignment(
        one.matter.assignments.get(), accountant, "已办", today=day, result=result, met_on=day if met else None
    )
    one.go("answer", "accountant", day=day, document_number="1号")
    one.go("rate", "deputy", day=day, rating=rating)


def test_a_year_counted_by_hand(district: District) -> None:
    # Due on 2026-06-02: two in time, one a day late, one not answered; today is 2026-07-01.
    in_time, last_day, late = dt.date(2026, 5, 1), dt.date(2026, 6, 2), dt.date(2026, 6, 3)
    answered(life(district, "甲"), in_time, "A", "满意", met=True)
    answered(life(district, "乙"), last_day, "B", "基本满意")
    answered(life(district, "丙"), late, "C", "不满意")
    life(district, "丁")
    (row,) = by_kind(counted(Matter.objects.order_by(), dt.date(2026, 7, 1)))
    assert (row.name, row.opened, row.closed, row.overdue) == ("代表建议", 4, 1, 1)
    assert (row.timely.some, row.timely.all, row.timely.percent) == (2, 4, "50.0%")
    assert (row.satisfied.some, row.satisfied.all, row.satisfied.percent) == (2, 3, "66.7%")
    assert (row.solved.some, row.solved.all) == (1, 3)
    assert (row.b_to_a.some, row.b_to_a.all) == (0, 1)
    assert (row.met.some, row.met.all) == (1, 3)
    (unit,) = by_unit(counted(Matter.objects.order_by(), dt.date(2026, 7, 1)))
    assert (unit.name, unit.opened, unit.timely.percent) == ("青禾县林业局", 4, "50.0%")


def test_b_becomes_a_and_an_extended_answer_is_in_time(district: District) -> None:
    one = life(district, "甲")
    answered(one, dt.date(2026, 5, 1), "B", "满意")
    one.go("follow", "accountant", day=dt.date(2026, 10, 8), answer="已发", result="A")
    (row,) = by_kind(counted(Matter.objects.order_by(), dt.date(2026, 12, 1)))
    assert (row.b_to_a.percent, row.solved.percent, row.timely.all) == ("100.0%", "100.0%", 2)


@pytest.mark.parametrize(
    ("some", "whole", "said"), [(1, 3, "33.3%"), (2, 3, "66.7%"), (1, 8, "12.5%"), (1, 16, "6.3%"), (0, 0, "")]
)
def test_shares_are_rounded_half_up(some: int, whole: int, said: str) -> None:
    assert Share(some, whole).percent == said


def test_the_form_of_a_title_makes_nothing_similar(district: District) -> None:
    for title in ("关于增加护林员巡护补助的建议", "关于城南路安装路灯的建议", "关于提高护林员补助标准的建议"):
        open_matter(Draft("suggestion", district.county, title), district.people["deputy"], today=MONDAY)
    found = similar_to("关于提高护林员巡护补助的建议", "", Matter.objects.all())
    assert [one.matter.title for one in found] == ["关于增加护林员巡护补助的建议", "关于提高护林员补助标准的建议"]
    # 提高 高护 护林 林员 员巡 巡护 护补 补助 against 增加 加护 护林 林员 员巡 巡护 护补 补助: 6 of 8 and 8.
    assert found[0].percent == 75
    assert similar_to("关于修建校舍的建议", "", Matter.objects.all()) == []
