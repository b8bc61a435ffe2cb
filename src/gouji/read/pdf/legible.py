"""Whether a page's text layer is language at all: a font without a usable character map gives nonsense, never figures."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[\s\d.,，。、：；（）()“”\-%％—…·]+")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z]+")
_NO_MEANING = re.compile(r"[\ue000-\uf8ff\ufffd]+")
_COMMON = re.compile(
    "[的一不在有和中大为上国年以支出收入预算财政公共般项目经费合计单位部门元万务本级行人资用表基金及其他市与会]+"
)
_ENOUGH = 30
_ENOUGH_HAN = 150
_FEW_HAN = 0.3
_MANY_SIGNS = 0.3
_MANY_UNKNOWN = 0.3
_RARE = 0.02


def is_nonsense(text: str) -> bool:
    """Return whether these characters cannot be a Chinese or English page.

    Three ways to fail: signs and letters of many scripts where words should be, characters without a meaning, or
    Chinese characters among which the commonest hardly occur.
    """
    rest = _PLAIN.sub("", text)
    if len(rest) < _ENOUGH:
        return False
    han, unknown = _count(_HAN, rest), _count(_NO_MEANING, rest)
    signs = len(rest) - han - _count(_LATIN, rest)
    if unknown >= _MANY_UNKNOWN * len(rest) or (han < _FEW_HAN * len(rest) and signs >= _MANY_SIGNS * len(rest)):
        return True
    return han >= _ENOUGH_HAN and _count(_COMMON, rest) < _RARE * han


def _count(runs: re.Pattern[str], text: str) -> int:
    """Return how many characters stand in runs of a kind."""
    return sum(map(len, runs.findall(text)))
