"""The official forms as data: what the files say holds together."""

import re

import pytest

from gouji.codes import forms


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("2025年部门收支预算总表", "收支总表"),
        ("表1-1 部门收入总表", "收入总表"),
        ("十一、一般公共预算“三公”经费、会议费、培训费支出预算表", "一般公共预算三公经费会议费培训费支出表"),
        ("本年一般公共预算支出表（预算表5）", "一般公共预算支出表"),
        ("2026年预算单位财务收支预算总表", "收支总表"),
        ("一般公共预算财政拨款支出决算表", "一般公共预算支出表"),
        ("收入支出决算总表", "收支总体情况表"),
    ],
)
def test_captions_of_one_form_have_one_stem(printed: str, same: str) -> None:
    assert forms.stem(printed) == forms.stem(same)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("一般公共预算支出表（按功能分类）", "一般公共预算支出表（按经济分类）"),
        ("一般公共预算支出表", "一般公共预算基本支出表"),
        ("收入总表", "财政拨款收支总表"),
        ("政府性基金预算支出表", "政府采购支出表"),
        ("一般公共预算财政拨款支出决算表", "一般公共预算财政拨款支出决算明细表"),
    ],
)
def test_captions_of_different_forms_have_different_stems(first: str, second: str) -> None:
    assert forms.stem(first) != forms.stem(second)


def test_no_caption_names_two_forms() -> None:
    taken: dict[tuple[str, str], str] = {}
    for form in forms.forms().values():
        for kind, names in form.names.items():
            for name in names:
                assert taken.setdefault((forms.stem(name), kind), form.id) == form.id, name


def test_every_table_of_a_set_is_found_by_its_name() -> None:
    for one in forms.form_sets():
        for table in one.tables:
            found = forms.named(table.name, one.kind)
            assert (found.id if found else "") == table.form, (one.id, table.name)


def test_sichuan_demands_thirteen_tables_and_shanghai_nine() -> None:
    sizes = {one.id: len(one.tables) for one in forms.form_sets()}
    assert sizes["sichuan-final"] == 13
    assert sizes["shanghai-final"] == 9
    assert sizes["shanghai-budget"] == 9
    assert sizes["base-budget"] == 8


def test_relations_speak_of_known_forms_lines_and_columns() -> None:
    known_columns, known_lines = set(forms.columns().values()), set(forms.lines().values())
    ids = [relation.id for relation in forms.all_relations()]
    assert len(set(ids)) == len(ids)
    for relation in forms.all_relations():
        for address in (relation.result, *(part for reading in relation.readings for part in reading)):
            assert address.form in forms.forms(), relation.id
            assert (address.side in {"收入", "支出"}) == (forms.forms()[address.form].lines == "sides"), relation.id
            assert address.column in known_columns, (relation.id, address.column)
            names = set(address.line.split("."))
            assert address.line == "*" or address.line.isdigit() or names <= known_lines, (relation.id, address.line)


def test_every_entry_says_where_it_was_seen() -> None:
    assert all(form.basis for form in forms.forms().values())
    assert all(relation.basis for relation in forms.all_relations())
    assert all(table.basis for one in forms.form_sets() for table in one.tables)


@pytest.mark.parametrize(
    ("kind", "year", "district", "found"),
    [
        ("budget", 2026, "深圳市", "shenzhen-budget"),  # its own, not its province's
        ("budget", 2026, "珠海市", "guangdong-budget"),
        ("budget", 2026, "长沙市", "base-budget"),
        ("final", 2022, "攀枝花市仁和区", "sichuan-final"),
        ("final", 2021, "四川省", "sichuan-final-2020"),
        ("final", 2019, "佛山市", "base-final"),
        ("final", 2023, "", "base-final-2021"),
    ],
)
def test_the_set_of_a_district_is_its_own_before_its_provinces_before_the_countrys(
    kind: str, year: int, district: str, found: str
) -> None:
    chosen = forms.set_of(kind, year, district)
    assert chosen is not None
    assert chosen.id == found


def test_each_name_of_a_form_shows_its_trace() -> None:
    for form in forms.forms().values():
        for names in form.names.values():
            for name in names:
                assert re.search(form.trace, name), (form.id, name)
