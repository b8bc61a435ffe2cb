"""What is made once for a document, and what goes to another process with it."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from gouji.diagnose.check import check
from gouji.extract.build import build
from gouji.extract.once import once
from gouji.read.open import read_bytes

if TYPE_CHECKING:
    from gouji.extract.extraction import Extraction

TEXT = "# 青禾县林业局2026年部门预算\n\n支出预算30万元，其中：基本支出20万元，项目支出10万元。\n"


def extracted() -> Extraction:
    (document,) = read_bytes(TEXT.encode(), "made-up.md", isolate=False)
    return build(document)


def test_the_work_is_done_once_for_a_document_and_again_for_another() -> None:
    asked: list[Extraction] = []

    @once
    def figures(extraction: Extraction) -> int:
        asked.append(extraction)
        return len(extraction.figures)

    first, second = extracted(), extracted()
    assert [figures(first), figures(first), figures(second)] == [4, 4, 4]
    assert asked == [first, second]


def test_what_was_made_of_a_document_does_not_travel_with_it() -> None:
    extraction = extracted()
    once(lambda other: other.sheets)(extraction)  # a function that cannot be copied
    assert extraction.kept
    copy = pickle.loads(pickle.dumps(extraction))  # noqa: S301  our own value
    assert copy.kept == {}
    assert copy.figures == extraction.figures
    assert copy.statements == extraction.statements


def test_what_the_rules_shared_is_let_go_after_them() -> None:
    (document,) = read_bytes(TEXT.encode(), "made-up.md", isolate=False)
    checked = check(document)
    assert checked.extraction is not None
    assert all(view.kept == {} for view in checked.extraction.views)
