"""What the benchmark puts into the desk and asks of it, through the services and pages that people use."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from benchmarks.execution.province import PROJECTS, paid_by_project
from django.test import Client
from django.urls import reverse

from gouji.supervision.mapping import Mapping
from gouji.web.execution.models import Alert, Load
from gouji.web.execution.services import alerts, loading
from gouji.web.filings.services.folder import chunks
from gouji.web.people.models import Post, User
from gouji.web.people.roles import Role
from gouji.web.units.models import Region, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from benchmarks.execution.province import Province

CODE = "990000"
_BUDGET = ("年度", "预算单位", "项目名称", "功能科目", "部门经济科目", "资金性质", "年初预算数")
_LAST: list[Path] = []


def people_and_units(province: Province) -> None:
    """Make the province, its units and one lead of its budget office."""
    region = Region.objects.create(code=CODE, name="云岭省", level=Region.Level.PROVINCE)
    for at in range(province.units):
        Unit.objects.create(region=region, code=f"{at:05d}", name=province.unit(at))
    user = User.objects.create_user(username="lead", name="虚构")
    Post.objects.create(user=user, role=Role.OFFICE_LEAD, region=region, since=dt.date(2020, 1, 1))


def load(path: Path, year: int) -> Load:
    """Take a file through all steps, its mapping confirmed as proposed."""
    _LAST[:] = [path]
    return _taken(year, path.name, chunks(path))


def load_again() -> bool:
    """Send the last file once more; True where nothing changed."""
    path = _LAST[0]
    before = list(Load.objects.values_list("pk", "state", "live_at"))
    year = int(path.name[:4])
    loading.receive(_actor(), _region(), year, path.name, chunks(path))
    return before == list(Load.objects.values_list("pk", "state", "live_at"))


def others(path: Path, year: int) -> None:
    """Give every project the money that it paid, each fiftieth twice as much; and say when the congress approved it."""
    rows = [
        (year, unit, project, "2010101", "30201", "一般公共预算", paid * (2 if at % 50 == 0 else 1))
        for at, (unit, project, paid) in enumerate(paid_by_project(path))
    ]
    _sent(year, "年初预算", _BUDGET, rows)
    decided = [(year, f"{year}-01-20", "批准预算", "一般公共预算", sum(row[-1] for row in rows))]
    _sent(year, "人大决议", ("年度", "日期", "类别", "资金性质", "金额"), decided)


def evaluate(year: int, month: int) -> str:
    """Compute all indicators of a month anew and return what came of it."""
    outcome = alerts.evaluate(_region(), alerts.month_end(year, month))
    return f"{outcome.raised} raised, {outcome.changed} changed, {outcome.recovered} recovered"


def pages(year: int) -> dict[str, Callable[[int], Any]]:
    """Return the pages by name, each asked for by a number that chooses unit, month or project."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(_actor())
    units = list(Unit.objects.values_list("pk", "name")[:50])

    def ask(name: str, args: Callable[[int], list[Any]], query: Callable[[int], str]) -> Callable[[int], Any]:
        def asked(at: int) -> None:
            answer = client.get(f"{reverse(name, args=args(at))}?{query(at)}")
            assert answer.status_code == 200, (name, answer.status_code)  # noqa: S101, PLR2004  a page that does not open has no time

        return asked

    def month(at: int) -> str:
        return f"region={CODE}&year={year}&month={at % 12 + 1}"

    unit = [pk for pk, _name in units]
    return {
        "overview": ask("execution", lambda _at: [], month),
        "unit": ask("execution_unit", lambda at: [unit[at % 50]], month),
        "project": ask(
            "execution_project", lambda at: [unit[at % 50]], lambda at: f"{month(at)}&project=项目{at % PROJECTS}"
        ),
        "payees": ask(
            "execution_payees", lambda at: [unit[at % 50]], lambda at: f"{month(at)}&project=项目{at % PROJECTS}"
        ),
        "payments": ask(
            "execution_unit_rows",
            lambda at: [unit[at % 50], "payment"],
            lambda at: f"{month(at)}&project=项目{at % PROJECTS}",
        ),
        "all payments": ask("execution_rows", lambda _at: ["payment"], month),
        "flow": ask("execution_flow", lambda _at: [], month),
        "alerts": ask("alerts", lambda _at: [], lambda at: f"page={at % 5 + 1}"),
        "books": ask("execution_books", lambda _at: [], month),
    } | {"an alert": ask("alert", lambda at: [_alerts()[at % len(_alerts())]], lambda _at: "")}


def _alerts() -> list[int]:
    return list(Alert.objects.values_list("pk", flat=True)[:20])


def _sent(year: int, name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows(rows)
    _taken(year, f"{year}年{name}.csv", [text.getvalue().encode()])


def _taken(year: int, name: str, content: Iterable[bytes]) -> Load:
    actor = _actor()
    found = loading.read(loading.receive(actor, _region(), year, name, content))
    if found.state == Load.State.MAPPING:
        found = loading.confirm(actor, found, Mapping.from_json(found.mapping))
    return loading.take(found)


def _actor() -> User:
    return User.objects.get(username="lead")


def _region() -> Region:
    return Region.objects.get(code=CODE)
