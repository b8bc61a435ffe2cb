"""Promise 8: whatever the text or the bytes, the check ends with an answer; and what it says holds together."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.properties.budgets import FRAGMENTS, check
from tests.properties.reparse import faults

from gouji import api
from gouji.diagnose.check import is_fault
from gouji.model.document import Status

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())
HEAD = "# 虚构市示例局2024年部门{}\n\n"
modest = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def sound(text: str) -> None:
    checked = check(text)
    if checked.extraction is None:  # what looks like a binary file is refused
        answered(checked)
        return
    assert not [finding.message for finding in checked.findings if "未能运行" in finding.message]
    assert list(faults(checked)) == []
    for finding in checked.findings:
        assert 0 <= finding.place.start <= finding.place.end <= len(checked.document.text)
        assert finding.place.text == checked.document.text[finding.place.start : finding.place.end]


@modest
@given(kind=st.sampled_from(["预算", "决算"]), body=FRAGMENTS)
@example(kind="预算", body="支出0万元，比上年增加0万元，增长0%，占0%")
@example(kind="决算", body="（（（支出1万元，其中：）（2）")
@example(kind="决算", body="完成0%完成预算0万元的0%")
def test_any_words_and_numbers_of_a_budget(kind: str, body: str) -> None:
    sound(HEAD.format(kind) + body)


@modest
@given(st.text(max_size=80))
def test_any_text(body: str) -> None:
    sound("示例" + body.replace("\r", "\n"))


@modest
@given(
    st.lists(
        st.lists(FRAGMENTS.map(lambda text: text[:12].replace("\n", "").replace("|", "")), min_size=2, max_size=5),
        min_size=1,
        max_size=8,
    )
)
def test_any_cells_of_a_table(rows: list[list[str]]) -> None:
    width = len(rows[0])
    lines = ["| " + " | ".join((row + [""] * width)[:width]) + " |" for row in rows]
    sound(
        HEAD.format("预算")
        + "支出预算表\n\n单位：万元\n\n"
        + "\n".join([lines[0], "|---" * width + "|", *lines[1:]])
        + "\n"
    )


def mutated(data: bytes, seed: int) -> bytes:
    """Return bytes with a few places changed, a stretch left out, or the end cut off."""
    chance = random.Random(seed)  # noqa: S311  repeatable, not secret
    changed = bytearray(data)
    match seed % 3:
        case 0:
            for _ in range(chance.randint(1, 30)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
        case 1:
            at = chance.randrange(len(changed))
            del changed[at : at + chance.randint(1, 400)]
        case _:
            del changed[chance.randrange(len(changed)) :]
    return bytes(changed)


def answered(checked: api.Checked) -> None:
    """Hold a document to a status and, where something was lost, a sentence; a fault of the program is no answer."""
    problems = checked.document.problems
    assert not any(is_fault(problem) for problem in problems), problems
    if checked.document.status is not Status.OK:
        assert problems
    assert all(problem.zh.endswith("。") and problem.en.endswith(".") for problem in problems), problems
    assert (checked.extraction is None) == (checked.document.status is Status.FAILED)


def test_damaged_examples(tmp_path: Path) -> None:
    paths = []
    for source in EXAMPLES:
        data = source.read_bytes()
        for seed in range(12):
            path = tmp_path / f"{seed}-{source.name}"
            path.write_bytes(mutated(data, seed))
            paths.append(path)
    run = list(api.check_paths(paths))
    assert len(run) == len(paths)
    for checked in run:
        answered(checked)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".pdf", ".docx", ".xlsx", ".html", ".zip", ".csv", ".doc", ""])
def test_random_bytes(tmp_path: Path, suffix: str) -> None:
    chance = random.Random(suffix)  # noqa: S311  repeatable, not secret
    heads = (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html><body>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe")
    paths = []
    for number, head in enumerate(heads):
        path = tmp_path / f"{number}{suffix}"
        path.write_bytes(head + chance.randbytes(chance.choice([0, 1, 40, 3000])))
        paths.append(path)
    run = list(api.check_paths(paths))
    assert len(run) == len(paths)
    for checked in run:
        answered(checked)
