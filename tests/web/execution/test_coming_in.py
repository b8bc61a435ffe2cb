"""Execution data that nobody uploads by hand: a watched folder, a finance system's database; and what a program pushes."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from tests.web.api.conftest import program
from tests.web.execution.test_loading import FEBRUARY, HEAD, JANUARY, _own_folder, loaded, paid

from gouji.web.core.errors import Refused
from gouji.web.execution.models import FailedPull, Load
from gouji.web.execution.services import inbox, pulling
from gouji.web.filings.services.folder import REFUSED, TAKEN
from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client
    from tests.web.api.conftest import Program
    from tests.web.conftest import District

__all__ = ["_own_folder", "program"]


@pytest.mark.parametrize(
    ("name", "year"),
    [("2025年国库支付.csv", 2025), ("支付202503.csv", 2025), ("支付-20250331.xlsx", 2025), ("支付1202.csv", 2026)],
)
def test_a_file_s_name_says_its_year(name: str, year: int) -> None:
    assert inbox.year_of(name, 2026) == year


def test_what_is_laid_into_the_folder_is_loaded_and_moved_away(tmp_path: Path, district: District) -> None:
    loaded(district, HEAD + JANUARY)
    folder = tmp_path / "执行数据"
    folder.mkdir()
    (folder / "2026年2月支付.csv").write_text(HEAD + FEBRUARY, encoding="utf-8")
    (folder / "空.csv").write_bytes(b"")
    call_command("watch_data", folder, region=district.county.code, every=0, once=True)
    assert paid(district) == Decimal("170.50")
    assert Load.objects.latest("pk").made_by is None
    assert {path.name for path in (folder / TAKEN).iterdir()} == {"2026年2月支付.csv"}
    assert {path.name for path in (folder / REFUSED).iterdir()} == {"空.csv"}


def sqlite_source(
    tmp_path: Path, query: str = "SELECT * FROM v_payment WHERE y = {year} ORDER BY 凭证号"
) -> pulling.Source:
    path = tmp_path / "finance.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS v_payment (y, 支付日期, 凭证号, 预算单位, 项目名称, 支付金额)")
        connection.execute("DELETE FROM v_payment")
        connection.execute("INSERT INTO v_payment VALUES (2026, '2026-01-15', 'A1', '青禾县林业局', '造林', '100.00')")
        connection.execute("INSERT INTO v_payment VALUES (2025, '2025-01-15', 'A0', '青禾县林业局', '造林', '7.00')")
    connection.close()
    return pulling.Source("支付", "990123", f"sqlite://{path}", query)


@pytest.mark.usefixtures("district")
def test_rows_of_a_database_go_through_the_same_door(tmp_path: Path) -> None:
    source = sqlite_source(tmp_path)
    load = pulling.pull(source, 2026)
    load.refresh_from_db()
    assert (load.state, load.item, load.mapping["columns"]["amount"]) == (Load.State.MAPPING, "payment", 5)
    again = pulling.pull(source, 2026)
    assert again.pk == load.pk


def test_a_source_may_only_be_read(tmp_path: Path, district: District) -> None:
    source = sqlite_source(tmp_path, "DELETE FROM v_payment")
    with pytest.raises(Refused, match="没有读成"):
        pulling.pull(source, 2026)
    assert Load.objects.count() == 0
    assert sqlite3.connect(tmp_path / "finance.db").execute("SELECT count(*) FROM v_payment").fetchone() == (2,)
    assert district.county.code == source.region


def test_the_sources_stand_in_a_file_of_the_data_folder(tmp_path: Path, district: District) -> None:
    assert pulling.sources() == []
    source = sqlite_source(tmp_path)
    (tmp_path / "sources.toml").write_text(
        f'[[source]]\nname = "支付"\nregion = "990123"\naddress = "{source.address}"\nquery = "{source.query}"\n',
        encoding="utf-8",
    )
    assert pulling.sources() == [source]
    call_command("pull_data", year=2026)
    assert Load.objects.get().region == district.county
    (tmp_path / "sources.toml").write_text("[[source]]\nnamen = 1\n", encoding="utf-8")
    with pytest.raises(Refused, match="请改正"):
        pulling.sources()


def test_the_page_of_sources_says_what_came_last_and_why_nothing_came(
    tmp_path: Path, district: District, client: Client
) -> None:
    client.force_login(district.people["finance"])
    assert "还没有数据源" in client.get("/execution/sources/").content.decode()
    source = sqlite_source(tmp_path, "SELECT * FROM v_payment WHERE y = {year}")
    told = (
        ("支付", "990123", source.address),
        ("指标", "990123", "postgresql://reader:secret@127.0.0.1:1/finance"),
        ("别县的", "990124", source.address),
    )
    (tmp_path / "sources.toml").write_text(
        "".join(
            f'[[source]]\nname = "{name}"\nregion = "{region}"\naddress = "{address}"\nquery = "{source.query}"\n'
            for name, region, address in told
        ),
        encoding="utf-8",
    )
    for one in pulling.sources()[:2]:
        pulling.pull_noted(one, 2026)
    page = client.get("/execution/sources/").content.decode()
    assert f'href="/execution/loads/{Load.objects.get().pk}/"' in page
    assert "finance.db" in page
    assert "127.0.0.1/finance" in page
    assert "数据源“指标”没有读成" in page
    assert "secret" not in page
    assert "reader" not in page
    assert "别县的" not in page
    cache.clear()
    assert "数据源“指标”没有读成" in client.get("/execution/sources/").content.decode(), "it is kept in the database"
    pulling.pull_noted(replace(source, name="指标", region="990123"), 2026)
    assert not FailedPull.objects.exists()
    (tmp_path / "sources.toml").write_text("[[source]]\nnamen = 1\n", encoding="utf-8")
    assert "请改正" in client.get("/execution/sources/").content.decode()


@pytest.mark.skipif("postgres" not in os.environ.get("GOUJI_DATABASE", ""), reason="needs PostgreSQL")
def test_a_postgresql_source_is_read_and_never_written(district: District) -> None:
    address = os.environ["GOUJI_DATABASE"]
    said = "SELECT '2026-01-15'::date AS 支付日期, '青禾县林业局' AS 预算单位, 100.00::numeric AS 支付金额, {year} AS y"
    load = pulling.pull(pulling.Source("支付", district.county.code, address, said), 2026)
    load.refresh_from_db()
    assert load.head[1] == ["2026-01-15", "青禾县林业局", "100.00", "2026"]
    with pytest.raises(Refused, match="没有读成"):
        pulling.pull(pulling.Source("支付", district.county.code, address, "CREATE TABLE gouji_no (a int)"), 2026)


def pushed(asking: Program, code: str, key: str = "push-00001") -> tuple[int, dict[str, object]]:
    file = SimpleUploadedFile("2026年支付.csv", (HEAD + JANUARY).encode())
    answer = asking.post("/execution/loads", key=key, files={"region": code, "year": 2026, "file": file})
    return answer.status, answer.data


def test_a_program_pushes_data_and_asks_what_became_of_it(district: District, program: Callable[..., Program]) -> None:
    asking = program(Role.FINANCE)
    status, load = pushed(asking, district.county.code)
    assert (status, load["state"]) == (201, "reading")
    found = asking.get(f"/execution/loads/{load['id']}").data
    assert (found["file_name"], found["item"], found["state"]) == ("2026年支付.csv", "payment", "mapping")
    assert pushed(asking, district.county.code, "push-00002")[1]["id"] == load["id"]
    assert pushed(asking, district.elsewhere.code, "push-00003")[0] == 404
    assert pushed(program(Role.ACCOUNTANT), district.county.code)[0] == 404


def test_a_program_lists_alerts_in_reach(program: Callable[..., Program]) -> None:
    assert program(Role.OFFICE).get("/execution/alerts?state=open&level=red").data["count"] == 0
    assert program(Role.DEPUTY).get("/execution/alerts").data["items"] == []
    assert program(Role.OFFICE, "file").get("/execution/alerts").status == 403
