"""Which plain lines are titles by their numbering; the form only, no word of any document."""

from __future__ import annotations

import re

_NUMERAL = "[一二三四五六七八九十百零〇]"
_NUMBERED = re.compile(
    rf"第(?:{_NUMERAL}{{1,4}}|\d{{1,2}})[部章节篇编](?:分)?(?=\W|$|[\u4e00-\u9fff\d])"
    rf"|{_NUMERAL}{{1,3}}[、．.]"
    rf"|[（(]{_NUMERAL}{{1,3}}[）)]"
)
_YEAR = re.compile(r"\d{2,4}\s*年")
_LEADER = re.compile(r"[.…·．]{3,}|\t")
_SENTENCE = re.compile(r"[。；！？：;!?:]")
# A full stop may close a title; with a comparison or a negation before it the line says something.
_SAYS = re.compile(r"[较比].*年|^.{2,5}?[、）).](?:无|未|没有)")
_INNER_SENTENCE = re.compile(r"[。；！？](?=.)")
_LONGEST_STYLED = 60
_LONGEST = 45
_LONGEST_WITH_COMMA = 32


def is_numbered(line: str) -> bool:
    """Whether the line begins with 第X部分, 一、 or （一）."""
    return _NUMBERED.match(line) is not None


def is_title(line: str) -> bool:
    """Whether a line (outer blanks stripped) is a title by numbering: short, no sentence in it, no figure but a year."""
    if len(line) > _LONGEST or not is_numbered(line) or _LEADER.search(line):
        return False
    body = line.removesuffix("。")
    if _SENTENCE.search(body) or re.search(r"\d", _YEAR.sub("", body)):
        return False
    if line.endswith("。") and _SAYS.search(body):
        return False
    return "，" not in body or len(body) <= _LONGEST_WITH_COMMA


def heading_level(line: str, styled: int | None) -> int | None:
    """Return the level of a line that its author gave a heading style (1 …) or none; None for running text.

    A whole paragraph under a heading style is a slip of the author and stays running text.
    """
    if styled is None:
        return 0 if is_title(line) else None
    running = len(line) > _LONGEST_STYLED and _INNER_SENTENCE.search(line)
    return None if running else styled
