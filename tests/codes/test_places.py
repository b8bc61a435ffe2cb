"""Districts and the provinces they lie in."""

import pytest

from gouji.codes.places import lies_in, province


@pytest.mark.parametrize(
    ("district", "found"),
    [
        ("攀枝花市仁和区", "四川"),
        ("中共上海市普陀区", "上海"),
        ("北京市朝阳区", "北京"),  # there is a city of that name in 辽宁
        ("朝阳市", "辽宁"),
        ("楚雄彝族自治州", "云南"),
        ("青海省海南藏族自治州", "青海"),
        ("海南省海口市", "海南"),
        ("吉林市", "吉林"),
        ("渠县", ""),
        ("虚构市青禾县", ""),
        ("", ""),
    ],
)
def test_the_province_of_a_district(district: str, found: str) -> None:
    assert province(district) == found


def test_a_district_lies_in_its_city_its_province_and_everywhere() -> None:
    assert all(lies_in("广州市天河区", place) for place in ("广州", "广东", ""))
    assert not lies_in("广州市天河区", "深圳")
