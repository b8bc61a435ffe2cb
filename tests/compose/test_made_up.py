"""What the made-up district must show, and that the checker has nothing to say against what is lawful."""

import pytest

from gouji import api
from gouji.compose.demo.made import Made, made
from gouji.compose.demo.places import COUNTIES, DISTRICTS, OFFICES
from gouji.compose.page import Number
from gouji.compose.writers import WRITERS
from gouji.compose.writers.text import text
from gouji.model.finding import Severity

LAWFUL = (
    "预留机动经费",
    "上年结转",
    "上年结转安排",
    "同口径",
    "下属二级预算单位",
    "无下属二级预算单位",
    "故本表",
    "持平",
    "占0%",
    "年初未安排预算",
    "事业单位，",
    "政府性基金预算拨款支出",
)


@pytest.fixture(scope="module")
def district() -> list[Made]:
    return [one for seed in range(20) for one in made(seed, units=2)]


@pytest.fixture(scope="module")
def bodies(district: list[Made]) -> list[str]:
    return [text(one.page)[0] for one in district]


@pytest.mark.parametrize("words", LAWFUL)
def test_what_is_lawful_and_looks_odd_occurs(bodies: list[str], words: str) -> None:
    assert any(words in body for body in bodies)


def test_a_sentence_has_several_wordings(bodies: list[str]) -> None:
    assert any("收、支总计均为" in body for body in bodies)
    assert any("收入总计和支出总计均为" in body for body in bodies)


def test_every_department_is_one_of_the_made_up_ones(district: list[Made]) -> None:
    known = {f"{place}{office.name}" for place in (*COUNTIES, *DISTRICTS) for office in OFFICES}
    assert {one.unit for one in district} <= known


def test_numbers_are_rounded_one_by_one_or_adjusted() -> None:
    """In 元 every sum holds; printed, some offices' last digits differ and others' never do."""
    off = [_sums_off(one) for seed in range(20) for one in made(seed, forms=("sichuan",), kinds=("final",))]
    assert 0 in off
    assert any(off)


def _sums_off(one: Made) -> int:
    values = {at: piece.value for at, piece in one.page.marked.items() if isinstance(piece, Number)}
    sums = [relation.left for relation in one.stated if relation.kind == "sum" and relation.source == "column"]
    return len([left for left in sums if sum(term.times * values[term.number] for term in left) != 0])


@pytest.mark.parametrize("ending", ["docx", "pdf", "html", "md"])
@pytest.mark.parametrize(("form", "kind"), [("sichuan", "final"), ("shanghai", "budget"), ("shanghai", "final")])
def test_the_checker_finds_nothing_wrong_in_a_clean_document(ending: str, form: str, kind: str) -> None:
    for seed in (1, 5):
        (one,) = made(seed, forms=(form,), kinds=(kind,))
        (document,) = api.read_bytes(WRITERS[ending](one.page), f"{one.name}.{ending}")
        checked = api.check(document)
        wrong = [
            (finding.rule, finding.message) for finding in checked.findings if finding.severity is not Severity.NOTE
        ]
        assert wrong == []


def test_the_departments_of_one_place_are_all_different() -> None:
    documents = made(7, units=len(OFFICES), forms=("sichuan",), kinds=("budget",), place="霁溪县")
    assert [document.unit for document in documents] == [f"霁溪县{office.name}" for office in OFFICES]
    assert all(not document.broken() for document in documents)
    with pytest.raises(ValueError, match="10"):
        made(7, units=len(OFFICES) + 1, place="霁溪县")
