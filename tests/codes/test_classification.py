import pytest

from gouji.codes import classification as codes


def test_a_code_has_the_name_of_its_year() -> None:
    assert [item.name for item in codes.lookup_code("207", 2018)] == ["文化体育与传媒支出"]
    assert [item.name for item in codes.lookup_code("207", 2019)] == ["文化旅游体育与传媒支出"]


def test_a_name_shared_by_many_functions_gives_them_all() -> None:
    found = codes.lookup_name("行政运行")
    assert len(found) > 10
    assert {item.level for item in found} == {"项"}


@pytest.mark.parametrize("printed", ["维修(护)费", "维修（护）费", "维修 （护） 费"])
def test_brackets_and_spaces_do_not_matter(printed: str) -> None:
    assert {item.code for item in codes.lookup_name(printed)} == {"30213", "50209"}


def test_an_old_name_is_not_valid_later() -> None:
    assert codes.lookup_name("医疗卫生与计划生育支出", 2018)
    assert not codes.lookup_name("医疗卫生与计划生育支出", 2019)


def test_what_documents_print_is_known_by_year() -> None:
    assert codes.was_seen("行政事业单位离退休", 2018)
    assert not codes.was_seen("行政事业单位离退休", 2024)
    assert codes.was_seen("对个人和家庭补助", code="303")


def test_find_takes_the_longest_name_at_its_place() -> None:
    text = "教育支出、其他教育支出(款)"
    assert codes.find(text) == [(0, 4, "教育支出"), (5, 11, "其他教育支出")]


def test_levels_follow_the_length_of_functional_codes() -> None:
    functional = [item for item in codes.items() if item.system == codes.FUNCTIONAL]
    assert all(codes.level_of(item.code) == item.level for item in functional)


def test_every_rename_of_a_name_leads_to_a_known_name() -> None:
    names = {item.name for item in codes.items()}
    assert all(entry.new in names for entry in codes.renames() if entry.kind == "rename")
