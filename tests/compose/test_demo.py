"""The made-up district: the same bytes for a seed, sums that hold, known defects of every kind."""

import json
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from gouji import api
from gouji.compose.demo.books import BASIC, FUND, GENERAL
from gouji.compose.demo.history import history
from gouji.compose.demo.made import FORMS, Made, made
from gouji.compose.demo.places import OFFICES
from gouji.compose.demo.plant import KINDS
from gouji.compose.demo.units import units_of
from gouji.compose.page import Number, plain
from gouji.compose.writers import WRITERS
from gouji.compose.writers.text import text

SEEDS = range(6)


@pytest.fixture(scope="module")
def district() -> tuple[Made, ...]:
    return tuple(one for seed in SEEDS for one in made(seed, units=2, years=1))


def test_the_same_seed_gives_the_same_documents_and_another_gives_others() -> None:
    assert [one.page for one in made(3)] == [one.page for one in made(3)]
    assert [one.page for one in made(3)] != [one.page for one in made(4)]


@pytest.mark.parametrize("ending", WRITERS)
def test_the_same_page_gives_the_same_bytes(ending: str) -> None:
    (one, *_), (other, *_) = made(5), made(5)
    assert WRITERS[ending](one.page) == WRITERS[ending](other.page)


def test_no_relation_is_broken_in_a_clean_document(district: tuple[Made, ...]) -> None:
    for one in district:
        assert one.broken() == (), one.name


def test_every_place_in_the_text_holds_its_piece(district: tuple[Made, ...]) -> None:
    for one in district[:4]:
        body, places = text(one.page)
        marked = one.page.marked
        assert places.keys() == marked.keys()
        assert all(body[start:end] == marked[at].shown for at, (start, end) in places.items())


def test_each_document_says_that_it_is_made_up(district: tuple[Made, ...]) -> None:
    for one in district:
        assert "虚构" in one.name
        assert "虚构" in one.page.running
        assert any("均为编造" in plain(pieces) for _, pieces in one.page.lines())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_defect_is_planted_and_most_can_be_noticed(district: tuple[Made, ...], kind: str) -> None:
    planted = [defect for at, one in enumerate(district) if (defect := one.plant(kind, Random(at)))]  # noqa: S311
    assert len(planted) * 4 >= len(district)
    assert sum(defect.detectable_beside for defect in planted) * 2 > len(planted)
    for defect in planted:
        assert defect.document.page != defect.clean.page
        assert defect.printed != defect.right


def test_a_changed_digit_in_a_total_breaks_its_sum() -> None:
    document = made(1)[0]
    defect = document.plant("total changed", Random(0))  # noqa: S311
    assert defect
    assert defect.detectable
    old, new = document.page.marked[defect.id], defect.document.page.marked[defect.id]
    assert isinstance(old, Number)
    assert isinstance(new, Number)
    assert sum(one != other for one, other in zip(old.text, new.text, strict=True)) == 1


def test_a_folder_is_written_with_its_truth(tmp_path: Path) -> None:
    files = list(
        api.write_district(tmp_path, seed=7, units=2, years=1, forms=FORMS, formats=("md", "xlsx"), also=("defects",))
    )
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert truth["made_up"] is True
    assert {path.name for path in files} == {"truth.json"} | {
        name for one in truth["documents"] for name in one["files"]
    }
    defects = [(one, defect) for one in truth["documents"] for defect in one["defects"]]
    assert defects
    for one, defect in defects:
        body = (tmp_path / one["files"][0]).read_text(encoding="utf-8")
        if defect["span"]:
            assert body[slice(*defect["span"])] == defect["printed"]
            assert defect["place"]["line"][defect["place"]["offset"] :].startswith(defect["printed"])


def test_last_years_closing_is_this_years_opening_and_the_budget_is_that_of_the_account() -> None:
    for seed in range(6):
        documents = made(seed, years=3, forms=("sichuan",))
        numbers: dict[str, set[int]] = {}
        for one in documents:
            for piece in one.page.marked.values():
                if isinstance(piece, Number) and piece.unit == "万元":
                    numbers.setdefault(piece.key, set()).add(int(piece.value * 100))
        assert all(max(values) - min(values) <= 1 for values in numbers.values())
        assert len({one.year for one in documents}) == 3


def test_the_units_of_a_department_are_cut_out_of_its_books() -> None:
    """All that the treasury pays is in the units once; what the 本级 passes on is printed in the unit alone."""
    passed_on = 0
    for seed in range(12):
        department = history("虚构县", OFFICES[seed % 6], 2, Random(seed), exact=False, plain=False)  # noqa: S311
        units = list(units_of(replace(department, seed=str(seed))))
        assert len(units) in {0, *range(2, 4)}
        for at in range(3) if units else ():
            for book in ("budgets", "finals"):
                whole, parts = getattr(department, book)[at], [getattr(unit, book)[at] for unit in units]
                for which in ({"money": GENERAL}, {"money": FUND}, {"money": GENERAL, "nature": BASIC}):
                    assert whole.spent(**which).fen == sum(part.spent(**which).fen for part in parts)
                    assert whole.closed(**which).fen == sum(part.closed(**which).fen for part in parts)
                passed_on += sum(part.spent().fen for part in parts) - whole.spent().fen
    assert passed_on > 0


def test_a_unit_speaks_for_itself() -> None:
    documents = made(4, units=2, below=True)
    assert [one.level for one in documents].count("单位") == 10
    for one in documents:
        body = text(one.page)[0]
        assert ("单位预算" in body or "单位决算" in body) == (one.level == "单位")
        assert one.broken() == ()
        assert one.name.endswith(f"{one.level}{'预算' if one.kind == 'budget' else '决算'}")


def test_departments_are_the_same_with_their_units_beside_them() -> None:
    alone, beside = made(4, units=2), made(4, units=2, below=True)
    assert [one.page for one in beside if one.level == "部门"] == [one.page for one in alone]
