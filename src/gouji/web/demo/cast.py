"""Who there is in the made-up county, and what each may try first. All names are made up (虚构)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MADE_UP = "（虚构）"
CITY, COUNTY = "云岫市", "霁溪县"
CITY_CODE, COUNTY_CODE = "990100", "990121"
PASSWORD = "gouji-demo-2026"  # noqa: S105  shown on the login page of the made-up county
TOWNS = (("990121100", "芦汀镇"), ("990121101", "松隐乡"))
FIRST_UNIT = "水利局"
"""The department whose accountant and lead are among the people."""
GOVERNMENT = f"{COUNTY}人民政府"


@dataclass(frozen=True, slots=True)
class Person:
    """One account: what it is called, its role, and what it shows."""

    username: str
    name: str
    role: Role
    shows: StrOrPromise


PEOPLE = (
    Person("office", "沈知微", Role.OFFICE, _("复核疑点，起草核实函")),
    Person("lead", "顾衡之", Role.OFFICE_LEAD, _("签发、销号，发布材料")),
    Person("finance", "秦书禾", Role.FINANCE, _("审核全县的预算、决算")),
    Person("accountant", "林霁", Role.ACCOUNTANT, _("报送材料，说明和更正")),
    Person("unit_lead", "江汀兰", Role.UNIT_LEAD, _("以部门名义答复")),
    Person("deputy", "许青禾", Role.DEPUTY, _("查询、提建议、评价答复")),
    Person("auditor", "陆明屿", Role.AUDITOR, _("查看材料和操作记录")),
    Person("steward", "方若谷", Role.STEWARD, _("管理单位、人员")),
)


def full(name: str) -> str:
    """Return a name that says that it is made up."""
    return f"{name}{MADE_UP}"


def accountant_of(department: str) -> str:
    """Return the account of a department's accountant; ``department`` is the name that its documents print."""
    short = department.removeprefix(COUNTY)
    return "accountant" if short == FIRST_UNIT else f"accountant.{short}"
