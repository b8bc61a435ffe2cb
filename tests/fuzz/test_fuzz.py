"""A short run of the fuzzer that is the same each time, and every input that once was a fault. ``make fuzz`` runs long."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.fuzz.judge import checked, within
from tests.fuzz.mutate import mutated
from tests.fuzz.seeds import Family, families

ONCE_FAULTS = sorted((Path(__file__).parent / "faults").glob("*.fault"))
RUNS = 150


@pytest.mark.parametrize("family", families(), ids=lambda family: family.name)
def test_seeds_are_read_whole(family: Family) -> None:
    """A seed that is refused would make all that follows from it easy."""
    for seed in family.seeds:
        assert any(len(done.states) > 0 for done in checked(seed, family.name))


@pytest.mark.parametrize("family", families(), ids=lambda family: family.name)
def test_whatever_is_changed_there_is_an_answer(family: Family) -> None:
    chance = random.Random(family.name)  # noqa: S311  chance that repeats, nothing secret
    for _ in range(RUNS):
        data = mutated(chance.choice(family.seeds), family.words, family.seeds, chance)
        with within(20):
            checked(data, family.name)


@pytest.mark.parametrize("path", ONCE_FAULTS, ids=lambda path: path.name)
def test_what_once_was_a_fault(path: Path) -> None:
    with within(20):
        checked(path.read_bytes(), path.stem)
