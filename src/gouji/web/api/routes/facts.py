"""The ledger (台账): every value that the latest versions of filings state, by subject; read on from where one stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.http import HttpRequest  # noqa: TC002  the routes read it
from ninja import Field, Query, Router, Schema

from gouji.web.api.frame import ERRORS, OneLine, asker
from gouji.web.api.models import Scope
from gouji.web.filings.models import Kind
from gouji.web.lookup.models import Fact
from gouji.web.people.roles import Right
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router(tags=["台账 facts"])
_MOST = 1000
_BIGGEST = 2**63 - 1
_EQUAL = ("kind", "year", "period", "scope", "basis", "flow", "funds", "topic", "nature", "own", "main")
_BEGINNING = ("function", "economic")
_SAME = (
    *("unit_id", "filing_id", "part", "main", "own", "kind", "year", "period", "scope", "basis", "flow", "funds"),
    *("function", "economic", "nature", "topic", "measure", "words", "measure_unit", "printed", "place"),
)


class PlaceOut(Schema):
    """Where a value is printed."""

    start: int = Field(description="在正文里的起点，从 0 起的字符数", examples=[1024])
    end: int = Field(description="在正文里的终点", examples=[1032])
    page: int | None = Field(None, description="页码；不分页的为空", examples=[6])
    table: int | None = Field(None, description="第几张表，从 0 起；正文里的为空", examples=[3])
    row: int | None = Field(None, description="表中的行，从 0 起", examples=[5])
    column: int | None = Field(None, description="表中的列，从 0 起", examples=[2])


class FactOut(Schema):
    """One value of one subject (口径); ``*`` on an axis is the whole of it."""

    id: int = Field(examples=[90210])
    filing: int = Field(description="材料 id", examples=[7])
    version: int = Field(description="版本号", examples=[2])
    unit: int = Field(description="报送单位 id", examples=[12])
    part: int = Field(description="一份文件里的第几部分，从 0 起", examples=[0])
    main: bool = Field(description="是否材料本身的部分，不是随附的其他单位或年度", examples=[True])
    own: bool = Field(description="是否本年度的数，否则是文中提到的上年数", examples=[True])
    kind: str = Field(description=", ".join(Kind.values), examples=["final"])
    year: int = Field(description="材料的年度", examples=[2025])
    period: int = Field(description="数据所属的年度", examples=[2025])
    scope: str = Field(
        description="范围：所属单位的名称，* 为全部；政府材料为级次：全（全辖）或本级",
        examples=["*"],
    )
    basis: str = Field(description="口径：年初预算、调整预算、预算、执行、期中执行、决算……", examples=["决算"])
    flow: str = Field(description="收入、支出、年初结转、年末结转……", examples=["支出"])
    funds: str = Field(description="资金", examples=["一般公共"])
    function: str = Field(description="功能科目编码", examples=["2130201"])
    economic: str = Field(description="经济科目编码", examples=["*"])
    nature: str = Field(description="基本、人员、公用、项目", examples=["*"])
    topic: str = Field(description="专题", examples=["三公.接待"])
    measure: str = Field(description="amount 金额、count 数量、rate 比率……", examples=["amount"])
    words: str = Field(description="数据项，用词语说明", examples=["一般公共预算 支出 公务接待费"])
    value: str = Field(description="数值，精确的小数；金额以元计", examples=["30500"])
    measure_unit: str = Field(description="数值的单位", examples=["元"])
    printed: str = Field(description="原文", examples=["3.05万元"])
    place: PlaceOut


class FactsOut(Schema):
    """Some values, and where to read on."""

    items: list[FactOut]
    next: int | None = Field(description="再问时作为 after 交回；空的是已经到底", examples=[90210])


class Wanted(Schema):
    """Which values."""

    after: int = Field(0, ge=0, le=_BIGGEST, description="从这个 id 之后读起", examples=[0])
    size: int = Field(200, ge=1, le=_MOST, description="一次多少条", examples=[200])
    unit: int | None = Field(None, ge=1, le=_BIGGEST, description="单位 id，含所属单位", examples=[12])
    filing: int | None = Field(None, ge=1, le=_BIGGEST, description="材料 id", examples=[7])
    kind: Kind | None = Field(None, description="材料种类", examples=["final"])
    year: int | None = Field(None, ge=1990, le=2100, description="材料的年度", examples=[2025])
    period: int | None = Field(None, ge=1990, le=2100, description="数据所属的年度", examples=[2025])
    scope: OneLine = Field("", description="范围；政府材料为级次", examples=["本级"])
    basis: OneLine = Field("", description="口径", examples=["决算"])
    flow: OneLine = Field("", description="收支", examples=["支出"])
    funds: OneLine = Field("", description="资金", examples=["一般公共"])
    topic: OneLine = Field("", description="专题", examples=["三公"])
    nature: OneLine = Field("", description="支出性质", examples=["项目"])
    function: OneLine = Field("", description="功能科目编码的开头", examples=["213"])
    economic: OneLine = Field("", description="经济科目编码的开头", examples=["302"])
    own: bool | None = Field(None, description="只要本年度的数（true）或只要上年数（false）", examples=[True])
    main: bool | None = Field(None, description="只要材料本身的部分（true）", examples=[True])
    measure: Literal["", "amount"] = Field("", description="amount：只要金额", examples=["amount"])


@router.get("/facts", response={200: FactsOut, **ERRORS}, summary="台账数据 Facts", operation_id="list_facts")
def facts(request: HttpRequest, wanted: Annotated[Wanted, Query()]) -> dict[str, Any]:
    """List the values whose ledger the token's person may read, of each filing's latest version, by id."""
    _user, rights = asker(request, Scope.READ)
    rows = Fact.objects.filter(rights.reach(Right.LEDGER_READ, "unit"), pk__gt=wanted.after)
    found = list(_narrowed(rows, wanted).select_related("version").order_by("pk")[: wanted.size + 1])
    shown = found[: wanted.size]
    return {"items": [_fact(row) for row in shown], "next": shown[-1].pk if len(found) > len(shown) else None}


def _narrowed(rows: QuerySet[Fact], wanted: Wanted) -> QuerySet[Fact]:
    if wanted.unit:
        unit = Unit.objects.filter(pk=wanted.unit).first()
        rows = rows.filter(unit__path__startswith=unit.path) if unit else rows.none()
    if wanted.filing:
        rows = rows.filter(filing=wanted.filing)
    if wanted.measure:
        rows = rows.filter(measure=wanted.measure)
    for name in _EQUAL:
        if (value := getattr(wanted, name)) not in {None, ""}:
            rows = rows.filter(**{name: value})
    for name in _BEGINNING:
        if value := getattr(wanted, name):
            rows = rows.filter(**{f"{name}__startswith": value})
    return rows


def _fact(row: Fact) -> dict[str, Any]:
    said = {name.removesuffix("_id"): getattr(row, name) for name in _SAME}
    return {**said, "id": row.pk, "version": row.version.number, "value": format(row.value, "f")}
