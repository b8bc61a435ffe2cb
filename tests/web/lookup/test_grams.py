"""Text to words: two characters each, numbers and Latin words whole."""

from __future__ import annotations

import re

import pytest

from gouji.web.lookup.grams import grams, marks, phrases


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("三公经费", ["三公", "公经", "经费", "费"]),
        ("“三公”经费", ["三公", "公经", "经费", "费"]),
        ("2024年", ["2024", "2024年", "年"]),
        ("第12号", ["第", "第12", "12", "12号", "号"]),
        ("1,234.50万元", ["1234.50", "1234.50万", "万元", "元"]),
        ("１２．５％", ["12.5"]),
        ("GDP增长", ["gdp", "gdp增", "增长", "长"]),
        ("水，利", ["水", "利"]),
        ("〇一", ["〇一", "一"]),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert grams(text) == words


@pytest.mark.parametrize("word", ["三公", "公经费", "2024年度", "第12号文", "水", "30.15万", "abc"])
def test_the_words_asked_for_stand_one_after_another_in_any_text_that_goes_on(word: str) -> None:
    text = " ".join(grams(f"关于{word}的说明"))
    (asked,) = phrases(word)
    assert f" {' '.join(asked)}" in f" {text}" or len(word) == 1


def test_a_question_without_words_asks_nothing() -> None:
    assert phrases("，。 ！") == []
    assert marks("") is None


def test_marks_find_the_words_as_printed() -> None:
    pattern = marks("三公经费 1234.5")
    assert pattern is not None
    found = [match.group() for match in pattern.finditer("“三公”经费１，２３４．５万元")]
    assert found == ["三公”经费", "１，２３４．５"]
    assert isinstance(pattern, re.Pattern)
