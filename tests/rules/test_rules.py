"""The one test of all rules: each runs its own good and bad example, alone."""

import importlib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gouji import api
from gouji.model.finding import Finding
from gouji.read.reader import Limits
from gouji.read.text import TextReader
from gouji.rules.rule import Context, Rule, all_rules

FAMILIES = {"SU", "SH", "CH", "CO", "EQ", "BO", "CN", "YR", "UN", "CL", "FO", "LA", "TX", "PF", "RD"}
RULES = all_rules()
CHINESE = re.compile(r"[\u4e00-\u9fff]")
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def without_marks(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its ``«…»`` marks, and the spans that they held."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    length = opened = 0
    for piece in re.split("([«»])", marked):
        if piece == "«":
            opened = length
        elif piece == "»":
            spans.append((opened, length))
        else:
            parts.append(piece)
            length += len(piece)
    return "".join(parts), spans


def findings(rule: Rule, text: str, name: str) -> tuple[Finding, ...]:
    if rule.relate is not None:
        return tuple(beside(rule, text))
    document = TextReader().read(text.encode(), name, Limits())
    assert document.text == text
    return api.check(document, context=Context(), select=(rule.code,)).findings


def beside(rule: Rule, text: str) -> Iterator[Finding]:
    """The findings on several documents in one text, each after a line with its name; places count in the whole text."""
    heads = list(re.finditer(r"^=== (\S+) ===\n", text, re.MULTILINE))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    starts = {head[1]: head.end() for head in heads}
    documents = [
        TextReader().read(text[head.end() : end].encode(), head[1], Limits())
        for head, end in zip(heads, ends, strict=True)
    ]
    run = (api.check(document, context=Context(), select=(rule.code,)) for document in documents)
    for checked in api.check_together(run, select=(rule.code,)):
        start = starts[checked.document.path]
        for finding in checked.findings:
            place = replace(finding.place, start=finding.place.start + start, end=finding.place.end + start)
            yield replace(finding, place=place)


def test_marks_are_taken_out() -> None:
    assert without_marks("共«30.15»万元，«»增加") == ("共30.15万元，增加", [(1, 6), (9, 9)])


@each_rule
def test_good_example_gives_nothing(rule: Rule) -> None:
    assert rule.good.strip()
    assert "«" not in rule.good
    found = findings(rule, rule.good, "good.md")
    assert not found, [(finding.rule, finding.place.text, finding.message) for finding in found]


@each_rule
def test_bad_example_gives_exactly_what_is_marked(rule: Rule) -> None:
    text, spans = without_marks(rule.bad)
    assert spans, "a bad example marks at least one finding"
    found = findings(rule, text, "bad.md")
    assert {finding.rule for finding in found} == {rule.code}
    places = sorted((finding.place.start, finding.place.end) for finding in found)
    assert places == sorted(spans), [(text[start:end], start) for start, end in places]


@each_rule
def test_rule_is_named_and_explained(rule: Rule) -> None:
    assert rule.family in FAMILIES
    assert re.fullmatch(r"[A-Z]{2}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z][a-z0-9_]+", rule.fault)
    assert CHINESE.search(rule.title)
    assert "\n" not in rule.title
    assert "错误" not in rule.title
    assert rule.since
    assert rule.basis
    assert rule.page


WITHDRAWN = {"FO203", "SH102"}
"""Codes that a rule had once: baselines and suppression files may still name them, so no other rule gets them."""


def test_codes_are_unique_never_used_again_and_stand_in_their_family() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert not WITHDRAWN.intersection(codes)
    for path in Path(importlib.import_module("gouji.rules").__path__[0]).rglob("[A-Z][A-Z][0-9]*.py"):
        assert path.parent.name.upper() == path.stem[:2], path.name


def test_there_are_rules() -> None:
    assert RULES
