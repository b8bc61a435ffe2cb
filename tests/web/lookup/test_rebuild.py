"""The index made anew says what it said before, whatever had happened to it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.db.models import Q

from gouji.cli import main
from gouji.web.filings.models import Finding
from gouji.web.filings.services import engine, store
from gouji.web.lookup.models import Fact, Text
from gouji.web.lookup.rebuild import rebuild
from gouji.web.lookup.search import Question, search
from gouji.web.matters.services.opening import Draft, open_matter
from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.conftest import District
    from tests.web.lookup.conftest import Made

WORDS = ("三公经费", "分项之和", "养老服务站", "苗圃")


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "JOBS", 1)


def said() -> object:
    facts = Fact.objects.order_by("unit", "words", "period", "basis", "flow", "value")
    return (
        {words: sorted(hit.text.title for hit in search(Question(words), Q()).hits) for words in WORDS},
        list(facts.values_list("unit", "words", "period", "value", "printed")),
        Text.objects.count(),
    )


@pytest.fixture
def filled(district: District, made: Made) -> object:
    version = made.file(district.forestry)
    made.file(district.schools)
    Finding.objects.create(
        filing=version.filing, first_seen=version, last_seen=version, rule="SU101", severity="error",
        message="分项之和与合计不一致，请核实", fingerprint="f", recurrence_key="r",
    )  # fmt: skip
    draft = Draft("suggestion", district.county, "关于增设养老服务站的建议", body="请研究。")
    open_matter(draft, district.people[Role.DEPUTY], today=dt.date(2024, 5, 1))
    for unit in (district.forestry, district.nursery, district.schools):
        unit.save()
    found = said()
    assert all(found[0].values())  # type: ignore[index]
    return found


@pytest.mark.parametrize(
    "loss", ["DELETE FROM lookup_gram", "DELETE FROM lookup_text", "DELETE FROM lookup_fact", "SELECT 1"]
)
def test_what_was_lost_is_there_again_and_nothing_twice(filled: object, loss: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(loss)
    heard: list[str] = []
    assert rebuild(lambda zh, _en: heard.append(zh)) == []
    assert said() == filled
    assert heard[-1] == "材料 2 / 2"


def test_a_filing_whose_original_is_gone_keeps_what_it_had_and_is_named(filled: object, district: District) -> None:
    version = district.schools.filings.get().versions.get()
    store.path_of(version.original_id).unlink()
    assert rebuild(lambda _zh, _en: None) == ["青禾县教育局2024年部门决算"]
    assert said() == filled


@pytest.mark.usefixtures("filled")
def test_quickly_only_what_needs_no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "examine", None)  # would fail if it were called
    Text.objects.filter(kind="matter").delete()
    assert rebuild(lambda _zh, _en: None, filings=False) == []
    assert search(Question("养老服务站"), Q()).total == 1


def test_the_command_names_what_it_could_not_read(
    filled: object,
    district: District,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    version = district.schools.filings.get().versions.get()
    store.path_of(version.original_id).unlink()
    monkeypatch.setenv("GOUJI_DATA", str(tmp_path))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert main(["reindex"]) == 1
    assert "青禾县教育局2024年部门决算" in capsys.readouterr().err
    assert said() == filled
