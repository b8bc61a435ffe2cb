"""Text to the words of our index: two neighbouring Chinese characters each, Latin words and numbers whole.

A trigram index finds nothing for 三公, and dictionaries of words differ from machine to machine. Two-character words need
neither: ``三公经费`` is 三公, 公经, 经费, and a phrase is these one after another. Quotation marks are looked through
(``“三公”经费``), full-width characters are read as plain ones, thousands marks are dropped. Where a number touches a
character (``2024年``) the two are a word as well, so that a phrase holds across them; the last character of a run stands
alone, so that one character can be looked for too.
"""

from __future__ import annotations

import re

_CJK = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"(?P<cjk>[{_CJK}]+)|(?P<word>\d+(?:\.\d+)?|[a-z][a-z0-9]*)")
_QUOTES = re.compile("[“”‘’\"'「」『』《》〈〉]")
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
MOST_WORDS = 8
"""Words of a question that count."""


def plain(text: str) -> str:
    """Return the text as the index reads it: full-width forms as plain ones, no quotation or thousands marks, lower case."""
    return _THOUSANDS.sub("", _QUOTES.sub("", text.translate(_PLAIN))).lower()


def grams(text: str) -> list[str]:
    """Return the words of a text in order.

    >>> grams("“三公”经费")
    ['三公', '公经', '经费', '费']
    >>> grams("2024年 GDP 1,234.50")
    ['2024', '2024年', '年', 'gdp', '1234.50']
    """
    found: list[str] = []
    end, before = -1, ""
    for match in _RUN.finditer(plain(text)):
        run = match.group()
        touches = match.start() == end and (match.lastgroup == "cjk") != (before == "cjk")
        if touches:
            found.append(_border(found[-1], run, cjk=match.lastgroup == "cjk"))
        if match.lastgroup == "cjk":
            found += (run[at : at + 2] for at in range(len(run)))
        else:
            found.append(run)
        end, before = match.end(), match.lastgroup or ""
    return found


def _border(last: str, run: str, *, cjk: bool) -> str:
    return last + run[0] if cjk else last[-1] + run


def phrases(question: str) -> list[list[str]]:
    """Return what must stand in a text: for each word of a question its grams, one after another.

    A word of one character is a single gram of one character: it is looked for at the beginning of grams.

    >>> phrases("2024年 三公")
    [['2024', '2024年'], ['三公']]
    >>> phrases("水")
    [['水']]
    """
    found = []
    for word in question.split()[:MOST_WORDS]:
        made = grams(word)
        if len(made) > 1 and len(made[-1]) == 1:
            made.pop()  # the text may go on: 三公经费 within 三公经费支出
        if made and made not in found:
            found.append(made)
    return found


def marks(question: str) -> re.Pattern[str] | None:
    """Return the pattern that finds a question's words in the text as printed, None for a question without words."""
    words = [_as_printed(word) for word in question.split()[:MOST_WORDS] if grams(word)]
    return re.compile("|".join(words), re.IGNORECASE) if words else None


def _as_printed(word: str) -> str:
    between = "[,，“”‘’\"'「」『』《》〈〉]?"
    characters = [character for character in plain(word) if _RUN.match(character) or character == "."]
    return between.join(_either(character) for character in characters)


def _either(character: str) -> str:
    full = chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else ""
    return f"[{re.escape(character)}{full}]"
