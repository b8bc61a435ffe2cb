"""What a slip makes of a numeral, by hand."""

import pytest

from gouji.compose import slips


def test_slips_leave_separators_and_point_where_they_are() -> None:
    assert slips.places("1,204.5") == [0, 2, 3, 4, 6]
    assert slips.with_digit("1,204.5", 2, "7") == "1,704.5"
    assert slips.swappable("1,204.55") == [2, 3]  # not across the separator or the point, nor two fives
    assert slips.swapped("1,204.5", 3) == "1,240.5"
    assert slips.without("1,204.5", 6) == "1,204."


@pytest.mark.parametrize(
    ("text", "plain"),
    [("0.50", True), ("5", True), ("0", True), ("05.1", False), (".5", False), ("5.", False), ("", False)],
)
def test_a_numeral_that_nobody_would_print(text: str, plain: bool) -> None:  # noqa: FBT001  a case of the table
    assert slips.is_plain(text) is plain
