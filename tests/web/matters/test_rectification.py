"""审计整改: a list closed item by item, and the same problem again next year."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.matters.made import MONDAY, Life, an_original

from gouji.web.audit.models import Event
from gouji.web.matters.models import Item, Matter
from gouji.web.matters.services.errors import MissingError, NotAllowedError, NotNowError
from gouji.web.matters.services.items import add_evidence, add_item, close_item, reopen_item, set_measure
from gouji.web.matters.services.opening import Draft, open_matter
from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from tests.web.conftest import District

PROBLEMS = ("项目资金12.5万元闲置两年以上", "固定资产3台未入账")
YEAR_END = dt.date(2026, 12, 31)


def opened(district: District, title: str, today: dt.date) -> Matter:
    draft = Draft("rectification", district.county, title, district.forestry)
    return open_matter(draft, district.people["office"], today=today)


@pytest.fixture
def life(district: District) -> Life:
    life = Life(opened(district, "2025年度预算执行审计查出的问题", MONDAY), district)
    for problem in PROBLEMS:
        add_item(life.matter, district.people["office"], problem, today=MONDAY)
    life.go("submit", "office")
    life.go("assign", "office_lead", date=YEAR_END)
    return life


def measures(life: Life) -> None:
    for item in life.matter.items.all():
        set_measure(item, life.district.people["accountant"], "收回财政", "张某", today=MONDAY)


def evidence() -> tuple[tuple[str, Any], ...]:
    return (("收据.pdf", an_original("e")),)


def finish(life: Life) -> None:
    measures(life)
    life.go("report", "accountant", answer="已整改", files=evidence())
    for item in life.matter.items.all():
        close_item(item, life.district.people["office"], "已看收据", today=MONDAY)
    life.go("close", "office_lead")


def test_the_day_is_that_of_the_meeting(life: Life) -> None:
    assert (life.matter.due_on, life.matter.number) == (YEAR_END, "青人审改〔2026〕1号")


def test_a_whole_life(life: Life) -> None:
    with pytest.raises(MissingError, match="清单第 1、2 项还没有措施"):
        life.go("report", "accountant", answer="已整改", files=evidence())
    measures(life)
    with pytest.raises(MissingError, match="请附上材料"):
        life.go("report", "accountant", answer="已整改")
    item = life.matter.items.get(number=1)
    add_evidence(item, life.district.people["accountant"], "收据.pdf", an_original("e"), today=MONDAY)
    life.go("report", "accountant", answer="已整改", files=evidence())
    close_item(item, life.district.people["office"], "已看收据", today=MONDAY)
    with pytest.raises(MissingError, match="清单第 2 项还没有销号"):
        life.go("close", "office_lead")
    life.go("return", "office", reason="第2项没有入账凭证")
    assert life.matter.due_on == dt.date(2026, 3, 23)
    life.go("report", "accountant", answer="已入账", files=evidence())
    close_item(life.matter.items.get(number=2), life.district.people["office"], "已看凭证", today=MONDAY)
    life.go("close", "office_lead")
    assert not life.matter.is_open
    labels = [row.label for row in life.matter.moves.all()]
    assert labels == [
        "立项", "送负责人交办", "交办", "报告整改情况", "第1项销号", "退回整改", "报告整改情况", "第2项销号", "全部销号，办结",
    ]  # fmt: skip


def test_an_item_is_not_closed_before_the_report_nor_twice(life: Life) -> None:
    measures(life)
    item, office = life.matter.items.get(number=1), life.district.people["office"]
    with pytest.raises(NotNowError, match="单位报告以后"):
        close_item(item, office, "看过", today=MONDAY)
    life.go("report", "accountant", answer="已整改", files=evidence())
    item.refresh_from_db()
    stale = Item.objects.get(pk=item.pk)
    close_item(item, office, "看过", today=MONDAY)
    stale.matter.refresh_from_db()
    with pytest.raises(NotNowError, match="已经销号"):
        close_item(stale, office, "再看", today=MONDAY)
    with pytest.raises(MissingError, match="理由"):
        reopen_item(item, office, "", today=MONDAY)
    reopen_item(item, office, "收据是旧的", today=MONDAY)
    assert Item.objects.get(pk=item.pk).state == "open"


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.OFFICE, Role.OFFICE_LEAD}])
def test_nobody_else_closes_an_item(life: Life, role: Role) -> None:
    measures(life)
    life.go("report", "accountant", answer="已整改", files=evidence())
    item = life.matter.items.get(number=1)
    with pytest.raises(NotAllowedError):
        close_item(item, life.district.people[role], "看过", today=MONDAY)


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.ACCOUNTANT, Role.UNIT_LEAD}])
def test_nobody_else_writes_measures_or_evidence(life: Life, role: Role) -> None:
    item = life.matter.items.get(number=1)
    with pytest.raises(NotAllowedError):
        set_measure(item, life.district.people[role], "收回", "", today=MONDAY)
    with pytest.raises(NotAllowedError):
        add_evidence(item, life.district.people[role], "a.pdf", an_original("e"), today=MONDAY)


def test_the_same_problem_next_year_reopens_the_matter_and_ties_the_items(life: Life) -> None:
    finish(life)
    next_year = dt.date(2027, 3, 1)
    again = opened(life.district, "2026年度预算执行审计查出的问题", next_year)
    assert again.pk == life.matter.pk
    assert (again.state, again.is_open, again.year, again.closed_on) == ("drafted", True, 2027, None)
    assert again.moves.get(code="recurred").before == "closed"
    item = add_item(again, life.district.people["office"], "项目资金80万元闲置两年以上", today=next_year)
    assert item.again == life.matter.items.get(number=1)
    new = add_item(again, life.district.people["office"], "公务卡使用不规范", today=next_year)
    assert (new.number, new.again) == (4, None)
    assert Event.objects.filter(action="matter.recurred").count() == 1


def test_another_problem_opens_a_matter_of_its_own(life: Life) -> None:
    finish(life)
    other = opened(life.district, "2026年度政府采购审计查出的问题", dt.date(2027, 3, 1))
    assert (other.pk != life.matter.pk, other.follows) == (True, None)
