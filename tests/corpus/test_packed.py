"""Ledgers as bytes: they come back as they were, bytes of another program are not taken for ours."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest

from gouji import api

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def documents() -> list[api.Checked]:
    return [one for one in api.check_paths([EXAMPLES]) if one.extraction is not None]


def test_ledgers_come_back_as_they_were(documents: list[api.Checked]) -> None:
    entries = 0
    for checked in documents:
        own = api.ledgers_of(checked)
        data = api.pack_ledgers(own)
        assert api.unpack_ledgers(data) == own
        assert api.pack_ledgers(own) == data
        entries += sum(len(ledger.own) + len(ledger.earlier) for ledger in own)
        assert len(data) < 500 + 60 * sum(len(ledger.own) + len(ledger.earlier) for ledger in own), (
            "a few bytes an entry"
        )
    assert entries > 100


def test_what_is_linked_is_the_same_from_bytes(documents: list[api.Checked]) -> None:
    fresh, stored = api.Collection(), api.Collection()
    for checked in documents:
        fresh.add(api.ledgers_of(checked))
        stored.add(api.unpack_ledgers(api.pack_ledgers(api.ledgers_of(checked))))
    assert stored.links() == fresh.links()


def test_a_document_is_known_by_another_name_everywhere(documents: list[api.Checked]) -> None:
    for checked in documents:
        for ledger in api.ledgers_of(checked):
            named = api.known_as(ledger, "another name")
            assert checked.document.path not in repr(named)
            assert api.known_as(named, checked.document.path) == ledger


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zlib",
        zlib.compress(b"no json"),
        zlib.compress(json.dumps(["other fields", []]).encode()),
        zlib.compress(json.dumps({"shape": 1}).encode()),
        zlib.compress(json.dumps([1, 2, 3]).encode()),
    ],
)
def test_bytes_of_another_program_are_outgrown(data: bytes) -> None:
    with pytest.raises(api.Outgrown):
        api.unpack_ledgers(data)
